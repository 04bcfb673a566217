"""Tags and splits: the small parts that every corpus goes through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.neural import RELATIONS, TYPES, tag_names
from kg.ontology import Ontology
from kg.training import table
from kg.training.sample import OUTSIDE, share, span_tags


@given(st.frozensets(st.sampled_from(TYPES), min_size=1), st.integers(1, 5))
def test_a_name_begins_once_and_goes_on_in_the_same_classes(classes: frozenset[str], length: int) -> None:
    names = tag_names()
    tags = span_tags(classes, length)
    assert len(tags) == length
    assert {names[tag] for tag in tags[0]} == {f"B-{name}" for name in classes}
    assert all({names[tag] for tag in one} == {f"I-{name}" for name in classes} for one in tags[1:])
    assert all(one and not one & OUTSIDE for one in tags)


@pytest.mark.parametrize("classes", [frozenset(), frozenset({"Gadget"}), frozenset({"Person", "Gadget"})])
def test_a_class_that_the_model_lacks_is_refused(classes: frozenset[str]) -> None:
    with pytest.raises(ValueError, match="no classes of the model"):
        span_tags(classes, 1)


@given(st.text(), st.text())
def test_a_share_depends_on_the_key_alone(key: str, salt: str) -> None:
    assert 0 <= share(key, salt) < 1
    assert share(key, salt) == share(key, salt)


def test_shares_are_spread_evenly_and_differ_by_salt() -> None:
    shares = [share(str(n)) for n in range(2_000)]
    assert 0.07 < sum(one < 0.1 for one in shares) / 2_000 < 0.13
    assert share("a", "one") != share("a", "other")
    assert share("12", "3") != share("2", "31")


def test_the_relations_are_those_of_the_ontology_and_the_brands(ontology: Ontology) -> None:
    assert {*RELATIONS} - {*ontology.relations} == {"brandOf"}
    assert {*TYPES} - {"Other"} <= {*ontology.classes}
    assert {name for name in RELATIONS if name in ontology.relations and ontology.relations[name].symmetric} == table.SYMMETRIC
