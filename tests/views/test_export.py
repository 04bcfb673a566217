"""What is taken away from the page, read back by those who know the formats."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

import networkx
import pytest
import rdflib
from networks import BASE, newsroom
from test_page import HOSTILE, hostile_network

from kg.views import render

pytestmark = pytest.mark.browser
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
TN = rdflib.Namespace("https://w3id.org/technews/ns#")


@pytest.fixture
def take(show, tmp_path):
    """Return a function that opens a page, presses a button of the take-away menu and hands back the file it gives."""

    def taken(page, words, name, fragment=""):
        browser = show(page, fragment)
        folder = tmp_path / "taken"
        folder.mkdir(exist_ok=True)
        browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
        browser.click("#take")
        browser.push(words, "#taking")
        browser.until("document.getElementById('live').textContent.startsWith('Saved')")
        for _ in range(200):
            if (folder / name).exists():
                break
            browser.run("return 0")
        assert browser.complaints() == []
        assert browser.requests() == []
        return (folder / name).read_bytes()

    return taken


@pytest.fixture(scope="module")
def page():
    return render(newsroom(), title="News")


@pytest.fixture(scope="module")
def hostile():
    return render(hostile_network(), title=HOSTILE[0], limit=1000)


def test_a_picture_of_what_is_seen(page, take):
    png = take(page, "Picture (PNG)", "graph.png")
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) > 500
    assert len(png) > 20_000


def test_svg_has_every_name_and_line(page, take):
    root = ET.fromstring(take(page, "Picture to scale", "graph.svg"))
    texts = " ".join(text.text for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "OpenAI" in texts
    lines = [path for path in root.iter("{http://www.w3.org/2000/svg}path") if path.get("stroke-width") == "1.5"]
    assert len(lines) == 77
    assert sum(1 for line in lines if line.get("stroke-dasharray")) == 9


def test_csv_has_a_row_for_each_sentence_of_the_visible_facts(page, take):
    text = take(page, "Facts and sentences", "facts.csv", "#filters=status:current").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    network = newsroom()
    expected = [fact for _, _, fact in network.edges(data=True) if fact["status"] != "current"]
    assert len(rows) == sum(len(fact["evidence"]) for fact in expected)
    assert {row["status"] for row in rows} == {"former", "planned", "alleged", "denied"}


def test_graphml_is_the_visible_network(page, take):
    network = networkx.parse_graphml(take(page, "Network (GraphML)", "graph.graphml").decode(), force_multigraph=True)
    assert network.number_of_nodes() == 61
    assert network.number_of_edges() == 77
    assert network.nodes[f"{BASE}openai"]["name"] == "OpenAI"


def test_turtle_has_facts_and_their_evidence(page, take):
    graph = rdflib.Graph().parse(data=take(page, "Linked data", "graph.ttl"), format="turtle")
    openai, altman = rdflib.URIRef(f"{BASE}openai"), rdflib.URIRef(f"{BASE}sam-altman")
    assert (altman, TN.ceoOf, openai) in graph
    assert (rdflib.URIRef(f"{BASE}mira-murati"), TN.worksFor, openai) not in graph
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement))) == 77
    exact = rdflib.URIRef("http://www.w3.org/ns/oa#exact")
    assert len(list(graph.triples((None, exact, None)))) == len(list(graph.triples((None, PROV.wasDerivedFrom, None))))


def test_hostile_text_breaks_no_format(hostile, take):
    ET.fromstring(take(hostile, "Picture to scale", "graph.svg"))
    ET.fromstring(take(hostile, "Network (GraphML)", "graph.graphml"))
    rows = list(csv.reader(io.StringIO(take(hostile, "Facts and sentences", "facts.csv").decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {17}
    assert len(rows) == len(HOSTILE) + 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_citation_is_copied(page, show):
    browser = show(page, f"#focus={BASE}openai")
    browser.driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
    browser.push("Copy citation", "#panel")
    browser.until("document.getElementById('live').textContent === 'Citation copied'")
    copied = browser.driver.execute_async_script(
        "navigator.clipboard.readText().then(arguments[0], (why) => arguments[0](String(why)))"
    )
    sentence = browser.run("return document.querySelector('#panel blockquote').textContent")
    assert copied.startswith(f"“{sentence}” — ")
    assert "2024" in copied
    assert "https://news.example/a/" in copied


def test_print_shows_drawing_and_evidence_on_white(page, show):
    browser = show(page, f"#focus={BASE}openai")
    browser.emulate(dark=True)
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run("return getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#faf9f6"
    assert browser.run("return [...document.querySelectorAll('#panel details')].every((one) => one.open)")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = """return ['#finder', '#filter', '#zoom', '#panel .copy', '.doings']
      .map((one) => getComputedStyle(document.querySelector(one)).display)"""
    assert set(browser.run(hidden)) == {"none"}
    assert browser.run("return document.getElementById('stage').clientHeight") > 300
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.emulate(dark=True)
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert browser.run("return getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#15181c"
