// The signs of types and statuses, as the legend and the panel show them: the same as on the canvas.

const OUTLINES = {
  dot: "M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 1 0 0-12.4z",
  square: "M2.5 2.5h11v11h-11z",
  triangle: "M8 1.5L15 13.8H1z",
  triangleDown: "M8 14.5L15 2.2H1z",
  diamond: "M8 .8L15.2 8L8 15.2L.8 8z",
  hexagon: "M4.3 1.7h7.4L15.4 8l-3.7 6.3H4.3L.6 8z",
  star: "M8 .7l2.2 4.8 5.2.6-3.9 3.5 1.1 5.2L8 12.2l-4.6 2.6 1.1-5.2L.6 6.1l5.2-.6z",
};
const dark = matchMedia("(prefers-color-scheme: dark)");

function colour(type) {
  const mark = graph.types[type];
  return dark.matches && !document.documentElement.classList.contains("printing") ? mark.dark : mark.light;
}

function drawing(width, height, ...shapes) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

/** Return the mark of a type; types that head no entity shown have none. */
function typeMark(type) {
  const mark = graph.types[type];
  if (!mark) return "";
  const paint = { d: OUTLINES[mark.shape], stroke: colour(type), "stroke-width": 2, "stroke-linejoin": "round", fill: mark.hollow ? "none" : colour(type) };
  return drawing(16, 16, ["path", { ...paint, transform: "translate(1.2 1.2) scale(.85)" }]);
}

/** Return a stroke of a status's line. */
function lineMark(status) {
  return drawing(34, 12, ["path", { d: "M0 6h34", stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": graph.lines[status].dashes.join(" ") || "none" }]);
}

function typeWords(type) {
  const words = type.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return graph.types[type] ? graph.types[type].label : words;
}
