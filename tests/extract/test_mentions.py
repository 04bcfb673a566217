"""Names where a model's word stands beside the rules'; the model is played by names put down by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Extractor
from kg.extract.gliner import GlinerNames
from kg.extract.language import parse
from kg.extract.mentions import ADDED, DOUBTED, find_mentions
from kg.extract.name import Name
from kg.extract.neural import TYPES, Guess, load_trained
from kg.model import Article

Find = Callable[..., dict[str, str]]
TEXT = "Microsoft hired Ada Byron on Monday, and they tried qBlorp and eZump at noon."


@pytest.fixture
def find(extractor: Extractor) -> Find:
    """Return a function that gives the names of a text with their origin, given what the model sees: (words, class, certainty)."""

    def of(text: str, *seen: tuple[str, str, float], without: bool = False) -> dict[str, str]:
        ((_, doc),) = parse(extractor.language, [Article(id="a", source="a.txt", text=text)])
        guesses = []
        for words, name, certainty in seen:
            start, end = doc.covering(text.index(words), text.index(words) + len(words))
            guesses.append(Guess(start, end, certainty, tuple(float(name == one) for one in TYPES)))
        found = find_mentions(doc, extractor.lexicon, view=None if without else GlinerNames(tuple(guesses)))
        _check(found, len(doc))
        return {name.text(doc): name.origin for name in found}

    return of


def _check(names: list[Name], length: int) -> None:
    at = 0
    for name in names:
        assert at <= name.start < name.end <= length
        at = name.end


def test_without_a_model_the_rules_stand(find: Find) -> None:
    assert find(TEXT, without=True).items() >= {"Microsoft": "known", "eZump": "case"}.items()


def test_a_name_that_the_model_is_sure_of_is_added(find: Find) -> None:
    assert "Monday" not in find(TEXT, without=True)
    assert find(TEXT, ("Monday", "Product", ADDED))["Monday"] == "trained"
    assert "Monday" not in find(TEXT, ("Monday", "Product", ADDED - 0.1))
    assert "Monday" not in find(TEXT, ("Monday", "Other", ADDED))
    assert "noon" not in find(TEXT, ("noon", "Product", 1.0))  # no capital


def test_determiners_at_the_edges_are_left_out(find: Find) -> None:
    assert find("They met the Monday crowd.", ("the Monday", "Event", 1.0)) == {"Monday": "trained"}


def test_an_added_name_never_overlaps_one_of_the_rules(find: Find) -> None:
    found = find(TEXT, ("hired Ada Byron", "Person", 1.0), ("Microsoft", "Product", 1.0))
    assert "trained" not in found.values()
    assert found["Microsoft"] == "known"


def test_a_capital_alone_is_dropped_where_the_model_sees_no_name(find: Find) -> None:
    assert "eZump" not in find(TEXT)
    assert "eZump" not in find(TEXT, ("eZump", "Other", 1.0))
    assert find(TEXT, ("eZump", "Company", DOUBTED))["eZump"] == "case"


def test_a_known_name_stays_whatever_the_model_says(find: Find) -> None:
    assert find(TEXT)["Microsoft"] == "known"


def test_the_trained_reader_leaves_plain_names_alone(extractor: Extractor) -> None:
    text = "Ada Byron, chief executive of Acme Robotics, lives in London."
    ((_, doc),) = parse(extractor.language, [Article(id="a", source="a.txt", text=text)])
    names = {name.text(doc) for name in find_mentions(doc, extractor.lexicon, view=load_trained().read(doc))}
    assert {"Ada Byron", "Acme Robotics", "London"} <= names
