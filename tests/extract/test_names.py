"""Names, what belongs together, and what kind of thing each is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.extract import Extractor
from kg.extract.clusters import abbreviates, initials
from kg.model import Article, Extraction


def aliases(extraction: Extraction) -> dict[str, set[str]]:
    return {cluster.name: set(cluster.aliases) for cluster in extraction.clusters}


def types(extraction: Extraction) -> dict[str, str]:
    return {cluster.name: cluster.types[0] for cluster in extraction.clusters}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Yesterday Ursula von der Leyen arrived.", "Ursula von der Leyen"),
        ("The Department of Justice waited.", "Department of Justice"),
        ("She prefers the iPhone to Android.", "iPhone"),
        ("Johnson & Johnson sells soap.", "Johnson & Johnson"),
        ("She met Jean-Luc Moreau in March.", "Jean-Luc Moreau"),
        ("He read “A Field Guide to Silicon Valley” twice.", "A Field Guide to Silicon Valley"),
        ("Zürich Versicherung opened an office.", "Zürich Versicherung"),
        ("He studied at the University of Illinois, Chicago, in the nineties.", "University of Illinois, Chicago"),
        ("She studied at the University of Illinois, as her mother did.", "University of Illinois"),
        ("They played Lords of the Fallen all night.", "Lords of the Fallen"),
        ("Most had worked for Adobe or Figma or some other firm.", "Figma"),
    ],
)
def test_whole_names(read: Callable, text: str, name: str) -> None:
    assert name in aliases(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the CEO met Chinese officials.",
        "AI and VR will change TV.",
        "The Internet is slow in March.",
        "It was the MONSTER of the lake.",
        "It starts at 11AM.",
    ],
)
def test_capitals_that_name_nothing(read: Callable, text: str) -> None:
    assert read(text).clusters == ()


def test_tickers_and_staff_are_no_names(extractor: Extractor) -> None:
    text = "Nvidia trades under the ticker BRND. Two former Googlers own it."
    assert set(aliases(replace(extractor, trained=None).extract(Article(id="a", source="a.txt", text=text)))) == {"Nvidia"}


def test_surname_acronym_and_short_form_join_the_full_name(read: Callable) -> None:
    found = aliases(
        read(
            "Anna Weber runs the Digital Fairness Alliance (DFA). Weber founded Brightpath Labs in 2011. "
            "The DFA said Brightpath would pay. Weber agreed."
        )
    )
    assert found["Anna Weber"] == {"Anna Weber", "Weber"}
    assert found["Digital Fairness Alliance"] == {"Digital Fairness Alliance", "DFA"}
    assert found["Brightpath Labs"] == {"Brightpath Labs", "Brightpath"}


def test_a_surname_that_two_people_share_joins_neither(read: Callable) -> None:
    found = aliases(read("Anna Weber and Otto Weber left. Nobody asked why."))
    assert found["Anna Weber"] == {"Anna Weber"}
    assert found["Otto Weber"] == {"Otto Weber"}


def test_two_known_things_stay_apart(read: Callable) -> None:
    found = aliases(read("Google opened an office. Google Maps shows where. Amazon did not. Amazon Web Services will."))
    assert found["Google"] == {"Google"}
    assert found["Amazon"] == {"Amazon"}


def test_a_city_and_its_state_are_one_place_with_two_names(read: Callable) -> None:
    assert "Reno, Nevada" in aliases(read("The plant is in Reno, Nevada, near the lake."))["Reno"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Quillop, a startup in Oslo, raised money.", "Quillop", "Company"),
        ("The app Quillop sends reminders.", "Quillop", "Product"),
        ("Judge Quillop ruled on Monday.", "Quillop", "Person"),
        ("Quillop-based Acme Robotics grew.", "Quillop", "Place"),
        ("She graduated from Quillop in 2011.", "Quillop", "EducationalInstitution"),
        ("Her work has been published in Quillop.", "Quillop", "MediaOutlet"),
        ("Quillop Inc. grew.", "Quillop Inc.", "Company"),
        ("The University of Quillop opened.", "University of Quillop", "EducationalInstitution"),
        ("The Quillop Commission met.", "Quillop Commission", "GovernmentAgency"),
        ("They met at the annual conference, Quillop 2019.", "Quillop 2019", "Event"),
    ],
)
def test_the_text_says_what_kind_of_thing_it_is(read: Callable, text: str, name: str, kind: str) -> None:
    assert types(read(text)).get(name) == kind


def test_the_publisher_is_an_outlet_wherever_it_is_named(read: Callable) -> None:
    assert types(read("She told Rest of Orbit that she was tired.", publisher="Rest of Orbit")) == {"Rest of Orbit": "MediaOutlet"}


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("FTC", "Federal Trade Commission", True),
        ("INTELSAT", "International Telecommunications Satellite", True),
        ("FTC", "Federal Reserve", False),
        ("SEC", "Food and Drug Administration", False),
    ],
)
def test_abbreviations(short: str, name: str, fits: bool) -> None:
    assert abbreviates(short, name) == fits


def test_initials_are_the_capitals_that_open_words() -> None:
    assert initials("Bureau of Labor Statistics") == "BLS"


def test_a_given_name_that_is_a_word_too_belongs_to_the_surname(read):
    assert [one.name for one in read("Ana Lima is a lawyer.").clusters] == ["Ana Lima"]
