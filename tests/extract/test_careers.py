"""How profiles tell a career in few words: where somebody worked, studied and what they founded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SHARED = [
    ("Anna Weber founded and runs Figma today.", {"founderOf", "leads"}),
    ("Anna Weber left and joined Figma in May.", {"worksFor"}),
    ("Anna Weber studied, and founded Figma in May.", {"founderOf"}),
]
STAFF = [
    "Anna Weber joined the faculty of Yale University in 1990.",
    "Anna Weber joined the Yale University faculty in 1990.",
    "Anna Weber has been on the faculty of Yale University since 1990.",
    "Anna Weber is a faculty member at Yale University.",
    "Yale University psychologist Anna Weber agreed.",
    "Prior to joining Yale University, Anna Weber was a judge.",
    "Before joining Yale University, Anna Weber was a judge.",
    "After joining Yale University, Anna Weber wrote.",
]


@pytest.mark.parametrize(("text", "relations"), SHARED)
def test_verbs_that_share_what_stands_behind(facts: Callable, text: str, relations: set[str]) -> None:
    assert facts(text) == {f"Anna Weber {relation} Figma current" for relation in relations}


@pytest.mark.parametrize("text", STAFF)
def test_staff(facts: Callable, text: str) -> None:
    assert facts(text) == {"Anna Weber worksFor Yale University current"}


PARTS = [
    ("Anna Weber is a professor in the Department of Linguistics at Yale University.", {"worksFor Yale University"}),
    ("Anna Weber is director of the Hollow Laboratory of Physics at Yale University.", {"worksFor Yale University"}),
    ("Anna Weber is a student at the Hollow College at Yale University.", {"educatedAt Yale University"}),
    ("Anna Weber, a student of Tom Hale at Yale University, agreed.", {"educatedAt Yale University"}),
    ("Anna Weber, an aide to Tom Hale at Figma, agreed.", {"worksFor Figma"}),
    ("Anna Weber graduated as an engineer at Yale University in May.", {"educatedAt Yale University"}),
    (
        "Anna Weber is professor of law at Yale University and at the Hollow School.",
        {"worksFor Yale University", "worksFor Hollow School"},
    ),
    ("Anna Weber is a member of the Board of Regents of Yale University.", {"boardMemberOf Yale University"}),
    ("Anna Weber serves on the Board of Trustees of Yale University.", {"boardMemberOf Yale University"}),
    ("Yale University (YU) professor Anna Weber agreed.", {"worksFor Yale University"}),
]


@pytest.mark.parametrize(("text", "told"), PARTS)
def test_parts_of_an_organisation(facts: Callable, text: str, told: set[str]) -> None:
    read = facts(text)
    assert {f"Anna Weber {one} current" for one in told} <= read
    assert not any(fact.startswith("Anna Weber educatedAt") for fact in read) or any("educatedAt" in one for one in told)


def test_a_board_is_no_body_of_its_own(read: Callable) -> None:
    text = "Anna Weber left the Board of Trustees of Yale University. The Figma Board of Directors agreed."
    assert {cluster.name for cluster in read(text).clusters} == {"Anna Weber", "Figma", "Yale University"}


def test_a_retired_career(facts: Callable) -> None:
    assert facts("Anna Weber retired from a long career at Deloitte in 2013.") == {"Anna Weber worksFor Deloitte former"}


LISTS = [
    (
        "Anna Weber is Professor of Law at Yale University, and Visiting Professor at Leiden University.",
        "Leiden University current",
    ),
    ("Anna Weber worked as a host at Wired from 2000 to 2001, and a judge at Yale University.", "Yale University former"),
    ("Anna Weber was an editor at Wired and is now a professor at Yale University.", "Yale University current"),
    ("Anna Weber was an editor at Wired and a professor at Yale University.", "Yale University former"),
]


@pytest.mark.parametrize(("text", "told"), LISTS)
def test_lists_of_jobs(facts: Callable, text: str, told: str) -> None:
    assert f"Anna Weber worksFor {told}" in facts(text)


def test_a_firm_that_leads_in_something_is_no_post(facts: Callable) -> None:
    told = facts("Anna Weber is the founder and CEO of Figma, a leader in Hollow Optics.")
    assert not any("Anna Weber leads" in fact for fact in told)


def test_a_designer_at_a_firm_did_not_make_it(facts: Callable) -> None:
    assert facts("Anna Weber, a designer at Google, agreed.") == {"Anna Weber worksFor Google current"}
