"""The page in a real browser: clicks, keys, evidence, and nothing that runs or loads but its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
from networks import BASE, add_entity, add_fact, evidence, large, newsroom

from kg.views import around, render

OPENAI = f"{BASE}openai"

browser_test = pytest.mark.browser


@pytest.fixture(scope="module")
def page():
    return render(newsroom(), title="Spring & autumn <2024>")


def graph_of(page):
    """Return what the page was given, IRIs and sentences in full."""
    graph = json.loads(re.search(r'<script id="graph" type="application/json">(.*?)</script>', page, re.DOTALL)[1])
    for one in [*graph["entities"], *graph["facts"]]:
        one["iri"] = graph["base"] + one["iri"]
    for fact in graph["facts"]:
        for one in fact["evidence"]:
            one["text"] = graph["sentences"][one["in"]][1]
    return graph


def test_the_same_network_gives_the_same_page_whatever_order_it_was_made_in(page):
    network = newsroom()
    turned = networkx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    for subject, object_, key, fact in reversed(list(network.edges(keys=True, data=True))):
        turned.add_edge(subject, object_, key=key, **fact)
    assert render(turned, title="Spring & autumn <2024>") == page


def test_the_page_does_not_depend_on_the_hash_seed():
    script = (
        "import hashlib; from kg.views import render; from networks import large;"
        "print(hashlib.sha256(render(large(60), title='x').encode()).hexdigest())"
    )
    here = Path(__file__).parent
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            cwd=here.parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(here.parents[1]), str(here)])},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_what_opens_first_is_the_weightiest_and_says_how_much_is_left(page):
    network = large(120)
    graph = graph_of(render(network, title="x", limit=40))
    drawn = {node["id"] for node in graph["nodes"] if "x" in node}
    assert 30 < len(drawn) <= 40
    assert len(graph["entities"]) == len(graph["nodes"]) == sum(1 for node in network if network.degree(node))
    linked = {end for fact in graph["facts"] if {fact["s"], fact["o"]} <= drawn for end in (fact["s"], fact["o"])}
    assert linked == drawn
    busiest = max(network, key=lambda node: network.nodes[node]["weight"])
    assert busiest in {graph["entities"][number]["iri"] for number in drawn}


def test_no_more_travels_in_the_page_than_it_can_bear(monkeypatch):
    monkeypatch.setattr("kg.views.page.CARRIED", 60)
    graph = graph_of(render(large(200), title="x", limit=40))
    assert len(graph["entities"]) == 60
    assert any(entity["more"] for entity in graph["entities"])
    assert all(entity["more"] >= 0 for entity in graph["entities"])


def test_only_web_addresses_are_kept_as_links():
    network = newsroom()
    for _, _, fact in network.edges(data=True):
        fact["evidence"][0]["url"] = "javascript:alert(1)"
    urls = {article.get("url") for article in graph_of(render(network, title="x"))["articles"]}
    assert None in urls
    assert all(url is None or url.startswith("https://") for url in urls)


def test_no_script_or_style_is_allowed_inline_and_nothing_is_fetched(page):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    assert "sourceMappingURL" not in page
    outside = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert set(re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"'\s)>]*)""", outside)) == {"data:,"}


def heading(words):
    return f"document.querySelector('#panel h2').textContent === '{words}'"


@browser_test
def test_a_click_on_an_entity_shows_its_facts_with_their_sentences(page, show):
    browser = show(page)
    browser.click_at(*browser.position(OPENAI))
    browser.until(heading("OpenAI"))
    panel = browser.panel()
    for words in (
        "Company",
        "ceo of OpenAI",
        "Sam Altman",
        "former",
        "planned",
        "as of 16 May 2024",
        "stated by the article itself",
    ):
        assert words in panel
    assert "Sam Altman ceo of OpenAI, as this invented sentence number 1 says without a doubt." in panel
    assert "attributed to Mei Tan" in panel
    assert browser.run("return document.querySelector('#panel figcaption a').href").startswith("https://news.example/a/")
    assert "OpenAI, Company, 15 facts" in browser.run("return document.getElementById('live').textContent")
    browser.click_at(4, 4)
    browser.until(heading("What is drawn"))
    assert browser.complaints() == []
    assert browser.requests() == []


@browser_test
def test_a_click_on_a_line_shows_the_fact_with_all_its_sentences(page, show):
    graph = graph_of(page)
    fact = next(fact for fact in graph["facts"] if fact["status"] == "alleged" and "Microsoft" in fact["evidence"][0]["text"])
    browser = show(page)
    browser.click_at(*browser.middle(fact["iri"]))
    browser.until("location.hash.startsWith('#fact=')")
    panel = browser.panel()
    assert "Federal Trade Commission" in panel
    assert "Alleged: rumoured or claimed, not confirmed." in panel
    assert all(sentence["text"] in panel for sentence in fact["evidence"])
    marks = browser.run(
        "return [...document.querySelectorAll('#panel blockquote')].map((one) => one.querySelectorAll('mark').length)"
    )
    assert set(marks) == {2}
    browser.push("Microsoft", "#panel")
    browser.until(heading("Microsoft"))
    assert browser.complaints() == []


MARKED = "return [...document.querySelectorAll('#panel blockquote mark')].map((mark) => [mark.textContent, offset(mark)])"
OFFSET = """const offset = (mark) => {
  let at = 0;
  for (let one = mark; (one = one.previousSibling);) at += one.textContent.length;
  return at;
};"""


@browser_test
def test_what_is_marked_is_what_the_claim_names_and_no_other_place_of_the_same_words(show):
    network = networkx.MultiDiGraph()
    vale, acme = add_entity(network, "Rosa Vale", "Person"), add_entity(network, "Acme", "Company")
    text = "👩‍👩‍👧 Acme said Acme’s\u00a0\u00a0founder would speak; she, not Rosa Vale of Acme, leads it."
    she, it = text.index("she"), text.index("it.")
    far = (9_000, 9_004)
    spoken = {"span": (500, 500 + len(text)), "article": 1}
    add_fact(network, vale, "leads", acme, evidence(text, ends=((500 + she, 503 + she), (500 + it, 502 + it)), **spoken))
    second = text.index("Acme’s")
    add_fact(network, vale, "founderOf", acme, evidence(text, ends=(far, (500 + second, 504 + second)), **spoken))
    add_fact(network, vale, "worksFor", acme, evidence(text, article=2))
    browser = show(render(network, title="x"), f"#focus={vale}")
    shown = browser.run("return document.querySelector('#panel blockquote').textContent")
    places = {word: len(shown[: shown.index(word)].encode("utf-16-le")) // 2 for word in ("Acme’s", "she,", "it.")}
    assert sorted(browser.run(OFFSET + MARKED)) == sorted(
        [["Acme", places["Acme’s"]], ["she", places["she,"]], ["it", places["it."]]]
    )
    browser.push("Timeline", "#panel")
    browser.until("document.querySelectorAll('#panel blockquote').length === 2")
    told = [["Acme", places["Acme’s"]], ["she", places["she,"]], ["it", places["it."]]]
    assert browser.run(OFFSET + MARKED) == told


@browser_test
def test_search_finds_by_alias_and_by_keys_alone(page, show):
    browser = show(page)
    browser.press("/", *"altm")
    browser.until("!document.getElementById('matches').hidden")
    browser.press("\ue007")
    browser.until(heading("Sam Altman"))
    assert browser.run("return document.activeElement.id") == "canvas"
    before = browser.run("return location.hash")
    assert "sam-altman" in before
    browser.press("\ue015")
    browser.until("location.hash !== arguments[0]", before)
    near = set(around(newsroom(), f"{BASE}sam-altman", 1))
    assert browser.run("return graph.entities[selected.entity].iri") in near
    browser.press("\ue007")
    assert browser.run("return document.activeElement.id") == "panel"
    browser.press("\ue00c")
    browser.until("location.hash === ''")
    assert browser.complaints() == []


@browser_test
def test_search_offers_names_to_arrows_and_mouse_and_lets_go_at_escape(page, show):
    browser = show(page)
    browser.find(*"mi")
    browser.until("document.querySelectorAll('#matches li').length > 2")
    offered = browser.run("return [...document.querySelectorAll('#matches .name')].map((one) => one.textContent)")
    assert offered[0] == "Microsoft"
    browser.press("\ue015", "\ue015", "\ue013")
    assert browser.run("return document.querySelector('#matches [aria-selected=true] .name').textContent") == offered[1]
    active = "document.getElementById(search.getAttribute('aria-activedescendant'))"
    assert offered[1] in browser.run(f"return {active}.textContent")
    browser.press("\ue00c")
    assert browser.run("return [document.getElementById('matches').hidden, search.value, selected]") == [True, "", None]
    browser.find(*"mi")
    browser.click("#matches li:nth-child(3)")
    browser.until("document.querySelector('#panel h2').textContent === arguments[0]", offered[2])
    assert browser.run("return document.getElementById('matches').hidden")


@browser_test
@pytest.mark.parametrize("key", ["\ue012", "\ue013", "\ue014", "\ue015"], ids=["left", "up", "right", "down"])
def test_arrows_lead_to_the_neighbour_on_that_side(page, show, key):
    browser = show(page)
    browser.click_at(*browser.position(OPENAI))
    browser.until("selected")
    start = browser.run("return spotOf(selected.entity)")
    browser.press(key)
    browser.until("graph.entities[selected.entity].iri !== arguments[0]", OPENAI)
    there = browser.run("return spotOf(selected.entity)")
    across, down = there["x"] - start["x"], there["y"] - start["y"]
    assert {"\ue012": -across, "\ue014": across, "\ue013": -down, "\ue015": down}[key] > 0
    assert browser.run("return graph.entities[selected.entity].iri") in set(around(newsroom(), OPENAI, 1))


@browser_test
def test_a_link_leads_to_an_entity_and_back_goes_back(page, show):
    browser = show(page, f"#focus={OPENAI.replace('/', '%2F')}")
    browser.until(heading("OpenAI"))
    browser.push("Sam Altman", "#panel")
    browser.until(heading("Sam Altman"))
    browser.driver.back()
    browser.until(heading("OpenAI"))
    browser.driver.forward()
    browser.until(heading("Sam Altman"))
    browser.go("#focus=https://elsewhere.example/nobody")
    browser.until("document.getElementById('panel').textContent.includes('What the address names is not in this page.')")


@browser_test
def test_the_legend_hides_types_and_statuses(page, show):
    browser = show(page)
    assert "Sam Altman" in browser.panel()
    browser.click("#types [data-name=Person]")
    browser.until("!document.getElementById('panel').innerText.includes('Sam Altman')")
    assert browser.run("return document.activeElement.getAttribute('aria-pressed')") == "false"
    people = [node for node, types in enumerate(e["types"] for e in graph_of(page)["entities"]) if types[0] == "Person"]
    assert browser.run("return arguments[0].every((id) => dots.get(id).hidden && !dots.get(id).label)", people)
    browser.click("#statuses [data-name=denied]")
    hidden = browser.run("return strokes.get().filter((line) => line.hidden).map((line) => graph.facts[line.id].status)")
    assert "denied" in hidden
    browser.click("#types [data-name=Person]")
    browser.until("document.getElementById('panel').innerText.includes('Sam Altman')")


OVERLAPS = """
const seen = ({ x, y }) => x > 0 && y > 0 && x < stage.clientWidth && y < stage.clientHeight;  // others keep a former measure
const written = dots.get().filter((dot) => dot.label && !dot.hidden && seen(network.canvasToDOM(spotOf(dot.id))));
const labels = written.map((dot) => [dot.id, network.body.nodes[dot.id].shape.labelModule.size]);
const room = 3 / network.getScale();
const apart = (a, b) => a.left + a.width < b.left + room || a.top + a.height < b.top + room;
const meet = ([, a], [, b]) => !apart(a, b) && !apart(b, a);
return labels.flatMap((one, i) => labels.slice(0, i).filter((two) => meet(one, two)).map((two) => [one[0], two[0]]));
"""


@browser_test
def test_labels_stay_readable_and_apart_at_every_distance(show):
    browser = show(render(large(200), title="x"))
    for tool, times in (("#whole", 1), ("#further", 3), ("#closer", 9), ("#whole", 1)):
        for _ in range(times):
            browser.click(tool)
        browser.until("Math.abs(network.getScale() / painted - 1) < 0.06")
        browser.until("dots.get().filter((dot) => dot.label).every((dot) => dot.font.size * network.getScale() > 11)")
        browser.until(f"(() => {{ {OVERLAPS} }})().length === 0")
        assert browser.run("return dots.get().filter((dot) => dot.label).length") > 10


@browser_test
def test_an_empty_network_and_one_entity_alone_are_pages_too(show):
    network = networkx.MultiDiGraph()
    browser = show(render(network, title="Nothing yet"))
    assert "Nothing to show." in browser.panel()
    assert browser.complaints() == []
    add_entity(network, "Alone", "Starship")
    browser = show(render(network, title="One"))
    assert "Alone" in browser.panel()
    assert "Starship" in browser.run("return document.getElementById('types').textContent")
    assert browser.complaints() == []


HOSTILE = (
    "</script><script>window.hit=1</script>",
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<iframe srcdoc='<script>parent.hit=1</script>'>",
    "<a href='javascript:window.hit=1'>href</a>",
    "<body onload=window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example/><input autofocus onfocus=window.hit=1>",
    "<video src=https://evil.example/v onerror=window.hit=1>",
    "<object data=https://evil.example/o>",
    "<!-- <script>",
    "--><script>window.hit=1</script>",
    "<![CDATA[<script>window.hit=1</script>]]>",
    "]]><script>window.hit=1</script>",
    '"><script>window.hit=1</script>',
    "'><script>window.hit=1</script>",
    "`${window.hit=1}`",
    "{{ 7 * 7 }}",
    "{% raw %}{{ config }}",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "';window.hit=1;//",
    '";window.hit=1;//',
    "__proto__",
    "constructor",
    "toString",
    "$& $` $' $1",
    "(a+)+$ [x-",
    "\u202egnp.exe\u202c \u2066left\u2069",
    "zero\u200bwidth\u200f\u200e marks",
    "NUL \x00 and bell \x07 and escape \x1b[31m",
    "lines\u2028and\u2029paragraphs\r\nand\ttabs",
    "lone \ud800 surrogate",
    "👩‍👩‍👧‍👦 and 🏴‍☠️",
    "&lt;script&gt;&amp;&#0;",
    "x" * 10_000,
    "wide " * 2_000,
    " \t\n",
    "",
)


SCHEMES = (
    *("javascript:window.hit=1//", "JaVaScRiPt:window.hit=1//", " javascript:window.hit=1//", "\x01javascript:window.hit=1//"),
    *(
        "java\nscript:window.hit=1//",
        "data:text/html,<script>parent.hit=1</script>",
        "vbscript:",
        "blob:",
        "file:///",
        "//evil.example/",
    ),
)


def hostile_network():
    """Return a network with a hostile text in every place where text comes from articles or an ontology, two sentences a fact."""
    network = networkx.MultiDiGraph()
    for i, text in enumerate(HOSTILE):
        web = f"https://news.example/{text[:300]}".replace("\ud800", "")
        subject = add_entity(
            network, text, "Person", aliases=[text, f"also {text}"], iri=f"{BASE}{text[:60]}{i}".replace("\ud800", "")
        )
        object_ = add_entity(network, f"Object {i}", text or "Odd", iri=f"{BASE}o{i}")
        network.nodes[subject]["same_as"] = [f"{SCHEMES[i % len(SCHEMES)]}{text}", web]
        sentences = []
        for nth, url in enumerate((web, f"{SCHEMES[i % len(SCHEMES)]}{text}")):
            sentence = evidence(text, sourcing="named", by=text, role=text, article=i, url=url)
            sentence |= {"headline": text, "outlet": text, "date": text or None, "bylines": [text], "article": f"{text}{nth}"}
            sentences.append(sentence | {"span": (7, 7 + len(text)), "ends": ((7, 9), (8, 12))})
        add_fact(network, subject, text or "odd", object_, *sentences, label=text, as_of=text or None, valid_from=text or None)
    return network


def test_hostile_text_stands_in_every_place_at_least_forty_times():
    graph = graph_of(render(hostile_network(), title="x", limit=1000))
    places = {
        "names": [entity["name"] for entity in graph["entities"]],
        "aliases": [alias for entity in graph["entities"] for alias in entity["aliases"]],
        "types": [kind for entity in graph["entities"] for kind in entity["types"]],
        "relations": [fact["relation"] for fact in graph["facts"]],
        "quotes": [text for _, text in graph["sentences"]],
        "urls": [article.get("url") for article in graph["articles"]],
        **{name: [article.get(name) for article in graph["articles"]] for name in ("headline", "outlet", "date")},
        "bylines": [byline for article in graph["articles"] for byline in article.get("bylines", ())],
        **{name: [one.get(name) for fact in graph["facts"] for one in fact["evidence"]] for name in ("role", "by")},
    }
    assert {name for name, found in places.items() if len(set(found) - {None, ""}) < 40} == set()


STRAYS = "iframe, img, object, embed, form, base, video, body style, body link, body meta, [onerror], [onload], [onclick]"


@browser_test
def test_hostile_text_runs_nothing_breaks_nothing_and_loads_nothing(show):
    page = render(hostile_network(), title=HOSTILE[0] + "\x00\ud800", limit=1000)
    browser = show(page)
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    entities, facts, egos = browser.run("""
      const to = (place) => addressOf({ ...NOWHERE, ...place });
      return [
        graph.entities.map((_, entity) => to({ selected: { entity } })),
        graph.facts.map((_, fact) => to({ selected: { fact } })),
        graph.entities.map((_, entity) => to({ selected: { entity }, timeline: true, ego: entity })),
      ]""")
    assert (len(entities), len(facts)) == (2 * len(HOSTILE), len(HOSTILE))
    for number, address in enumerate(entities):
        browser.go(address)
        browser.until("selected && selected.entity === arguments[0]", number)
        browser.until("document.querySelectorAll('#panel .fact').length === 1")
    for number, address in enumerate(facts):
        browser.go(address)
        browser.until("selected && selected.fact === arguments[0]", number)
    for number in range(0, 2 * len(HOSTILE), 9):
        browser.go(egos[number])
        browser.until("where.ego === arguments[0] && document.querySelector('#panel blockquote')", number)
    browser.push("Back to the whole drawing", "#panel")
    browser.press("\ue00c")
    browser.until("!selected && where.ego === undefined")
    browser.click("#filter")
    assert browser.run("return sieve.querySelectorAll('input[data-kind=relation]').length") > 40
    assert browser.run("return sieve.querySelectorAll('input[data-kind=outlet]').length") > 35
    for kind in ("Relations", "Outlets"):
        browser.click(f'#sieve [aria-label="{kind}: none"]')
        browser.until("location.hash.includes(arguments[0])", {"Relations": "relation:", "Outlets": "outlet:"}[kind])
    browser.until("graph.facts.every((_, id) => !factShown(id))")
    browser.push("Reset all filters", "#sieve")
    browser.until("graph.facts.every((_, id) => factShown(id))")
    browser.click("#filter")
    kinds = browser.run("return document.querySelectorAll('#types button').length")
    assert kinds > 40
    for number in range(0, kinds, 6):
        browser.click(f"#types button:nth-child({number + 1})")
        browser.until("where.filters.type.includes(document.querySelectorAll('#types button')[arguments[0]].dataset.name)", number)
    assert browser.run("return filtersFrom(filtersText(where.filters)).type.join('|') === where.filters.type.join('|')")
    browser.push("Facts", "#panel")
    browser.press("/", *"<script")
    browser.until("document.querySelectorAll('#matches li').length > 3")
    assert browser.run("return window.hit === undefined")
    assert browser.run("return document.querySelectorAll('script').length") == 3
    assert browser.run("return document.querySelectorAll(arguments[0]).length", STRAYS) == 0
    hrefs = browser.run("return [...document.querySelectorAll('a')].map((a) => a.href)")
    assert all(href.startswith("https://news.example/") for href in hrefs)
    assert browser.complaints() == []
    assert browser.requests() == []


@browser_test
def test_the_policy_stops_what_is_not_the_pages_own(page, show):
    browser = show(page.replace("</body>", "<script>window.hit=1</script><img src='https://evil.example/x.png'></body>"))
    assert browser.run("return window.hit === undefined")
    assert sum("Content Security Policy" in line for line in browser.complaints()) == 2
