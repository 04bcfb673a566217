"""The readers of the corpora, on tiny ones made up here in each corpus' own form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from kg.extract.neural import tag_names
from kg.training import table
from kg.training.corpora import (
    Candidates,
    columns,
    core,
    crossner,
    knowledgenet,
    names_of,
    own_sentences,
    plain_text,
    redocred,
    wikigold,
    wnut17,
)
from kg.training.sample import OUTSIDE, Range, Sample

TAGS = tag_names()


def put(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def shown(sample: Sample) -> list[str]:
    """Return the tags of a sample's words: `?` for unknown, `O`, or the place in the name with the classes it may have."""
    cells = []
    for tags in sample.tags:
        names = sorted(TAGS[tag] for tag in tags) if tags is not None else ["?"]
        cells.append(names[0] if len(names) == 1 else f"{names[0][0]}*")
    return cells


def held(sample: Sample) -> dict[tuple[str, str], set[str]]:
    """Return the relations that hold, by the words of subject and object."""
    words = {place: " ".join(sample.words[slice(*place)]) for pair in sample.pairs for place in (pair.subject, pair.object)}
    return {(words[pair.subject], words[pair.object]): {*pair.holds} for pair in sample.pairs if pair.holds}


def judged(sample: Sample, subject: str, object_: str) -> frozenset[str]:
    (found,) = (
        pair.judged
        for pair in sample.pairs
        if (" ".join(sample.words[slice(*pair.subject)]), " ".join(sample.words[slice(*pair.object)])) == (subject, object_)
    )
    return found


def by_blanks(*names: str) -> Candidates:
    """Return candidates whose words stand between blanks; the given words are names."""

    def of(text: str) -> tuple[list[tuple[int, int]], list[Range]]:
        offsets, at = [], 0
        for word in text.split():
            at = text.index(word, at)
            offsets.append((at, at + len(word)))
            at += len(word)
        return offsets, [(n, n + 1) for n, (start, end) in enumerate(offsets) if text[start:end] in names]

    return of


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["O", "B-PER", "I-PER", "O"], [(1, 3, "PER")]),
        (["I-PER", "I-PER", "I-ORG"], [(0, 2, "PER"), (2, 3, "ORG")]),  # no begin tags
        (["B-ORG", "B-ORG", "I-ORG"], [(0, 1, "ORG"), (1, 3, "ORG")]),
        (["B-ORG", "O", "I-ORG"], [(0, 1, "ORG"), (2, 3, "ORG")]),
        (["B-programlang"], [(0, 1, "programlang")]),
        ([], []),
    ],
)
def test_names_from_labels(labels: Sequence[str], names: list[tuple[int, int, str]]) -> None:
    assert names_of(labels) == names


def test_columns_end_a_sentence_at_a_blank_line_and_mark_a_document(tmp_path: Path) -> None:
    put(tmp_path / "x", "-DOCSTART- O\n\nAda B-PER\nran O\n\n\nAcme B-ORG\n-DOCSTART- O\nEnd O")
    assert list(columns(tmp_path / "x", 0, 1)) == [[], [("Ada", "B-PER"), ("ran", "O")], [("Acme", "B-ORG")], [], [("End", "O")]]


def test_wikigold_is_split_by_document(tmp_path: Path) -> None:
    documents = [f"Ada{n} I-PER\nleft O\n\nZork I-ORG\nFirm I-ORG\n" for n in range(8)]
    put(tmp_path / "ner/wikigold/wikigold.conll.txt", "-DOCSTART- O\n\n" + "\n-DOCSTART- O\n\n".join(documents))
    samples = list(wikigold(tmp_path))
    assert len(samples) == 16
    assert [sample.part for sample in samples] == ["train"] * 12 + ["test"] * 4
    assert shown(samples[0]) == ["B-Person", "O"]
    assert shown(samples[1]) == ["B*", "I*"]  # which kind of organisation is left open
    assert {TAGS[tag][2:] for tag in samples[1].tags[0] or ()} == table.ORGANISATIONS


def test_wnut17_tests_on_its_development_file(tmp_path: Path) -> None:
    put(tmp_path / "ner/wnut17/wnut17train.conll", "Zork\tB-corporation\nin\tO\nOslo\tB-location\nyay\tB-unheard\n")
    put(tmp_path / "ner/wnut17/emerging.dev.conll", "Ada\tB-person\nByron\tI-person\n")
    one, other = wnut17(tmp_path)
    assert (one.part, shown(one)) == ("train", ["B*", "O", "B-Place", "O"])
    assert (other.part, shown(other)) == ("test", ["B-Person", "I-Person"])


def test_crossner_tests_on_ai_alone_and_takes_common_nouns_for_no_names(tmp_path: Path) -> None:
    for domain in ("ai", "politics", "science"):
        for name in ("train", "dev"):
            put(tmp_path / f"ner/crossner_{domain}/{name}.txt", "graph\tB-field\nwalking\tI-field\n\nZORK\tB-metrics\n")
    samples = list(crossner(tmp_path))
    assert [shown(sample) for sample in samples] == [["O", "O"], ["B-Other"]] * 6
    assert {sample.corpus for sample in samples if sample.part == "test"} == {"crossner_ai"}
    assert sum(sample.part == "test" for sample in samples) == 2


def test_redocred_leaves_a_pair_open_that_is_related_elsewhere(tmp_path: Path) -> None:
    sentences = [["Ada", "runs", "Zork", "."], ["Ada", "left", "Zork", "in", "French", "Oslo", "."]]
    people = [{"sent_id": n, "pos": [0, 1], "type": "PER"} for n in (0, 1)]
    firms = [{"sent_id": n, "pos": [2, 3], "type": "ORG"} for n in (0, 1)]
    places = [{"sent_id": 1, "pos": [5, 6], "type": "LOC"}]
    french = [{"sent_id": 1, "pos": [4, 5], "type": "LOC"}]
    labels = [{"h": 1, "t": 0, "r": "P169", "evidence": [0]}, {"h": 0, "t": 1, "r": "P108", "evidence": []}]
    document = {"title": "Zork", "sents": sentences, "vertexSet": [people, firms, places, french], "labels": labels}
    put(tmp_path / "redocred/dev_revised.json", json.dumps([document | {"title": str(n)} for n in range(60)]))
    samples = list(redocred(tmp_path))
    assert len(samples) == 120
    assert {sample.part for sample in samples} == {"train", "dev"}
    assert all(one.part == other.part for one, other in zip(samples[::2], samples[1::2], strict=True))  # by document
    first, second = samples[:2]
    assert held(first) == {("Ada", "Zork"): {"ceoOf", "worksFor"}}
    assert {"ceoOf", "worksFor", "sues", "founderOf"} <= judged(first, "Ada", "Zork")
    assert held(second) == {}
    assert not {"ceoOf", "worksFor"} & judged(second, "Ada", "Zork")
    assert {"founderOf", "sues"} <= judged(second, "Ada", "Zork")
    assert {"ceoOf", "basedIn"} <= judged(second, "Zork", "Ada")
    assert not [pair for pair in second.pairs if pair.subject in {(4, 5), (5, 6)}]  # a place is no subject
    assert shown(second) == ["B-Person", "O", "B*", "O", "B-Other", "B-Place", "O"]


def core_sample(relation: str, one: str, other: str, invert: int = 0, words: str = "{} and {} met Globex .") -> dict:
    context = words.format(one, other).split()
    starts = {"e1_start": 0, "e1_end": 0, "e2_start": 2, "e2_end": 2}
    names = {"e1_name": one, "e2_name": other}
    return {"id": f"{one}-{other}", "context": context, "relation": relation, "invert_relation": invert, **names, **starts}


def test_core_turns_what_its_labels_turn(tmp_path: Path) -> None:
    asked = [("acquired_by", 0), ("acquired_by", 1), ("competitor_of", 0), ("undefined", 0), ("subsidiary_of", 0)]
    put(tmp_path / "core/train.json", json.dumps([core_sample(relation, "Zork", "Blip", invert) for relation, invert in asked]))
    samples = list(core(tmp_path))
    assert [held(sample) for sample in samples] == [
        {("Blip", "Zork"): {"acquires"}},
        {("Zork", "Blip"): {"acquires"}},
        {("Zork", "Blip"): {"competesWith"}, ("Blip", "Zork"): {"competesWith"}},
        {},
        {("Zork", "Blip"): {"ownedBy"}},
    ]
    assert shown(samples[0]) == ["B*", "O", "B*", "O", "?", "O"]  # whether Globex is a name is not said


def test_core_is_split_by_companies_however_they_are_linked(tmp_path: Path) -> None:
    chains = [[f"Firm{n}{letter}" for letter in "abcd"] for n in range(60)]
    samples = [core_sample("undefined", one, other) for chain in chains for one, other in pairwise(chain)]
    samples += [core_sample("undefined", chain[0].upper(), chain[3]) for chain in chains]
    put(tmp_path / "core/train.json", json.dumps(samples))
    parts: dict[str, set[str]] = {}
    for sample in core(tmp_path):
        parts.setdefault(sample.words[0].casefold()[:-1], set()).add(sample.part)
    assert all(len(found) == 1 for found in parts.values())
    assert {part for found in parts.values() for part in found} == {"train", "dev", "test"}


PASSAGE = "Ada Byron runs Zork . She met Bob at Blip in Oslo ."


def fact(number: str, subject: str, object_: str, shift: int) -> dict[str, object]:
    """Return a fact of a passage that begins at a character of its document."""
    one, other = PASSAGE.index(subject) + shift, PASSAGE.index(object_) + shift
    ends = {"subjectStart": one, "subjectEnd": one + len(subject), "objectStart": other, "objectEnd": other + len(object_)}
    return {"propertyId": number, **ends}


def written(folder: Path, *facts: dict[str, object], listed: Sequence[str] = (), shift: int = 100, count: int = 1) -> Path:
    passage = {"passageId": "p", "passageText": PASSAGE, "passageStart": shift, "facts": facts}
    passage["exhaustivelyAnnotatedProperties"] = [{"propertyId": number} for number in listed]
    documents = [{"documentId": str(n), "fold": n % 3 + 1, "passages": [passage]} for n in range(count)]
    put(folder / "knowledgenet/folds123.jsonl", "".join(json.dumps(document) + "\n" for document in documents))
    return folder


def test_knowledgenet_with_a_pronoun(tmp_path: Path) -> None:
    facts = [fact("4", "Zork", "Ada Byron", 100), fact("4", "Zork", "She", 100), fact("25", "Ada Byron", "Bob", 100)]
    root = written(tmp_path, *facts, listed=["9"])
    (sample,) = knowledgenet(root, by_blanks("Blip", "Zork"))
    # A chief executive also works for the company, and a pronoun is a mention but no name.
    assert held(sample) == {("Ada Byron", "Zork"): {"ceoOf", "worksFor"}, ("She", "Zork"): {"ceoOf", "worksFor"}}
    assert shown(sample)[:6] == ["B-Person", "I-Person", "O", "B*", "O", "?"]
    assert sample.tags[6] == OUTSIDE
    assert shown(sample)[9] == "?"  # Blip may be a name, but no fact says of which class
    assert "educatedAt" in judged(sample, "Bob", "Blip")  # listed as complete
    assert "basedIn" not in judged(sample, "Bob", "Blip")  # not asked of this passage
    assert "worksFor" in judged(sample, "Ada Byron", "Bob")  # married: then none of the six
    assert "worksFor" in judged(sample, "Bob", "Ada Byron")
    assert judged(sample, "Bob", "Blip") >= table.RARE


def test_knowledgenet_skips_facts_out_of_reach_and_splits_by_document(tmp_path: Path) -> None:
    far = fact("1", "Zork", "Blip", 100) | {"objectStart": 5_000, "objectEnd": 5_004}
    same = fact("3", "Ada Byron", "Byron", 100)
    samples = list(knowledgenet(written(tmp_path, far, same, count=90), by_blanks()))
    assert all(held(sample) == {} for sample in samples)
    assert [sample.part == "test" for sample in samples] == [n % 3 == 2 for n in range(90)]
    assert {sample.part for sample in samples} == {"train", "dev", "test"}


def test_plain_text_of_a_marked_sentence() -> None:
    text, spans, marks = plain_text("[Ada|Person] said [she|=0] left [Zork|Company].")
    assert text == "Ada said she left Zork."
    assert [text[start:end] for start, end in spans] == ["Ada", "she", "Zork"]
    assert marks == ["Person", "=0", "Company"]
    assert plain_text("No names.") == ("No names.", [], [])


def test_own_sentences_know_every_word_and_pair(tmp_path: Path) -> None:
    text = "[Ada|Person] , [who|=0] leads [Zork|Company] , met French rival [Blip|Company] on [quantum ethics|Topic] ."
    facts = [[1, "leads", 2], [0, "leads", 2], [2, "competesWith", 3]]
    put(tmp_path / "a.jsonl", json.dumps({"text": text, "facts": facts}) + "\n")
    (sample,) = own_sentences(tmp_path, by_blanks())
    assert sample.part in {"train", "dev"}
    assert held(sample) == {
        ("who", "Zork"): {"leads", "worksFor"},
        ("Ada", "Zork"): {"leads", "worksFor"},
        ("Zork", "Blip"): {"competesWith"},
        ("Blip", "Zork"): {"competesWith"},
    }
    assert shown(sample) == ["B-Person", "O", "O", "O", "B-Company", "O", "O", "?", "O", "B-Company", "O", "O", "O", "O"]
    assert all("sues" in pair.judged and "brandOf" not in pair.judged for pair in sample.pairs)
    assert len(sample.pairs) == 20


def test_a_sentence_that_names_a_brand_judges_brands(tmp_path: Path) -> None:
    text = "[Zork|Product] is a [Blip|Company] brand, as [Quom|Company] knows ."
    put(tmp_path / "a.jsonl", json.dumps({"text": text, "facts": [[0, "brandOf", 1]]}) + "\n")
    (sample,) = own_sentences(tmp_path, by_blanks())
    assert all("brandOf" in pair.judged for pair in sample.pairs)
    of_brand = {(0, 1), (3, 4)}
    for pair in sample.pairs:
        assert ("develops" in pair.judged) != ({pair.subject, pair.object} == of_brand)


def test_a_company_that_leads_an_alliance_works_for_nobody(tmp_path: Path) -> None:
    put(tmp_path / "a.jsonl", json.dumps({"text": "[Zork|Company] joined [Blip|Organization] .", "facts": [[0, "memberOf", 1]]}))
    (sample,) = own_sentences(tmp_path, by_blanks())
    assert held(sample) == {("Zork", "Blip"): {"memberOf"}}
