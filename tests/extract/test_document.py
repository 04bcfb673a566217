"""A document is what spaCy parsed, value by value."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc as Parsed

from kg.extract.document import Doc, document
from kg.extract.language import load_language

TEXT = """Ada Byron, who founded Acme in Oslo, said on Tuesday that the company won't sell its "Zyx" app for $3.5 million.

Beta Corp., Gamma and Delta — rivals of Acme's — didn't comment; they're owned by the same fund. What now? 東京 wins 12 %."""
VALUES = ["i", "idx", "text", "lower_", "whitespace_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "text_with_ws"]
FLAGS = ["is_space", "is_punct", "is_alpha", "is_lower", "is_title", "is_stop", "is_currency", "like_num"]
LINKS = ["head", "left_edge", "right_edge"]
SERIES = ["children", "lefts", "ancestors", "subtree", "conjuncts"]


@pytest.fixture(scope="module")
def language():
    return load_language()


@settings(max_examples=40, deadline=None)
@example(TEXT)
@example("")
@example(" \n ")
@given(st.lists(st.sampled_from([*TEXT.split(), "\n\n", ".", "  "]), max_size=30).map(" ".join))
def test_every_value_is_spacys(language, text):
    parsed = language(text)
    doc = document(parsed)
    assert (len(doc), doc.text) == (len(parsed), text)
    for ours, theirs in zip(doc, parsed, strict=True):
        assert [getattr(ours, name) for name in VALUES] == [getattr(theirs, name) for name in VALUES]
        assert [getattr(ours, name) for name in FLAGS] == [getattr(theirs, name) for name in FLAGS]
        assert [getattr(ours, name).i for name in LINKS] == [getattr(theirs, name).i for name in LINKS]
        assert {name: [t.i for t in getattr(ours, name)] for name in SERIES} == {
            name: [t.i for t in getattr(theirs, name)] for name in SERIES
        }
        assert (ours.is_sent_start, ours.is_sent_end) == (theirs.is_sent_start, theirs.is_sent_end)
        assert (ours.sent.start, ours.sent.end, ours.sent.text) == (theirs.sent.start, theirs.sent.end, theirs.sent.text)
        assert (ours.doc, len(ours)) == (doc, len(theirs))
        assert all(one.is_ancestor(ours) == two.is_ancestor(theirs) for one, two in zip(doc, parsed, strict=True))
    stretches = [(one.start, one.end, one.label_, one.text, one.root.i) for one in (*doc.sents, *doc.ents)]
    spans = [*(parsed.sents if text else ()), *parsed.ents]
    assert stretches == [
        (one.start, one.end, "" if n < len(doc.sents) else one.label_, one.text, one.root.i) for n, one in enumerate(spans)
    ]
    for start in range(len(doc)):
        for end in range(start + 1, min(start + 6, len(doc)) + 1):
            assert doc.covering(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) == (start, end)
            assert doc.text_of(start, end) == parsed[start:end].text
            assert doc.root_of(start, end).i == parsed[start:end].root.i


def test_a_token_knows_its_neighbours(language):
    doc = document(language("Acme buys Beta"))
    assert [doc[0].nbor(1).text, doc[2].nbor(-2).text] == ["buys", "Acme"]
    for token, steps in ((doc[0], -1), (doc[2], 1)):
        with pytest.raises(IndexError):
            token.nbor(steps)


def test_an_empty_stretch_has_no_text(language):
    doc = document(language("Acme buys Beta"))
    assert isinstance(doc, Doc)
    assert doc.text_of(1, 1) == doc.text_of(2, 1) == ""
    assert list(doc.sents[0].ents) == [e for e in doc.ents if e.end <= 3]


def test_a_sentence_may_be_as_deep_as_it_is_long(language):
    length = 3_000
    heads = [max(0, i - 1) for i in range(length)]
    doc = document(Parsed(language.vocab, ["Acme"] * length, heads=heads, deps=["ROOT", *["conj"] * (length - 1)]))
    assert [token.i for token in doc[0].subtree] == [*range(length)]
    assert (doc[0].right_edge, doc[9].left_edge, len(doc[9].conjuncts)) == (doc[-1], doc[9], length - 1)
    assert doc.root_of(7, 12) is doc[7]


@pytest.mark.parametrize(("words", "clause"), [("deal to buy Acme", "acl"), ("deal Beta to buy Acme", "relcl")])
def test_an_infinitive_without_a_subject_is_no_relative_clause(language, words, clause):
    deps = ["ROOT", *(["nsubj"] if "Beta" in words else []), "aux", "relcl", "dobj"]
    verb = len(deps) - 2
    tags = ["NN", *["NNP"] * (verb - 2), "TO", "VB", "NNP"]
    heads = [0, *[verb] * (verb - 1), 0, verb]
    doc = document(Parsed(language.vocab, words.split(), heads=heads, deps=deps, tags=tags))
    assert doc[verb].dep_ == clause
