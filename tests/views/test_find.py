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
    browser.click('#sieve [aria-label="Relations: none"]')
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
    browser.click("#sieve input[data-kind=outlet][data-value='The Daily Circuit']")
    outlets = [{evidence["article"] for evidence in fact["evidence"]} for fact in seen(browser)]
    circuit = set(browser.run("return graph.articles.flatMap((one, id) => (one.outlet === 'The Daily Circuit' ? [id] : []))"))
    assert outlets
    assert not any(one <= circuit for one in outlets)
    browser.push("Reset all filters", "#sieve")
    browser.until("location.hash === ''")
    assert len(seen(browser)) == 77
    assert browser.complaints() == []


def test_the_date_slider_and_the_confidence_slider_work_by_keys(page, show):
    browser = show(page)
    browser.click("#filter")
    assert browser.run("return document.querySelectorAll('.when-read rect').length") == 9
    graph = browser.run("return { articles: graph.articles }")
    browser.tab_to("it.id === 'from'")
    browser.press(*"\ue014" * 3)
    browser.until("location.hash.includes('since:2024-04')")
    assert "April 2024 – September 2024" in browser.run("return sieve.textContent")
    dates = [[graph["articles"][one["article"]]["date"] for one in fact["evidence"]] for fact in seen(browser)]
    assert all(max(one) >= "2024-04" for one in dates)
    browser.tab_to("it.id === 'surest'")
    browser.press("\ue010")
    browser.until("location.hash.includes('confidence:0.95')")
    assert seen(browser) == []


def test_the_histogram_follows_the_sliders_dragged_by_mouse_and_leaves_one_step_to_go_back(page, show):
    browser = show(page)
    browser.click("#filter")
    browser.drag("#till", 0.97, 0.4)
    browser.until("location.hash.includes('until:2024-0')")
    last = browser.run("return where.filters.until")
    assert "2024-03" <= last <= "2024-05"
    articles = browser.run("return graph.articles")
    assert seen(browser)
    assert all(min(articles[one["article"]]["date"] for one in fact["evidence"]) <= f"{last}-31" for fact in seen(browser))
    bars = "return [...document.querySelectorAll('.when-read rect')].map((one) => one.getAttribute('class')).join(' ')"
    assert browser.run(bars) == " ".join(["in"] * int(last[5:]) + ["out"] * (9 - int(last[5:])))
    browser.driver.back()
    browser.until("location.hash === ''")
    assert browser.run(bars) == " ".join(["in"] * 9)


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


OVERLAPPING = """
  const boxes = [...drawn].map((id) => ({ ...boxOf(id), ...spots.get(id), id }));
  const close = (a, b) => Math.abs(a.x - b.x) * 2 < (a.width + b.width) * 0.9
    && Math.abs(a.y + a.low - b.y - b.low) * 2 < (a.height + b.height) * 0.9;
  return boxes.filter((a) => boxes.some((b) => b.id < a.id && close(a, b))).length"""


def drawn(browser):
    return browser.run("return drawn.size")


def hub(browser, condition):
    """Return an entity that fits a condition on its number `id`."""
    return browser.run(f"return graph.entities[[...drawn].find((id) => {condition})].iri")


def test_a_double_click_unfolds_in_place_and_back_folds(big, show):
    browser = show(big)
    one = hub(browser, "folded(id).length > 2 && folded(id).length < STEP")
    before = drawn(browser)
    waiting, spot = browser.run("const id = entityOf.get(arguments[0]); return [folded(id).length, spotOf(id)]", one)
    browser.double_click_at(*browser.position(one))
    browser.until("drawn.size === arguments[0]", before + waiting)
    assert browser.run("return graph.entities[selected.entity].iri") == one
    assert browser.run("const id = entityOf.get(arguments[0]); return [folded(id).length, spotOf(id)]", one) == [0, spot]
    assert browser.run(OVERLAPPING) == 0
    assert "open=" in browser.run("return location.hash")
    browser.driver.back()
    browser.until("drawn.size === arguments[0]", before)
    assert browser.complaints() == []


def test_unfolding_and_folding_by_buttons_and_keys(big, show):
    browser = show(big)
    before = drawn(browser)
    browser.click_at(*browser.position(hub(browser, "folded(id).length > 2 && folded(id).length < STEP")))
    browser.until("selected")
    browser.push("Show ", "#panel")
    browser.until("drawn.size > arguments[0]", before)
    browser.push("Fold", "#panel")
    browser.until("drawn.size === arguments[0]", before)
    browser.tab_to("it.id === 'canvas'")
    browser.press("e")
    browser.until("drawn.size > arguments[0]", before)
    browser.press("c")
    browser.until("drawn.size === arguments[0]", before)
    browser.press("\ue00c")
    browser.until("!selected")
    browser.click("#whole")
    browser.click_at(*browser.position(hub(browser, "leaves(id).length")))
    browser.until("selected && leaves(selected.entity).length")
    browser.press("c")
    browser.until("location.hash.includes('shut=')")
    assert drawn(browser) < before
    browser.push("Unfold again", "#panel")
    browser.until("drawn.size === arguments[0]", before)
    assert browser.complaints() == []


def test_the_way_to_the_rest(big, show):
    browser = show(big)
    assert extent(browser).startswith("showing 60 of 400 entities")
    browser.push("draw 100 more", "#panel")
    browser.until("drawn.size === 160")
    assert extent(browser).startswith("showing 160 of 400")
    hidden = browser.run("return graph.entities.findIndex((_, id) => !drawn.has(id))")
    browser.find(*browser.run("return graph.entities[arguments[0]].name", hidden)[:30], "\ue007")
    browser.until("selected && drawn.has(selected.entity)")


def test_only_the_surroundings_of_one(page, show):
    browser = show(page)
    browser.click_at(*browser.position(OPENAI))
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
    browser = show(page)
    browser.find(*"lina khan", "\ue007")
    browser.push("Path to", "#panel")
    assert browser.run("return [document.activeElement.id, search.placeholder]") == ["search", "Path from Lina Khan to …"]
    browser.press(*"claude", "\ue007")
    browser.until("location.hash.startsWith('#path=')")
    panel = browser.panel()
    assert "Step 5 of 5" in panel
    assert "Anthropic develops Claude, as this invented sentence" in panel
    assert "alleged" in panel
    assert browser.run("return lit(selected).facts.size") == 5
    browser.click("#filter")
    browser.click("#sieve input[data-value=develops]")
    browser.until("document.getElementById('panel').textContent.includes('No facts lead from one to the other')")
    assert browser.complaints() == []


def test_a_path_may_end_where_one_clicks_and_escape_calls_it_off(page, show):
    browser = show(page)
    claude = f"{BASE}claude"
    browser.click_at(*browser.position(claude))
    browser.push("Path to", "#panel")
    browser.click("#whole")
    browser.click_at(*browser.position(f"{BASE}openai"))
    browser.until("location.hash.startsWith('#path=')")
    assert "Path from Claude to OpenAI" in browser.panel()
    assert browser.run("return search.placeholder").startswith("Find")
    browser.push("Claude", "#panel")
    browser.push("Path to", "#panel")
    browser.press("\ue00c")
    assert browser.run("return search.placeholder").startswith("Find")
    browser.find(*"satya", "\ue007")
    browser.until("document.querySelector('#panel h2').textContent === 'Satya Nadella'")


def test_the_timeline_tells_sentences_newest_first(page, show):
    browser = show(page)
    browser.find(*"openai", "\ue007")
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
    browser.click("#panel tbody tr .when")
    browser.until("selected && selected.fact !== undefined")
    browser.click("#panel .listing summary")
    browser.until("document.querySelectorAll('#panel [aria-current]').length === 1")
    assert browser.run("return document.querySelector('#panel caption').textContent") == "Facts shown: 77"


def test_a_name_or_relation_in_the_table_is_a_button_that_keys_press(page, show):
    browser = show(page)
    browser.tab_to("it.matches('#panel tbody .go')")
    name = browser.run("return document.activeElement.textContent")
    browser.press("\ue007")
    browser.until("document.querySelector('#panel h2').textContent === arguments[0]", name)
    browser.tab_to("it.matches('.listing summary')")
    browser.press("\ue007")
    browser.until("document.querySelectorAll('#panel [aria-current]').length === 1")


def test_all_can_be_done_by_keys(page, show):
    browser = show(page)
    reached = set()
    for _ in range(14):
        browser.press("\ue004")
        reached.add(browser.run("return document.activeElement.id || document.activeElement.textContent"))
    assert {"search", "filter", "take", "canvas", "closer", "whole", "OpenAI"} <= reached
    browser.tab_to("it.id === 'filter'")
    browser.press("\ue007")
    assert browser.run("return sieve.hidden") is False
    browser.tab_to("it.matches('#sieve input')")
    browser.press(" ")
    browser.until("location.hash.includes('filters=relation')")
    browser.press("\ue00c")
    assert browser.run("return sieve.hidden && document.activeElement.id") == "filter"
    browser.tab_to("it.matches('#types button')")
    browser.press(" ")
    browser.until("location.hash.includes('type:')")
