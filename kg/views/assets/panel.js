// The panel: an entity's or a fact's evidence, or the list of all when nothing is selected.

const panel = document.getElementById("panel");
const live = document.getElementById("live");

function kinds(entity) {
  return element("p", "kinds", ...entity.types.map((type) => element("span", "", typeMark(type), named(typeWords(type)))));
}

function go(id) {
  return button("go", () => pick(id), named(graph.entities[id].name));
}

function back() {
  return button("back", () => select(null), "all entities");
}

/** Return what can be done with an entity on the drawing. */
function doings(id) {
  const made = element("p", "doings");
  const near = folded(id);
  const add = (words, action) => made.append(button("do", action, words));
  if (near.length) add(near.length > STEP ? `Show ${STEP} of ${near.length.toLocaleString("en")} more neighbours` : `Show ${count(near.length, "more neighbour", "more neighbours")}`, () => unfold(id));
  if (where.shut.includes(id)) add("Unfold again", () => unfold(id));
  else if (where.open.includes(id) || leaves(id).length) add("Fold its neighbours", () => fold(id));
  if (where.ego !== id && touching[id].length) add("Only its surroundings", () => visit({ ego: id, open: [], shut: [], more: 0 }));
  if (where.ego !== undefined) add("Back to the whole drawing", () => visit({ ego: undefined, open: [], shut: [] }));
  if (touching[id].length) add("Path to …", () => askPath(id));
  return made.children.length ? made : "";
}

/** Return the sentence with what it names the ends of its facts by marked: starts and ends, in any order. */
function sentence(text, marks) {
  const quote = element("blockquote", "");
  quote.dir = "auto";
  const spans = marks.flatMap((start, i) => (i % 2 ? [] : [[start, marks[i + 1]]])).sort(([a], [b]) => a - b);
  let done = 0;
  for (const [start, end] of spans) {
    if (start < done) continue;
    quote.append(text.slice(done, start), element("mark", "", text.slice(start, end)));
    done = end;
  }
  quote.append(text.slice(done));
  return quote;
}

/** Return one evidence: the sentence, where it stands, who vouches, how it was read. */
function evidenceFigure(evidence, fact, marks = evidence.marks) {
  const article = graph.articles[evidence.article];
  let headline = article.headline || article.url || "";
  if (webAddress(article)) {
    const link = element("a", "", named(headline));
    link.href = webAddress(article);
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    headline = link;
  } else if (headline) {
    headline = named(headline);
  }
  const reading = [
    vouched(evidence),
    evidence.role ? `as ${evidence.role}` : "",
    evidence.status === fact.status ? "" : `here read as ${evidence.status}`,
    evidence.confidence === undefined ? "" : `reading ${Math.round(evidence.confidence * 100)} % sure`,
  ].filter(Boolean).join("; ");
  const cite = element("figcaption", "cite", element("span", "", named(whereabouts(article))), headline ? element("span", "", headline) : "", element("span", "", named(reading)), button("copy", () => copy(citation(evidence)), "Copy citation"));
  return element("figure", "", sentence(evidence.text, marks), cite);
}

/** Return all evidence of a fact, newest first; what goes beyond the first few is folded away. */
function evidenceList(fact, open) {
  const date = (evidence) => graph.articles[evidence.article].date || "";
  const figures = [...fact.evidence].sort((a, b) => (date(a) < date(b) ? 1 : date(a) > date(b) ? -1 : 0)).map((evidence) => evidenceFigure(evidence, fact));
  if (figures.length <= open + 1) return figures;
  const rest = element("details", "", element("summary", "", count(figures.length - open, "more sentence", "more sentences")), ...figures.slice(open));
  return [...figures.slice(0, open), rest];
}

function statusChip(fact) {
  const chip = element("span", `status ${fact.status}`, fact.status);
  chip.title = graph.lines[fact.status].meaning;
  return chip;
}

const STATUSES = Object.keys(graph.lines);

/** Compare two facts: by what a person asks first, then by status, then the newest before the older. */
function order(a, b) {
  const rank = (fact) => (graph.first.includes(fact.relation) ? graph.first.indexOf(fact.relation) : graph.first.length);
  const newest = (fact) => fact.as_of || "";
  return rank(a) - rank(b) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)
    || STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || (newest(a) < newest(b) ? 1 : newest(a) > newest(b) ? -1 : 0);
}

/** Return the facts of an entity that pass the filters, by what they say. */
function byRelation(id) {
  const entity = graph.entities[id];
  const groups = new Map();
  for (const number of touching[id].filter((fact) => letThrough[fact]).sort((a, b) => order(graph.facts[a], graph.facts[b]))) {
    const fact = graph.facts[number];
    const outward = fact.s === id;
    const heading = outward || fact.symmetric ? fact.label : `${fact.label} ${entity.name}`;
    if (!groups.has(heading)) groups.set(heading, []);
    groups.get(heading).push([fact, number, outward ? fact.o : fact.s]);
  }
  return [...groups].flatMap(([heading, facts]) => [element("h3", "", named(heading, "")), ...facts.map(([fact, number, other]) => {
    const line = element("p", "", go(other), fact.status === "current" ? " " : statusChip(fact), button("when", () => select({ fact: number }), times(fact)), element("span", "when", ` · ${sources(fact)}`));
    return element("div", "fact", line, ...evidenceList(fact, 1));
  })]);
}

/** Return the sentences about an entity by the date of their article, newest first; a sentence that states several facts stands once. */
function timeline(id) {
  const told = new Map();
  const admitted = admits(where.filters);
  for (const number of touching[id].filter((fact) => letThrough[fact])) {
    for (const evidence of graph.facts[number].evidence.filter(admitted)) {
      const key = `${evidence.article} ${evidence.text}`;
      if (!told.has(key)) told.set(key, { evidence, facts: [], marks: [] });
      told.get(key).marks.push(...evidence.marks);
      if (!told.get(key).facts.includes(number)) told.get(key).facts.push(number);
    }
  }
  const date = (one) => graph.articles[one.evidence.article].date || "";
  const days = Map.groupBy([...told.values()].sort((a, b) => (date(a) < date(b) ? 1 : date(a) > date(b) ? -1 : 0)), date);
  return [...days].flatMap(([when, ones]) => [element("h3", "", day(when) || "Undated"), ...ones.map(({ evidence, facts, marks }) => {
    const says = facts.map((number) => {
      const fact = graph.facts[number];
      return element("p", "", go(fact.s), " ", button("when", () => select({ fact: number }), fact.label), " ", go(fact.o), fact.status === "current" ? "" : statusChip(fact));
    });
    return element("div", "fact", ...says, evidenceFigure(evidence, graph.facts[facts[0]], marks));
  })]);
}

function sources(fact) {
  return count(fact.sources, "source", "independent sources");
}

function entityPanel(id) {
  const entity = graph.entities[id];
  const parts = [back(), element("h2", "", entity.name), kinds(entity)];
  if (entity.aliases.length) parts.push(element("p", "also", "Also: ", ...entity.aliases.slice(0, 12).flatMap((alias, i) => [i ? ", " : "", named(alias, "")])));
  const articles = new Set(touching[id].flatMap((number) => graph.facts[number].evidence.map((evidence) => evidence.article)));
  const filtered = touching[id].filter((number) => !letThrough[number]).length;
  parts.push(element("p", "count", `${count(touching[id].length, "fact", "facts")} from ${count(articles.size, "article", "articles")}${filtered ? `; ${filtered.toLocaleString("en")} hidden by the filters` : ""}`));
  parts.push(doings(id));
  const tabs = element("div", "tabs", ...[false, true].map((asTimeline) => {
    const made = button("tab", () => {
      visit({ timeline: asTimeline });
      setTimeout(() => panel.querySelector(`.tab[aria-pressed=true]`).focus());
    }, asTimeline ? "Timeline" : "By relation");
    made.setAttribute("aria-pressed", String(where.timeline === asTimeline));
    return made;
  }));
  tabs.setAttribute("role", "group");
  tabs.setAttribute("aria-label", "Order of the facts");
  if (touching[id].length) parts.push(tabs);
  parts.push(...(where.timeline ? timeline(id) : byRelation(id)));
  if (entity.more) parts.push(element("p", "hint", `${count(entity.more, "more fact leads", "more facts lead")} to entities that are not in this page. See them with `, element("code", "", `kg view --around "${entity.name}"`)));
  return parts;
}

/** Return a fact as a sentence of its own, with status and dates. */
function says(fact) {
  return [
    element("p", "says", go(fact.s), " ", element("span", "relation", fact.label), " ", go(fact.o)),
    element("p", "when", statusChip(fact), times(fact)),
  ];
}

function factPanel(number) {
  const fact = graph.facts[number];
  return [
    back(),
    element("h2", "small", "Fact"),
    ...says(fact),
    element("p", "also", `${fact.status[0].toUpperCase()}${fact.status.slice(1)}: ${graph.lines[fact.status].meaning}.`),
    element("h3", "", `${count(fact.evidence.length, "sentence", "sentences")}, ${sources(fact)}`),
    ...evidenceList(fact, 50),
  ];
}

/** Return the way between two entities, each hop with its evidence. */
function pathPanel([start, end]) {
  const facts = wayBetween([start, end]);
  const title = element("h2", "small", "Path from ", go(start), " to ", go(end));
  if (!facts) return [back(), title, element("p", "hint", "No facts lead from one to the other", filterCount(where.filters) ? ", as the filters are set." : ".")];
  const hops = facts.map((number, i) => [element("h3", "", `Step ${i + 1} of ${facts.length}`), ...says(graph.facts[number]), ...evidenceList(graph.facts[number], 1)]);
  return [back(), title, element("p", "count", `${count(facts.length, "fact leads", "facts lead")} from one to the other; a path is no proof that one has to do with the other.`), ...hops.flat()];
}

function overviewPanel() {
  const parts = [element("h2", "", "What is drawn")];
  parts.push(element("p", "hint", [...drawn].some(shown) ? "Press a mark or a line in the drawing, or a name below, to read the sentences behind it." : graph.entities.length ? "Nothing to show: the filters hide everything." : "Nothing to show."));
  if (where.lost) parts.push(element("p", "hint", "What the address names is not in this page."));
  const waiting = graph.entities.length - drawn.size;
  const beyond = graph.total - graph.entities.length - graph.bare;
  if (waiting > 0 && where.ego === undefined) {
    parts.push(element("p", "hint", `Drawn are the ${drawn.size.toLocaleString("en")} with the most evidence; ${count(waiting, "other is", "others are")} in this page: find them by name, or `, button("go", () => visit({ more: where.more + 1 }), `draw ${Math.min(MORE, waiting)} more`), "."));
  }
  if (beyond > 0) parts.push(element("p", "hint", `${count(beyond, "entity is", "entities are")} in the graph but not in this page. See all with `, element("code", "", "kg view --overview"), ", some with ", element("code", "", "kg view --around NAME"), "."));
  if (graph.bare) parts.push(element("p", "hint", `${count(graph.bare, "entity is", "entities are")} named in the articles without a fact, and not drawn.`));
  return [...parts, ...tablesPanel()];
}

/** Return a selection in words, for those who listen. */
function said(selection) {
  const name = (id) => graph.entities[id].name;
  if (selection.path) return `${document.querySelector("#panel h2").textContent}: ${(wayBetween(selection.path) || []).length || "no"} facts`;
  if (selection.fact !== undefined) return `${name(graph.facts[selection.fact].s)} ${edgeWords(graph.facts[selection.fact])} ${name(graph.facts[selection.fact].o)}`;
  return `${name(selection.entity)}, ${typeWords(graph.entities[selection.entity].types[0])}, ${count(touching[selection.entity].length, "fact", "facts")}`;
}

/** Show what is selected, with the tables folded below it; the tables alone when nothing is. */
function fillPanel(selection, keepPlace = false) {
  const parts = !selection ? overviewPanel() : selection.path ? pathPanel(selection.path) : selection.fact === undefined ? entityPanel(selection.entity) : factPanel(selection.fact);
  if (selection) {
    const before = panel.querySelector(".listing");
    const listed = element("details", "listing", element("summary", "", "All that is drawn, as tables"));
    listed.open = Boolean(before && before.open);
    const fill = () => listed.open && listed.children.length === 1 && listed.append(...tablesPanel());
    fill();
    listed.addEventListener("toggle", fill);
    parts.push(listed);
  }
  const top = panel.scrollTop;
  panel.replaceChildren(...parts.filter(Boolean));
  panel.scrollTop = keepPlace ? top : 0;
  document.getElementById("leave").hidden = where.ego === undefined;
}
