"""Two lists in one statement are paired in turn, where the relation or the sentence says so."""

import pytest

from kg.model import Article

ADA, CARL = "Ada Byron", "Carl Roe"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Microsoft and Google launched the Copilot app and the Gemini app last year.",
            {"Microsoft develops Copilot current", "Google develops Gemini current"},
        ),
        (
            "Microsoft and Google, whose chief executives are Ada Byron and Carl Roe, declined to comment.",
            {f"{ADA} ceoOf Microsoft current", f"{CARL} ceoOf Google current"},
        ),
        (
            "Ada Byron and Carl Roe founded Acme Corp. and Beta Inc.",
            {f"{person} founderOf {firm} current" for person in (ADA, CARL) for firm in ("Acme Corp.", "Beta Inc.")},
        ),
        (
            "Ada Byron and Carl Roe founded Acme Corp. and Beta Inc., respectively.",
            {f"{ADA} founderOf Acme Corp. current", f"{CARL} founderOf Beta Inc. current"},
        ),
        (
            "Microsoft launched the Copilot app and the Zyx app last year.",
            {"Microsoft develops Copilot current", "Microsoft develops Zyx current"},
        ),
    ],
)
def test_lists_are_paired_in_turn(facts, text, expected):
    assert facts(text) == expected


def test_what_is_crossed_is_told_in_the_order_of_the_text(extractor):
    text = "Microsoft, Google and Apple launched the Copilot app, the Gemini app and the Zyx app last year."
    article = Article(id="a", source="a.txt", text=text)
    ((_, doc),) = extractor.parse_all([article])
    refused = []
    extractor.read(article, doc, refused)
    crossed = [(r.subject.start, r.object.start) for r in refused if r.reason == "trigger links no two" and r.subject]
    assert len(crossed) == 6
    assert crossed == sorted(crossed)
