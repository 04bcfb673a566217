// The drawing of a whole graph: sigma draws it by WebGL, a plain canvas where there is none. Lit lines lie on a canvas above.

const stage = document.getElementById("canvas");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const MORE = 0;
const everyone = new Set(graph.nodes.map((node) => node.id));
const byWeight = [...everyone].sort((a, b) => graph.entities[b].weight - graph.entities[a].weight || a - b);
let drawn = everyone;
let bright = null;
let palette = {};

const NAMES = 60;
// In a small graph marks are as large as it bears: sizes are planned for thousands.
const GAUGE = Math.max(1 / 3, Math.min(1, 12 / Math.sqrt(graph.nodes.length || 1)));

function folded() {
  return [];
}

function leaves() {
  return [];
}

/** Put on the drawing what a place asks for: everything, or one entity's surroundings. */
function redraw(place) {
  drawn = place.ego === undefined ? everyone : new Set([place.ego, ...neighbours(place.ego), ...(place.selected ? endsOf(place.selected) : [])]);
}

function spotOf(id) {
  return graph.nodes[id];
}

/** Return a colour between two, as #rrggbb. */
function mixed(one, other, share) {
  const part = (hex, at) => Number.parseInt(hex.slice(at, at + 2), 16);
  return `#${[1, 3, 5].map((at) => Math.round(part(one, at) * share + part(other, at) * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

function nodeLook(id) {
  const on = !bright || bright.entities.has(id);
  const own = colour(graph.entities[id].types[0]);
  return { hidden: !shown(id), color: on ? own : mixed(own, palette.paper, 0.2), size: (bright && on ? 1.5 : 1) * Math.max(1.6, graph.nodes[id].size * GAUGE), on };
}

/** Return the names that there is room for, with their sizes, those with the most evidence first, and the words of lit facts. */
function writing() {
  const scale = scaleNow();
  const { left, top, width, height } = windowOf();
  const size = 13 / scale;
  const taken = [];
  const sizes = new Map();
  for (const id of byWeight) {
    if (sizes.size === NAMES) break;
    const { x, y } = spotOf(id);
    if (!shown(id) || (bright && !bright.entities.has(id)) || x < left || y < top || x > left + width || y > top + height) continue;
    const half = Math.min(40, graph.entities[id].name.length) * size * 0.3;
    const low = y + nodeLook(id).size / scale;
    const box = { left: x - half, right: x + half, top: low, bottom: low + size * 1.2 };
    if (taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) continue;
    taken.push(box);
    sizes.set(id, size);
  }
  return { sizes, named: bright ? bright.facts : [] };
}

const overlay = document.createElement("canvas");
overlay.className = "overlay";

/** Draw the lit facts with the dashes and words of their status, and the names of their ends; when none is lit, the names given. */
function drawOverlay(toScreen, names) {
  const ratio = devicePixelRatio;
  overlay.width = stage.clientWidth * ratio;
  overlay.height = stage.clientHeight * ratio;
  const pen = overlay.getContext("2d");
  pen.scale(ratio, ratio);
  const taken = [];
  const write = (text, x, y, size) => {
    pen.font = `${size}px ${palette.sans}`;
    const half = pen.measureText(text).width / 2 + 3;
    const box = { left: x - half, right: x + half, top: y - size, bottom: y + 4 };
    if (taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) return;
    taken.push(box);
    pen.textAlign = "center";
    pen.lineWidth = 4;
    pen.strokeStyle = palette.paper;
    pen.strokeText(text, x, y);
    pen.fillStyle = palette.ink;
    pen.fillText(text, x, y);
  };
  const name = (id, size) => {
    const { x, y } = toScreen(spotOf(id));
    write(graph.entities[id].name.slice(0, 40), x, y + nodeLook(id).size + size, size);
  };
  if (!bright) {
    for (const id of names) name(id, 13);
    return;
  }
  pen.strokeStyle = palette.lit;
  pen.lineWidth = 1.6;
  for (const id of bright.facts) {
    const fact = graph.facts[id];
    const [a, b] = [toScreen(spotOf(fact.s)), toScreen(spotOf(fact.o))];
    pen.setLineDash(graph.lines[fact.status].dashes);
    pen.beginPath();
    pen.moveTo(a.x, a.y);
    pen.lineTo(b.x, b.y);
    pen.stroke();
  }
  pen.setLineDash([]);
  const ends = selected ? endsOf(selected) : [];
  for (const id of bright.entities) {
    if (!shown(id)) continue;
    const { x, y } = toScreen(spotOf(id));
    pen.fillStyle = colour(graph.entities[id].types[0]);
    pen.beginPath();
    pen.arc(x, y, Math.max(4, nodeLook(id).size), 0, 7);
    pen.fill();
    if (!ends.includes(id)) continue;
    pen.lineWidth = 3;
    pen.stroke();
  }
  for (const id of [...ends, ...[...bright.entities].filter((id) => !ends.includes(id)).sort((a, b) => graph.entities[b].weight - graph.entities[a].weight || a - b)]) {
    if (shown(id)) name(id, ends.includes(id) ? 15 : 13);
  }
  for (const id of bright.facts) {
    const [a, b] = [toScreen(spotOf(graph.facts[id].s)), toScreen(spotOf(graph.facts[id].o))];
    write(edgeWords(graph.facts[id]), (a.x + b.x) / 2, (a.y + b.y) / 2, 12);
  }
}

/** Return the drawing by WebGL. */
function bySigma() {
  const net = new graphology.MultiDirectedGraph();
  for (const { id, x, y } of graph.nodes) net.addNode(id, { x, y: -y, label: graph.entities[id].name.slice(0, 40) });
  graph.facts.forEach((fact, id) => net.addEdgeWithKey(`f${id}`, fact.s, fact.o, { type: fact.status === "current" && !fact.symmetric ? "arrow" : "line" }));
  const renderer = new Sigma(net, stage, {
    allowInvalidContainer: true,
    enableEdgeEvents: true,
    enableCameraRotation: false,
    zIndex: true,
    hideEdgesOnMove: graph.facts.length > 8000,
    renderLabels: false,
    defaultDrawNodeHover: (pen, { x, y, size, label }) => {
      pen.font = `600 14px ${palette.sans}`;
      pen.lineWidth = 4;
      pen.strokeStyle = palette.paper;
      pen.strokeText(label || "", x + size + 4, y + 5);
      pen.fillStyle = palette.ink;
      pen.fillText(label || "", x + size + 4, y + 5);
      pen.lineWidth = 2;
      pen.strokeStyle = palette.ink;
      pen.beginPath();
      pen.arc(x, y, size + 2, 0, 7);
      pen.stroke();
    },
    nodeReducer: (key, attributes) => {
      const { hidden, color, size, on } = nodeLook(Number(key));
      return { ...attributes, hidden, color, size, zIndex: on ? 1 : 0 };
    },
    edgeReducer: (key, attributes) => {
      const id = Number(key.slice(1));
      return { ...attributes, hidden: !factShown(id) || Boolean(bright && bright.facts.has(id)), color: mixed(palette.edge, palette.paper, bright ? 0.12 : 0.45), size: graph.facts[id].status === "current" ? 1 : 0.5 };
    },
  });
  stage.append(overlay);
  const camera = renderer.getCamera();
  const toScreen = ({ x, y }) => renderer.graphToViewport({ x, y: -y });
  const measure = () => toScreen({ x: 1000, y: 0 }).x - toScreen({ x: 0, y: 0 }).x;
  renderer.on("afterRender", () => drawOverlay(toScreen, writing().sizes.keys()));
  renderer.on("clickNode", ({ node }) => {
    pointed = true;
    pick(Number(node));
  });
  renderer.on("clickEdge", ({ edge }) => {
    pointed = true;
    select({ fact: Number(edge.slice(1)) });
  });
  renderer.on("clickStage", () => selected && select(null));
  renderer.on("enterNode", () => { stage.style.cursor = "pointer"; });
  renderer.on("leaveNode", () => { stage.style.cursor = ""; });
  return {
    draw: () => renderer.refresh(),
    toScreen,
    scale: () => measure() / 1000,
    look: ({ x, y }, scale) => {
      const centre = renderer.viewportToFramedGraph(toScreen({ x, y }));
      camera.setState({ x: centre.x, y: centre.y, ratio: (camera.ratio * measure()) / 1000 / scale });
    },
    centre: () => {
      const { x, y } = renderer.viewportToGraph({ x: stage.clientWidth / 2, y: stage.clientHeight / 2 });
      return { x, y: -y };
    },
    canvases: () => {
      renderer.refresh();
      return [...stage.querySelectorAll("canvas")];
    },
  };
}

/** Return the drawing by a plain canvas: slower, and the same to look at. */
function byCanvas() {
  const sheet = element("canvas", "overlay");
  stage.append(sheet, overlay);
  let view = { x: 0, y: 0, scale: 1 };
  const toScreen = ({ x, y }) => ({ x: (x - view.x) * view.scale + stage.clientWidth / 2, y: (y - view.y) * view.scale + stage.clientHeight / 2 });
  const draw = () => {
    sheet.width = stage.clientWidth * devicePixelRatio;
    sheet.height = stage.clientHeight * devicePixelRatio;
    const pen = sheet.getContext("2d");
    pen.scale(devicePixelRatio, devicePixelRatio);
    pen.strokeStyle = mixed(palette.edge, palette.paper, bright ? 0.12 : 0.45);
    pen.lineWidth = 0.6;
    pen.beginPath();
    graph.facts.forEach((fact, id) => {
      if (!factShown(id)) return;
      const [a, b] = [toScreen(spotOf(fact.s)), toScreen(spotOf(fact.o))];
      pen.moveTo(a.x, a.y);
      pen.lineTo(b.x, b.y);
    });
    pen.stroke();
    for (const id of drawn) {
      const { hidden, color, size } = nodeLook(id);
      if (hidden) continue;
      const { x, y } = toScreen(spotOf(id));
      pen.fillStyle = color;
      pen.beginPath();
      pen.arc(x, y, size, 0, 7);
      pen.fill();
    }
    drawOverlay(toScreen, writing().sizes.keys());
  };
  const look = ({ x, y }, scale) => {
    view = { x, y, scale };
    draw();
  };
  let held = null;
  stage.addEventListener("pointerdown", ({ offsetX, offsetY }) => { held = { x: offsetX, y: offsetY, view, moved: false }; });
  stage.addEventListener("pointermove", ({ offsetX, offsetY, buttons }) => {
    if (!held || !buttons) return;
    held.moved = held.moved || Math.hypot(offsetX - held.x, offsetY - held.y) > 4;
    if (held.moved) look({ x: held.view.x - (offsetX - held.x) / view.scale, y: held.view.y - (offsetY - held.y) / view.scale }, view.scale);
  });
  stage.addEventListener("click", ({ offsetX, offsetY }) => {
    if (held && held.moved) return;
    const near = [...drawn].filter(shown).map((id) => ({ id, apart: Math.hypot(toScreen(spotOf(id)).x - offsetX, toScreen(spotOf(id)).y - offsetY) - nodeLook(id).size }));
    const nearest = near.sort((a, b) => a.apart - b.apart)[0];
    pointed = Boolean(nearest && nearest.apart < 6);
    if (pointed) pick(nearest.id);
    else if (selected) select(null);
  });
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2);
  }, { passive: false });
  addEventListener("resize", draw);
  return { draw, toScreen, look, scale: () => view.scale, centre: () => ({ x: view.x, y: view.y }), canvases: () => [sheet, overlay] };
}

function readPalette() {
  const css = getComputedStyle(document.documentElement);
  palette = Object.fromEntries(["paper", "ink", "edge", "lit", "sans"].map((name) => [name, css.getPropertyValue(`--${name}`).trim()]));
}

readPalette();
const surface = typeof Sigma === "undefined" ? byCanvas() : bySigma();

/** Give all marks and lines the look they have for this selection, these filters and this colour scheme. */
function paint(selection) {
  readPalette();
  bright = lit(selection);
  surface.draw();
}

function scaleNow() {
  return surface.scale();
}

/** Bring entities into sight, no closer than a scale. */
function fit(ids, closest) {
  if (!ids.length) return;
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const id of ids) {
    const { x, y } = spotOf(id);
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  const scale = Math.min(closest, (stage.clientWidth - 80) / Math.max(1, bounds.right - bounds.left), (stage.clientHeight - 80) / Math.max(1, bounds.bottom - bounds.top));
  surface.look({ x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 }, scale);
}

function showAll() {
  fit([...drawn].filter(shown), 1.3);
}

function approach(selection) {
  fit([...lit(selection).entities].filter(shown), 1.3);
}

function inSight(selection) {
  return scaleNow() > 0.3 && endsOf(selection).every((id) => {
    const { x, y } = surface.toScreen(spotOf(id));
    return x > 20 && y > 20 && x < stage.clientWidth - 20 && y < stage.clientHeight - 20;
  });
}

function zoom(factor) {
  surface.look(surface.centre(), Math.min(8, Math.max(0.005, scaleNow() * factor)));
}

function windowOf() {
  const [{ x, y }, scale] = [surface.centre(), scaleNow()];
  const [width, height] = [stage.clientWidth / scale, stage.clientHeight / scale];
  return { left: x - width / 2, top: y - height / 2, width, height };
}

function pictures() {
  return surface.canvases();
}
