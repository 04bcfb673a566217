import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import CORVID, LANE, LEADS, Said, graph_of, ontology, said, store_of, with_status, write
from pyoxigraph import Quad, Store

from kg.graph import assemble
from kg.graph.statements import Statement, StatementReader
from kg.graph.terms import DERIVED_GRAPH, ONTOLOGY_GRAPH
from kg.model import Date, Extraction, Validity
from kg.ontology import ID_BASE, NAMESPACE
from kg.resolve import resolve

BO = "Bo Finch: Person"
BO_LEADS = said("Bo Finch is chief executive of Corvid.", BO, "ceoOf", CORVID)
PARTNERS = said("Corvid and Zephyr are partners.", CORVID, "partnersWith", "Zephyr: Company")
EXAMPLE = "https://news.example/1"


def lines(*extractions: Extraction) -> set[str]:
    """Return the quads in short: prefixes for our own names, the graph last."""
    short = {ID_BASE: "id:", NAMESPACE: "tn:", "https://schema.org/": "schema:", "http://www.w3.org/ns/prov#": "prov:"}
    found = set()
    for quad in graph_of(extractions).quads:
        if quad.graph_name != ONTOLOGY_GRAPH:
            line = str(quad)
            for iri, prefix in short.items():
                line = line.replace(f"<{iri}", f"<{prefix}")
            found.add(line.replace("<", "").replace(">", ""))
    return found


def statements(*extractions: Extraction) -> list[Statement]:
    return sorted(StatementReader(store_of(*extractions)).all(), key=lambda one: (one.subject, one.relation, one.object))


def only(*extractions: Extraction) -> Statement:
    (statement,) = statements(*extractions)
    return statement


def plain(*extractions: Extraction) -> set[tuple[str, str, str]]:
    relations = {one.iri: one.name for one in ontology().relations.values()}
    return {
        (quad.subject.value.removeprefix(ID_BASE), relations[quad.predicate.value], quad.object.value.removeprefix(ID_BASE))
        for quad in graph_of(extractions).quads
        if quad.graph_name == DERIVED_GRAPH and quad.predicate.value in relations
    }


def test_a_claim_becomes_fact_statement_and_evidence():
    claim = said("Ada Lane, its chief executive since 2014, runs Corvid, Corvid said.", LANE, "ceoOf", CORVID)
    more = {"sourcing": "self", "by": CORVID, "role": "chief executive", "confidence": 0.9}
    more["validity"] = Validity(since=Date("2014-01-01", "year"))
    extraction = write(
        "1", Said(claim.sentence, claim.subject, claim.relation, claim.object, tuple(more.items())), published="2024-05-16"
    )
    one = only(extraction)
    assert (one.subject, one.relation, one.object) == (ID_BASE + "ada-lane", "ceoOf", ID_BASE + "corvid")
    assert (one.status, one.as_of, one.valid_from, one.valid_until, one.valid_at) == ("current", "2024-05-16", "2014", "", "")
    (evidence,) = one.evidence
    assert evidence.text == claim.sentence
    assert (evidence.sourcing, evidence.by, evidence.role, evidence.confidence) == ("self", "Corvid", "chief executive", 0.9)
    assert plain(extraction) == {("ada-lane", "ceoOf", "corvid")}


def test_an_article_says_of_itself_what_its_page_says():
    page = {
        "title": "Chips",
        "bylines": ("Jo Poe",),
        "publisher": "Corvid Times",
        "published": "2024-05-16",
        "modified": "2024-05-17",
    }
    more = {
        "section": "Business",
        "keywords": ("chips", "birds"),
        "about": (CORVID,),
        "quoted": (LANE,),
        "lang": "en",
        "kind": "sponsored",
    }
    found = lines(write("1", LEADS, **page, **more))
    date = "^^http://www.w3.org/2001/XMLSchema#date"
    for said_of_it in [
        'schema:headline "Chips"',
        "schema:author id:jo-poe",
        "schema:publisher id:corvid-times",
        f'schema:datePublished "2024-05-16"{date}',
        f'schema:dateModified "2024-05-17"{date}',
        'schema:articleSection "Business"',
        'schema:keywords "chips"',
        'schema:keywords "birds"',
        "schema:about id:corvid",
        "schema:mentions id:corvid",
        "schema:mentions id:ada-lane",
        "tn:quotes id:ada-lane",
        'schema:inLanguage "en"',
        'schema:genre "sponsored"',
        f"schema:url {EXAMPLE}",
    ]:
        assert f"{EXAMPLE} {said_of_it} {EXAMPLE}" in found


def test_the_extractor_is_named_once_without_a_run():
    found = {line for line in lines(write("1", LEADS, extractor="kg 1, model 2")) if "agent-" in line}
    assert len(found) == 3
    assert any('label "kg 1, model 2"' in line for line in found)
    assert any("SoftwareAgent" in line for line in found)
    assert any("prov:wasAttributedTo" in line for line in found)


def test_an_article_without_address_gets_an_iri_and_keeps_its_name():
    (line,) = (line for line in lines(write("file:notes", LEADS)) if "schema:identifier" in line)
    assert line.startswith("id:article-")
    assert '"file:notes"' in line


def test_evidence_and_article_stand_in_the_article_s_graph_and_facts_in_the_derived_one():
    found = lines(write("1", LEADS, title="Chips"))
    for line in found:
        in_article = "id:ev-" in line.split()[0] or line.startswith((EXAMPLE, "id:agent-"))
        assert line.endswith(EXAMPLE if in_article else "id:graph/derived")


def test_a_symmetric_relation_has_one_statement_and_both_plain_triples():
    other = said("Zephyr and Corvid are partners.", "Zephyr: Company", "partnersWith", CORVID)
    extractions = write("1", PARTNERS), write("2", other)
    assert plain(*extractions) == {("corvid", "partnersWith", "zephyr"), ("zephyr", "partnersWith", "corvid")}
    one = only(*extractions)
    assert len(one.evidence) == 2
    assert one.symmetric
    (line,) = (line for line in lines(extractions[1]) if "tn:subjectStart" in line)
    assert '"11"' in line  # the statement's subject is Corvid, which stands second in the sentence


@pytest.mark.parametrize("status", ["former", "planned", "alleged", "denied"])
def test_what_is_not_current_has_no_plain_triple(status):
    extraction = write("1", with_status(LEADS, status))
    assert plain(extraction) == set()
    assert only(extraction).status == status


def test_the_newest_article_decides():
    older = write("1", LEADS, published="2020-01-01")
    newer = write("2", with_status(LEADS, "former"), published="2021-01-01")
    rumour = write("3", with_status(LEADS, "alleged"), published="2022-01-01")
    undated = write("4", LEADS)
    one = only(undated, rumour, newer, older)
    assert (one.status, one.as_of) == ("former", "2021-01-01")
    assert [evidence.status for evidence in one.evidence] == ["alleged", "former", "current", "current"]


def test_a_newer_holder_ends_the_older_one():
    older, newer = write("1", LEADS, published="2020-01-01"), write("2", BO_LEADS, published="2021-01-01")
    assert plain(older, newer) == {("bo-finch", "ceoOf", "corvid")}
    assert [(one.status, one.as_of) for one in statements(older, newer)] == [("former", "2021-01-01"), ("current", "2021-01-01")]


def test_holders_whom_one_article_names_together_do_not_end_each_other():
    both, one = write("1", LEADS, BO_LEADS, published="2020-01-01"), write("2", LEADS, published="2021-01-01")
    assert plain(both, one) == {("ada-lane", "ceoOf", "corvid"), ("bo-finch", "ceoOf", "corvid")}


def test_a_relation_that_many_hold_is_not_ended():
    works = [said(f"{name} works for Corvid.", f"{name}: Person", "worksFor", CORVID) for name in ("Ada Lane", "Bo Finch")]
    extractions = write("1", works[0], published="2020-01-01"), write("2", works[1], published="2021-01-01")
    assert len(plain(*extractions)) == 2


def test_dates_come_from_evidence_of_the_fact_s_status_newest_and_finest_first():
    def with_since(day: str, precision: str) -> Said:
        return Said(*(LEADS.sentence, LANE, "ceoOf", CORVID), (("validity", Validity(since=Date(day, precision))),))

    coarse = write("1", with_since("2014-01-01", "year"), published="2023-01-01")
    fine = write("2", with_since("2014-02-01", "month"), published="2024-01-01")
    assert only(coarse, fine).valid_from == "2014-02"
    ended = Said(
        *(LEADS.sentence, LANE, "ceoOf", CORVID), (("status", "former"), ("validity", Validity(until=Date("2025-03-04", "day"))))
    )
    one = only(coarse, fine, write("3", ended, published="2025-03-05"))
    assert (one.status, one.valid_from, one.valid_until) == ("former", "2014-02", "2025-03-04")


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (said("Corvid leads Ada Lane.", CORVID, "ceoOf", LANE), "the subject of ceoOf must be Person"),
        (said("Ada Lane leads Berlin.", LANE, "ceoOf", "Berlin: Place"), "the object of ceoOf must be Organization"),
        (said("Corvid owns corvid.", CORVID, "ownedBy", "corvid: Company"), "subject and object are one entity, Corvid"),
        (said("Ada Lane met Corvid.", LANE, "meets", CORVID), "the ontology has no relation meets"),
        (said("Ada Lane founded Corvid.", LANE, "founderOf", CORVID, status="former"), "never former"),
        (said("Ada Lane leads Corvid.", LANE, "ceoOf", CORVID, confidence=1.5), "not a probability"),
        (said("Ada Lane leads Corvid.", LANE, "ceoOf", CORVID, status="maybe"), "maybe is none of current, former"),
        (said("Ada Lane leads Corvid.", LANE, "ceoOf", CORVID, sourcing="a friend"), "a friend is none of reporter"),
        (
            said("Ada Lane leads Corvid.", LANE, "ceoOf", CORVID, validity=Validity(since=Date("2014-02-01", "decade"))),
            "decade is no precision of a date: day, month, year",
        ),
        (
            said("Ada Lane leads Corvid.", LANE, "ceoOf", CORVID, validity=Validity(since=Date("2014-02-30", "day"))),
            "is not a date",
        ),
        (
            said(
                "Ada Lane leads Corvid.",
                LANE,
                "ceoOf",
                CORVID,
                validity=Validity(Date("2015-01-01", "day"), Date("2014-01-01", "day")),
            ),
            "before it begins",
        ),
    ],
)
def test_a_claim_that_does_not_fit_is_refused_with_its_reason(claim, reason):
    extraction = write("1", claim)
    assembly = graph_of([extraction])
    (refusal,) = assembly.refused
    assert reason in refusal.reason
    assert (refusal.article, refusal.claim) == (EXAMPLE, extraction.claims[0])
    assert not any("/st-" in str(quad) for quad in assembly.quads)


def test_a_claim_outside_the_text_or_of_no_entity_is_refused():
    from dataclasses import replace

    extraction = write("1", LEADS)
    shorter = replace(extraction, article=replace(extraction.article, text="Ada Lane."))
    resolution = resolve([shorter], ontology())
    (refusal,) = assemble([shorter], resolution, ontology()).refused
    assert "ends after the text (9 characters)" in refusal.reason
    lost = replace(extraction, claims=(replace(extraction.claims[0], object="e9"),))
    (refusal,) = graph_of([lost]).refused
    assert refusal.reason == "e9 is no entity of the article"


def test_two_readings_of_one_sentence_that_agree_are_one_piece_of_evidence_with_the_higher_confidence():
    from dataclasses import replace

    extraction = write("1", LEADS)
    (claim,) = extraction.claims
    twice = replace(extraction, claims=(claim, replace(claim, frame="other", confidence=0.95)))
    assert [evidence.confidence for evidence in only(twice).evidence] == [0.95]


@pytest.mark.parametrize(("number", "written"), [(0.9, "0.9"), (1.0, "1"), (0.0, "0"), (0.123456, "0.1235"), (1e-7, "0")])
def test_a_confidence_is_written_as_the_store_gives_it_back(number, written):
    (quad,) = (
        q
        for q in graph_of([write("1", said("Ada Lane leads Corvid.", LANE, "ceoOf", CORVID, confidence=number))]).quads
        if "confidence>" in str(q.predicate) and q.graph_name != ONTOLOGY_GRAPH
    )
    assert quad.object.value == written
    store = Store()
    store.add(quad)
    assert list(store) == [quad]


def test_the_main_type_is_told_from_the_second_one():
    extraction = write("1", about=("Corvid: Product, Company",))
    reader = StatementReader(store_of(extraction))
    assert reader.types(ID_BASE + "corvid") == ("Product", "Company")


def test_every_term_of_our_namespace_in_the_graph_is_declared_with_label_and_comment():
    validity = Validity(Date("2014-01-01", "year"), Date("2015-01-01", "month"), Date("2014-05-05", "day"))
    whole = Said(
        *(LEADS.sentence, LANE, "ceoOf", CORVID), (("validity", validity), ("role", "chief"), ("confidence", 0.5), ("by", CORVID))
    )
    quads = graph_of([write("1", whole, about=("Corvid: Company, Product",), quoted=(LANE,))]).quads
    used = {term.value for quad in quads for term in (quad.predicate, quad.object) if str(term).startswith(f"<{NAMESPACE}")}
    for predicate in ("label", "comment"):
        assert used <= {q.subject.value for q in quads if q.predicate.value.endswith(f"rdf-schema#{predicate}")}


def test_the_graph_has_no_blank_nodes_and_no_lexicon():
    text = "\n".join(str(quad) for quad in graph_of([write("1", LEADS)]).quads)
    assert "_:" not in text
    for predicate in ("roleNoun", "verb", "nameWord", "honorific"):
        assert f"<{NAMESPACE}{predicate}>" not in text


claims = st.lists(
    st.tuples(
        st.sampled_from([LEADS, BO_LEADS, PARTNERS]),
        st.sampled_from(["current", "former", "planned", "alleged", "denied"]),
        st.sampled_from([None, "2020-01-01", "2021-01-01"]),
    ),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=40)
@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing_and_twice_is_once(spec, rng: random.Random):
    extractions = [write(str(n), with_status(one, status), published=published) for n, (one, status, published) in enumerate(spec)]
    first = graph_of(extractions).quads
    rng.shuffle(extractions)
    assert graph_of(extractions).quads == first
    assert graph_of([*extractions, extractions[0]]).quads == first
    assert len(set(first)) == len(first)


@settings(deadline=None, max_examples=40)
@given(claims)
def test_plain_triples_are_the_current_statements(spec):
    extractions = [write(str(n), with_status(one, status), published=published) for n, (one, status, published) in enumerate(spec)]
    current = {(one.subject, one.relation, one.object) for one in statements(*extractions) if one.status == "current"}
    both_ways = current | {(o, r, s) for s, r, o in current if ontology().relations[r].symmetric}
    assert {(s.removeprefix(ID_BASE), r, o.removeprefix(ID_BASE)) for s, r, o in both_ways} == plain(*extractions)


def test_sorted_quads_are_what_a_store_keeps():
    quads = graph_of([write("1", LEADS, PARTNERS, published="2020-01-01")]).quads
    store = Store()
    store.extend(quads)
    assert {Quad(q.subject, q.predicate, q.object, q.graph_name) for q in store} == set(quads)
