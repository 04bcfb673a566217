from __future__ import annotations

import json

from kg.model import Article, Claim, Cluster, Date, Extraction, Mention, Span, Validity
from kg.pipeline import contract_form, table_rows

TEXT = "Ada Obi now runs Lumen. She was its chief in 2019, and Lumen says so."


def span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


FIRST = span("Ada Obi now runs Lumen.")
SECOND = Span(FIRST.end + 1, len(TEXT))
EXTRACTION = Extraction(
    article=Article(id="lumen", source="lumen.txt", text=TEXT, bylines=("Jo Ek",), publisher="The Paper", published="2024-05-16"),
    clusters=(
        Cluster("e1", ("Person",), "Ada Obi", ("Ada Obi",), (Mention(span("Ada Obi")), Mention(span("She"), "pronoun"))),
        Cluster("e2", ("Company", "Product"), "Lumen", ("Lumen",), (Mention(span("Lumen")), Mention(span("Lumen", 30)))),
    ),
    claims=(
        Claim(
            subject="e1",
            relation="ceoOf",
            object="e2",
            subject_span=span("She"),
            object_span=span("Lumen", 30),
            evidence=SECOND,
            frame="test",
            status="former",
            sourcing="self",
            by="e2",
            role="chief",
            validity=Validity(at=Date("2019-01-01", "year")),
        ),
        Claim("e1", "ceoOf", "e2", span("Ada Obi"), span("Lumen"), FIRST, "test", confidence=0.9),
    ),
    about=("e2",),
    quoted=("e1",),
    extractor="test",
)


def test_the_contract_form_is_the_documented_object() -> None:
    form = contract_form(EXTRACTION)
    assert list(form) == [
        *("id", "source", "url", "kind", "lang", "title", "bylines", "publisher", "published", "modified", "text"),
        *("entities", "facts", "about", "quoted"),
    ]
    assert form["entities"][0] == {
        "id": "e1",
        "type": ["Person"],
        "name": "Ada Obi",
        "aliases": ["Ada Obi"],
        "mentions": [[0, 7]],  # by name only: the pronoun is not one
    }
    (fact,) = form["facts"]
    # of two undated claims the more careful word decides, and the fact's sourcing, role and dates are that claim's
    assert {key: fact[key] for key in ("s", "r", "o", "status", "from", "role", "confidence")} == {
        "s": "e1",
        "r": "ceoOf",
        "o": "e2",
        "status": "former",
        "from": "self",
        "role": "chief",
        "confidence": None,
    }
    assert fact["valid"] == {"from": None, "until": None, "at": "2019-01-01", "precision": "year"}
    assert fact["claims"][0] == {  # claims stand in the order of the text
        "evidence": {"start": FIRST.start, "end": FIRST.end, "text": FIRST.of(TEXT)},
        "mentions": {"s": [0, 7], "o": [17, 22]},
        "status": "current",
        "from": "reporter",
        "by": None,
        "confidence": 0.9,
    }
    assert (form["about"], form["quoted"]) == (["e2"], ["e1"])
    assert json.loads(json.dumps(form)) == form


def test_a_sentence_makes_one_claim_for_each_pair_of_its_mentions() -> None:
    """In `Ada Obi said she now runs Lumen` the sentence relates both the name and the pronoun to the company."""
    text = "Ada Obi said she now runs Lumen."
    read = Claim("e1", "ceoOf", "e2", Span(13, 16), Span(26, 31), Span(0, len(text)), "test")
    clusters = (
        Cluster("e1", ("Person",), "Ada Obi", ("Ada Obi",), (Mention(Span(0, 7)), Mention(Span(13, 16), "pronoun"))),
        Cluster("e2", ("Company",), "Lumen", ("Lumen",), (Mention(Span(26, 31)),)),
    )
    (fact,) = contract_form(Extraction(Article("ada", "ada.txt", text), clusters, (read,)))["facts"]
    assert [claim["mentions"]["s"] for claim in fact["claims"]] == [[0, 7], [13, 16]]
    assert {claim["evidence"]["text"] for claim in fact["claims"]} == {text}


def test_every_quote_and_mention_of_the_form_stands_at_its_offsets() -> None:
    form = contract_form(EXTRACTION)
    for claim in form["facts"][0]["claims"]:
        quote = claim["evidence"]
        assert form["text"][quote["start"] : quote["end"]] == quote["text"]
        for start, end in claim["mentions"].values():
            assert quote["start"] <= start < end <= quote["end"]


def test_table_rows_show_each_fact_once_with_its_deciding_sentence() -> None:
    sentence = "She was its chief in 2019, and Lumen says so."
    assert table_rows(EXTRACTION) == [("lumen", "Ada Obi", "ceoOf", "Lumen", "former", "self", sentence)]
