// What is drawn, as tables: the same entities and facts, in step with drawing and filters, for reading and for screen readers.

const PAGE = 200;
const lengths = { entities: PAGE, facts: PAGE };
let listing = "entities";

function cellsTable(kind, name, headings, rows) {
  const table = element("table", kind, element("caption", "", name));
  table.append(element("thead", "", element("tr", "", ...headings.map((heading) => {
    const cell = element("th", "", heading);
    cell.scope = "col";
    return cell;
  }))), element("tbody", "", ...rows));
  return table;
}

function row(isCurrent, head, ...cells) {
  const first = element("th", "", head);
  first.scope = "row";
  const made = element("tr", "", first, ...cells.map((cell) => element("td", "", cell)));
  if (isCurrent) made.setAttribute("aria-current", "true");
  return made;
}

function shownFacts(id) {
  return touching[id].filter(factShown).length;
}

function entitiesTable() {
  const ids = [...drawn].filter(shown).sort((a, b) => touching[b].length - touching[a].length || graph.entities[b].weight - graph.entities[a].weight || a - b);
  const current = selected ? new Set(endsOf(selected)) : new Set();
  const rows = ids.slice(0, lengths.entities).map((id) => {
    const entity = graph.entities[id];
    const kind = element("span", "kind", typeMark(entity.types[0]), named(typeWords(entity.types[0])));
    return row(current.has(id), go(id), kind, String(shownFacts(id)));
  });
  return [cellsTable("entities", `Entities shown: ${ids.length.toLocaleString("en")}`, ["Name", "Type", "Facts"], rows), ...further("entities", ids.length)];
}

function factsTable() {
  const ids = graph.facts.map((_, id) => id).filter(factShown).sort((a, b) => order(graph.facts[a], graph.facts[b]) || a - b);
  const rows = ids.slice(0, lengths.facts).map((id) => {
    const fact = graph.facts[id];
    const words = button("when", () => select({ fact: id }), named(fact.label));
    return row(selected && selected.fact === id, go(fact.s), words, go(fact.o), fact.status, String(fact.sources));
  });
  return [cellsTable("facts", `Facts shown: ${ids.length.toLocaleString("en")}`, ["Subject", "Relation", "Object", "Status", "Sources"], rows), ...further("facts", ids.length)];
}

function further(kind, length) {
  if (length <= lengths[kind]) return [];
  return [button("quiet", () => {
    lengths[kind] += PAGE;
    fillPanel(selected, true);
  }, `${(length - lengths[kind]).toLocaleString("en")} more rows: show the next ${Math.min(PAGE, length - lengths[kind])}`)];
}

/** Return the tables with the switch between them, and the way to what is not drawn. */
function tablesPanel() {
  const choose = (kind) => () => {
    listing = kind;
    fillPanel(selected, true);
    panel.querySelector(`.tabs [data-kind=${kind}]`).focus();
  };
  const tabs = element("div", "tabs", ...["entities", "facts"].map((kind) => {
    const made = button("tab", choose(kind), kind === "entities" ? "Entities" : "Facts");
    made.dataset.kind = kind;
    made.setAttribute("aria-pressed", String(kind === listing));
    return made;
  }));
  tabs.setAttribute("role", "group");
  tabs.setAttribute("aria-label", "What to list");
  return [tabs, ...(listing === "entities" ? entitiesTable() : factsTable())];
}
