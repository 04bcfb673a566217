// The panel: an entity's or a fact's evidence, or the list of all when nothing is selected.

const panel = document.getElementById("panel");
const live = document.getElementById("live");

function kinds(entity) {
  return element("p", "kinds", ...entity.types.map((type) => element("span", "", typeMark(type), named(typeWords(type)))));
}

function go(id) {
  return button("go", () => select({ entity: id }), named(graph.entities[id].name));
}

function back() {
  return button("back", () => select(null), "all entities");
}

/** Return the sentence with the names of the fact's two entities marked. */
function sentence(text, fact) {
  const names = [fact.s, fact.o].flatMap((id) => [graph.entities[id].name, ...graph.entities[id].aliases]).filter((name) => name.length > 1 && name.length < 200);
  const quote = element("blockquote", "");
  quote.dir = "auto";
  if (!names.length) return element("blockquote", "", text);
  names.sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`, "u");
  text.split(pattern).forEach((piece, i) => quote.append(i % 2 ? element("mark", "", piece) : piece));
  return quote;
}

/** Return one evidence: the sentence, where it stands, who vouches, how it was read. */
function evidenceFigure(evidence, fact) {
  const article = graph.articles[evidence.article];
  const source = [article.outlet, day(article.date) || "undated", article.bylines.length ? `by ${article.bylines.join(", ")}` : ""].filter(Boolean).join(" · ");
  let headline = article.headline || article.url || "";
  if (article.url && /^https?:\/\//i.test(article.url)) {
    const link = element("a", "", named(headline));
    link.href = article.url;
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
  const cite = element("figcaption", "cite", element("span", "", named(source)), headline ? element("span", "", headline) : "", element("span", "", named(reading)));
  return element("figure", "", sentence(evidence.text, fact), cite);
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

function entityPanel(id) {
  const entity = graph.entities[id];
  const groups = new Map();
  for (const number of [...touching[id]].sort((a, b) => order(graph.facts[a], graph.facts[b]))) {
    const fact = graph.facts[number];
    const outward = fact.s === id;
    const heading = outward || fact.symmetric ? fact.label : `${fact.label} ${entity.name}`;
    if (!groups.has(heading)) groups.set(heading, []);
    groups.get(heading).push([fact, number, outward ? fact.o : fact.s]);
  }
  const parts = [back(), element("h2", "", entity.name), kinds(entity)];
  if (entity.aliases.length) parts.push(element("p", "also", "Also: ", ...entity.aliases.slice(0, 12).flatMap((alias, i) => [i ? ", " : "", named(alias, "")])));
  const articles = new Set(touching[id].flatMap((number) => graph.facts[number].evidence.map((evidence) => evidence.article)));
  parts.push(element("p", "count", `${count(touching[id].length, "fact", "facts")} from ${count(articles.size, "article", "articles")}`));
  for (const [heading, facts] of groups) {
    parts.push(element("h3", "", named(heading, "")));
    for (const [fact, number, other] of facts) {
      const line = element("p", "", go(other), fact.status === "current" ? " " : statusChip(fact), button("when", () => select({ fact: number }), times(fact)));
      parts.push(element("div", "fact", line, ...evidenceList(fact, 1)));
    }
  }
  if (entity.more) parts.push(element("p", "hint", `${count(entity.more, "more fact leads", "more facts lead")} to entities that are not drawn here. See them with `, element("code", "", `kg view --around "${entity.name}"`)));
  return parts;
}

function factPanel(number) {
  const fact = graph.facts[number];
  const articles = new Set(fact.evidence.map((evidence) => evidence.article));
  const says = element("p", "says", go(fact.s), " ", element("span", "relation", fact.label), " ", go(fact.o));
  return [
    back(),
    element("p", "count", "Fact"),
    says,
    element("p", "when", statusChip(fact), times(fact)),
    element("p", "also", `${fact.status[0].toUpperCase()}${fact.status.slice(1)}: ${graph.lines[fact.status].meaning}.`),
    element("h3", "", `${count(fact.evidence.length, "sentence", "sentences")} in ${count(articles.size, "article", "articles")}`),
    ...evidenceList(fact, 50),
  ];
}

function overviewPanel() {
  const ids = graph.entities.map((_, id) => id).filter(shown);
  ids.sort((a, b) => touching[b].length - touching[a].length || graph.entities[b].weight - graph.entities[a].weight || a - b);
  const entries = ids.map((id) => element("li", "", button("entry", () => select({ entity: id }), typeMark(graph.entities[id].types[0]), named(graph.entities[id].name), element("small", "", count(touching[id].length, "fact", "facts")))));
  const parts = [element("h2", "", "All entities"), element("p", "hint", ids.length ? "Press a mark or a line in the drawing, or a name below, to read the sentences behind it." : "Nothing to show.")];
  const crowded = graph.total - graph.entities.length - graph.bare;
  if (crowded) {
    parts.push(element("p", "hint", `Drawn are the ${graph.entities.length.toLocaleString("en")} with the most evidence; ${count(crowded, "other is", "others are")} left out. Draw them with `, element("code", "", "kg view --around NAME"), " or read them with ", element("code", "", "kg show NAME"), "."));
  }
  if (graph.bare) parts.push(element("p", "hint", `${count(graph.bare, "entity is", "entities are")} named in the articles without a fact, and not drawn.`));
  return [...parts, element("ul", "entries", ...entries)];
}

/** Show what is selected, and say so to those who listen. */
function fillPanel(selection) {
  const parts = !selection ? overviewPanel() : selection.fact === undefined ? entityPanel(selection.entity) : factPanel(selection.fact);
  panel.replaceChildren(...parts);
  panel.scrollTop = 0;
  if (!selection) live.textContent = "";
  else if (selection.fact === undefined) live.textContent = `${graph.entities[selection.entity].name}, ${typeWords(graph.entities[selection.entity].types[0])}, ${count(touching[selection.entity].length, "fact", "facts")}`;
  else live.textContent = `${graph.entities[graph.facts[selection.fact].s].name} ${edgeWords(graph.facts[selection.fact])} ${graph.entities[graph.facts[selection.fact].o].name}`;
}
