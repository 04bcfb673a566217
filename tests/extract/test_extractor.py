"""The whole reading: offsets, evidence, determinism, what says nothing, and a relation that Turtle alone brings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import Extractor, load_extractor
from kg.model import Article, Extraction, Passage, Span
from kg.ontology import load_ontology

TEXT = """VMware sold as software makers merge

REDMOND — Microsoft has agreed to buy VMware, people familiar with the deal said.

The company, led by Satya Nadella, did not comment.

“We have nothing to add,” Anna Weber, a spokeswoman for Microsoft, told The Verge.

Bo Lind covers software for The Verge. Previously he was a reporter at Wired."""


def check(extraction: Extraction) -> None:
    """Assert what holds for every extraction."""
    text = extraction.article.text
    ids = {cluster.id for cluster in extraction.clusters}
    for cluster in extraction.clusters:
        assert 1 <= len(cluster.types) <= 2
        assert cluster.name in cluster.aliases
        for mention in cluster.mentions:
            words = mention.span.of(text)
            assert words.strip() == words != ""
            assert mention.kind != "name" or words in cluster.aliases
    for claim in extraction.claims:
        assert {claim.subject, claim.object} <= ids
        assert claim.subject != claim.object
        assert claim.by is None or claim.by in ids
        assert claim.evidence.contains(claim.subject_span)
        assert claim.evidence.contains(claim.object_span)
        assert claim.confidence is None or 0 <= claim.confidence <= 1
    assert {*extraction.about, *extraction.quoted} <= ids


def test_an_article_read_whole(read: Callable) -> None:
    extraction = read(TEXT, title="VMware sold as software makers merge")
    check(extraction)
    names = {cluster.id: cluster.name for cluster in extraction.clusters}
    assert {"Microsoft", "VMware"} >= {names[one] for one in extraction.about[:2]}
    assert "Anna Weber" in {names[one] for one in extraction.quoted}
    (deal,) = [c for c in extraction.claims if c.relation == "acquires"]
    assert (deal.status, deal.sourcing) == ("alleged", "anonymous")
    assert deal.evidence.of(TEXT).startswith("REDMOND") or deal.evidence.of(TEXT).startswith("Microsoft")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    text=st.lists(
        st.sampled_from([*TEXT.split(" "), "\n\n", "“", "”", "(", ")", "’s", ",", "Ω", "\u202e", "🚀", "-", "of"]), max_size=60
    )
)
def test_any_jumble_gives_sound_offsets(extractor: Extractor, text: list[str]) -> None:
    check(extractor.extract(Article(id="a", source="a.txt", text=" ".join(text) or " ")))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_is_read(extractor: Extractor, text: str) -> None:
    check(extractor.extract(Article(id="a", source="a.txt", text=text)))


def test_a_preposition_that_heads_its_sentence_is_left_alone(extractor: Extractor) -> None:
    text = ", for \n\n by deal Lind ) of \n\n by reporter a not - for Previously company, a for Satya to Previously for said."
    check(extractor.extract(Article(id="a", source="a.txt", text=text)))


def test_many_articles_read_as_each_alone(extractor: Extractor) -> None:
    articles = [
        Article(id=str(n), source="a.txt", text=part, lang=lang)
        for n, (part, lang) in enumerate(
            [(TEXT, "en"), ("Microsoft kauft VMware.", "de"), ("Apple sued Google.", "en-GB"), ("", "en")] * 4
        )
    ]
    assert list(extractor.extract_all(articles)) == [extractor.extract(article) for article in articles]


def test_other_languages_say_nothing(read: Callable) -> None:
    extraction = read("Microsoft bought VMware.", lang="de")
    assert (extraction.clusters, extraction.claims) == ((), ())


def test_captions_name_things_and_state_nothing(read: Callable) -> None:
    text = "Weather\n\nRain fell.\n\nApple CEO Tim Cook in the rain."
    start = text.index("Apple")
    extraction = read(text, passages=(Passage(Span(start, len(text)), "caption"),))
    assert {cluster.name for cluster in extraction.clusters} >= {"Apple", "Tim Cook"}
    assert extraction.claims == ()


def test_the_version_names_all_that_a_reading_depends_on(extractor: Extractor) -> None:
    assert extractor.version.startswith("kg-")
    assert "en_core_web_sm" in extractor.version
    assert extractor.lexicon.ontology.version in extractor.version


@pytest.fixture
def gardening(tmp_path: Path) -> Path:
    (tmp_path / "gardens.ttl").write_text(
        """
        @prefix tn: <https://w3id.org/technews/ns#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix schema: <https://schema.org/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        tn:sponsors a tn:Relation, tn:StateRelation, owl:ObjectProperty ; rdfs:label "sponsors" ;
          rdfs:comment "Pays for its shirts." ;
          schema:domainIncludes tn:Organization ; schema:rangeIncludes tn:Organization ;
          tn:verb "sponsor", "pay [shirts] of" ; tn:roleNoun "shirt sponsor" ; tn:participleInverse "sponsored" .
        """,
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        "Sony has sponsored Juventus since May.",
        "Juventus is sponsored by Sony.",
        "Sony, the shirt sponsor of Juventus, is happy.",
        "Sony-sponsored Juventus won.",
    ],
)
def test_a_new_relation_needs_turtle_alone(gardening: Path, text: str) -> None:
    extraction = load_extractor(load_ontology(gardening)).extract(Article(id="a", source="a.txt", text=text))
    name = {cluster.id: cluster.name for cluster in extraction.clusters}
    assert [(name[c.subject], c.relation, name[c.object]) for c in extraction.claims] == [("Sony", "sponsors", "Juventus")]
