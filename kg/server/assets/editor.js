"use strict";
// The JSON stands escaped in the page, as any text does: what a browser gives back as its content is that text with its entities.
const decoded = new DOMParser().parseFromString(document.getElementById("configuration").textContent, "text/html");
const configuration = JSON.parse(decoded.documentElement.textContent);
const Gui = window.Yasgui.default ?? window.Yasgui.Yasgui ?? window.Yasgui;
const gui = new Gui(document.getElementById("editor"), {
  requestConfig: { endpoint: new URL("/sparql", location.href).href },
  persistenceId: null,
  copyEndpointOnNewTab: true,
  autofocus: true,
  yasqe: { value: configuration.query, autocompleters: ["variables"] },
  yasr: { prefixes: configuration.prefixes },
});
const tab = gui.getTab();
tab.setQuery(configuration.query);
