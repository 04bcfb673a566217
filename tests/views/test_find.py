"""Finding one's way in the page: filters, unfolding, surroundings, paths, tables, timeline, and the address that keeps it all."""

from __future__ import annotations

import pytest
from networks import BASE, large, newsroom

from kg.views import render

OPENAI = f"{BASE}openai"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page():
    return render(newsroom(), title="News")


@pytest.fixture(scope="module")
def big():
    return render(large(400), title="Big", limit=60)


def seen(browser):
    """Return the facts that the drawing shows, as the drawing has them."""
    return browser.run("return strokes.get().filter((line) => !line.hidden).map((line) => graph.facts[line.id])")


def extent(browser):
    return browser.run("return document.getElementById('extent').textContent")


def test_filters_by_relation_sourcing_and_outlet_leave_what_passes(page, show):
    browser = show(page)
    browser.click("#filter")
    browser.run("document.querySelector('#sieve [aria-label=\"Relations: none\"]').click()")
    browser.until("strokes.get().every((line) => line.hidden)")
    assert "the filters hide everything" in browser.panel()
    browser.click("#sieve input[data-value=ceoOf]")
    browser.until("strokes.get().some((line) => !line.hidden)")
    assert {fact["relation"] for fact in seen(browser)} == {"ceoOf"}
    assert extent(browser).startswith("showing 16 of 64 entities, 8 facts")
    assert "Filters (1)" in browser.run("return document.getElementById('filter').textContent")
    browser.click("#sieve input[data-value=reporter]")
    sourcings = [{evidence["sourcing"] for evidence in fact["evidence"]} for fact in seen(browser)]
    assert all(one != {"reporter"} for one in sourcings)
    browser.driver.back()
    browser.until("document.querySelector('#sieve input[data-value=reporter]').checked")
    browser.run("[...document.querySelectorAll('#sieve button')].find((one) => one.textContent === 'Reset all filters').click()")
    browser.until("location.hash === ''")
    assert len(seen(browser)) == 77
    assert browser.complaints() == []


def test_the_date_slider_and_the_confidence_slider_work_by_keys(page, show):
    browser = show(page)
    browser.click("#filter")
    assert browser.run("return document.querySelectorAll('.when-read rect').length") == 9
    graph = browser.run("return { articles: graph.articles }")
    browser.run("document.getElementById('from').focus()")
    browser.press(*"\ue014" * 3)
    browser.until("location.hash.includes('since:2024-04')")
    assert "April 2024 – September 2024" in browser.run("return sieve.textContent")
    dates = [[graph["articles"][one["article"]]["date"] for one in fact["evidence"]] for fact in seen(browser)]
    assert all(max(one) >= "2024-04" for one in dates)
    browser.run("document.getElementById('surest').focus()")
    browser.press("\ue010")
    browser.until("location.hash.includes('confidence:0.95')")
    assert seen(browser) == []


def test_no_confidence_anywhere_no_filter_for_it(show):
    browser = show(render(large(30), title="x"))
    assert not browser.run("return sieve.contains(document.getElementById('surest')) || document.getElementById('surest')")


def test_an_address_restores_selection_and_filters(page, show):
    browser = show(page, f"#focus={OPENAI}&filters=type:Place;status:former,planned")
    assert "OpenAI" in browser.panel()
    assert "hidden by the filters" in browser.panel()
    assert {fact["status"] for fact in seen(browser)} == {"current", "alleged", "denied"}
    pressed = "return [...document.querySelectorAll('footer [aria-pressed=false]')].map((one) => one.dataset.name)"
    assert browser.run(pressed) == ["Place", "former", "planned"]
    assert browser.run("return addressOf(where) === location.hash")


@pytest.mark.parametrize(
    "fragment", ["#focus=nobody", "#path=a+b", "#filters=%E0%A4%A", "#filters=;;:;type", "#more=x&open=&ego=1", "#%"]
)
def test_an_address_that_leads_nowhere_shows_the_whole(page, show, fragment):
    browser = show(page, fragment)
    assert extent(browser).startswith("showing 61 of 64")
    assert browser.complaints() == []


def test_unfolding_and_folding_in_place(big, show):
    browser = show(big)
    hub = browser.run("return [...drawn].find((id) => folded(id).length > 2 && folded(id).length < STEP)")
    before = browser.run("return [drawn.size, spotOf(arguments[0]), folded(arguments[0]).length]", hub)
    browser.run("select({ entity: arguments[0] })", hub)
    browser.push("Show ", "#panel")
    browser.until("drawn.size > arguments[0]", before[0])
    assert browser.run("return [drawn.size, spotOf(arguments[0]), folded(arguments[0]).length]", hub) == [
        before[0] + before[2],
        before[1],
        0,
    ]
    overlapping = """
      const boxes = [...drawn].map((id) => ({ ...boxOf(id), ...spots.get(id), id }));
      const close = (a, b) => Math.abs(a.x - b.x) * 2 < (a.width + b.width) * 0.9
        && Math.abs(a.y + a.low - b.y - b.low) * 2 < (a.height + b.height) * 0.9;
      return boxes.filter((a) => boxes.some((b) => b.id < a.id && close(a, b))).length"""
    assert browser.run(overlapping) == 0
    assert "open=" in browser.run("return location.hash")
    browser.push("Fold", "#panel")
    browser.until("drawn.size === arguments[0]", before[0])
    browser.run("stage.focus()")
    browser.press("e")
    browser.until("drawn.size > arguments[0]", before[0])
    browser.press("c")
    browser.until("drawn.size === arguments[0]", before[0])
    browser.run("select({ entity: [...drawn].find((id) => leaves(id).length) })")
    browser.until("leaves(selected.entity).length")
    browser.press("c")
    browser.until("location.hash.includes('shut=')")
    assert browser.run("return drawn.size") < before[0]
    browser.push("Unfold again", "#panel")
    browser.until("drawn.size === arguments[0]", before[0])
    assert browser.complaints() == []


def test_the_way_to_the_rest(big, show):
    browser = show(big)
    assert extent(browser).startswith("showing 60 of 400 entities")
    browser.push("draw 100 more", "#panel")
    browser.until("drawn.size === 160")
    assert extent(browser).startswith("showing 160 of 400")
    hidden = browser.run("return graph.entities.findIndex((_, id) => !drawn.has(id))")
    browser.press("/", *browser.run("return graph.entities[arguments[0]].name", hidden)[:30], "\ue007")
    browser.until("selected && drawn.has(selected.entity)")


def test_only_the_surroundings_of_one(page, show):
    browser = show(page, f"#focus={OPENAI}")
    browser.push("Only its surroundings", "#panel")
    browser.until("where.ego !== undefined")
    names = browser.run("return [...drawn].map((id) => graph.entities[id].name)")
    assert "Sam Altman" in names
    assert "Tim Cook" not in names
    assert browser.run("return spotOf(entityOf.get(arguments[0]))", OPENAI) == {"x": 0, "y": 0}
    browser.click("#leave")
    browser.until("drawn.size === 61")
    browser.driver.back()
    browser.until("drawn.size < 20")


def test_a_path_shows_each_hop_with_its_evidence(page, show):
    browser = show(page, f"#focus={BASE}lina-khan")
    browser.push("Path to", "#panel")
    browser.press(*"claude", "\ue007")
    browser.until("location.hash.startsWith('#path=')")
    panel = browser.panel()
    assert "Step 5 of 5" in panel
    assert "Anthropic develops Claude, as this invented sentence" in panel
    assert "alleged" in panel
    assert browser.run("return lit(selected).facts.size") == 5
    browser.run("visit({ filters: { ...where.filters, relation: ['develops'] } })")
    browser.until("document.getElementById('panel').textContent.includes('No facts lead from one to the other')")
    assert browser.complaints() == []


def test_the_timeline_tells_sentences_newest_first(page, show):
    browser = show(page, f"#focus={OPENAI}")
    browser.push("Timeline", "#panel")
    browser.until("location.hash.includes('panel=timeline')")
    days = browser.run("return [...document.querySelectorAll('#panel h3')].map((one) => Date.parse(one.textContent))")
    assert len(days) > 5
    assert days == sorted(days, reverse=True)
    assert browser.run("return document.activeElement.textContent") == "Timeline"
    assert "Sam Altman" in browser.panel()


def test_tables_follow_drawing_filters_and_selection(page, show):
    browser = show(page)
    rows = "return document.querySelectorAll('#panel tbody tr').length"
    assert browser.run(rows) == 61
    browser.push("Facts", "#panel")
    assert browser.run(rows) == 77
    browser.click("#statuses [data-name=current]")
    browser.until("document.querySelectorAll('#panel tbody tr').length === 9")
    assert browser.run("return document.getElementById('live').textContent").startswith("showing")
    browser.click("#statuses [data-name=current]")
    browser.until("document.querySelectorAll('#panel tbody tr').length === 77")
    browser.run("document.querySelector('#panel tbody tr .when').click()")
    browser.until("selected && selected.fact !== undefined")
    browser.click("#panel .listing summary")
    browser.until("document.querySelectorAll('#panel [aria-current]').length === 1")
    assert browser.run("return document.querySelector('#panel caption').textContent") == "Facts shown: 77"


def test_all_can_be_done_by_keys(page, show):
    browser = show(page)
    reached = set()
    for _ in range(14):
        browser.press("\ue004")
        reached.add(browser.run("return document.activeElement.id || document.activeElement.textContent"))
    assert {"search", "filter", "take", "canvas", "closer", "whole", "OpenAI"} <= reached
    browser.run("document.getElementById('filter').focus()")
    browser.press("\ue007", "\ue004")
    assert browser.run("return sieve.hidden") is False
    browser.run("document.querySelector('#sieve input').focus()")
    browser.press(" ")
    browser.until("location.hash.includes('filters=relation')")
    browser.press("\ue00c")
    assert browser.run("return sieve.hidden && document.activeElement.id") == "filter"
