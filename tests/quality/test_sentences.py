"""The sentences and articles themselves: enough of everything, and annotated within the ontology."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from kg.evaluate.account import SOURCINGS
from kg.model import ARTICLE_STATUSES
from kg.ontology import Ontology

ENOUGH = 10
FEWEST_TEXTS = 330

Sentences = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def texts(sentences: Sentences) -> list[dict[str, Any]]:
    return [one for several in sentences.values() for one in several]


def test_there_are_enough_texts_and_half_of_them_are_traps(sentences: Sentences, texts: list[dict[str, Any]]) -> None:
    assert len(texts) >= FEWEST_TEXTS
    assert len({one["id"] for one in texts}) == len({one["text"] for one in texts}) == len(texts)
    for several in sentences.values():
        assert len(several) == pytest.approx(len(texts) / 2, rel=0.05)
        assert sum("trap" in one for one in several) == pytest.approx(len(several) / 2, rel=0.05)


@pytest.mark.parametrize(("field", "values"), [("status", ARTICLE_STATUSES), ("from", SOURCINGS)])
def test_every_status_and_every_sourcing_has_enough_facts(texts: list[dict[str, Any]], field: str, values: tuple[str, ...]) -> None:
    counted = Counter(fact[field] for one in texts for fact in one["facts"])
    assert counted.keys() == set(values)
    assert min(counted.values()) >= ENOUGH


def test_every_relation_has_enough_facts(texts: list[dict[str, Any]], ontology: Ontology) -> None:
    counted = Counter(fact["r"] for one in texts for fact in one["facts"])
    assert counted.keys() == set(ontology.relations)
    assert {relation: n for relation, n in counted.items() if n < ENOUGH} == {}


@pytest.fixture(scope="module")
def everything(texts: list[dict[str, Any]], articles: Sentences) -> list[dict[str, Any]]:
    return [*texts, *(one for several in articles.values() for one in several)]


def test_articles_state_every_relation_but_the_rarest(articles: Sentences, ontology: Ontology) -> None:
    for several in articles.values():
        stated = {fact["r"] for one in several for fact in one["facts"]}
        assert len(stated) > 0.9 * len(ontology.relations)
        assert min(len(one["text"]) for one in several) > 2_000


def test_every_name_stands_in_its_text(everything: list[dict[str, Any]]) -> None:
    absent = [
        (one["id"], alias)
        for one in everything
        for entity in one["entities"]
        for alias in entity["aliases"]
        if alias not in one["text"]
    ]
    assert absent == []
    assert all(entity["name"] in entity["aliases"] for one in everything for entity in one["entities"])


def test_every_fact_fits_the_ontology(everything: list[dict[str, Any]], ontology: Ontology) -> None:
    misfits = []
    for one in everything:
        types = {entity["id"]: entity["type"] for entity in one["entities"]}
        for fact in one["facts"]:
            relation = ontology.relations[fact["r"]]
            if not (ontology.fits(types[fact["s"]], relation.domain) and ontology.fits(types[fact["o"]], relation.range)):
                misfits.append((one["id"], fact["r"]))
    assert misfits == []


def test_no_event_is_former(everything: list[dict[str, Any]], ontology: Ontology) -> None:
    former = {fact["r"] for one in everything for fact in one["facts"] if fact["status"] == "former"}
    assert {relation for relation in former if ontology.relations[relation].kind == "event"} == set()
