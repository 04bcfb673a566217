// Where one is: what is selected, filtered and opened up. It lives in the address, so links lead there and the back button goes back.

const STEP = 40;
const NOWHERE = { selected: null, filters: NO_FILTERS, ego: undefined, open: [], shut: [], more: 0, timeline: false };
let where = NOWHERE;
let selected = null;
let letThrough = passing(NO_FILTERS);
let alive = new Set();

function iris(text) {
  return (text || "").split(" ").filter((iri) => entityOf.has(iri)).map((iri) => entityOf.get(iri));
}

/** Return where an address leads; what it names and the page does not know is left out. */
function readAddress(hash) {
  const wanted = new URLSearchParams(hash.slice(1));
  const path = iris(wanted.get("path"));
  let found = null;
  if (path.length === 2) found = { path };
  else if (entityOf.has(wanted.get("focus"))) found = { entity: entityOf.get(wanted.get("focus")) };
  else if (factOf.has(wanted.get("fact"))) found = { fact: factOf.get(wanted.get("fact")) };
  return {
    selected: found,
    filters: filtersFrom(wanted.get("filters")),
    ego: entityOf.get(wanted.get("ego")),
    open: iris(wanted.get("open")),
    shut: iris(wanted.get("shut")),
    more: Math.max(0, Math.min(1000, Number.parseInt(wanted.get("more"), 10) || 0)),
    timeline: wanted.get("panel") === "timeline",
    lost: !found && ["focus", "fact", "path"].some((name) => wanted.has(name)),
  };
}

/** Return the address of a place, readable as far as addresses are. */
function addressOf(place) {
  const name = (id) => graph.entities[id].iri;
  const parts = [];
  const add = (key, value) => value && parts.push(`${key}=${encodeURIComponent(value).replace(/%(3A|2F|2C|3B)/g, decodeURIComponent)}`);
  if (place.selected && place.selected.path) add("path", place.selected.path.map(name).join(" "));
  else if (place.selected && place.selected.fact !== undefined) add("fact", graph.facts[place.selected.fact].iri);
  else if (place.selected) add("focus", name(place.selected.entity));
  if (place.ego !== undefined) add("ego", name(place.ego));
  add("open", place.open.map(name).join(" "));
  add("shut", place.shut.map(name).join(" "));
  add("more", place.more ? String(place.more) : "");
  add("panel", place.timeline ? "timeline" : "");
  add("filters", filtersText(place.filters));
  return parts.length ? `#${parts.join("&")}` : "";
}

let setOut = null;
let pointed = false;

/** Go to a place that differs from here by a change. In passing, as while a slider moves, it leaves no step to go back to. */
function visit(change, inPassing = false) {
  const hash = addressOf({ ...where, ...change });
  const rename = (to) => history.replaceState(null, "", to || location.pathname + location.search);
  if (inPassing) {
    setOut ??= location.hash;
    rename(hash);
    follow();
    return;
  }
  if (setOut !== null) rename(setOut); // back leads to where the slider set out from
  setOut = null;
  if (hash !== location.hash) location.hash = hash;
  follow(); // at once: the event comes later, and what is asked for meanwhile starts from where one is
}

/** Select an entity, a fact or nothing; filters that would hide it let go of it. */
function select(selection) {
  visit({ selected: selection, filters: selection ? revealing(selection, where.filters) : where.filters });
}

function revealing(selection, filters) {
  const fact = graph.facts[selection.fact];
  const ends = endsOf(selection);
  const types = ends.map((id) => graph.entities[id].types[0]);
  const changed = { ...filters, type: filters.type.filter((type) => !types.includes(type)) };
  const seen = passing(changed);
  const visible = fact ? seen[selection.fact] : ends.every((id) => !touching[id].length || touching[id].some((number) => seen[number]));
  return visible ? changed : { ...NO_FILTERS, type: changed.type };
}

/** Return whether an entity passes the filters: its type is let through, and one of its facts, if it has any. */
function admitted(entity) {
  return !where.filters.type.includes(graph.entities[entity].types[0]) && alive.has(entity);
}

function shown(entity) {
  return drawn.has(entity) && admitted(entity);
}

function factShown(id) {
  const fact = graph.facts[id];
  return letThrough[id] && shown(fact.s) && shown(fact.o);
}

/** Return an entity's neighbours, filters or not, those with the most evidence first. */
function neighbours(entity) {
  const near = new Set(touching[entity].map((id) => across(graph.facts[id], entity)));
  near.delete(entity);
  return [...near].sort((a, b) => graph.entities[b].weight - graph.entities[a].weight || a - b);
}

/** Return the entities that a selection names. */
function endsOf(selection) {
  return selection.path || (selection.fact === undefined ? [selection.entity] : [graph.facts[selection.fact].s, graph.facts[selection.fact].o]);
}

/** Return the facts of a shortest way between two entities, of several the one with the most sources; null when there is none. */
function wayBetween([start, end]) {
  const reached = new Map([[start, { support: 0 }]]);
  let edge = [start];
  while (edge.length && !reached.has(end)) {
    const next = new Map();
    for (const entity of edge) {
      for (const id of touching[entity]) {
        const other = across(graph.facts[id], entity);
        if (!letThrough[id] || reached.has(other) || !admitted(other)) continue;
        const support = reached.get(entity).support + graph.facts[id].sources;
        const rival = next.get(other);
        if (!rival || support > rival.support || (support === rival.support && id < rival.fact)) next.set(other, { fact: id, from: entity, support });
      }
    }
    edge = [...next.keys()].sort((a, b) => a - b);
    for (const entity of edge) reached.set(entity, next.get(entity));
  }
  if (!reached.has(end)) return null;
  const facts = [];
  for (let at = end; at !== start; at = reached.get(at).from) facts.unshift(reached.get(at).fact);
  return facts;
}

/** Return the entities and facts to light up for a selection; null when nothing is selected and all are equal. */
function lit(selection) {
  if (!selection) return null;
  const entities = new Set(selection.path || (selection.fact === undefined ? [selection.entity] : []));
  let facts;
  if (selection.path) facts = new Set(wayBetween(selection.path) || []);
  else facts = new Set(selection.fact === undefined ? touching[selection.entity].filter(factShown) : [selection.fact]);
  for (const id of facts) entities.add(graph.facts[id].s).add(graph.facts[id].o);
  return { facts, entities };
}

/** Return the neighbour that lies most nearly in a direction, or none. */
function neighbour(entity, [right, down]) {
  const here = spotOf(entity);
  let best;
  let least = Infinity;
  for (const id of touching[entity].filter(factShown)) {
    const other = across(graph.facts[id], entity);
    if (other === entity) continue;
    const there = spotOf(other);
    const along = (there.x - here.x) * right + (there.y - here.y) * down;
    const aside = Math.abs((there.x - here.x) * down) + Math.abs((there.y - here.y) * right);
    if (along > 0 && along + 2 * aside < least) [best, least] = [other, along + 2 * aside];
  }
  return best;
}

/** Unfold an entity: draw its neighbours; the next ones when some are drawn already. */
function unfold(entity) {
  if (where.shut.includes(entity)) visit({ shut: where.shut.filter((id) => id !== entity) });
  else if (folded(entity).length) visit({ open: [...where.open, entity] });
}

/** Fold an entity: take what was unfolded at it away, or the neighbours that know nobody else. */
function fold(entity) {
  if (where.open.includes(entity)) visit({ open: where.open.filter((id) => id !== entity) });
  else if (leaves(entity).length) visit({ shut: [...where.shut, entity] });
}
