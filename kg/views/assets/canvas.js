// The drawing: what is on it, what is hidden or lit, and where one goes from here. vis-network draws; positions are given and stay.

const stage = document.getElementById("canvas");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dots = new vis.DataSet([]);
const strokes = new vis.DataSet([]);
const placed = graph.nodes.filter((node) => node.x !== undefined).map((node) => node.id);
const byWeight = graph.entities.map((_, id) => id).sort((a, b) => graph.entities[b].weight - graph.entities[a].weight || a - b);
const MORE = 100;
const layouts = new Map([["", new Map(placed.map((id) => [id, { x: graph.nodes[id].x, y: graph.nodes[id].y }]))]]);
let spots = layouts.get("");
let drawn = new Set(placed);

const pen = document.createElement("canvas").getContext("2d");
const SMALLEST = 12;
const LARGEST = 21;
const extents = graph.nodes.map((node) => {
  pen.font = `100px ${getComputedStyle(document.documentElement).getPropertyValue("--sans")}`;
  const lines = node.label.split("\n");
  return { width: Math.max(...lines.map((line) => pen.measureText(line).width)) / 100, lines: lines.length };
});
const HUBS = 30;
const byDegree = graph.nodes.map((node) => node.id).sort((a, b) => touching[b].length - touching[a].length || a - b);
const hubs = new Set(byDegree.slice(0, HUBS));

/** Return where the middle of a fact's line is, or will be once it is drawn. */
function halfWay(id) {
  const line = network.body.edges[id];
  if (line && line.connected) return line.edgeType.getPoint(0.5);
  const [a, b] = [spots.get(graph.facts[id].s), spots.get(graph.facts[id].o)];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** Return the labels there is room for at a scale, entities' with their sizes: readable at any distance, the busiest first. */
function roomFor(scale, bright) {
  const cells = new Map();
  const CELL = 80;
  const sizes = new Map();
  const meets = (box, overMarks) => {
    for (let x = Math.floor(box.left / CELL); x <= box.right / CELL; x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= box.bottom / CELL; y += 1) {
        for (const other of cells.get(`${x},${y}`) || []) {
          if (other.own !== box.own && !(overMarks && other.mark) && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top) return true;
        }
      }
    }
    return false;
  };
  const take = (box) => {
    for (let x = Math.floor(box.left / CELL); x <= box.right / CELL; x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= box.bottom / CELL; y += 1) {
        const key = `${x},${y}`;
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(box);
      }
    }
  };
  const seen = byDegree.filter(shown);
  for (const id of seen) {
    const { size } = graph.nodes[id];
    const { x, y } = spots.get(id);
    const reach = size * scale * 0.8;
    take({ own: id, mark: true, left: x * scale - reach, right: x * scale + reach, top: y * scale - reach, bottom: y * scale + reach });
  }
  for (const id of bright ? [...seen.filter((id) => bright.entities.has(id)), ...seen.filter((id) => !bright.entities.has(id))] : seen) {
    const { size, font } = graph.nodes[id];
    const { x, y } = spots.get(id);
    const height = Math.min(LARGEST, Math.max(SMALLEST + Math.min(4, (font.size - 14) / 4), font.size * scale));
    const half = (extents[id].width * height) / 2 + 2;
    const top = (y + size) * scale + 1;
    const box = { own: id, left: x * scale - half, right: x * scale + half, top, bottom: top + extents[id].lines * height * 1.2 };
    if (meets(box, hubs.has(id) || (bright && bright.entities.has(id)))) continue;
    take(box);
    sizes.set(id, height / scale);
  }
  const named = new Set();
  for (const id of bright ? bright.facts : []) {
    const { x, y } = halfWay(id);
    const half = (pen.measureText(edgeWords(graph.facts[id])).width / 100) * SMALLEST / 2 + 3;
    const box = { own: `fact ${id}`, left: x * scale - half, right: x * scale + half, top: y * scale - SMALLEST * 0.7, bottom: y * scale + SMALLEST * 0.7 };
    if (bright.facts.size > 1 && meets(box, false)) continue;
    take(box);
    named.add(id);
  }
  return { sizes, named };
}

/** Return the names and the words of facts that are written now, names with their sizes. */
function writing() {
  return roomFor(scaleNow(), lit(selected));
}

/** Return how much room an entity takes: its mark and the label below it. */
function boxOf(id) {
  const { size, font } = graph.nodes[id];
  return { width: Math.max(extents[id].width * font.size, 2 * size) + 20, height: 2 * size + extents[id].lines * font.size * 1.25 + 22, low: (extents[id].lines * font.size * 1.25) / 2 };
}

/** Give entities that have no place yet the nearest free one around an entity that has, those it knows best first. */
function settle(ids) {
  const CELL = 160;
  const cells = new Map();
  const around = (box, visitCell) => {
    for (let x = Math.floor(box.left / CELL); x <= box.right / CELL; x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= box.bottom / CELL; y += 1) {
        const key = `${x},${y}`;
        if (!cells.has(key)) cells.set(key, []);
        if (visitCell(cells.get(key))) return true;
      }
    }
    return false;
  };
  const boxAt = (id, x, y) => {
    const { width, height, low } = boxOf(id);
    return { left: x - width / 2, right: x + width / 2, top: y + low - height / 2, bottom: y + low + height / 2 };
  };
  const take = (box) => around(box, (cell) => { cell.push(box); });
  const meets = (box) => around(box, (cell) => cell.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top));
  for (const [id, { x, y }] of spots) take(boxAt(id, x, y));
  for (const id of ids) {
    const known = touching[id].map((number) => across(graph.facts[number], id)).filter((other) => other !== id && spots.has(other));
    const anchor = known.sort((a, b) => Number(drawn.has(b)) - Number(drawn.has(a)) || graph.entities[b].weight - graph.entities[a].weight || a - b)[0];
    const centre = anchor === undefined ? { x: 0, y: Math.max(0, ...[...spots.values()].map((spot) => spot.y)) + (spots.size ? 120 : 0) } : spots.get(anchor);
    let spot = centre;
    for (let radius = anchor === undefined ? 0 : 95; meets(boxAt(id, spot.x, spot.y)) || spot === spots.get(anchor); radius += 28) {
      const places = Math.max(1, Math.floor((2 * Math.PI * radius) / 60));
      for (let i = 0; i < places; i += 1) {
        const turn = (2 * Math.PI * i) / places + radius * 0.7;
        spot = { x: Math.round(centre.x + radius * 1.25 * Math.cos(turn)), y: Math.round(centre.y + radius * Math.sin(turn)) };
        if (!meets(boxAt(id, spot.x, spot.y))) break;
      }
    }
    spots.set(id, spot);
    take(boxAt(id, spot.x, spot.y));
  }
}

/** Return the neighbours that folding an entity takes away: those that know no other entity that is drawn. */
function leaves(entity, among = drawn) {
  return neighbours(entity).filter((id) => among.has(id) && touching[id].every((number) => {
    const other = across(graph.facts[number], id);
    return other === entity || other === id || !among.has(other);
  }));
}

/** Return the neighbours of an entity that unfolding it brings. */
function folded(entity) {
  return neighbours(entity).filter((id) => !drawn.has(id));
}

/** Return what a place asks to be drawn: what opens first or one entity's surroundings, and all that was opened up or is selected. */
function wanted(place) {
  const first = new Set(place.ego === undefined ? placed : [place.ego]);
  const all = new Set(first);
  if (place.ego === undefined && place.more) for (const id of byWeight.filter((id) => !first.has(id)).slice(0, place.more * MORE)) all.add(id);
  const steps = new Map();
  for (const id of place.ego === undefined ? place.open : [place.ego, ...place.open]) steps.set(id, (steps.get(id) || 0) + 1);
  for (const [id, times] of steps) for (const near of [id, ...neighbours(id).filter((near) => !first.has(near)).slice(0, times * STEP)]) all.add(near);
  for (const id of place.shut) for (const leaf of leaves(id, all)) all.delete(leaf);
  for (const id of place.selected && place.selected.path ? lit(place.selected).entities : []) all.add(id);
  for (const id of place.selected ? endsOf(place.selected) : []) all.add(id);
  return all;
}

/** Put on the drawing what a place asks for. What has a place already keeps it. */
function redraw(place) {
  const key = place.ego === undefined ? "" : String(place.ego);
  if (!layouts.has(key)) layouts.set(key, new Map([[place.ego, { x: 0, y: 0 }]]));
  spots = layouts.get(key);
  drawn = wanted(place);
  settle([...drawn].filter((id) => !spots.has(id)));
}

/** Give every mark and line the look it has for this selection, these filters, this colour scheme and this distance. */
function paint(selection, scale = scaleNow()) {
  const css = getComputedStyle(document.documentElement);
  const [paper, ink, soft, edge, strong, face] = ["--paper", "--ink", "--soft", "--edge", "--lit", "--sans"].map((name) => css.getPropertyValue(name).trim());
  const bright = lit(selection);
  const { sizes, named } = roomFor(scale, bright);
  const far = Math.min(1, scale);
  dots.remove(dots.getIds().filter((id) => !drawn.has(id)));
  dots.update(graph.nodes.filter((node) => drawn.has(node.id)).map((node) => {
    const type = graph.entities[node.id].types[0];
    const own = colour(type);
    const on = !bright || bright.entities.has(node.id);
    const chosen = selection && selection.entity === node.id;
    const background = graph.types[type].hollow ? paper : own;
    const size = sizes.get(node.id);
    return {
      ...node,
      ...spots.get(node.id),
      label: size ? node.label : "",
      hidden: !shown(node.id),
      opacity: on ? 1 : 0.22,
      borderWidth: chosen ? 4 : graph.types[type].hollow ? 3 : 1,
      color: { background, border: chosen ? strong : own, highlight: { background, border: chosen ? strong : own }, hover: { background, border: strong } },
      font: { ...node.font, size: size || 1, face, color: on ? ink : faded(soft), strokeColor: paper, strokeWidth: on ? 3 / scale : 0 },
    };
  }));
  const between = (line) => drawn.has(line.from) && drawn.has(line.to);
  strokes.remove(strokes.getIds().filter((id) => !between(graph.edges[id])));
  strokes.update(graph.edges.filter(between).map((line) => {
    const fact = graph.facts[line.id];
    const on = !bright || bright.facts.has(line.id);
    return {
      ...line,
      hidden: !factShown(line.id),
      label: named.has(line.id) ? edgeWords(fact) : " ", // vis-network takes an empty label for no change
      width: Math.max(line.width, 0.9 / scale),
      dashes: line.dashes ? line.dashes.map((dash) => dash / far) : false,
      color: { color: bright && on ? strong : edge, hover: strong, highlight: strong, opacity: on ? (bright ? 0.9 : 0.75) : 0.12, inherit: false },
      arrows: line.arrows ? { to: { enabled: true, scaleFactor: 0.55 } } : undefined,
      font: { size: SMALLEST / scale, face, color: ink, strokeColor: paper, strokeWidth: 4 / scale, align: "horizontal" },
    };
  }));
}

function faded(hex) {
  return `${hex}66`;
}

const network = new vis.Network(stage, { nodes: dots, edges: strokes }, { ...graph.options, interaction: { ...graph.options.interaction, hideEdgesOnDrag: graph.edges.length > 1500, hideEdgesOnZoom: graph.edges.length > 1500 } });

function scaleNow() {
  return network.getScale();
}

function showAll() {
  network.fit({ nodes: [...drawn].filter(shown), maxZoomLevel: 1.3, animation: false });
}

/** Bring the lit part into sight, no closer than is readable. */
function approach(selection) {
  const near = [...lit(selection).entities].filter(shown);
  network.fit({ nodes: near, maxZoomLevel: 1.3, minZoomLevel: 0.35, animation: still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
}

/** Return whether a selection lies within what is seen, large enough to read. */
function inSight(selection) {
  return network.getScale() > 0.85 && endsOf(selection).every((id) => {
    const { x, y } = network.canvasToDOM(spots.get(id));
    return x > 20 && y > 20 && x < stage.clientWidth - 20 && y < stage.clientHeight - 20;
  });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.03, network.getScale() * factor)), animation: false });
}

/** Return where an entity stands, in the drawing's own measure. */
function spotOf(id) {
  const { x, y } = network.getPosition(id);
  return { x, y };
}

/** Return what is seen: the drawing's measure at the corners of the window. */
function windowOf() {
  const [start, end] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight })];
  return { left: start.x, top: start.y, width: end.x - start.x, height: end.y - start.y };
}

function pictures() {
  return [...stage.querySelectorAll("canvas")];
}

network.on("click", ({ nodes, edges }) => {
  pointed = nodes.length + edges.length > 0;
  if (nodes.length) pick(nodes[0]);
  else if (edges.length) select({ fact: edges[0] });
  else if (selected) select(null);
});
// the browser's own double click: it knows how far apart the clicks were, however long the first one took to paint
stage.addEventListener("dblclick", ({ clientX, clientY }) => {
  const { left, top } = stage.getBoundingClientRect();
  const id = network.getNodeAt({ x: clientX - left, y: clientY - top });
  if (id !== undefined) unfold(id);
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
  if (strokes.get(edge) && (!bright || !bright.facts.has(edge))) strokes.update({ id: edge, label: " " });
});
network.on("dragEnd", ({ nodes }) => {
  for (const id of nodes) spots.set(id, spotOf(id));
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
