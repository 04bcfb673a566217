"""The values: ids of content, JSON forms that round-trip, statuses that add up."""

from __future__ import annotations

import json
import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    Article,
    Claim,
    Cluster,
    Date,
    Extraction,
    Mention,
    Passage,
    Span,
    Validity,
    claims_by_pair,
    content_id,
    derive_status,
    facts_of,
    name_key,
    slug,
)

texts = st.text(min_size=1, max_size=60)
statuses = st.sampled_from(["current", "former", "planned", "alleged", "denied"])
days = st.dates().map(lambda day: day.isoformat())


@given(texts)
def test_a_slug_is_an_iri_token_that_stays_itself(name: str) -> None:
    token = slug(name)
    assert token
    assert set(token) <= set(string.ascii_lowercase + string.digits + "-")
    assert slug(token) == token


@given(texts)
def test_a_name_key_stays_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@pytest.mark.parametrize(
    "name", ["Société Générale", "Societe Generale", "societe-generale", "Société Générale SA", "the Société Générale’s"]
)
def test_spellings_of_one_name_have_one_key(name: str) -> None:
    assert name_key(name) == "societe generale"


def test_a_name_that_is_nothing_but_a_legal_form_keeps_a_key() -> None:
    assert name_key("Inc.") == "inc"


@given(st.lists(texts, min_size=1, max_size=4), st.lists(texts, min_size=1, max_size=4))
def test_ids_differ_when_the_parts_do(one: list[str], other: list[str]) -> None:
    assert (content_id(*one) == content_id(*other)) == (one == other)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_a_span_is_never_empty_or_backward(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(texts, st.data())
def test_an_extraction_survives_its_json_form(text: str, data: st.DataObject) -> None:
    end = len(text)
    span = (
        st.tuples(st.integers(0, end - 1), st.integers(1, end)).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
    )
    article = Article(
        id="a",
        source="a.html",
        text=text,
        title=data.draw(st.text(max_size=9)),
        bylines=("Ada Byron",),
        published="2024-05-16",
        keywords=("x",),
        passages=(Passage(data.draw(span), "bio"),),
    )
    clusters = (Cluster("e1", ("Person",), "Ada", ("Ada",), (Mention(data.draw(span)), Mention(data.draw(span), "pronoun"))),)
    date = st.none() | st.builds(Date, days, st.sampled_from(["day", "month", "year"]))
    claim = Claim(
        *("e1", "ceoOf", "e2"),
        data.draw(span),
        data.draw(span),
        data.draw(span),
        "role",
        status=data.draw(statuses),
        by=data.draw(st.none() | st.just("e1")),
        validity=Validity(data.draw(date), data.draw(date), data.draw(date)),
    )
    extraction = Extraction(article, clusters, (claim,), ("e1",), ("e1",), "kg-test")
    assert Extraction.from_json(json.loads(json.dumps(extraction.to_json()))) == extraction


def test_an_article_is_known_by_its_url_else_by_its_text() -> None:
    assert Article("a", "a.txt", "x", url="https://n.example/1").key == "https://n.example/1"
    assert Article("a", "a.txt", "x").key == Article("b", "b.txt", "x").key
    assert Article("a", "a.txt", "x").key != Article("a", "a.txt", "y").key


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ([("2020-01-01", "current"), ("2024-01-01", "former")], ("former", "2024-01-01")),
        ([("2024-01-01", "current"), ("2020-01-01", "former")], ("current", "2024-01-01")),
        ([(None, "current"), ("2020-01-01", "former")], ("former", "2020-01-01")),
        ([("2024-01-01", "planned"), ("2020-01-01", "current")], ("current", "2020-01-01")),
        ([("2024-01-01", "alleged"), ("2020-01-01", "planned")], ("planned", "2020-01-01")),
        ([(None, "alleged")], ("alleged", None)),
        ([("2024-01-01", "current"), ("2024-01-01", "denied")], ("denied", "2024-01-01")),
        ([("2024-01-01", "current"), ("2024-01-01", "current"), ("2024-01-01", "former")], ("current", "2024-01-01")),
    ],
)
def test_the_newest_word_decides(read: list, expected: tuple) -> None:
    assert derive_status(read) == expected


@given(st.lists(st.tuples(st.none() | days, statuses), min_size=1, max_size=8), st.randoms())
def test_a_status_does_not_depend_on_order(read: list, random: object) -> None:
    shuffled = list(read)
    random.shuffle(shuffled)
    assert derive_status(shuffled) == derive_status(read)


def test_facts_gather_their_claims_and_name_the_one_that_decides() -> None:
    span = Span(0, 1)
    claims = [
        Claim("e1", "leads", "e2", span, span, span, "role", status="planned"),
        Claim("e3", "leads", "e2", span, span, span, "role"),
        Claim("e1", "leads", "e2", span, span, span, "verb", status="former", role="chair"),
    ]
    first, second = facts_of(claims)
    assert (first.subject, first.status, len(first.claims), first.decider.role) == ("e1", "former", 2, "chair")
    assert (second.subject, second.status) == ("e3", "current")


def test_claims_by_pair_keep_what_was_read_and_add_the_other_mentions_of_the_sentence() -> None:
    sentence, later = Span(0, 40), Span(41, 80)
    ada = Cluster("e1", ("Person",), "Ada", ("Ada",), tuple(Mention(Span(n, n + 3)) for n in (0, 10, 50)))
    acme = Cluster("e2", ("Company",), "Acme", ("Acme",), (Mention(Span(20, 24)), Mention(Span(60, 64))))
    first = Claim("e1", "ceoOf", "e2", Span(0, 3), Span(20, 24), sentence, "test")
    other = replace(first, subject_span=Span(10, 13), status="former")
    found = claims_by_pair([first, other], (ada, acme))
    assert found == (first, other)  # a pair that was read keeps its own claim
    assert claims_by_pair([other], (ada, acme)) == (replace(other, subject_span=Span(0, 3)), other)
    last = replace(first, subject_span=Span(50, 53), object_span=Span(60, 64), evidence=later)
    assert claims_by_pair([last], (ada, acme)) == (last,)  # mentions of other sentences say nothing here
