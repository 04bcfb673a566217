// What is let through: filters by type, status, relation, sourcing, outlet, confidence and date, with their controls.

const KINDS = ["type", "status", "relation", "sourcing", "outlet"];
const NO_FILTERS = { type: [], status: [], relation: [], sourcing: [], outlet: [], confidence: 0, since: "", until: "" };
const sieve = document.getElementById("sieve");
const VOUCHING = { reporter: "the article itself", named: "a named source", self: "a party to it", document: "a document", anonymous: "unnamed sources" };
const unsure = graph.facts.some((fact) => fact.evidence.some((evidence) => evidence.confidence !== undefined));

function outletOf(evidence) {
  return graph.articles[evidence.article].outlet || "";
}

function monthOf(evidence) {
  const parts = /^(\d{4}-\d\d)-\d\d$/.exec(graph.articles[evidence.article].date || "");
  return parts && parts[1].slice(5) >= "01" && parts[1].slice(5) <= "12" ? parts[1] : "";
}

/** Return the months from the first dated sentence to the last, or years where months would be too many, with their sentences. */
function periods() {
  const tally = new Map();
  for (const fact of graph.facts) for (const evidence of fact.evidence) if (monthOf(evidence)) tally.set(monthOf(evidence), (tally.get(monthOf(evidence)) || 0) + 1);
  const months = [...tally.keys()].sort();
  if (!months.length) return [];
  const [first, last] = [months[0], months[months.length - 1]];
  const yearly = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) > 6;
  const bars = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)) && bars.length < 3000; year += 1) {
    const name = String(year).padStart(4, "0");
    if (yearly) {
      const own = months.filter((month) => month.startsWith(name));
      bars.push({ since: `${name}-01`, until: `${name}-12`, label: name, count: own.reduce((sum, month) => sum + tally.get(month), 0) });
    } else {
      for (let month = 1; month <= 12; month += 1) {
        const key = `${name}-${String(month).padStart(2, "0")}`;
        if (key >= first && key <= last) bars.push({ since: key, until: key, label: `${MONTHS[month - 1]} ${year}`, count: tally.get(key) || 0 });
      }
    }
  }
  return bars;
}
const bars = periods();

/** Return the evidence test of these filters; sentences without a date or a confidence fail once one is asked for. */
function admits(filters) {
  const [sourcing, outlet] = [new Set(filters.sourcing), new Set(filters.outlet)];
  return (evidence) => !sourcing.has(evidence.sourcing) && !outlet.has(outletOf(evidence))
    && (!filters.confidence || evidence.confidence >= filters.confidence)
    && (!filters.since || (monthOf(evidence) && monthOf(evidence) >= filters.since))
    && (!filters.until || (monthOf(evidence) && monthOf(evidence) <= filters.until));
}

/** Return which facts pass, by number; types are asked of entities, not here. */
function passing(filters) {
  const [status, relation, admitted] = [new Set(filters.status), new Set(filters.relation), admits(filters)];
  return graph.facts.map((fact) => !status.has(fact.status) && !relation.has(fact.relation || "") && fact.evidence.some(admitted));
}

function filterCount(filters) {
  return KINDS.filter((kind) => filters[kind].length).length + (filters.confidence ? 1 : 0) + (filters.since || filters.until ? 1 : 0);
}

/** Return the filters as one short text for the address: what is hidden, by kind. */
function filtersText(filters) {
  const parts = KINDS.filter((kind) => filters[kind].length).map((kind) => `${kind}:${filters[kind].map(encodeURIComponent).join(",")}`);
  if (filters.confidence) parts.push(`confidence:${filters.confidence}`);
  if (filters.since) parts.push(`since:${filters.since}`);
  if (filters.until) parts.push(`until:${filters.until}`);
  return parts.join(";");
}

function filtersFrom(text) {
  const filters = { ...NO_FILTERS };
  for (const part of (text || "").split(";")) {
    const [kind, value = ""] = [part.slice(0, part.indexOf(":")), part.slice(part.indexOf(":") + 1)];
    try {
      if (KINDS.includes(kind)) filters[kind] = value.split(",").map(decodeURIComponent);
    } catch (mangled) {
      continue;
    }
    if (kind === "confidence" && Number(value) > 0 && Number(value) <= 1) filters.confidence = Number(value);
    if ((kind === "since" || kind === "until") && /^\d{4}-\d\d$/.test(value)) filters[kind] = value;
  }
  return filters;
}

/** Return how many facts have each value, values in the order of their words. */
function tallied(values, words) {
  const tally = new Map();
  graph.facts.forEach((fact) => new Set(values(fact)).forEach((value) => tally.set(value, (tally.get(value) || 0) + 1)));
  return [...tally].map(([value, number]) => ({ value, number, words: words(value) })).sort((a, b) => (a.words < b.words ? -1 : a.words > b.words ? 1 : 0));
}

function choices(kind, title, options) {
  const box = element("fieldset", "", element("legend", "", title));
  const list = element("div", "choices");
  for (const { value, number, words } of options) {
    const tick = element("input", "");
    tick.type = "checkbox";
    tick.dataset.kind = kind;
    tick.dataset.value = value;
    tick.addEventListener("change", () => {
      const others = where.filters[kind].filter((hidden) => hidden !== value);
      visit({ filters: { ...where.filters, [kind]: tick.checked ? others : [...others, value] } });
    });
    list.append(element("label", "", tick, named(words), element("small", "", number.toLocaleString("en"))));
  }
  const all = button("quiet", () => visit({ filters: { ...where.filters, [kind]: [] } }), "all");
  const none = button("quiet", () => visit({ filters: { ...where.filters, [kind]: options.map(({ value }) => value) } }), "none");
  all.setAttribute("aria-label", `${title}: all`);
  none.setAttribute("aria-label", `${title}: none`);
  box.append(list, element("p", "bulk", all, none));
  return box;
}

function slider(label, most, value) {
  const made = element("input", "");
  made.type = "range";
  made.min = 0;
  made.max = most;
  made.value = value;
  made.setAttribute("aria-label", label);
  return made;
}

const surest = slider("Minimum confidence, in percent", 95, 0);
surest.step = 5;
const surestWords = element("output", "");
const from = slider("From", Math.max(0, bars.length - 1), 0);
const till = slider("Until", Math.max(0, bars.length - 1), Math.max(0, bars.length - 1));
from.id = "from";
till.id = "till";
surest.id = "surest";
const spanWords = element("output", "");
const histogram = drawing(300, 48, ...bars.map(({ count: number }, i) => {
  const high = Math.round((46 * number) / Math.max(...bars.map((bar) => bar.count)));
  return ["rect", { x: (300 / bars.length) * i, width: Math.max(0.5, 300 / bars.length - 1), y: 48 - high, height: high }];
}));
histogram.setAttribute("viewBox", "0 0 300 48");
histogram.setAttribute("preserveAspectRatio", "none");

function spanChosen(settled) {
  const [low, high] = [Math.min(from.value, till.value), Math.max(from.value, till.value)];
  const filters = { ...where.filters, since: low > 0 ? bars[low].since : "", until: high < bars.length - 1 ? bars[high].until : "" };
  visit({ filters }, !settled);
}

/** Make the filters' controls: once, as what there is to choose from does not change. */
function makeSieve() {
  const parts = [
    choices("relation", "Relations", tallied((fact) => [fact.relation || ""], (relation) => graph.facts.find((fact) => (fact.relation || "") === relation).label || "(no relation)")),
    choices("sourcing", "Who vouches", tallied((fact) => fact.evidence.map((evidence) => evidence.sourcing), (sourcing) => VOUCHING[sourcing] || sourcing)),
    choices("outlet", "Outlets", tallied((fact) => fact.evidence.map(outletOf), (outlet) => outlet || "(no outlet)")),
  ];
  if (bars.length > 1) {
    parts.push(element("fieldset", "when-read", element("legend", "", "Published"), histogram, from, till, spanWords));
    for (const one of [from, till]) {
      one.addEventListener("input", () => spanChosen(false));
      one.addEventListener("change", () => spanChosen(true));
    }
  }
  if (unsure) {
    parts.push(element("fieldset", "", element("legend", "", "Minimum confidence"), surest, surestWords));
    surest.addEventListener("input", () => visit({ filters: { ...where.filters, confidence: surest.value / 100 } }, true));
    surest.addEventListener("change", () => visit({ filters: { ...where.filters, confidence: surest.value / 100 } }));
  }
  sieve.append(...parts, element("p", "bulk", button("quiet", () => visit({ filters: NO_FILTERS }), "Reset all filters")));
}

/** Bring the controls to what the filters are. */
function fillSieve(filters) {
  for (const tick of sieve.querySelectorAll("input[type=checkbox]")) tick.checked = !filters[tick.dataset.kind].includes(tick.dataset.value);
  const low = filters.since ? Math.max(0, bars.findIndex((bar) => bar.until >= filters.since)) : 0;
  const high = filters.until ? bars.length - 1 - Math.max(0, [...bars].reverse().findIndex((bar) => bar.since <= filters.until)) : bars.length - 1;
  if (bars.length) {
    const turned = Number(from.value) > Number(till.value);
    [from.value, till.value] = turned ? [high, low] : [low, high];
    spanWords.textContent = low === high ? bars[low].label : `${bars[low].label} – ${bars[high].label}`;
    [...histogram.children].forEach((bar, i) => bar.setAttribute("class", i >= low && i <= high ? "in" : "out"));
    for (const one of [from, till]) one.setAttribute("aria-valuetext", bars[one.value].label);
  }
  surest.value = filters.confidence * 100;
  surestWords.textContent = filters.confidence ? `${Math.round(filters.confidence * 100)} % sure or more` : "any";
  surest.setAttribute("aria-valuetext", surestWords.textContent);
  const number = filterCount(filters);
  document.getElementById("filter").textContent = number ? `Filters (${number})` : "Filters";
}
