// Search over all names of the site: what is typed stands in the address, so that a search can be shared.

const names = JSON.parse(document.getElementById("names").textContent).names.map(([name, file, type, ...aliases]) => ({ name, file, type, plain: [name, ...aliases].map(plain) }));
const search = document.getElementById("search");

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function find() {
  const wanted = plain(search.value.trim());
  const rank = (name) => (name.startsWith(wanted) ? 0 : name.includes(` ${wanted}`) ? 1 : name.includes(wanted) ? 2 : 9);
  const found = wanted ? names.map((one) => ({ one, rank: Math.min(...one.plain.map(rank)) })).filter((match) => match.rank < 9).sort((a, b) => a.rank - b.rank) : [];
  document.getElementById("found").textContent = wanted ? `${found.length.toLocaleString("en")} found${found.length > 60 ? ", the first 60 are shown" : ""}` : "";
  document.getElementById("matches").replaceChildren(...found.slice(0, 60).map(({ one }) => {
    const link = document.createElement("a");
    link.href = `entity/${one.file}`;
    link.textContent = one.name;
    const made = document.createElement("li");
    made.append(link, ` ${one.type}`);
    return made;
  }));
  history.replaceState(null, "", wanted ? `#q=${encodeURIComponent(search.value.trim())}` : location.pathname + location.search);
}

search.value = new URLSearchParams(location.hash.slice(1)).get("q") || "";
search.addEventListener("input", find);
find();
search.focus();
