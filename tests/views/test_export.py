"""What is taken away from the page, read back by those who know the formats."""

from __future__ import annotations

import base64
import csv
import io
import xml.etree.ElementTree as ET

import networkx
import pytest
import rdflib
from networks import BASE, newsroom
from newsroom import CORVID, LEADS, Said, said, store_of, write
from pyoxigraph import RdfFormat, serialize
from test_page import HOSTILE, hostile_network

from kg.graph.network import network as network_of
from kg.model import Date, Validity
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
    assert not any(one.get("opacity") for one in root.iter())


def test_svg_of_a_selection_is_as_faint_around_it_as_the_drawing(page, take):
    root = ET.fromstring(take(page, "Picture to scale", "graph.svg", f"#focus={BASE}openai"))
    lines = [path for path in root.iter("{http://www.w3.org/2000/svg}path") if path.get("stroke-width") == "1.5"]
    lit = [line[0].text for line in lines if not line.get("opacity")]
    assert len(lit) == 15
    assert all("OpenAI" in words for words in lit)
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "ceo of" in texts


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


def test_turtle_loses_nothing_of_a_statement(take):
    by, validity = "Bo Finch: Person", Validity(Date("2014-01-01", "year"), Date("2023-06-30", "month"), None)
    reading = {"validity": validity, "sourcing": "named", "by": by, "role": "chief executive", "confidence": 0.875}
    led = Said(LEADS.sentence, LEADS.subject, LEADS.relation, LEADS.object, tuple({**reading, "status": "former"}.items()))
    partners = said("Corvid and Zephyr are partners.", CORVID, "partnersWith", "Zephyr: Company", confidence=1.0)
    store = store_of(
        write("1", led, partners, title="Chips", published="2024-01-02", publisher="Corvid Times"),
        write("2", LEADS, published="2023-01-02"),
        write("3", partners),
    )
    whole = rdflib.Graph().parse(data=serialize({quad.triple for quad in store}, format=RdfFormat.N_TRIPLES), format="nt")
    taken = rdflib.Graph().parse(data=take(render(network_of(store), title="x"), "Linked data", "graph.ttl"), format="turtle")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    statements = set(whole.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    readings = {one for statement in statements for one in whole.objects(statement, PROV.wasDerivedFrom)}
    targets = {one for reading in readings for one in whole.objects(reading, oa.hasTarget)}
    selectors = {one for target in targets for one in whole.objects(target, oa.hasSelector)}
    assert [len(nodes) for nodes in (statements, readings, targets, selectors)] == [2, 4, 4, 8]
    for node in statements | readings | targets | selectors:
        assert set(taken.predicate_objects(node)) == set(whole.predicate_objects(node))


def test_hostile_text_breaks_no_format(hostile, take):
    ET.fromstring(take(hostile, "Picture to scale", "graph.svg"))
    ET.fromstring(take(hostile, "Network (GraphML)", "graph.graphml"))
    rows = list(csv.reader(io.StringIO(take(hostile, "Facts and sentences", "facts.csv").decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {17}
    assert len(rows) == 2 * len(HOSTILE) + 1
    rdflib.Graph().parse(data=take(hostile, "Linked data", "graph.ttl"), format="turtle")
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


def test_the_print_button_prints(page, show):
    browser = show(page)
    browser.run("window.print = () => { window.timesPrinted = (window.timesPrinted || 0) + 1; }")
    browser.click("#take")
    browser.push("Print", "#taking")
    assert browser.run("return window.timesPrinted") == 1


ON_PAPER = """
addEventListener('beforeprint', () => {
  window.onPaper = {
    paper: getComputedStyle(document.documentElement).getPropertyValue('--paper').trim(),
    folded: [...document.querySelectorAll('#panel details:not(.listing):not([open])')].length,
    drawing: document.querySelector('#printed svg').textContent,
  };
});"""


def test_paper_gets_drawing_and_evidence_on_white_and_leaves_the_page_as_it_was(page, show):
    browser = show(page, f"#focus={BASE}openai")
    browser.emulate(dark=True)
    before = browser.run("return [network.getScale(), network.getViewPosition()]")
    browser.run(ON_PAPER)
    pdf = base64.b64decode(browser.driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") >= 2
    printed = browser.run("return window.onPaper")
    assert printed["paper"] == "#faf9f6"
    assert printed["folded"] == 0
    assert "Sam Altman" in printed["drawing"]
    assert browser.run("return getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#15181c"
    assert browser.run("return document.getElementById('printed').children.length") == 0
    assert browser.run("return [network.getScale(), network.getViewPosition()]") == before
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = """return ['#finder', '#filter', '#zoom', '#panel .copy', '.doings']
      .map((one) => getComputedStyle(document.querySelector(one)).display)"""
    assert set(browser.run(hidden)) == {"none"}
    assert browser.run("return document.getElementById('stage').clientHeight") > 300
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert browser.complaints() == []
