"""How profiles tell where people learnt what: degrees, fields and studies, which are no names themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.extract import Extractor
from kg.model import Article

DEGREES = [
    ("Anna Weber completed her undergraduate studies at Yale University.", {"Yale University"}),
    ("Anna Weber is pursuing a master's degree in biology at Yale University.", {"Yale University"}),
    ("Anna Weber made her PhD at Yale University.", {"Yale University"}),
    ("Anna Weber earned a Bachelor of Science degree in Electrical Engineering from Yale University.", {"Yale University"}),
    (
        "Anna Weber holds a BA in History from Yale University and an MSc in Computer Science from Leiden University.",
        {"Yale University", "Leiden University"},
    ),
    (
        "Anna Weber received a degree in physics from Yale University and a PhD from Leiden University.",
        {"Yale University", "Leiden University"},
    ),
    (
        "Anna Weber graduated from Yale University in 1960 and then from Leiden University with a law degree.",
        {"Yale University", "Leiden University"},
    ),
    ("Anna Weber is pursuing graduate studies in Interior Design at Yale University.", {"Yale University"}),
    ("Anna Weber studied, and later worked, at Leiden University.", {"Leiden University"}),
    ("Anna Weber worked and studied medicine at Leiden University.", {"Leiden University"}),
    ("After graduating from Yale University, Anna Weber moved to Oslo.", {"Yale University"}),
    ("After graduating from Yale University, Anna Weber studied turtles.", {"Yale University"}),
    ("Anna Weber graduated with a degree in law from Yale University.", {"Yale University"}),
    ("Anna Weber graduated at Leiden University in 1980.", {"Leiden University"}),
]


@pytest.mark.parametrize(("text", "schools"), DEGREES)
def test_degrees(facts: Callable, text: str, schools: set[str]) -> None:
    assert {f"Anna Weber educatedAt {school} current" for school in schools} <= facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Weber received an honorary doctorate from Yale University.",
        "Anna Weber, with an honorary degree from Yale University, agreed.",
    ],
)
def test_an_honorary_degree_takes_no_study(extractor: Extractor, text: str) -> None:
    claims = replace(extractor, trained=None).extract(Article(id="a", source="a.txt", text=text)).claims
    assert not any(claim.relation == "educatedAt" for claim in claims)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Weber has an MSc in Computer Science and Design.", {"Anna Weber"}),
        ("Anna Weber leads Product Development and Sales at Figma now.", {"Anna Weber", "Figma"}),
        ("Anna Weber lives in Boston, MA, with a Bachelor of Fine Arts.", {"Anna Weber", "Boston", "MA"}),
    ],
)
def test_fields_and_degrees_are_no_names(read: Callable, text: str, names: set[str]) -> None:
    assert {cluster.name for cluster in read(text).clusters} == names


def test_a_field_does_not_hide_the_employer(facts: Callable) -> None:
    told = facts("Anna Weber is Professor Emeritus of Mathematics at Yale University.")
    assert told == {"Anna Weber worksFor Yale University current"}
