// Follows the address: whatever it names is drawn, painted, told in the panel. Keys and buttons only change the address.

let ego;
let followed;

/** Bring the whole page to where the address leads. */
function follow() {
  const former = where;
  followed = location.hash;
  where = readAddress(followed);
  selected = where.selected;
  if (pathFrom !== undefined && (!selected || selected.entity !== pathFrom)) stopAsking();
  letThrough = passing(where.filters);
  alive = new Set(graph.entities.map((_, id) => id).filter((id) => !touching[id].length || touching[id].some((fact) => letThrough[fact])));
  redraw(where);
  legend();
  fillSieve(where.filters);
  paint(selected);
  fillPanel(selected);
  extent();
  if (ego !== where.ego) {
    ego = where.ego;
    showAll();
  } else if (selected && !pointed && !inSight(selected)) approach(selected); // what one has pointed at stays under the mouse
  pointed = false;
  announce(former);
}

function switches(place, kind, names, mark, words, tally) {
  const focused = document.activeElement && place.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  place.replaceChildren(...names.map((name) => {
    const hidden = where.filters[kind];
    const toggle = () => visit({ filters: { ...where.filters, [kind]: hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name] } });
    const made = button("", toggle, mark(name), named(words(name)), element("small", "", tally(name).toLocaleString("en")));
    made.setAttribute("aria-pressed", String(!hidden.includes(name)));
    made.dataset.name = name;
    return made;
  }));
  if (focused) [...place.children].find((made) => made.dataset.name === focused).focus();
}

function legend() {
  const facts = graph.facts.filter((fact) => drawn.has(fact.s) && drawn.has(fact.o));
  const statuses = Object.keys(graph.lines).filter((status) => graph.facts.some((fact) => fact.status === status));
  const entities = [...drawn];
  switches(document.getElementById("types"), "type", Object.keys(graph.types), typeMark, typeWords, (type) => entities.filter((id) => graph.entities[id].types[0] === type).length);
  switches(document.getElementById("statuses"), "status", statuses, lineMark, (status) => status, (status) => facts.filter((fact) => fact.status === status).length);
  for (const made of document.getElementById("statuses").children) made.title = graph.lines[made.dataset.name].meaning;
}

/** Say in the heading how much is shown of how much. */
function extent() {
  const entities = [...drawn].filter(shown).length;
  const facts = graph.facts.filter((_, id) => factShown(id));
  const articles = new Set(facts.flatMap((fact) => fact.evidence.map((evidence) => evidence.article))).size;
  const number = (value) => element("b", "", value.toLocaleString("en"));
  const parts = entities < graph.total ? ["showing ", number(entities), " of ", number(graph.total), " entities"] : [number(entities), entities === 1 ? " entity" : " entities"];
  document.getElementById("extent").replaceChildren(...parts, ", ", number(facts.length), facts.length === 1 ? " fact, " : " facts, ", number(articles), articles === 1 ? " article" : " articles");
}

/** Tell those who listen what has changed. */
function announce(former) {
  if (where.selected && addressOf({ ...NOWHERE, selected: where.selected }) !== addressOf({ ...NOWHERE, selected: former.selected })) live.textContent = said(where.selected);
  else if (former !== NOWHERE) live.textContent = document.getElementById("extent").textContent;
}

/** Open or close a drop-down by its button; Escape and a click elsewhere close it. */
function dropdown(opener, box) {
  const set = (open) => {
    box.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
  };
  opener.addEventListener("click", () => set(box.hidden));
  document.addEventListener("pointerdown", ({ target }) => {
    if (!box.contains(target) && !opener.contains(target) && box.dataset.stays === undefined) set(false);
  });
  for (const one of [box, opener]) {
    one.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || box.hidden) return;
      set(false);
      opener.focus();
      event.stopPropagation();
    });
  }
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = selected ? endsOf(selected)[0] : undefined;
  if (event.key in ARROWS) {
    const to = at === undefined ? [...drawn].find(shown) : neighbour(at, ARROWS[event.key]);
    if (to !== undefined) select({ entity: to });
  } else if (event.key === "Enter") panel.focus();
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") showAll();
  else if (event.key === "e" && at !== undefined) unfold(at);
  else if (event.key === "c" && at !== undefined) fold(at);
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]):not([type=range])");
  if (event.key === "/" && !typing) {
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
document.getElementById("leave").addEventListener("click", () => visit({ ego: undefined }));
dark.addEventListener("change", () => paint(selected));
/** On paper stands the drawing as SVG, sharp and in proportion; the canvas keeps its size, as resizing would move it. */
function beforePrinting() {
  document.documentElement.classList.add("printing");
  for (const folded of document.querySelectorAll("#panel details:not(.listing)")) folded.open = true;
  paint(selected);
  Object.assign(stage.style, { width: `${stage.clientWidth}px`, height: `${stage.clientHeight}px` });
  const drawing = new DOMParser().parseFromString(svgText(), "image/svg+xml").documentElement;
  document.getElementById("printed").replaceChildren(document.importNode(drawing, true));
}

function afterPrinting() {
  document.documentElement.classList.remove("printing");
  document.getElementById("printed").replaceChildren();
  Object.assign(stage.style, { width: "", height: "" });
  paint(selected);
}

addEventListener("beforeprint", beforePrinting);
addEventListener("afterprint", afterPrinting);
addEventListener("hashchange", () => {
  if (location.hash !== followed) follow();
});
makeSieve();
dropdown(document.getElementById("filter"), sieve);
dropdown(document.getElementById("take"), document.getElementById("taking"));
where = readAddress(location.hash);
ego = where.ego;
follow();
showAll();
if (selected) approach(selected);
