"""Names of bodies, laws and places that hold lower-case words, and words around names that are no part of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest


def names(read: Callable, text: str) -> set[str]:
    return {cluster.name for cluster in read(text).clusters}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Weber chairs the House of Lords farming and trade committee.", "House of Lords farming and trade committee"),
        ("The Ohio attorney general's office sued Microsoft.", "Ohio attorney general's office"),
        ("Ministers may stop it under the National Harbours and Fisheries Act.", "National Harbours and Fisheries Act"),
        ("It was fined by the Fisheries and Harbours Agency.", "Fisheries and Harbours Agency"),
        ("St Wilfrid's Clinic has gone back to paper.", "St Wilfrid's Clinic"),
        ("Anna Weber studied at King's College London.", "King's College London"),
        ("A spokesman told The Information that it was late.", "The Information"),
        ("Anna Weber founded reBrindle in 2013.", "reBrindle"),
    ],
)
def test_names_that_hold_plain_words_stay_whole(read: Callable, text: str, name: str) -> None:
    assert name in names(read, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Its customers include the Dutch bank Brindlework.", {"Brindlework"}),
        ("It buys from Brindle Health or Corvane.", {"Brindle Health", "Corvane"}),
        ("It works from the Fennimore Spaceport on Bear Island.", {"Fennimore Spaceport", "Bear Island"}),
        ("The Justice Department and Federal Trade Commission sued.", {"Justice Department", "Federal Trade Commission"}),
        ("It was once billed as the Microsoft of Africa.", {"Microsoft", "Africa"}),
        ("It will be sold to Brindle Photonics Group of the US.", {"Brindle Photonics Group", "US"}),
        ("The Senate passed what the committee had written.", {"Senate"}),
        ("Successive UK governments have agonised.", {"UK"}),
        ("Email Anna Weber or read on.", {"Anna Weber"}),
    ],
)
def test_names_end_where_another_begins(read: Callable, text: str, found: set[str]) -> None:
    assert names(read, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Uniforms were more in evidence than before.",
        "Ransomware crews walk off with the files.",
        "He opened final_list_NEW.xlsx and left before the Q&A.",
        "The description fits to a T.",
        "The Wi-Fi was slow for Gen Z.",
    ],
)
def test_words_files_and_letters_are_no_names(read: Callable, text: str) -> None:
    assert names(read, text) == set()


def test_an_arm_is_not_the_known_company_that_it_is_named_after(read: Callable) -> None:
    found = {c.name: c.aliases for c in read("They include Lockheed Martin Ventures. Lockheed Martin did not.").clusters}
    assert set(found) == {"Lockheed Martin Ventures", "Lockheed Martin"}


def test_an_acronym_may_be_written_like_a_word(read: Callable) -> None:
    text = "Brindlework waited for the State Administration for Harbour Review. Sahr said no."
    assert {"State Administration for Harbour Review", "Sahr"} in [set(c.aliases) for c in read(text).clusters]


def test_a_unit_is_not_the_known_company_that_it_is_named_after(read: Callable) -> None:
    found = {c.name for c in read("Phil Vance, chief of Microsoft Gaming, spoke. Microsoft bought Spotify.").clusters}
    assert {"Microsoft Gaming", "Microsoft"} <= found
