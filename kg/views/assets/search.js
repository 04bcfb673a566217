// Find by name: type-ahead over names and aliases, by mouse or by keys.

const search = document.getElementById("search");
const matches = document.getElementById("matches");
const MOST = 12;
const ASKING = search.placeholder;
let picked = -1;
let pathFrom;

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const spellings = graph.entities.map((entity) => [entity.name, ...entity.aliases].map(plain));

/** Return the entities a query finds: names that begin with it first, then words that do, then names that contain it. */
function find(query) {
  const wanted = plain(query.trim());
  if (!wanted) return [];
  const rank = (name) => (name.startsWith(wanted) ? 0 : name.includes(` ${wanted}`) ? 1 : name.includes(wanted) ? 2 : 9);
  return spellings
    .map((names, id) => ({ id, rank: Math.min(...names.map(rank)) }))
    .filter((found) => found.rank < 9)
    .sort((a, b) => a.rank - b.rank || touching[b.id].length - touching[a.id].length || a.id - b.id)
    .slice(0, MOST)
    .map((found) => found.id);
}

function offer() {
  const found = find(search.value);
  picked = found.length ? 0 : -1;
  matches.replaceChildren(...found.map((id, i) => {
    const entity = graph.entities[id];
    const option = element("li", "", typeMark(entity.types[0]), named(entity.name), element("small", "", typeWords(entity.types[0]).slice(0, 30)));
    option.id = `match-${i}`;
    option.setAttribute("role", "option");
    option.dataset.entity = id;
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(id);
    });
    return option;
  }));
  matches.hidden = !found.length;
  search.setAttribute("aria-expanded", String(found.length > 0));
  if (search.value.trim()) live.textContent = count(found.length, "match", "matches");
  point();
}

function point() {
  [...matches.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === picked)));
  if (picked >= 0) {
    search.setAttribute("aria-activedescendant", `match-${picked}`);
    matches.children[picked].scrollIntoView({ block: "nearest" });
  } else search.removeAttribute("aria-activedescendant");
}

function closeMatches() {
  matches.hidden = true;
  picked = -1;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}

/** Let the next pick, by name or in the drawing, be the end of a path from here. */
function askPath(id) {
  pathFrom = id;
  search.placeholder = `Path from ${graph.entities[id].name} to …`;
  search.setAttribute("aria-label", search.placeholder);
  search.focus();
  live.textContent = search.placeholder;
}

function stopAsking() {
  pathFrom = undefined;
  search.placeholder = ASKING;
  search.setAttribute("aria-label", "Find an entity by name");
}

/** Select an entity, or the path to it where one was asked for. */
function pick(id) {
  const start = pathFrom;
  stopAsking();
  select(start === undefined || start === id ? { entity: id } : { path: [start, id] });
}

function take(id) {
  search.value = "";
  closeMatches();
  pick(id);
  stage.focus();
}

search.addEventListener("input", offer);
search.addEventListener("blur", closeMatches);
search.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && matches.children.length) {
    picked = (picked + step + matches.children.length) % matches.children.length;
    point();
    event.preventDefault();
  } else if (event.key === "Enter" && picked >= 0) {
    take(Number(matches.children[picked].dataset.entity));
  } else if (event.key === "Escape") {
    search.value = "";
    closeMatches();
    stopAsking();
    event.stopPropagation();
  }
});
