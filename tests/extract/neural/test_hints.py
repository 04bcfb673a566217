"""What the trained reader makes of parsed documents."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extract import Extractor
from kg.extract.document import Doc
from kg.extract.language import parse
from kg.extract.neural import RELATIONS, TYPES, Encoder, Hints
from kg.extract.neural.hints import read_documents
from kg.model import Article

TEXT = "Ada Byron, chief executive of Acme Robotics, lives in London.\n\n\n"
TEXT += "On Monday  Google said that it had bought Fitbit, a maker of watches."
ODD = "🦜 שלום \u202eemcA\0 \u200b Ω.\n\n \t \nGoogle bought Fitbit. " + "word " * 2_000


def parsed(extractor: Extractor, *texts: str) -> list[Doc]:
    articles = [Article(id="a", source="a.txt", text=text) for text in texts]
    return [doc for _, doc in parse(extractor.language, articles)]


@pytest.fixture(scope="module")
def doc(extractor: Extractor) -> Doc:
    return parsed(extractor, TEXT)[0]


@pytest.fixture(scope="module")
def hints(encoder: Encoder, doc: Doc) -> Hints:
    return read_documents(encoder, [doc])[0]


def place(doc: Doc, words: str) -> tuple[int, int]:
    return doc.covering(doc.text.index(words), doc.text.index(words) + len(words))


def test_names_are_ranges_of_the_document(doc: Doc, hints: Hints) -> None:
    found = {doc.text_of(guess.start, guess.end): TYPES[int(np.argmax(guess.chances))] for guess in hints.guesses()}
    assert found.items() >= {"Ada Byron": "Person", "Acme Robotics": "Company", "London": "Place", "Google": "Company"}.items()


def test_guesses_are_in_order_and_in_one_sentence(doc: Doc, hints: Hints) -> None:
    at = 0
    for guess in hints.guesses():
        assert at <= guess.start < guess.end <= len(doc)
        at = guess.end
        assert hints.sentence_of(guess.start, guess.end) is not None
        certainty, chances = hints.chances(guess.start, guess.end)
        assert certainty == pytest.approx(guess.certainty, abs=1e-4)
        assert sum(chances) == pytest.approx(1, abs=1e-4)


def test_white_space_is_in_no_name(doc: Doc, hints: Hints) -> None:
    spaces = [token.i for token in doc if token.is_space]
    assert spaces
    for i in spaces:
        assert hints.chances(i, i + 1) == (0.0, (0.0,) * len(TYPES))
        assert hints.sentence_of(i, i + 1) is None


def test_only_mentions_of_one_sentence_are_scored(doc: Doc, hints: Hints) -> None:
    ada, acme, google = (place(doc, words) for words in ("Ada Byron", "Acme Robotics", "Google"))
    scores = hints.score([ada, acme], [(0, 1), (1, 0)])
    assert scores is not None
    assert scores.shape == (2, len(RELATIONS))
    assert hints.score([ada, acme], [(0, 1)]) is not None
    assert hints.score([ada, google], [(0, 1)]) is None
    assert hints.score([], []) is None
    assert hints.sentence_of(ada[0], google[1]) is None


def test_documents_read_together_are_those_read_alone(encoder: Encoder, extractor: Extractor) -> None:
    docs = parsed(extractor, TEXT, "", "Microsoft sells Windows.", " \n ")
    together = read_documents(encoder, docs)
    for one, doc in zip(together, docs, strict=True):
        (alone,) = read_documents(encoder, [doc])
        assert [sentence.tokens for sentence in alone.sentences] == [sentence.tokens for sentence in one.sentences]
        certain = [(g.start, g.end) for g in one.guesses() if g.certainty > 0.95]
        assert {*certain} <= {(g.start, g.end) for g in alone.guesses()}
    assert together[1].guesses() == together[3].guesses() == []


def test_odd_and_long_texts_are_read(encoder: Encoder, extractor: Extractor) -> None:
    (doc,) = parsed(extractor, ODD)
    (hints,) = read_documents(encoder, [doc])
    assert "Google" in {doc.text_of(guess.start, guess.end) for guess in hints.guesses()}
    assert hints.chances(len(doc) - 5, len(doc))[0] == 0
