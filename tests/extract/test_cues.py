"""What kind of thing a name stands for, by the words around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.extract import Extractor
from kg.model import Article


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
        ("Microsoft moved its Brindlework cabinets.", "Brindlework", "Product"),
        ("Microsoft expanded its Brindlemoor plant.", "Brindlemoor", "Place"),
        ("They kept a Brindlework in the shed.", "Brindlework", "Product"),
        ("Microsoft updated BrindleOS in May.", "BrindleOS", "Product"),
        ("Anna Weber worked on the Brindlework team at Microsoft.", "Brindlework", "Product"),
        ("Microsoft is the company behind Brindlework.", "Brindlework", "Product"),
        ("Brindle Fennimore, which makes valves, agreed.", "Brindle Fennimore", "Company"),
        ("Microsoft was bought from the defence group Brindlework.", "Brindlework", "Company"),
        ("The privacy group Brindlework sued Microsoft.", "Brindlework", "Organization"),
        ("The shipping line Brindlework hired Anna Weber.", "Brindlework", "Company"),
        ("She called the nonprofit Brindlework.", "Brindlework", "Organization"),
        ("A cellist named Fennimore came.", "Fennimore", "Person"),
        ("Microsoft supplies the Fennimore Space Command.", "Fennimore Space Command", "GovernmentAgency"),
        ("Anna Weber joined the Brindlemoor Clinic.", "Brindlemoor Clinic", "Organization"),
        (
            "A quiet week\n\nTAMPERE -- A fire at a plant stopped the line of Microsoft for three days.",
            "TAMPERE",
            "Place",
        ),
        ("She left the health system Providence.", "Providence", "Organization"),
        ("The startup Anna Weber founded is small.", "Anna Weber", "Person"),
        ("It was in Providence.", "Providence", "Place"),
        ("Microsoft released a new version of Brindlework.", "Brindlework", "Product"),
        ("Microsoft was sold under a program called Brindle Latch.", "Brindle Latch", "Event"),
        ("Brindlework Fennimore, a lawyer in Oslo, agreed.", "Brindlework Fennimore", "Person"),
        ("Microsoft bought Brindlework, a specialist in fonts.", "Brindlework", "Company"),
        ("A unit of Microsoft, headed by Fennimore Brindle, agreed.", "Fennimore Brindle", "Person"),
        ("Microsoft tracked the Brindlework lander.", "Brindlework", "Product"),
        ("Sony created Brindlework in May.", "Brindlework", "Product"),  # no event by that verb
    ],
)
def test_the_words_around_a_name_tell_its_class(read: Callable, text: str, name: str, kind: str) -> None:
    assert {cluster.name: cluster.types[0] for cluster in read(text).clusters}.get(name) == kind


@pytest.mark.parametrize("word", ["Omanis", "Londoners", "RMB"])
def test_peoples_and_currencies_are_no_names(read: Callable, word: str) -> None:
    assert [cluster.name for cluster in read(f"Microsoft paid the {word} back.").clusters] == ["Microsoft"]


def test_who_comes_back_in_full_is_no_person(extractor: Extractor) -> None:
    text = "Hokudan Kasuri met Microsoft. Hokudan Kasuri sells paint. It was late. Hokudan Kasuri sells glue."
    found = replace(extractor, trained=None).extract(Article(id="a", source="a.txt", text=text)).clusters
    assert {cluster.name: cluster.types[0] for cluster in found}["Hokudan Kasuri"] == "Company"


def test_what_is_called_a_maker_is_a_company_even_with_a_persons_name(extractor: Extractor) -> None:
    text = "Microsoft asked the German lens maker Carl Brindlemoor for a bid. Brindlemoor said no."
    found = replace(extractor, trained=None).extract(Article(id="a", source="a.txt", text=text)).clusters
    assert [(c.types[0], set(c.aliases)) for c in found if "Brindlemoor" in c.name] == [
        ("Company", {"Carl Brindlemoor", "Brindlemoor"})
    ]


def test_a_first_word_stands_for_the_company_whatever_it_looks_like(read: Callable) -> None:
    found = [set(c.aliases) for c in read("Brindle Space won a contract. “We like Brindle,” Anna Weber said.").clusters]
    assert {"Brindle Space", "Brindle"} in found
