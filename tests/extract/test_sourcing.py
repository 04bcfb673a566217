"""Sourcing: who vouches for a claim, and who that is."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "sourcing", "speaker"),
    [
        ("Microsoft bought Spotify.", "reporter", None),
        ("Microsoft bought Spotify, Anna Weber said.", "named", "Anna Weber"),
        ("Microsoft said it had bought Spotify.", "self", "Microsoft"),
        ("Microsoft has bought Spotify, according to The New York Times.", "named", "The New York Times"),
        ("Microsoft has bought Spotify, according to people familiar with the matter.", "anonymous", None),
        ("Microsoft has bought Spotify, according to a regulatory filing.", "document", None),
        ("Microsoft has bought Spotify, a spokesperson for Microsoft said.", "self", "Microsoft"),
        ("Microsoft has bought Spotify, the companies said.", "self", None),
        ("Microsoft announced the purchase of Spotify.", "self", "Microsoft"),
    ],
)
def test_who_vouches(read: Callable, text: str, sourcing: str, speaker: str | None) -> None:
    extraction = read(text)
    (claim,) = [c for c in extraction.claims if c.relation == "acquires"]
    names = {cluster.id: cluster.aliases for cluster in extraction.clusters}
    assert claim.sourcing == sourcing
    assert (speaker is None) == (claim.by is None)
    assert speaker is None or any(alias in speaker for alias in names[claim.by])


def test_what_only_the_anonymous_say_is_alleged(read: Callable) -> None:
    (claim,) = read("Microsoft has bought Spotify, according to people familiar with the matter.").claims
    assert claim.status == "alleged"


def test_a_companys_own_people_speak_for_it(read: Callable) -> None:
    text = "Anna Weber is a spokeswoman for Microsoft. Microsoft bought Spotify, Anna Weber said."
    (claim,) = [c for c in read(text).claims if c.relation == "acquires"]
    assert claim.sourcing == "self"


def test_sponsored_matter_vouches_for_itself(read: Callable) -> None:
    (claim,) = read("Microsoft bought Spotify.", kind="sponsored").claims
    assert claim.sourcing == "self"


def test_an_apposition_is_the_reporters_own_word(read: Callable) -> None:
    (claim,) = [c for c in read("Anna Weber, chief executive of Figma, said rain was coming.").claims if c.relation == "ceoOf"]
    assert claim.sourcing == "reporter"
