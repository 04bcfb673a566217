// Takes away what is seen: pictures, tables, graphs and citations, made in the page and handed over as files.

/** Hand a file over. */
function save(name, type, content) {
  const link = element("a", "");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  live.textContent = `Saved ${name}`;
}

function visibleEntities() {
  return [...drawn].filter(shown).sort((a, b) => a - b);
}

function visibleFacts() {
  return graph.facts.map((_, id) => id).filter(factShown);
}

function xml(text) {
  return String(text).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "").replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

function savePicture() {
  const [first] = pictures();
  const made = document.createElement("canvas");
  made.width = first.width;
  made.height = first.height;
  const context = made.getContext("2d");
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--paper");
  context.fillRect(0, 0, made.width, made.height);
  for (const layer of pictures()) context.drawImage(layer, 0, 0, made.width, made.height);
  made.toBlob((blob) => save("graph.png", "image/png", blob));
}

/** Return the drawing as SVG: every mark, line and name that is seen, lit or not. */
function svgText() {
  const css = getComputedStyle(document.documentElement);
  const [paper, ink, edge, strong] = ["--paper", "--ink", "--edge", "--lit"].map((name) => css.getPropertyValue(name).trim());
  const bright = lit(selected);
  const { sizes, named } = writing();
  const tip = (id, fill) => `<marker id="${id}" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 1L10 5L0 9z" fill="${fill}"/></marker>`;
  const text = (words, x, y, size) => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size.toFixed(1)}" text-anchor="middle" fill="${ink}" stroke="${paper}" stroke-width="${(size / 4).toFixed(1)}" paint-order="stroke">${xml(words)}</text>`;
  const { left, top, width, height } = windowOf();
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${[left, top, width, height].map((n) => n.toFixed(1)).join(" ")}" font-family="sans-serif">`,
    `<title>${xml(document.title)}</title>`,
    `<defs>${tip("tip", edge)}${tip("tip-lit", strong)}</defs>`,
    `<rect x="${left.toFixed(1)}" y="${top.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="${paper}"/>`];
  const within = ({ x, y }) => x > left && y > top && x < left + width && y < top + height;
  const ids = visibleEntities().filter((id) => within(spotOf(id)));
  const inside = new Set(ids);
  for (const number of visibleFacts()) {
    const fact = graph.facts[number];
    if ((!inside.has(fact.s) && !inside.has(fact.o)) || fact.s === fact.o) continue;
    const [a, b] = [spotOf(fact.s), spotOf(fact.o)];
    const reach = graph.nodes[fact.o].size / Math.max(1, Math.hypot(b.x - a.x, b.y - a.y));
    const dashes = graph.lines[fact.status].dashes.join(" ");
    const on = !bright || bright.facts.has(number);
    const lively = bright && on;
    parts.push(`<path d="M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${(b.x - (b.x - a.x) * reach).toFixed(1)} ${(b.y - (b.y - a.y) * reach).toFixed(1)}" stroke="${lively ? strong : edge}" stroke-width="1.5"${dashes ? ` stroke-dasharray="${dashes}"` : ""}${on ? "" : ' opacity="0.15"'}${fact.symmetric ? "" : ` marker-end="url(#${lively ? "tip-lit" : "tip"})"`}><title>${xml(`${graph.entities[fact.s].name} ${edgeWords(fact)} ${graph.entities[fact.o].name}`)}</title></path>`);
  }
  for (const id of ids) {
    const { size, label } = graph.nodes[id];
    const type = graph.entities[id].types[0];
    const { x, y } = spotOf(id);
    const mark = graph.types[type];
    const scale = (size / 7).toFixed(3);
    const faint = bright && !bright.entities.has(id) ? ' opacity="0.3"' : "";
    parts.push(`<g${faint}><path transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale}) translate(-8 -8)" d="${OUTLINES[mark.shape]}" fill="${mark.hollow ? paper : colour(type)}" stroke="${colour(type)}" stroke-width="${mark.hollow ? 2 : 0.5}"/>`);
    const height = sizes.get(id);
    if (height) parts.push(...(label || graph.entities[id].name.slice(0, 40)).split("\n").map((line, nth) => text(line, x, y + size + height * (1 + 1.15 * nth), height)));
    parts.push("</g>");
  }
  for (const number of named) {
    const [a, b] = [spotOf(graph.facts[number].s), spotOf(graph.facts[number].o)];
    parts.push(text(edgeWords(graph.facts[number]), (a.x + b.x) / 2, (a.y + b.y) / 2, 12 / scaleNow()));
  }
  return [...parts, "</svg>", ""].join("\n");
}

/** Return the visible facts as CSV, a row for each sentence; what a spreadsheet would take for a formula is made text. */
function csvText() {
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = [["subject", "relation", "object", "status", "as of", "valid from", "valid until", "on", "sentence", "read as", "who vouches", "confidence", "outlet", "date", "byline", "headline", "url"]];
  for (const id of visibleFacts()) {
    const fact = graph.facts[id];
    for (const evidence of fact.evidence) {
      const article = graph.articles[evidence.article];
      rows.push([graph.entities[fact.s].name, fact.label, graph.entities[fact.o].name, fact.status, fact.as_of, fact.valid_from, fact.valid_until, fact.valid_at, evidence.text, evidence.status, vouched(evidence), evidence.confidence, article.outlet, article.date, article.bylines.join("; "), article.headline, webAddress(article)]);
    }
  }
  return rows.map((values) => `${values.map(cell).join(",")}\r\n`).join("");
}

/** Return the visible part as GraphML: http://graphml.graphdrawing.org/specification.html */
function graphmlText() {
  const keys = [["name", "node"], ["type", "node"], ["relation", "edge"], ["status", "edge"], ["as_of", "edge"], ["sources", "edge"]];
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(([name, kind]) => `<key id="${kind}-${name}" for="${kind}" attr.name="${name}" attr.type="${name === "sources" ? "int" : "string"}"/>`), '<graph edgedefault="directed">'];
  const value = (kind, name, text) => `<data key="${kind}-${name}">${xml(text)}</data>`;
  for (const id of visibleEntities()) {
    const entity = graph.entities[id];
    parts.push(`<node id="${xml(entity.iri)}">${value("node", "name", entity.name)}${value("node", "type", entity.types[0])}</node>`);
  }
  for (const id of visibleFacts()) {
    const fact = graph.facts[id];
    parts.push(`<edge id="${xml(fact.iri)}" source="${xml(graph.entities[fact.s].iri)}" target="${xml(graph.entities[fact.o].iri)}">${value("edge", "relation", fact.label)}${value("edge", "status", fact.status)}${value("edge", "as_of", fact.as_of || "")}${value("edge", "sources", fact.sources)}</edge>`);
  }
  return [...parts, "</graph>", "</graphml>", ""].join("\n");
}

/** Return the visible part as Turtle, in the graph's own form: plain facts where they are current, statements with their evidence. */
function turtleText() {
  const iri = (text) => `<${String(text).replace(/[\u0000-\u0020<>"{}|^`\\]/g, encodeURIComponent)}>`;
  const literal = (text) => `"${String(text).toWellFormed().replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/[\u0000-\u001f\u007f]/g, "")}"`;
  const term = (name) => iri(/^https?:/.test(name) ? name : `https://w3id.org/technews/ns#${name}`);
  const dated = (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${literal(text)}^^xsd:date` : literal(text));
  const valid = (dates) => dates.map(([name, given, precision]) => ` ; ${term(`valid${name}`)} ${dated(given)} ; ${term(`valid${name}Precision`)} ${term(precision)}`).join("");
  const said = (name, value) => (value === undefined ? "" : ` ; ${name} ${value}`);
  const parts = ["@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", "@prefix oa: <http://www.w3.org/ns/oa#> .", "@prefix prov: <http://www.w3.org/ns/prov#> .", "@prefix schema: <https://schema.org/> .", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .", ""];
  for (const id of visibleEntities()) {
    const { iri: own, types, name, aliases } = graph.entities[id];
    const also = [types.length > 1 && ` ; ${term("alsoA")} ${types.slice(1).map(term).join(", ")}`, aliases.length && ` ; skos:altLabel ${aliases.map(literal).join(", ")}`].filter(Boolean).join("");
    parts.push(`${iri(own)} a ${types.map(term).join(", ")} ; rdfs:label ${literal(name)}${also} .`);
  }
  const cited = new Set();
  for (const id of visibleFacts()) {
    const fact = graph.facts[id];
    const [subject, predicate, object] = [iri(graph.entities[fact.s].iri), term(fact.relation), iri(graph.entities[fact.o].iri)];
    if (fact.status === "current") parts.push(`${subject} ${predicate} ${object} .`);
    if (fact.status === "current" && fact.symmetric) parts.push(`${object} ${predicate} ${subject} .`);
    const asOf = fact.as_of ? ` ; ${term("asOf")} ${dated(fact.as_of)}` : "";
    const ruling = fact.ruling ? ` ; ${term("ruling")} ${term(fact.ruling)}` : "";
    const origins = fact.origins || [...new Set(fact.evidence.map((evidence) => graph.articles[evidence.article].iri))];
    const origin = origins.length ? ` ; ${term("origin")} ${origins.map(iri).join(", ")}` : "";
    parts.push(`${iri(fact.iri)} a rdf:Statement ; rdf:subject ${subject} ; rdf:predicate ${predicate} ; rdf:object ${object} ; ${term("status")} ${term(fact.status)}${asOf}${valid(fact.dates || [])}${ruling}${origin} ; prov:wasDerivedFrom ${fact.evidence.map((evidence) => iri(evidence.iri)).join(", ")} .`);
    for (const evidence of fact.evidence) {
      cited.add(evidence.article);
      const [target, quoted, position] = ["target", "quote", "position"].map((part) => iri(`${evidence.iri}-${part}`));
      const [start, end, ...ends] = evidence.span || [];
      const reading = [
        said(term("attributedTo"), evidence.by_iri && iri(graph.base + evidence.by_iri)),
        said(term("role"), evidence.role && literal(evidence.role)),
        said(term("confidence"), evidence.confidence === undefined ? undefined : `${literal(evidence.confidence)}^^xsd:decimal`),
        said("prov:wasAttributedTo", graph.readers[evidence.reader] && iri(graph.readers[evidence.reader])),
        ...(ends.length === 4 ? ["subjectStart", "subjectEnd", "objectStart", "objectEnd"].map((name, i) => said(term(name), ends[i])) : []),
      ].join("");
      parts.push(`${iri(evidence.iri)} a oa:Annotation ; oa:hasBody ${iri(fact.iri)} ; oa:hasTarget ${target} ; ${term("status")} ${term(evidence.status)} ; ${term("sourcing")} ${term(evidence.sourcing)}${reading}${valid(evidence.dates)} .`);
      parts.push(`${target} a oa:SpecificResource ; oa:hasSource ${iri(graph.articles[evidence.article].iri)} ; oa:hasSelector ${quoted}${evidence.span ? `, ${position}` : ""} .`);
      parts.push(`${quoted} a oa:TextQuoteSelector ; oa:exact ${literal(evidence.text)} .`);
      if (evidence.span) parts.push(`${position} a oa:TextPositionSelector ; oa:start ${start} ; oa:end ${end} .`);
    }
  }
  for (const number of [...cited].sort((a, b) => a - b)) {
    const article = graph.articles[number];
    const more = [article.headline && ` ; schema:headline ${literal(article.headline)}`, article.date && ` ; schema:datePublished ${dated(article.date)}`, webAddress(article) && ` ; schema:url ${iri(article.url)}`].filter(Boolean).join("");
    parts.push(`${iri(article.iri)} a schema:NewsArticle${more} .`);
  }
  return `${parts.join("\n")}\n`;
}

/** Put a text on the clipboard, in the old way where a page opened from disk may not do it in the new one. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    const area = element("textarea", "offscreen");
    area.value = text;
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    focused.focus();
  }
  live.textContent = "Citation copied";
}

document.getElementById("taking").append(
  button("", savePicture, "Picture (PNG)"),
  button("", () => save("graph.svg", "image/svg+xml", svgText()), "Picture to scale (SVG)"),
  button("", () => save("facts.csv", "text/csv", `\ufeff${csvText()}`), "Facts and sentences (CSV)"),
  button("", () => save("graph.graphml", "application/xml", graphmlText()), "Network (GraphML)"),
  button("", () => save("graph.ttl", "text/turtle", turtleText()), "Linked data (Turtle)"),
  button("", () => window.print(), "Print"),
);
