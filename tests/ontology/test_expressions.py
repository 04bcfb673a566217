"""The one-line forms in which the ontology says how text expresses a relation."""

from __future__ import annotations

import pytest

from kg.ontology import Expression
from kg.ontology.expressions import parse_expression


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("acquire|buy", Expression("r", "verb", ("acquire", "buy"))),
        ("take+over", Expression("r", "verb", ("take",), particle="over")),
        ("invest in|into", Expression("r", "verb", ("invest",), prepositions=("in", "into"))),
        ("file [lawsuit|suit] against", Expression("r", "verb", ("file",), nouns=("lawsuit", "suit"), prepositions=("against",))),
        ("appoint+to [board]", Expression("r", "verb", ("appoint",), particle="to", nouns=("board",))),
        ("leave; former", Expression("r", "verb", ("leave",), status="former")),
        ("launch <Organization>", Expression("r", "verb", ("launch",), only="Organization")),
        ("join <just Organization>", Expression("r", "verb", ("join",), only="Organization", exactly=True)),
        ("<Organization> join", Expression("r", "verb", ("join",), only_subject="Organization")),
    ],
)
def test_verbs(line: str, expected: Expression) -> None:
    assert parse_expression("r", "verb", line) == expected


def test_roles_are_whole_phrases() -> None:
    assert parse_expression("r", "roleNoun", "chief executive officer").words == ("chief executive officer",)


def test_event_nouns_need_a_preposition() -> None:
    assert parse_expression("r", "eventNoun", "purchase|takeover of").prepositions == ("of",)
    with pytest.raises(ValueError, match="not a eventNoun expression"):
        parse_expression("r", "eventNoun", "purchase")


@pytest.mark.parametrize("line", ["", "[lawsuit] against", "file [lawsuit", "buy; never", "a+b+c"])
def test_what_is_no_expression_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"expression|status"):
        parse_expression("r", "verb", line)
