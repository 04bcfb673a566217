"""The table maps the labels of all corpora to classes and relations that the model has."""

from __future__ import annotations

import pytest

from kg.extract.neural import RELATIONS, TYPES
from kg.ontology import Ontology
from kg.training import table

RELATED = [*table.KNOWLEDGENET.values(), *table.CORE.values(), *table.REDOCRED.values()]


def test_every_label_may_be_some_class_of_the_model() -> None:
    for labels in (*table.TYPES.values(), table.SPACY):
        for classes in labels.values():
            assert classes
            assert classes <= {*TYPES}
    for ends in table.KNOWLEDGENET_ENDS.values():
        assert ends[0] | ends[1] <= {*TYPES}


def test_every_relation_is_one_of_the_model() -> None:
    assert {name for name, _ in RELATED} | table.RARE | table.SYMMETRIC <= {*RELATIONS}
    assert {*table.IMPLIED, *(name for names in table.IMPLIED.values() for name in names)} <= {*RELATIONS}
    assert {*table.KNOWLEDGENET} <= {*table.KNOWLEDGENET_ENDS}


def test_what_is_rare_is_what_the_encyclopedic_corpora_do_not_label() -> None:
    assert not table.RARE & {name for name, _ in [*table.KNOWLEDGENET.values(), *table.REDOCRED.values()]}


@pytest.mark.parametrize("number", sorted(table.KNOWLEDGENET))
def test_the_ends_of_a_property_fit_its_relation(number: str, ontology: Ontology) -> None:
    name, turned = table.KNOWLEDGENET[number]
    ends = table.KNOWLEDGENET_ENDS[number]
    subjects, objects = reversed(ends) if turned else ends
    assert any(ontology.fits((one,), ontology.relations[name].domain) for one in subjects)
    assert any(ontology.fits((one,), ontology.relations[name].range) for one in objects)


def test_what_is_implied_has_no_wider_ends(ontology: Ontology) -> None:
    for name, others in table.IMPLIED.items():
        for other in others:
            assert "Person" in ontology.relations[name].domain
            assert ontology.fits(ontology.relations[name].range[:1], ontology.relations[other].range)
