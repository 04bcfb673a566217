"""How people, posts and who gives or takes them are told: what is read, and what looks like it and is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

POSTS = [
    ("Anna Weber, who runs Figma as CEO, agreed.", "Anna Weber ceoOf Figma current"),
    ("Anna Weber assumed the role of chief executive at Figma in June.", "Anna Weber ceoOf Figma current"),
    ("Anna Weber is to move over to Adobe with the title of technical fellow.", "Anna Weber worksFor Adobe planned"),
    ("Anna Weber is at the helm of Figma.", "Anna Weber leads Figma current"),
    ("Anna Weber, who is in charge of maps at Figma, agreed.", "Anna Weber leads Figma current"),
    ("Anna Weber presides over Figma.", "Anna Weber leads Figma current"),
    ("Anna Weber holds the top job at Figma.", "Anna Weber ceoOf Figma current"),
    ("Anna Weber took a job at Figma.", "Anna Weber worksFor Figma current"),
    ("Under CEO Anna Weber, Figma has grown.", "Anna Weber ceoOf Figma current"),
    ("Anna Weber, one of Figma's engineers, agreed.", "Anna Weber worksFor Figma current"),
    ("A partner at Accel, the venture firm, Anna Weber spent months on it.", "Anna Weber worksFor Accel current"),
    ("Figma's founders, Anna Weber and Tom Hale, have left.", "Anna Weber founderOf Figma current"),
    ("Figma, the brainchild of Anna Weber, is old.", "Anna Weber founderOf Figma current"),
    ("Anna Weber helped found Figma in 2010.", "Anna Weber founderOf Figma current"),
    ("Anna Weber was elected to the board of Figma.", "Anna Weber boardMemberOf Figma current"),
    ("Anna Weber gave up her seat on the board of Figma.", "Anna Weber boardMemberOf Figma former"),
]
MOVES = [
    ("Figma hired Anna Weber away from Adobe.", "Anna Weber worksFor Adobe former"),
    ("Figma poached Anna Weber from Adobe.", "Anna Weber worksFor Adobe former"),
    ("Figma has tapped Anna Weber to lead its cloud business.", "Anna Weber leads Figma current"),
    ("Anna Weber was ousted from Figma last year.", "Anna Weber worksFor Figma former"),
    ("Anna Weber resigned from Figma in May.", "Anna Weber worksFor Figma former"),
    ("Anna Weber walked out of Adobe in May.", "Anna Weber worksFor Adobe former"),
    ("Anna Weber interned at Adobe.", "Anna Weber worksFor Adobe former"),
    ("Anna Weber took over from Tom Hale as chief executive of Figma.", "Tom Hale ceoOf Figma former"),
    ("Anna Weber, who succeeded Tom Hale as chief executive of Figma, agreed.", "Tom Hale ceoOf Figma former"),
    ("Tom Hale, Anna Weber's predecessor as chief executive of Figma, agreed.", "Tom Hale ceoOf Figma former"),
    ("Tom Hale, Anna Weber's predecessor as chief executive of Figma, agreed.", "Anna Weber ceoOf Figma current"),
    ("Anna Weber, Figma's CEO for the previous eight years, agreed.", "Anna Weber ceoOf Figma former"),
    ("Figma's marketing head at the time, Anna Weber, was on stage.", "Anna Weber leads Figma former"),
    ("The FCC, then under Chairman Tom Hale, held an auction.", "Tom Hale leads FCC former"),
    ("Anna Weber stayed Figma's chief executive until May 2020.", "Anna Weber ceoOf Figma former"),
]
TIES = [
    ("Anna Weber, a Yale-educated lawyer, agreed.", "Anna Weber educatedAt Yale current"),
    ("Anna Weber went to school at Yale University.", "Anna Weber educatedAt Yale University current"),
    ("Anna Weber went to Yale University, where she studied law.", "Anna Weber educatedAt Yale University current"),
    ("Anna Weber, with a law degree from Yale University, agreed.", "Anna Weber educatedAt Yale University current"),
    ("Tom Hale flew to Google, where Anna Weber works.", "Anna Weber worksFor Google current"),
    ("Anna Weber, now at Adobe, has a plan.", "Anna Weber worksFor Adobe current"),
    ("Anna Weber covers chips for Wired.", "Anna Weber worksFor Wired current"),
    ("Anna Weber, who edits Wired, agreed.", "Anna Weber leads Wired current"),
    ("Anna Weber, who counts Tom Hale among her clients, agreed.", "Anna Weber advises Tom Hale current"),
    ("Anna Weber, counsel for Figma, agreed.", "Anna Weber advises Figma current"),
    ("Figma has retained Goldman Sachs as financial adviser.", "Goldman Sachs advises Figma current"),
    ("Anna Weber, a member of the Figma board, agreed.", "Anna Weber boardMemberOf Figma current"),
    ("Anna Weber is a member of Figma's design team.", "Anna Weber worksFor Figma current"),
    ("Figma has signed up to the Linux Foundation.", "Figma memberOf Linux Foundation current"),
]
AGAIN = [
    ("Anna Weber went first. The Figma chief executive said that prices would rise.", "Anna Weber ceoOf Figma current"),
    ("Figma, which Adobe owns, said that fees were high. Anna Weber, its CEO, agreed.", "Anna Weber ceoOf Figma current"),
    ("Anna Weber joined Figma in 2010 and is still an engineer there.", "Anna Weber worksFor Figma current"),
    ("Tom Hale left Gartner, and Anna Weber works there now.", "Anna Weber worksFor Gartner current"),
    ("Anna Weber of the research firm Gartner agreed.", "Anna Weber worksFor Gartner current"),
    ("Anna Weber, the 31-year-old who walked out of Adobe to set up Figma, agreed.", "Anna Weber founderOf Figma current"),
    ("Anna Weber was let go by Figma in May.", "Anna Weber worksFor Figma former"),
    ("Anna Weber led a team at Figma.", "Anna Weber worksFor Figma former"),
    ("Adobe boss Anna Weber agreed.", "Anna Weber ceoOf Adobe current"),
    ("Adobe's design boss Anna Weber agreed.", "Anna Weber leads Adobe current"),
]
NONE = [
    "Anna Weber, a farmer, went first. The Figma chief executive said that prices would rise.",
    "Anna Weber met Tom Hale. The Figma chief executive said that prices would rise.",
    "Anna Weber went first.\nThe Figma chief executive said that prices would rise.",
    "Anna Weber left for Oslo and works there.",
    "Here are Tom Hale, who replaced Bob Noyce as chief executive of Figma; and Anna Weber, who left.",
    "Anna Weber went to Yale University on Monday.",
    "Anna Weber loves Google, where Tom Hale spoke.",
    "Anna Weber asked for the degree of care that Figma shows.",
    "Anna Weber described Figma as a leader in design.",
    "Adobe tapped Figma to lead its business.",
    "The aim of Anna Weber is to join Adobe.",
    "Anna Weber is in charge. Figma is not.",
    "Anna Weber walked out of a meeting with Figma.",
    "Anna Weber took the role of villain at Figma.",
    "Under pressure from chief executive Anna Weber, Adobe sold Figma.",
    "Anna Weber dreamed up Figma's logo.",
    "Anna Weber was at the head of a queue at Apple.",
]


@pytest.mark.parametrize(("text", "fact"), POSTS + MOVES + TIES + AGAIN)
def test_read(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize("text", NONE)
def test_not_read(facts: Callable, text: str) -> None:
    assert not any(fact.startswith("Anna Weber") for fact in facts(text))


def test_who_is_only_to_be_followed_has_not_gone(facts: Callable) -> None:
    assert not any("Tom Hale" in fact for fact in facts("Anna Weber will succeed Tom Hale as chief executive of Figma."))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Stanford-trained engineer Anna Weber agreed.", "Anna Weber worksFor Stanford current"),
        ("The Linux Foundation, which represents Figma, agreed.", "The Linux Foundation advises Figma current"),
        ("Attorneys for Figma, Anna Weber and Tom Hale, agreed.", "Anna Weber worksFor Figma current"),
        ("Anna Weber is a member of Figma's design team.", "Anna Weber memberOf Figma current"),
    ],
)
def test_not_taken_for_another_tie(facts: Callable, text: str, fact: str) -> None:
    assert fact not in facts(text)


def test_a_firm_left_is_not_the_one_founded(facts: Callable) -> None:
    found = facts("Figma makes tools. Figma is new. Anna Weber walked out of Adobe to set up the company.")
    assert "Anna Weber founderOf Figma current" in found
    assert "Anna Weber founderOf Adobe current" not in found


def test_who_comes_and_who_goes(facts: Callable) -> None:
    assert facts("Figma replaced Tom Hale with Anna Weber as chief executive.") >= {
        "Anna Weber ceoOf Figma current",
        "Tom Hale ceoOf Figma former",
    }
