import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import LEADS, ontology, write

from kg.model import Article, Passage, Span
from kg.readers import read
from kg.resolve import resolve
from kg.resolve.copies import SHORTEST, find_copies

LIGHT = 0.05  # share of the plain words that a copy editor changes
HEAVY = 0.1


@pytest.fixture(scope="module")
def stories(samples: Path) -> list[str]:
    """Return the bodies of the bundled articles."""
    found = [article.text for article in read([str(samples)]) if isinstance(article, Article)]
    assert len(found) == 10
    return [text.partition("\n\n")[2] for text in found]


def article(name: str, body: str, published: str | None = "2024-05-16", title: str = "", **page) -> Article:
    text = f"{title}\n\n{body}" if title else body
    passages = (Passage(Span(0, len(title)), "title"),) if title else ()
    return Article(
        id=name, source=name, text=text, title=title, url=f"https://{name}", published=published, passages=passages, **page
    )


def copies(*articles: Article, **outlets: tuple[str, ...]) -> dict[str, str]:
    found = find_copies(articles, {f"https://{name}": names for name, names in outlets.items()})
    return {copy.removeprefix("https://"): origin.removeprefix("https://") for copy, origin in found.items()}


def edited(body: str, share: float, rng: random.Random, kept: float = 1.0) -> str:
    """Return the text as a copy editor leaves it: plain words dropped, put in or put for others, and the end cut."""
    words = body.split()
    plain = [word for word in words if word.isalpha() and word.islower()]
    found = []
    for word in words[: int(len(words) * kept)]:
        if word.isalpha() and word.islower() and rng.random() < share:
            found += rng.choice([[], [rng.choice(plain)], [word, rng.choice(plain)]])
        else:
            found.append(word)
    return " ".join(found)


def of_one_template(body: str, rng: random.Random) -> str:
    """Return the same sentences about others: every name and every figure is another one."""

    def other(found: re.Match[str]) -> str:
        return str(rng.randrange(10)) if found[0].isdigit() else "".join(rng.sample("BCDFGHKLMNPRSTVZ", 5)).title()

    return re.sub(r"\b[A-Z]\w+|\d", other, body)


@pytest.mark.parametrize(("share", "kept"), [(0, 1), (LIGHT, 1), (HEAVY, 1), (LIGHT, 0.5), (LIGHT, 0.3), (0, 0.2)])
def test_a_reprint_lightly_edited_and_cut_under_another_headline_is_a_copy(stories: list[str], share: float, kept: float) -> None:
    rng = random.Random(7)
    firsts = [article(f"a{n}", body, title="What happened on Monday") for n, body in enumerate(stories)]
    reprints = [
        article(f"b{n}", edited(body, share, rng, kept), "2024-05-17", title="Another headline altogether")
        for n, body in enumerate(stories)
    ]
    assert copies(*firsts, *reprints) == {f"b{n}": f"a{n}" for n in range(len(stories))}


def test_other_stories_and_stories_of_one_template_are_no_copies(stories: list[str]) -> None:
    rng = random.Random(7)
    firsts = [article(f"a{n}", body) for n, body in enumerate(stories)]
    alike = [article(f"t{n}", of_one_template(body, rng)) for n, body in enumerate(stories)]
    assert copies(*firsts, *alike) == {}


def test_a_story_that_quotes_another_one_is_no_copy(stories: list[str]) -> None:
    quoted = ". ".join(stories[0].split(". ")[:3])
    assert copies(article("a", stories[0]), article("b", f"{stories[1]}\n{quoted}", "2024-05-17")) == {}


def test_identical_texts_are_copies_however_short() -> None:
    assert copies(article("a", "Looms hum."), article("b", "Looms hum.", "2024-05-17")) == {"b": "a"}
    short = " ".join(["word"] * (SHORTEST - 1))
    assert copies(article("a", short), article("b", short + ".")) == {}


def test_the_earliest_is_the_origin_then_the_key_decides_and_the_undated_come_last(stories: list[str]) -> None:
    one, two = article("a", stories[0], "2024-05-17"), article("b", stories[0], "2024-05-16")
    assert copies(one, two) == {"a": "b"}
    assert copies(article("a", stories[0], None), article("b", stories[0])) == {"a": "b"}
    assert copies(article("b", stories[0], None), article("a", stories[0], None)) == {"b": "a"}


@pytest.mark.parametrize(
    "credit",
    [
        "(Weft Wire) - {}",
        "LEEDS (Weft Wire) — {}",
        "{}\nThis story originally appeared on Weft Wire.",
        "{}\nRepublished with permission of the Weft Wire.",
        "{}\nSource: Weft Wire",
        "{}\nFirst published by WW, 16 May.",
    ],
)
def test_the_outlet_that_a_copy_credits_is_the_origin_though_dated_later(stories: list[str], credit: str) -> None:
    reprint = article("a", credit.format(stories[0]), "2024-05-16", publisher="Loom Gazette")
    own = article("b", stories[0], "2024-05-17", publisher="Weft Wire")
    assert copies(reprint, own, b=("WW", "Weft Wire")) == {"a": "b"}


def test_an_agency_as_byline_is_a_credit_and_a_mere_mention_is_none(stories: list[str]) -> None:
    own = article("b", stories[0], "2024-05-17", publisher="The Weft Wire")
    page = {"publisher": "Loom Gazette"}
    assert copies(article("a", stories[0], bylines=("Weft Wire",), **page), own) == {"a": "b"}
    mentioned = f"{stories[0]}\nThe chairman spoke to The Weft Wire on Monday."
    assert copies(article("a", mentioned, **page), own) == {"b": "a"}


def test_an_outlet_that_credits_itself_is_no_copy_for_that(stories: list[str]) -> None:
    first = article("a", stories[0], publisher="Loom Gazette")
    second = article("b", f"{stories[0]}\nFirst published by Weft Wire.", "2024-05-17", publisher="Weft Wire")
    assert copies(first, second) == {"b": "a"}


def test_a_known_alias_of_the_outlet_is_a_credit() -> None:
    sentences = [LEADS] * 8
    known = next(one for one in ontology().known if one.types == ("MediaOutlet",) and any(len(name) > 4 for name in one.aliases))
    alias = max(known.aliases, key=len)
    own = write("2", *sentences, closing="It is so.", published="2024-05-17", publisher=known.name)
    reprint = write("1", *sentences, closing=f"It is so. First published by {alias}.", published="2024-05-16")
    assert resolve([own, reprint], ontology()).copy_of == {"https://news.example/1": "https://news.example/2"}


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_the_order_changes_nothing_and_no_origin_is_a_copy(data: st.DataObject) -> None:
    rng = random.Random(data.draw(st.integers(0, 9)))
    words = [f"{letter}{n}" for letter in "abcdefgh" for n in range(12)]
    bodies = [" ".join(rng.choices(words, k=80)) for _ in range(3)]
    articles = [
        article(f"{n}", edited(rng.choice(bodies), rng.choice([0, 0, LIGHT]), rng), rng.choice([None, "2024-05-16", "2024-05-17"]))
        for n in range(data.draw(st.integers(1, 8)))
    ]
    first = copies(*articles)
    assert copies(*data.draw(st.permutations(articles))) == first
    assert copies(*articles, *articles) == first
    assert not first.keys() & set(first.values())
