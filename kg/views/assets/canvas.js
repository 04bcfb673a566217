// The drawing: what is hidden, what is lit, and where one goes from here. vis-network draws; positions are given and stay.

const hidden = { types: new Set(), statuses: new Set() };
const stage = document.getElementById("canvas");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dots = new vis.DataSet([]);
const strokes = new vis.DataSet([]);
const touching = graph.entities.map(() => []);
graph.facts.forEach((fact, id) => {
  touching[fact.s].push(id);
  if (fact.o !== fact.s) touching[fact.o].push(id);
});

function shown(entity) {
  return !hidden.types.has(graph.entities[entity].types[0]);
}

function factShown(id) {
  const fact = graph.facts[id];
  return !hidden.statuses.has(fact.status) && shown(fact.s) && shown(fact.o);
}

/** Return the entities and facts to light up for a selection; null when nothing is selected and all are equal. */
function lit(selection) {
  if (!selection) return null;
  const facts = new Set(selection.fact === undefined ? touching[selection.entity].filter(factShown) : [selection.fact]);
  const entities = new Set(selection.fact === undefined ? [selection.entity] : []);
  for (const id of facts) entities.add(graph.facts[id].s).add(graph.facts[id].o);
  return { facts, entities };
}

function edgeWords(fact) {
  return fact.status === "current" ? fact.label : `${fact.label} (${fact.status})`;
}

/** Give every mark and line the look it has for this selection, these filters and this colour scheme. */
function paint(selection) {
  const css = getComputedStyle(document.documentElement);
  const [paper, ink, soft, edge, strong, face] = ["--paper", "--ink", "--soft", "--edge", "--lit", "--sans"].map((name) => css.getPropertyValue(name).trim());
  const bright = lit(selection);
  dots.update(graph.nodes.map((node) => {
    const type = graph.entities[node.id].types[0];
    const own = colour(type);
    const on = !bright || bright.entities.has(node.id);
    const chosen = selection && selection.entity === node.id;
    const background = graph.types[type].hollow ? paper : own;
    return {
      ...node,
      hidden: !shown(node.id),
      opacity: on ? 1 : 0.22,
      borderWidth: chosen ? 4 : graph.types[type].hollow ? 3 : 1,
      color: { background, border: chosen ? strong : own, highlight: { background, border: chosen ? strong : own }, hover: { background, border: strong } },
      font: { ...node.font, face, color: on ? ink : faded(soft), strokeColor: paper, strokeWidth: on ? 4 : 0 },
    };
  }));
  strokes.update(graph.edges.map((line) => {
    const fact = graph.facts[line.id];
    const on = !bright || bright.facts.has(line.id);
    const named = bright && on && bright.facts.size <= 40;
    return {
      ...line,
      hidden: !factShown(line.id),
      label: named ? edgeWords(fact) : undefined,
      color: { color: bright && on ? strong : edge, hover: strong, highlight: strong, opacity: on ? (bright ? 0.9 : 0.75) : 0.12, inherit: false },
      arrows: line.arrows ? { to: { enabled: true, scaleFactor: 0.55 } } : undefined,
      font: { size: 13, face, color: ink, strokeColor: paper, strokeWidth: 5, align: "horizontal" },
    };
  }));
}

function faded(hex) {
  return `${hex}66`;
}

paint(null);
const network = new vis.Network(stage, { nodes: dots, edges: strokes }, { ...graph.options, interaction: { ...graph.options.interaction, hideEdgesOnDrag: graph.edges.length > 1500, hideEdgesOnZoom: graph.edges.length > 1500 } });

function showAll() {
  network.fit({ nodes: graph.nodes.map((node) => node.id).filter(shown), maxZoomLevel: 1.3, animation: false });
}

/** Bring the lit part into sight, no closer than is readable. */
function approach(selection) {
  const near = [...lit(selection).entities].filter(shown);
  network.fit({ nodes: near, maxZoomLevel: 1.15, minZoomLevel: 0.35, animation: still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
}

/** Return whether a selection lies within what is seen, large enough to read. */
function inSight(selection) {
  const entities = selection.fact === undefined ? [selection.entity] : [graph.facts[selection.fact].s, graph.facts[selection.fact].o];
  return network.getScale() > 0.5 && entities.every((id) => {
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    return x > 20 && y > 20 && x < stage.clientWidth - 20 && y < stage.clientHeight - 20;
  });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.03, network.getScale() * factor)), animation: false });
}

/** Return the neighbour that lies most nearly in a direction, or none. */
function neighbour(entity, [right, down]) {
  const here = network.getPosition(entity);
  let best;
  let least = Infinity;
  for (const id of touching[entity].filter(factShown)) {
    const other = graph.facts[id].s === entity ? graph.facts[id].o : graph.facts[id].s;
    if (other === entity) continue;
    const there = network.getPosition(other);
    const along = (there.x - here.x) * right + (there.y - here.y) * down;
    const aside = Math.abs((there.x - here.x) * down) + Math.abs((there.y - here.y) * right);
    if (along > 0 && along + 2 * aside < least) [best, least] = [other, along + 2 * aside];
  }
  return best;
}
