"""What kind of thing a name stands for, by the words around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Anna Weber, a reporter at Brindlework, agreed.", "Brindlework", "MediaOutlet"),
        ("Microsoft closed its Brindlework subscription service.", "Brindlework", "Product"),
        ("NASA began its Brindlework program.", "Brindlework", "Event"),
        ("Microsoft bought the marketing agency Brindlework.", "Brindlework", "Company"),
        ("The federal agency Brindlework fined Microsoft.", "Brindlework", "GovernmentAgency"),
        ("Sun-hee Cho, who lives in Oslo, agreed.", "Sun-hee Cho", "Person"),
        ("The Oslo Society of Fog and Rain met in May.", "Oslo Society of Fog and Rain", "Organization"),
        ("Anna Weber posted the photo on LinkedIn.", "LinkedIn", "Product"),
    ],
)
def test_the_words_around_a_name_tell_its_class(read: Callable, text: str, name: str, kind: str) -> None:
    assert {cluster.name: cluster.types[0] for cluster in read(text).clusters}.get(name) == kind


@pytest.mark.parametrize("word", ["Omanis", "Londoners", "RMB"])
def test_peoples_and_currencies_are_no_names(read: Callable, word: str) -> None:
    assert [cluster.name for cluster in read(f"Microsoft paid the {word} back.").clusters] == ["Microsoft"]
