"""The static site: safe files, the same ones again, readable without scripts, nothing run by what articles say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import BASE, add_entity, newsroom
from test_page import HOSTILE, STRAYS, hostile_network

from kg.views import site
from kg.views.entity import MONTHS
from kg.views.site import file_names


@pytest.fixture(scope="module")
def files():
    return dict(site(newsroom(), title="News & views"))


class Links(HTMLParser):
    """The addresses that a page names, and the names of its tags."""

    def __init__(self, text):
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def test_every_link_within_the_site_leads_to_a_file(files):
    for path, text in files.items():
        if path == "graph.html":
            continue
        for address in Links(text).found:
            if address.startswith(("https://news.example/", "data:")):
                continue
            target = os.path.normpath(Path(path).parent / address.partition("#")[0])
            assert target in files, (path, address)


def test_a_page_says_what_the_graph_knows(files):
    page = re.sub(r"<[^>]+>", "", files["entity/openai.html"])
    assert "Sam Altman ceo of OpenAI, as this invented sentence number 1 says without a doubt." in page
    assert "attributed to Mei Tan" in page
    assert "former" in page
    assert "independent sources" in page
    assert "<mark>Sam Altman</mark> ceo of <mark>OpenAI</mark>, as this" in files["entity/openai.html"]
    assert 'href="../graph.html#ego=https://w3id.org/technews/id/openai' in files["entity/openai.html"]


def test_a_timeline_runs_from_new_to_old(files):
    text = files["timeline/openai.html"]
    years = [tuple(reversed(day.split())) for day in re.findall(r"<h2>(\d+ \w+ \d{4})</h2>", text)]
    order = [(year, MONTHS.index(month), int(day)) for year, month, day in years]
    assert len(order) > 5
    assert order == sorted(order, reverse=True)


def test_entity_and_timeline_pages_need_no_script(files):
    for path, text in files.items():
        if path.startswith(("entity/", "timeline/", "names/", "index")):
            assert "script" not in Links(text).tags
            assert "script-src &#39;none&#39;" in text


def test_the_site_is_the_same_again_whatever_the_hash_seed():
    script = (
        "import hashlib; from kg.views import site; from networks import newsroom;"
        "print(hashlib.sha256(repr(sorted(site(newsroom(), title='x'))).encode()).hexdigest())"
    )
    here = Path(__file__).parent
    paths = os.pathsep.join([str(here.parents[1]), str(here)])
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@given(st.lists(st.text(min_size=1), unique=True))
def test_file_names_are_safe_and_each_its_own(tails):
    names = file_names([BASE + tail for tail in tails])
    assert len({name.casefold() for name in names.values()}) == len(tails)
    assert all(re.fullmatch(r"[a-z0-9-]{1,120}\.html", name) for name in names.values())


def test_names_that_other_systems_keep_for_themselves_are_not_used():
    assert file_names([f"{BASE}con", f"{BASE}microsoft"])[f"{BASE}con"].startswith("con-")
    assert file_names([f"{BASE}con", f"{BASE}microsoft"])[f"{BASE}microsoft"] == "microsoft.html"
    shared = file_names(["https://a.example/x", "https://b.example/x"])
    assert len(set(shared.values())) == 2


def test_an_empty_network_and_one_entity_alone_are_sites_too():
    network = networkx.MultiDiGraph()
    assert "index.html" in dict(site(network, title=""))
    add_entity(network, "Alone", "Starship")
    assert "entity/alone.html" in dict(site(network, title="One"))


@pytest.mark.browser
def test_search_finds_names_and_aliases(files, show):
    browser = show(files["search.html"])
    browser.press(*"altm")
    browser.until("document.querySelectorAll('#matches li').length === 1")
    assert browser.run("return document.querySelector('#matches a').getAttribute('href')") == "entity/sam-altman.html"
    assert browser.run("return location.hash") == "#q=altm"
    assert browser.complaints() == []
    assert browser.requests() == []


@pytest.mark.browser
def test_hostile_text_runs_nothing_on_any_page(show, tmp_path):
    files = dict(site(hostile_network(), title=HOSTILE[0]))
    pages = [path for path in files if path != "graph.html"]
    assert len(pages) > 160
    allowed = ("https://news.example/", "../", "index.html", "entity/", "names/", "search.html", "graph.html")
    first = show(files["search.html"])
    first.press(*"<sc")
    first.until("document.querySelectorAll('#matches li').length > 3")
    for path in sorted(pages)[::3]:
        first.page.write_text(files[path], encoding="utf-8")
        first.driver.get(first.page.as_uri())
        assert first.run("return window.hit === undefined && !document.querySelector(arguments[0])", STRAYS)
        hrefs = first.run("return [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
        assert all(href.startswith(allowed) for href in hrefs)
        assert first.run("return document.documentElement.scrollWidth <= innerWidth"), path
    assert first.complaints() == []
