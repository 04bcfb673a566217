// What the page was given, and how it is put into words. Text from articles reaches the page through textContent alone.

const graph = JSON.parse(document.getElementById("graph").textContent);
for (const article of graph.articles) article.bylines = article.bylines || [];
// types stand in addresses, which bear no half characters
graph.types = Object.fromEntries(Object.entries(graph.types).map(([name, mark]) => [name.toWellFormed(), mark]));
for (const entity of graph.entities) {
  entity.iri = graph.base + entity.iri;
  entity.types = entity.types.map((name) => name.toWellFormed());
}
for (const fact of graph.facts) {
  fact.iri = graph.base + fact.iri;
  fact.evidence = fact.evidence.map(({ in: sentence, ...reading }) => ({ status: fact.status, marks: [], dates: [], ...reading, iri: graph.base + reading.iri, article: graph.sentences[sentence][0], text: graph.sentences[sentence][1] }));
}
const entityOf = new Map(graph.entities.map((entity, id) => [entity.iri, id]));
const factOf = new Map(graph.facts.map((fact, id) => [fact.iri, id]));
const touching = graph.entities.map(() => []);
graph.facts.forEach((fact, id) => {
  touching[fact.s].push(id);
  if (fact.o !== fact.s) touching[fact.o].push(id);
});
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** Return an element with a class and children; strings become text, never markup. */
function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** Return a button that carries a name and does something. */
function button(className, action, ...children) {
  const made = element("button", className, ...children);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

/** Return a name that keeps its writing direction to itself. */
function named(text, className = "name") {
  return element("bdi", className, text);
}

function count(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** Return `2024-05-16` as `16 May 2024`; anything else as it is. */
function day(date) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date || "");
  return parts ? `${Number(parts[3])} ${MONTHS[parts[2] - 1] || parts[2]} ${parts[1]}` : date || "";
}

/** Return when a fact holds, in words: what is called current is so as of a date. */
function times(fact) {
  return [
    fact.valid_from && `since ${day(fact.valid_from)}`,
    fact.valid_until && `until ${day(fact.valid_until)}`,
    fact.valid_at && `on ${day(fact.valid_at)}`,
    fact.as_of ? `as of ${day(fact.as_of)}` : "undated",
  ].filter(Boolean).join(", ");
}

/** Return who vouches for a claim, in words. */
function vouched(evidence) {
  const [withName, without] = graph.sourcing[evidence.sourcing];
  return evidence.by ? withName.replace("{by}", () => evidence.by) : without;
}

/** Return who stands at the other end of a fact. */
function across(fact, entity) {
  return fact.s === entity ? fact.o : fact.s;
}

function edgeWords(fact) {
  return fact.status === "current" ? fact.label : `${fact.label} (${fact.status})`;
}

/** Return the address of an evidence's article if it leads to a web page. */
function webAddress(article) {
  return article.url && /^https?:\/\//i.test(article.url) ? article.url : "";
}

/** Return where a sentence stands: outlet, date, byline. */
function whereabouts(article) {
  return [article.outlet, day(article.date) || "undated", article.bylines.length ? `by ${article.bylines.join(", ")}` : ""].filter(Boolean).join(" · ");
}

/** Return a sentence as a reporter cites it: words, outlet, byline, date, headline, address. */
function citation(evidence) {
  const article = graph.articles[evidence.article];
  return [`“${evidence.text}”`, ` — ${[whereabouts(article).replaceAll(" · ", ", "), article.headline ? `“${article.headline}”` : "", webAddress(article)].filter(Boolean).join(", ")}`].join("");
}
