"""The page for everyone: what axe-core finds, contrast, large text, small screens, little motion."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from networks import BASE, newsroom

from kg.views import render, render_overview, site
from kg.views.inline import asset
from kg.views.marks import MARKS, OTHERS

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
CHECK = """
const done = arguments[0];
axe.run({ resultTypes: ['violations'] }).then(({ violations }) => done(violations
  .filter((one) => ['serious', 'critical'].includes(one.impact))
  .map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)))
"""
STATES = {
    "nothing selected": "",
    "an entity": f"#focus={BASE}openai",
    "its timeline": f"#focus={BASE}openai&panel=timeline",
    "a path": f"#path={BASE}lina-khan%20{BASE}claude",
}


@pytest.fixture(scope="module")
def page():
    return render(newsroom(), title="News")


@pytest.fixture(scope="module")
def files():
    return dict(site(newsroom(), title="News"))


def violations(browser):
    browser.run(AXE.read_text(encoding="utf-8"))
    return browser.driver.execute_async_script(CHECK)


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("fragment", STATES.values(), ids=STATES)
def test_axe_finds_nothing_serious(page, show, fragment, dark):
    browser = show(page, fragment)
    browser.emulate(dark=dark)
    assert violations(browser) == []
    if not fragment:
        browser.push("Facts", "#panel")
        browser.click("#filter")
        browser.click("#take")
        browser.press("/", "m")
        assert violations(browser) == []


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1400, 1000), (360, 740)], ids=["desk", "phone"])
def test_axe_finds_nothing_serious_in_overview_and_site(page, files, show, dark, size):
    pages = {
        name: files[name] for name in ("index.html", "names/o.html", "search.html", "entity/openai.html", "timeline/openai.html")
    }
    found = {}
    for name, text in {**pages, "overview": render_overview(newsroom(), title="All"), "page": page}.items():
        browser = show(text)
        browser.emulate(dark=dark, width=size[0], height=size[1])
        browser.open(f"#focus={BASE}openai" if name in ("overview", "page") else "#q=open")
        found[name] = violations(browser)
    assert found == {name: [] for name in found}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def schemes():
    light, dark = re.findall(r":root[^{]*\{([^{}]*)\}", asset("tokens.css"))
    return [dict(re.findall(r"--([\w-]+): (#\w{6})", text)) for text in (light, dark)]


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark"])
def test_text_and_lines_stand_out(scheme):
    for text, ground in [
        *itertools.product(("ink", "soft", "link"), ("paper", "sheet", "press")),
        ("warn", "warn-sheet"),
        ("ink", "mark"),
    ]:
        assert contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground)
    for line, ground in itertools.product(("edge", "lit"), ("paper", "sheet")):
        assert contrast(scheme[line], scheme[ground]) >= 3, (line, ground)


def test_marks_stand_out():
    light, dark = schemes()
    for mark in [*MARKS.values(), *OTHERS]:
        assert min(contrast(mark.light, light[ground]) for ground in ("paper", "sheet")) >= 3
        assert min(contrast(mark.dark, dark[ground]) for ground in ("paper", "sheet")) >= 3


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(360, 740), (700, 500), (320, 256)], ids=["phone", "zoomed to 200 %", "to 400 %"])
def test_small_windows_hide_nothing(page, files, show, width, height):
    for text, fragment in (
        (page, ""),
        (page, f"#focus={BASE}openai"),
        (files["entity/openai.html"], ""),
        (files["search.html"], ""),
    ):
        browser = show(text)
        browser.emulate(width=width, height=height)
        browser.open(fragment)
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
        if text is page:
            assert browser.run("return stage.clientHeight > 120 && stage.clientWidth > 300")
            browser.click("#filter")
            browser.click("#sieve input")
            browser.press("\ue00c")
            browser.run("panel.lastElementChild.scrollIntoView()")
            assert browser.run(
                "const { top, bottom } = panel.lastElementChild.getBoundingClientRect(); return top < innerHeight && bottom > 0"
            )


@pytest.mark.browser
def test_nothing_moves_for_those_who_want_no_motion(page, show):
    browser = show(page)
    assert browser.run("return still.matches")
    first = browser.run("return network.getViewPosition()")
    browser.find(*"claude", "\ue007")
    browser.until("selected")
    place = browser.run("return network.getViewPosition()")
    browser.driver.execute_async_script("setTimeout(arguments[0], 400)")
    assert browser.run("return network.getViewPosition()") == place != first
