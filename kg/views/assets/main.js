// What is selected lives in the address (#focus=IRI, #fact=IRI): links lead there, and the back button goes back.

const entityOf = new Map(graph.entities.map((entity, id) => [entity.iri, id]));
const factOf = new Map(graph.facts.map((fact, id) => [fact.iri, id]));
let selected = null;

function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  if (entityOf.has(wanted.get("focus"))) return { entity: entityOf.get(wanted.get("focus")) };
  if (factOf.has(wanted.get("fact"))) return { fact: factOf.get(wanted.get("fact")) };
  return null;
}

/** Select an entity, a fact or nothing: the address changes, and the page follows it. */
function select(selection) {
  const wanted = new URLSearchParams();
  if (selection && selection.fact !== undefined) wanted.set("fact", graph.facts[selection.fact].iri);
  else if (selection) wanted.set("focus", graph.entities[selection.entity].iri);
  if (wanted.toString() === location.hash.slice(1)) follow();
  else location.hash = wanted.toString();
}

function follow() {
  selected = readAddress();
  if (selected) {
    const fact = graph.facts[selected.fact];
    for (const id of fact ? [fact.s, fact.o] : [selected.entity]) hidden.types.delete(graph.entities[id].types[0]);
    if (fact) hidden.statuses.delete(fact.status);
  }
  legend();
  paint(selected, network.getScale());
  fillPanel(selected);
  if (selected && !inSight(selected)) approach(selected);
}

function toggle(set, name) {
  if (!set.delete(name)) set.add(name);
  if (selected && (selected.fact === undefined ? !shown(selected.entity) : !factShown(selected.fact))) select(null);
  legend();
  paint(selected, network.getScale());
  if (!selected) fillPanel(null);
}

function switches(place, set, names, mark, words, tally) {
  const focused = document.activeElement && place.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  place.replaceChildren(...names.map((name) => {
    const made = button("", () => toggle(set, name), mark(name), named(words(name)), element("small", "", tally(name).toLocaleString("en")));
    made.setAttribute("aria-pressed", String(!set.has(name)));
    made.dataset.name = name;
    return made;
  }));
  if (focused) [...place.children].find((made) => made.dataset.name === focused).focus();
}

function legend() {
  const statuses = Object.keys(graph.lines).filter((status) => graph.facts.some((fact) => fact.status === status));
  switches(document.getElementById("types"), hidden.types, Object.keys(graph.types), typeMark, typeWords, (type) => graph.entities.filter((entity) => entity.types[0] === type).length);
  switches(document.getElementById("statuses"), hidden.statuses, statuses, lineMark, (status) => status, (status) => graph.facts.filter((fact) => fact.status === status).length);
  for (const made of document.getElementById("statuses").children) made.title = graph.lines[made.dataset.name].meaning;
}

network.on("click", ({ nodes, edges }) => {
  if (nodes.length) select({ entity: nodes[0] });
  else if (edges.length) select({ fact: edges[0] });
  else if (selected) select(null);
});
network.on("hoverNode", () => { stage.style.cursor = "pointer"; });
network.on("blurNode", () => { stage.style.cursor = ""; });
network.on("hoverEdge", ({ edge }) => {
  stage.style.cursor = "pointer";
  strokes.update({ id: edge, label: edgeWords(graph.facts[edge]) });
});
network.on("blurEdge", ({ edge }) => {
  stage.style.cursor = "";
  const bright = lit(selected);
  if (!bright || !bright.facts.has(edge)) strokes.update({ id: edge, label: "" });
});

let painted = network.getScale();
let waiting;
network.on("afterDrawing", () => {
  const scale = network.getScale();
  if (Math.abs(Math.log(scale / painted)) < 0.05) return;
  painted = scale;
  clearTimeout(waiting);
  waiting = setTimeout(() => paint(selected, scale), 60);
});

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in ARROWS) {
    const from = selected && selected.fact !== undefined ? graph.facts[selected.fact].s : selected ? selected.entity : undefined;
    const to = from === undefined ? graph.entities.findIndex((_, id) => shown(id)) : neighbour(from, ARROWS[event.key]);
    if (to !== undefined && to >= 0) select({ entity: to });
  } else if (event.key === "Enter") panel.focus();
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") showAll();
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search) {
    search.focus();
    event.preventDefault();
  } else if (event.key === "Escape" && selected) {
    select(null);
    stage.focus();
  }
});
document.getElementById("closer").addEventListener("click", () => zoom(1.25));
document.getElementById("further").addEventListener("click", () => zoom(0.8));
document.getElementById("whole").addEventListener("click", showAll);
dark.addEventListener("change", follow);
addEventListener("hashchange", follow);
showAll();
follow();
