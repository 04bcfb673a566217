"""The encoder on sentences given as words: plain ones, batches, and what no newsroom writes."""

from __future__ import annotations

import numpy as np

from kg.extract.neural import RELATIONS, Encoder, Read, tag_names
from kg.extract.neural.spans import tagged_names

SENTENCES = [
    ["Ada", "Byron", ",", "chief", "executive", "of", "Acme", "Robotics", ",", "lives", "in", "London", "."],
    ["On", "Monday", "Google", "said", "that", "it", "had", "bought", "Fitbit", ",", "a", "maker", "of", "watches", "."],
    ["The", "cat", "sat", "on", "the", "mat", "and", "nothing", "else", "happened", "."],
    ["Microsoft", "."],
]
ODD = ["🦜🦜", "שלום", "\u202eemcA", "\0", "\u200b", "", "ﷺ", "e\u0301", "\ud7ff", "a" * 5_000]


def names(words: list[str], read: Read) -> set[tuple[str, str]]:
    return {(" ".join(words[name.start : name.end]), name.best) for name in tagged_names(read.word_tags())}


def test_plain_names_are_found_and_typed(encoder: Encoder) -> None:
    found = [names(words, read) for words, read in zip(SENTENCES, encoder.read(SENTENCES), strict=True)]
    assert {("Ada Byron", "Person"), ("Acme Robotics", "Company"), ("London", "Place")} <= found[0]
    assert ("Google", "Company") in found[1]
    assert not found[2]


def test_a_plain_relation_scores_above_its_reverse(encoder: Encoder) -> None:
    (read,) = encoder.read(SENTENCES[:1])
    scores = encoder.score(read, [(0, 2), (6, 8)], [(0, 1), (1, 0)])
    assert scores.shape == (2, len(RELATIONS))
    assert scores.dtype == np.float32
    told = [max(row[RELATIONS.index(name)] for name in ("ceoOf", "leads", "worksFor")) for row in scores]
    assert told[0] > 0 > told[1]


def test_alone_and_in_a_batch_a_sentence_reads_the_same_but_for_rounding(encoder: Encoder) -> None:
    for words, together in zip(SENTENCES, encoder.read(SENTENCES), strict=True):
        (alone,) = encoder.read([words])
        assert alone.pieces.words == together.pieces.words
        # 8-bit activations are scaled by the largest of the batch
        np.testing.assert_allclose(alone.word_tags(), together.word_tags(), atol=0.2)
        for one, other in zip(alone.states, together.states, strict=True):
            assert one @ other > 0.95 * np.linalg.norm(one) * np.linalg.norm(other)


def test_the_same_sentences_give_the_same_bytes(encoder: Encoder) -> None:
    once, again = encoder.read(SENTENCES), encoder.read(SENTENCES)
    for one, other in zip(once, again, strict=True):
        assert one.tags.tobytes() == other.tags.tobytes()
        assert one.states.tobytes() == other.states.tobytes()
        assert one.attention.tobytes() == other.attention.tobytes()
    pairs = [(0, 1), (1, 0)]
    assert encoder.score(once[0], [(0, 2), (6, 8)], pairs).tobytes() == encoder.score(again[0], [(0, 2), (6, 8)], pairs).tobytes()


def test_chances_sum_to_one_and_the_answers_keep_the_order_of_the_questions(encoder: Encoder) -> None:
    for words, read in zip(SENTENCES, encoder.read(SENTENCES), strict=True):
        tags = read.word_tags()
        assert tags.shape == (len(words), len(tag_names()))
        np.testing.assert_allclose(tags.sum(1), 1, atol=1e-4)
        assert read.states.shape[0] == read.attention.shape[1] == read.attention.shape[2] == len(read.pieces.ids)


def test_of_a_very_long_sentence_only_the_beginning_is_read(encoder: Encoder) -> None:
    words = (SENTENCES[0] * 160)[:2_000]
    (read,) = encoder.read([words])
    tags = read.word_tags()
    known = int((tags.sum(1) > 0).sum())
    assert 200 < known < 256
    assert not tags[known:].any()
    assert ("Ada Byron", "Person") in names(words, read)
    scores = encoder.score(read, [(0, 2), (1_950, 1_952)], [(0, 1), (1, 0)])
    assert (scores < -50).all()


def test_nothing_gives_nothing(encoder: Encoder) -> None:
    assert encoder.read([]) == []
    (empty,) = encoder.read([[]])
    assert empty.word_tags().shape == (0, len(tag_names()))
    assert tagged_names(empty.word_tags()) == []
    assert encoder.score(empty, [], []).shape == (0, len(RELATIONS))


def test_words_that_no_newsroom_writes(encoder: Encoder) -> None:
    (read,) = encoder.read([ODD])
    tags = read.word_tags()
    assert tags.shape == (len(ODD), len(tag_names()))
    assert np.isfinite(tags).all()
    for word in ODD:
        (one,) = encoder.read([[word]])
        assert one.word_tags()[0].sum() > 0.99
    assert np.isfinite(encoder.score(read, [(0, 1), (1, 4)], [(0, 1)])).all()
