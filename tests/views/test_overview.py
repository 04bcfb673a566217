"""The whole graph at once, by WebGL and without it."""

from __future__ import annotations

import json
import re

import networkx
import pytest
from networks import BASE, large, newsroom
from test_page import HOSTILE, hostile_network

from kg.views import render_overview
from kg.views.layout import EXACT
from kg.views.sparse import sparse

OPENAI = f"{BASE}openai"
NO_WEBGL = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest);
};
"""


@pytest.fixture(scope="module")
def page():
    return render_overview(newsroom(), title="All")


@pytest.fixture(params=["webgl", "canvas"])
def open_overview(request, show, chromium):
    script = None
    if request.param == "canvas":
        script = chromium.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": NO_WEBGL})["identifier"]

    def opened(text, fragment=""):
        browser = show(text, fragment)
        assert browser.run("return document.querySelectorAll('.sigma-nodes').length > 0") is (request.param == "webgl")
        return browser

    yield opened
    if script:
        chromium.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})


@pytest.mark.browser
def test_a_click_shows_the_same_panel(page, open_overview):
    browser = open_overview(page, f"#focus={OPENAI}")
    assert "Sam Altman" in browser.panel()
    spot = browser.run("return surface.toScreen(spotOf(entityOf.get(arguments[0])))", f"{BASE}anthropic")
    scale = browser.run("return scaleNow()")
    browser.click_at(spot["x"], spot["y"])
    browser.until("document.querySelector('#panel h2').textContent === 'Anthropic'")
    assert browser.run("return scaleNow()") == scale
    spot = browser.run("return surface.toScreen(spotOf(entityOf.get(arguments[0])))", OPENAI)
    browser.push("Path to", "#panel")
    browser.click_at(spot["x"], spot["y"])
    browser.until("document.querySelector('#panel h2').textContent === 'Path from Anthropic to OpenAI'")
    browser.press("/", *"nadel", "\ue007")
    browser.until("document.querySelector('#panel h2').textContent === 'Satya Nadella'")
    browser.press("\ue00c")
    browser.until("!selected")
    browser.click("#types [data-name=Person]")
    browser.until("[...drawn].filter(shown).length < 61")
    browser.click("#closer")
    browser.click("#whole")
    assert browser.complaints() == []
    assert browser.requests() == []


@pytest.mark.browser
def test_what_is_drawn_can_be_told_from_paper(page, open_overview):
    browser = open_overview(page)
    inks = """
      const made = document.createElement('canvas');
      [made.width, made.height] = [300, 200];
      const pen = made.getContext('2d');
      for (const layer of pictures()) pen.drawImage(layer, 0, 0, 300, 200);
      const { data } = pen.getImageData(0, 0, 300, 200);
      return new Set(Array.from({ length: 60000 }, (_, i) => data.slice(4 * i, 4 * i + 4).join())).size"""
    assert browser.run(inks) > 30
    assert "<text" in browser.run("return svgText()")


@pytest.mark.browser
def test_hostile_text_runs_nothing(open_overview):
    browser = open_overview(render_overview(hostile_network(), title=HOSTILE[0]))
    addresses = browser.run("return graph.entities.map((_, entity) => addressOf({ ...NOWHERE, selected: { entity } }))")
    assert len(addresses) == 2 * len(HOSTILE)
    for number, address in enumerate(addresses):
        browser.go(address)
        browser.until("selected && selected.entity === arguments[0]", number)
    assert browser.run("return window.hit === undefined")
    assert browser.complaints() == []
    assert browser.requests() == []


def test_all_have_a_place_of_their_own_and_the_same_again():
    network = large(EXACT + 700)
    text = render_overview(network, title="x")
    graph = json.loads(re.search(r'<script id="graph" type="application/json">(.*?)</script>', text, re.DOTALL)[1])
    places = {(node["x"], node["y"]) for node in graph["nodes"]}
    assert len(places) == len(graph["nodes"]) == sum(1 for node in network if network.degree(node))
    assert all(type(value) is int for node in graph["nodes"] for value in node.values())
    assert render_overview(network, title="x") == text


def test_sparse_layout_keeps_neighbours_near():
    graph = networkx.convert_node_labels_to_integers(networkx.connected_caveman_graph(60, 12))
    points = sparse(len(graph), [(min(edge), max(edge)) for edge in graph.edges()])

    def apart(a, b):
        return float(((points[a] - points[b]) ** 2).sum()) ** 0.5

    linked = sorted(apart(a, b) for a, b in graph.edges())
    strangers = sorted(apart(a, (a * 7 + 360) % len(graph)) for a in graph)
    assert linked[len(linked) // 2] * 4 < strangers[len(strangers) // 2]
    assert sparse(2, [(0, 1)]).tolist() != [[0, 0], [0, 0]]
