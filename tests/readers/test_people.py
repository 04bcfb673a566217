from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.people import people, person


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Byron", ["Ada Byron"]),
        ("by: Ada Byron", ["Ada Byron"]),
        ("Ada Byron and Karl Weber", ["Ada Byron", "Karl Weber"]),
        ("Ada Byron, Karl Weber and Li Na", ["Ada Byron", "Karl Weber", "Li Na"]),
        ("Ada Byron; Karl Weber", ["Ada Byron", "Karl Weber"]),
        ("Ada Byron &amp; Karl Weber", ["Ada Byron", "Karl Weber"]),
        ("BY ADA BYRON AND KARL MCDUFF", ["Ada Byron", "Karl McDuff"]),
        ("JEAN-PAUL D'ARCY", ["Jean-Paul D'Arcy"]),
        ("ada byron", ["Ada Byron"]),
        ("Byron, Ada", ["Ada Byron"]),
        ("Ada van der Berg", ["Ada van der Berg"]),
        ("Ada Byron Jr.", ["Ada Byron Jr"]),
        ("A. B. Byron", ["A. B. Byron"]),
        ('Ada "Loom" Byron', ['Ada "Loom" Byron']),
        ("李小娜", ["李小娜"]),
        ("Ada Byron, Senior Reporter", ["Ada Byron"]),
        ("Ada Byron Staff Writer", ["Ada Byron"]),
        ("Ada Byron Housing Reporter", ["Ada Byron"]),
        ("Senior Reporter Ada Byron", ["Ada Byron"]),
        ("Dr. Ada Byron, PhD", ["Ada Byron"]),
        ("ADA BYRON AP Technology Writer", ["Ada Byron"]),
        ("Ada Byron, editor of the Loom Letter, and Karl Weber, columnist", ["Ada Byron", "Karl Weber"]),
        ("Ada Byron in San Francisco and Karl Weber in Berlin", ["Ada Byron", "Karl Weber"]),
        ("Ada Byron, San Francisco", ["Ada Byron"]),
        ("Ada Byron ada@loom.example @adabyron", ["Ada Byron"]),
        ("Ada Byron@adabyron", ["Ada Byron"]),
        ("Ada Byron, Reuters", ["Ada Byron"]),
        ("Ada Byron Associated Press", ["Ada Byron"]),
        ("Ada Byron/The Loom Letter", ["Ada Byron"]),
        ("Ada Byron for The Loom Letter", ["Ada Byron"]),
        ("The Loom Letter’s Ada Byron", ["Ada Byron"]),
        ("Ada Byron CNN Business", ["Ada Byron"]),
        ("Ada Byron - May 4, 2021", ["Ada Byron"]),
        ("Ada Byron | Updated 4 May 2021", ["Ada Byron"]),
        ("5:45 AM PST 11/19/2019 by Ada Byron", ["Ada Byron"]),
        ("Ada Byron 3 min read", ["Ada Byron"]),
        ("May Byron, April Weber", ["May Byron", "April Weber"]),
        ("By Ada Byron, a deputy editor who weaves. She’s been here since June.", ["Ada Byron"]),
        ("Staff", []),
        ("The Editors", []),
        ("Reuters", []),
        ("The Associated Press", []),
        ("Wall Street Journal", []),
        ("The Loom Letter", []),
        ("Guest Contributor", []),
        ("admin", []),
        ("Monday, March 18, 2019", []),
        ("18 March 2019", []),
        ("https://www.facebook.com/loomletter", []),
        ("", []),
    ],
)
def test_a_byline_becomes_its_people(text: str, names: list[str]) -> None:
    assert list(people(text, ["The Loom Letter"])) == names


def test_a_name_of_the_outlet_is_no_person() -> None:
    assert people("Loom Letter") == ("Loom Letter",)
    assert people("Loom Letter", ["The Loom Letter"]) == ()


def test_a_name_is_given_once() -> None:
    assert people("Ada Byron and ADA BYRON") == ("Ada Byron",)


@given(st.text(max_size=200))
def test_what_is_found_is_a_name_without_digits_and_addresses(text: str) -> None:
    for name in people(text):
        assert name == name.strip()
        assert not any(character.isdigit() or character in "@|;/" for character in name)


_NAMES = st.builds(
    "{} {}".format, st.sampled_from(["Ada", "Karl", "Zoë", "Jean-Luc"]), st.sampled_from(["Byron", "Weber", "O'Neil", "Ng"])
)


@given(st.lists(_NAMES, min_size=1, max_size=4, unique=True))
def test_names_joined_as_bylines_join_them_come_apart_again(names: list[str]) -> None:
    joined = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
    assert list(people(f"By {joined}")) == names
    assert list(people("; ".join(names))) == names


@given(_NAMES)
def test_a_name_stays_as_it_is(name: str) -> None:
    assert person(name) == name
