// The drawing: what is hidden, what is lit, and where one goes from here. vis-network draws; positions are given and stay.

const hidden = { types: new Set(), statuses: new Set() };
const stage = document.getElementById("canvas");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dots = new vis.DataSet([]);
const strokes = new vis.DataSet([]);
const touching = graph.entities.map(() => []);
graph.facts.forEach((fact, id) => {
  touching[fact.s].push(id);
  if (fact.o !== fact.s) touching[fact.o].push(id);
});

function shown(entity) {
  return !hidden.types.has(graph.entities[entity].types[0]);
}

function factShown(id) {
  const fact = graph.facts[id];
  return !hidden.statuses.has(fact.status) && shown(fact.s) && shown(fact.o);
}

/** Return the entities and facts to light up for a selection; null when nothing is selected and all are equal. */
function lit(selection) {
  if (!selection) return null;
  const facts = new Set(selection.fact === undefined ? touching[selection.entity].filter(factShown) : [selection.fact]);
  const entities = new Set(selection.fact === undefined ? [selection.entity] : []);
  for (const id of facts) entities.add(graph.facts[id].s).add(graph.facts[id].o);
  return { facts, entities };
}

function edgeWords(fact) {
  return fact.status === "current" ? fact.label : `${fact.label} (${fact.status})`;
}

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
    const { x, y, size } = graph.nodes[id];
    const reach = size * scale * 0.8;
    take({ own: id, mark: true, left: x * scale - reach, right: x * scale + reach, top: y * scale - reach, bottom: y * scale + reach });
  }
  for (const id of bright ? [...seen.filter((id) => bright.entities.has(id)), ...seen.filter((id) => !bright.entities.has(id))] : seen) {
    const { x, y, size, font } = graph.nodes[id];
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
    const { x, y } = network.body.edges[id].edgeType.getPoint(0.5);
    const half = (pen.measureText(edgeWords(graph.facts[id])).width / 100) * SMALLEST / 2 + 3;
    const box = { own: `fact ${id}`, left: x * scale - half, right: x * scale + half, top: y * scale - SMALLEST * 0.7, bottom: y * scale + SMALLEST * 0.7 };
    if (bright.facts.size > 1 && meets(box, false)) continue;
    take(box);
    named.add(id);
  }
  return { sizes, named };
}

/** Give every mark and line the look it has for this selection, these filters, this colour scheme and this distance. */
function paint(selection, scale = 1) {
  const css = getComputedStyle(document.documentElement);
  const [paper, ink, soft, edge, strong, face] = ["--paper", "--ink", "--soft", "--edge", "--lit", "--sans"].map((name) => css.getPropertyValue(name).trim());
  const bright = lit(selection);
  const { sizes, named } = roomFor(scale, bright);
  const far = Math.min(1, scale);
  dots.update(graph.nodes.map((node) => {
    const type = graph.entities[node.id].types[0];
    const own = colour(type);
    const on = !bright || bright.entities.has(node.id);
    const chosen = selection && selection.entity === node.id;
    const background = graph.types[type].hollow ? paper : own;
    const size = sizes.get(node.id);
    return {
      ...node,
      label: size ? node.label : "",
      hidden: !shown(node.id),
      opacity: on ? 1 : 0.22,
      borderWidth: chosen ? 4 : graph.types[type].hollow ? 3 : 1,
      color: { background, border: chosen ? strong : own, highlight: { background, border: chosen ? strong : own }, hover: { background, border: strong } },
      font: { ...node.font, size: size || 1, face, color: on ? ink : faded(soft), strokeColor: paper, strokeWidth: on ? 3 / scale : 0 },
    };
  }));
  strokes.update(graph.edges.map((line) => {
    const fact = graph.facts[line.id];
    const on = !bright || bright.facts.has(line.id);
    return {
      ...line,
      hidden: !factShown(line.id),
      label: named.has(line.id) ? edgeWords(fact) : "",
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

paint(null);
const network = new vis.Network(stage, { nodes: dots, edges: strokes }, { ...graph.options, interaction: { ...graph.options.interaction, hideEdgesOnDrag: graph.edges.length > 1500, hideEdgesOnZoom: graph.edges.length > 1500 } });

function showAll() {
  network.fit({ nodes: graph.nodes.map((node) => node.id).filter(shown), maxZoomLevel: 1.3, animation: false });
}

/** Bring the lit part into sight, no closer than is readable. */
function approach(selection) {
  const near = [...lit(selection).entities].filter(shown);
  network.fit({ nodes: near, maxZoomLevel: 1.3, minZoomLevel: 0.35, animation: still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
}

/** Return whether a selection lies within what is seen, large enough to read. */
function inSight(selection) {
  const entities = selection.fact === undefined ? [selection.entity] : [graph.facts[selection.fact].s, graph.facts[selection.fact].o];
  return network.getScale() > 0.85 && entities.every((id) => {
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    return x > 20 && y > 20 && x < stage.clientWidth - 20 && y < stage.clientHeight - 20;
  });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.03, network.getScale() * factor)), animation: false });
}

/** Return the neighbour that lies most nearly in a direction, or none. */
function neighbour(entity, [right, down]) {
  const here = network.getPosition(entity);
  let best;
  let least = Infinity;
  for (const id of touching[entity].filter(factShown)) {
    const other = graph.facts[id].s === entity ? graph.facts[id].o : graph.facts[id].s;
    if (other === entity) continue;
    const there = network.getPosition(other);
    const along = (there.x - here.x) * right + (there.y - here.y) * down;
    const aside = Math.abs((there.x - here.x) * down) + Math.abs((there.y - here.y) * right);
    if (along > 0 && along + 2 * aside < least) [best, least] = [other, along + 2 * aside];
  }
  return best;
}
