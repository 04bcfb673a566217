"""Two lists in one statement are paired in turn, where the relation or the sentence says so."""

import pytest

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
