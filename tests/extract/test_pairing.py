"""Readings from scores: which of them fit, which rule out another, and what the whole extractor makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from kg.extract import Extractor, load_extractor
from kg.extract.classify import Kind
from kg.extract.language import parse
from kg.extract.neural import RELATIONS, Hints, Policy, load_trained
from kg.extract.pairing import MOST_PLACES, read_scores, trigger_between
from kg.extract.scene import Place, Scene, build_scene
from kg.model import Article, Engine, facts_of
from kg.ontology import Ontology

Scores = dict[tuple[str, str, str], float]
READ_ALL = Policy(dict.fromkeys(RELATIONS, (1.0, 1.0)), believe=0.7)  # believes a score from about 0 on


class Scored(Hints):
    """Hints whose scores are put down by hand, by the ranges of the two mentions and the relation."""

    by_range: dict[tuple[tuple[int, int], tuple[int, int], str], float]

    def score(self, ranges: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]) -> np.ndarray:
        rows = [[self.by_range.get((ranges[a], ranges[b], name), -50.0) for name in RELATIONS] for a, b in pairs]
        return np.array(rows, dtype=np.float32)


def scene_of(extractor: Extractor, text: str, kinds: dict[str, str], scores: Scores | None = None) -> Scene:
    """Return the scene of a text whose mentions are the keys of `kinds`, each a cluster; scores are by (words, relation, words)."""
    ((_, doc),) = parse(extractor.language, [Article(id="a", source="a.txt", text=text)])
    places = {}
    for words in kinds:
        start, end = doc.covering(text.index(words), text.index(words) + len(words))
        places[words] = Place(start, end, doc.root_of(start, end).i, words)
    scene = build_scene(doc, extractor.lexicon, [*places.values()], {name: Kind((kind,), True) for name, kind in kinds.items()})
    trained = load_trained()
    hints = trained.read(doc)
    if scores is not None:
        hints = Scored(trained.encoder, hints.sentences, len(doc))
        hints.by_range = {
            ((places[a].start, places[a].end), (places[b].start, places[b].end), name): score
            for (a, name, b), score in scores.items()
        }
    object.__setattr__(scene, "hints", hints)
    return scene


def facts(scene: Scene, policy: Policy = READ_ALL) -> set[tuple[str, str, str]]:
    return {(r.subject.cluster, r.relation, r.object.cluster) for r, _ in read_scores(scene, policy)}


TEXT = "Ada Byron of Acme met Beta on Monday."
KINDS = {"Ada Byron": "Person", "Acme": "Company", "Beta": "Company"}


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({("Acme", "sues", "Beta"): 1.0}, {("Acme", "sues", "Beta")}),
        ({("Acme", "sues", "Beta"): -0.5}, set()),
        ({("Acme", "ceoOf", "Beta"): 9.0, ("Ada Byron", "acquires", "Ada Byron"): 9.0}, set()),  # no person; the same cluster
        ({("Acme", "brandOf", "Beta"): 9.0}, set()),  # no relation of the ontology
        ({("Ada Byron", "ceoOf", "Acme"): 1.0, ("Ada Byron", "worksFor", "Acme"): 2.0}, {("Ada Byron", "ceoOf", "Acme")}),
        ({("Ada Byron", "leads", "Acme"): 2.0, ("Ada Byron", "ceoOf", "Acme"): 1.0}, {("Ada Byron", "leads", "Acme")}),
        ({("Acme", "acquires", "Beta"): 2.0, ("Beta", "acquires", "Acme"): 1.0}, {("Acme", "acquires", "Beta")}),
        ({("Acme", "acquires", "Beta"): 2.0, ("Beta", "ownedBy", "Acme"): 1.0}, {("Acme", "acquires", "Beta")}),
        ({("Acme", "acquires", "Beta"): 1.0, ("Acme", "mergesWith", "Beta"): 2.0}, {("Acme", "mergesWith", "Beta")}),
        (
            {("Acme", "sues", "Beta"): 1.0, ("Acme", "customerOf", "Beta"): 2.0},
            {("Acme", "sues", "Beta"), ("Acme", "customerOf", "Beta")},
        ),
    ],
)
def test_which_scores_become_readings(extractor: Extractor, scores: Scores, expected: set[tuple[str, str, str]]) -> None:
    assert facts(scene_of(extractor, TEXT, KINDS, scores)) == expected


def test_a_relation_of_which_too_little_is_known_is_not_read(extractor: Extractor) -> None:
    scene = scene_of(extractor, TEXT, KINDS, {("Acme", "sues", "Beta"): 50.0})
    assert facts(scene, Policy({"fines": (9.0, 1.0)})) == set()
    assert facts(scene, Policy({"sues": (-45.0, 1.0)})) == {("Acme", "sues", "Beta")}


def test_a_list_is_left_to_the_frames(extractor: Extractor) -> None:
    names = [f"Firm{chr(65 + n)}" for n in range(MOST_PLACES + 1)]
    scores = {("FirmA", "sues", "FirmB"): 1.0}
    for several, expected in ((names[:-1], {("FirmA", "sues", "FirmB")}), (names, set())):
        scene = scene_of(extractor, "We saw " + " and ".join(several) + " there.", dict.fromkeys(several, "Company"), scores)
        assert facts(scene) == expected


def test_what_the_real_scorer_reads_fits_the_ontology(extractor: Extractor, ontology: Ontology) -> None:
    text = "Ada Byron, chief executive of Acme Robotics, said it sued Beta Motors over the Halo ring.\n\nGamma Labs is in Oslo."
    kinds = {"Ada Byron": "Person", "Acme Robotics": "Company", "it": "Company", "Beta Motors": "Company", "Halo": "Product"}
    scene = scene_of(extractor, text, kinds | {"Gamma Labs": "Company", "Oslo": "Place"})
    everything = Policy(dict.fromkeys(RELATIONS, (20.0, 1e-9)))
    found = list(read_scores(scene, everything))
    assert found
    for reading, _ in found:
        relation = ontology.relations[reading.relation]
        assert scene.fits(reading.subject, relation.domain)
        assert scene.fits(reading.object, relation.range)
        assert scene.doc[reading.subject.start].sent == scene.doc[reading.object.start].sent == scene.doc[reading.trigger].sent
    assert list(read_scores(scene, everything)) == found
    told = {(reading.subject.cluster, reading.relation, reading.object.cluster): score for reading, score in found}
    assert not {("Ada Byron", "worksFor", "Acme Robotics"), ("Ada Byron", "ceoOf", "Oslo")} & {*told}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("“My mother founded Acme,” says Ada Byron.", "founderOf"),  # somebody else's words
        ("Ada Byron left Acme's party early.", "worksFor"),  # a party is no post
        ("Ada Byron turned down a seat on Acme's board.", "worksFor"),
        ("Ada Byron sat next to the chairman of Acme at the opera.", "leads"),  # another's title
        ("Ada Byron met the chairman of Acme.", "leads"),
        ("Ada Byron told Acme that it rained.", "worksFor"),
        ("Ada Byron makes frequent appearances on programs of Acme.", "worksFor"),  # a guest
        ("Ada Byron testified before Acme.", "worksFor"),
        ("Ada Byron went to Acme on Monday.", "educatedAt"),
        ("Bob Noyce opened a shop with Ada Byron as its chief at Acme.", "founderOf"),  # taken along for a post
        ("All of them belong to Acme; Ada Byron does not.", "memberOf"),
    ],
)
def test_what_grammar_speaks_against_is_not_taken(extractor: Extractor, text: str, relation: str) -> None:
    scene = scene_of(extractor, text, {"Ada Byron": "Person", "Acme": "Company"}, {("Ada Byron", relation, "Acme"): 9.0})
    assert facts(scene) == set()


def test_who_speaks_at_an_event_takes_part_in_it(extractor: Extractor) -> None:
    found = {("Ada Byron", "participatesIn", "Hall Week"): 9.0}
    scene = scene_of(extractor, "Ada Byron spoke at Hall Week.", {"Ada Byron": "Person", "Hall Week": "Event"}, found)
    assert {(s, o) for s, _, o in facts(scene)} == {("Ada Byron", "Hall Week")}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Byron was promoted to chairman of Acme.",
        "Ada Byron joined Acme's team.",
        "Ada Byron spoke for Acme.",
    ],
)
def test_what_grammar_allows_is_taken(extractor: Extractor, text: str) -> None:
    scene = scene_of(extractor, text, {"Ada Byron": "Person", "Acme": "Company"}, {("Ada Byron", "worksFor", "Acme"): 9.0})
    assert {(s, o) for s, _, o in facts(scene)} == {("Ada Byron", "Acme")}


def test_the_word_between_two_mentions_is_the_one_that_joins_them(extractor: Extractor) -> None:
    scene = scene_of(extractor, "Acme agreed to buy Beta.", {"Acme": "Company", "Beta": "Company"})
    one, other = scene.places
    assert scene.doc[trigger_between(scene, "acquires", one, other)].text == "buy"  # a word of the ontology's
    assert scene.doc[trigger_between(scene, "sues", one, other)].text == "agreed"  # none: the top of the path
    assert trigger_between(scene, "sues", one, other) == trigger_between(scene, "sues", other, one)


@pytest.fixture(scope="module")
def both(ontology: Ontology) -> Extractor:
    """Return the extractor with the trained reader beside the rules."""
    return load_extractor(ontology, Engine(rules_only=False))


def test_beside_the_rules_a_plain_fact_stays_one(both: Extractor) -> None:
    text = "Ada Byron, chief executive of Acme Robotics, lives in London.\n\n"
    text += "Acme Robotics has bought Beta Motors, a startup based in Oslo."
    extraction = both.extract(Article(id="a", source="a.txt", text=text))
    name = {cluster.id: cluster.name for cluster in extraction.clusters}
    found = [(name[fact.subject], fact.relation, name[fact.object]) for fact in facts_of(extraction.claims)]
    wanted = {
        ("Ada Byron", "ceoOf", "Acme Robotics"),
        ("Acme Robotics", "acquires", "Beta Motors"),
        ("Beta Motors", "basedIn", "Oslo"),
    }
    assert wanted <= {*found}
    assert len(found) == len({*found})
    assert all(0 < claim.confidence <= 1 for claim in extraction.claims if claim.frame == "trained")
    assert extraction.extractor.endswith(f"+weights-{load_trained().version}")
    assert both.extract(extraction.article) == extraction


@pytest.mark.parametrize("text", ["", "🦜 \0 שלום\u202e \u200b", "Google " * 30, "word " * 400])
def test_odd_texts_are_read_beside_the_rules_too(both: Extractor, read: Callable, text: str) -> None:
    extraction = both.extract(Article(id="a", source="a.txt", text=text))
    assert extraction.claims == read(text).claims == ()
