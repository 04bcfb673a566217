"""Who makes what, where firms sit, and who holds, speaks at or comes to an event, read from texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MAKING = {
    "Sony priced the Brindle X2 at $449.": "Sony develops Brindle X2 current",
    "Sony previewed the Brindle X2 in May.": "Sony develops Brindle X2 current",
    "Sony discontinued the Brindle X2 in May.": "Sony develops Brindle X2 current",
    "Sony came out with the Brindle X2 in May.": "Sony develops Brindle X2 current",
    "The Brindle X2 comes from Sony.": "Sony develops Brindle X2 current",
    "The Brindle X2 is a product of Sony.": "Sony develops Brindle X2 current",
}
BY_NAME = {
    "The Brindle X2 from Sony costs $200.": "Sony develops Brindle X2 current",
    "The Brindle X2, from Sony, costs $200.": "Sony develops Brindle X2 current",
    "Brindlework, the album by Anna Weber, is out.": "Anna Weber develops Brindlework current",
    "Brindlework is Sony's chatbot.": "Sony develops Brindlework current",
    "Sony's chatbot, called Brindlework, is slow.": "Sony develops Brindlework current",
    "Sony calls its chatbot Brindlework.": "Sony develops Brindlework current",
    "Engineers at Sony built Brindlework, a camera.": "Sony develops Brindlework current",
    "Brindlework, developed by Sony researchers, is a camera.": "Sony develops Brindlework current",
}
TOWNS = {
    "Figma hails from Boston.": "Figma basedIn Boston current",
    "Sony calls Oslo home.": "Sony basedIn Oslo current",
    "Figma, whose headquarters is in Boston, grew.": "Figma basedIn Boston current",
    "Figma moved from Boston to Austin in 2019.": "Figma basedIn Boston former",
    "Anna Weber, a lawyer in Boston, sued Sony.": "Anna Weber basedIn Boston current",
    "Anna Weber, 34, of Boston, sued Sony.": "Anna Weber basedIn Boston current",
    "Brindlework, a startup out of Boston, grew.": "Brindlework basedIn Boston current",
    "Pixar, the Boston effects house which made it, grew.": "Pixar basedIn Boston current",
    "Sony, with headquarters in Tokyo, makes phones.": "Sony basedIn Tokyo current",
    "Anna Weber splits her time between Boston and Berlin.": "Anna Weber basedIn Boston current",
}
EVENTS = {
    "Anna Weber took the stage at Web Summit.": "Anna Weber participatesIn Web Summit current",
    "Sony puts on Brindle Summit in May.": "Sony organizes Brindle Summit current",
    "Sony introduced a robot at CES.": "Sony participatesIn CES current",
    "Anna Weber's talk at Web Summit was long.": "Anna Weber participatesIn Web Summit current",
    "Sony's CES booth was crowded.": "Sony participatesIn CES current",
    "Sony has a booth at CES.": "Sony participatesIn CES current",
    "Anna Weber gave the opening keynote of Web Summit.": "Anna Weber participatesIn Web Summit current",
    "Anna Weber, who has directed Web Summit for years, agreed.": "Anna Weber organizes Web Summit current",
    "NASA set up the Brindle Challenge in 2018.": "NASA organizes Brindle Challenge current",
    "The Sony-run Brindle Summit opens on Monday.": "Sony organizes Brindle Summit current",
}


@pytest.mark.parametrize(("text", "fact"), (MAKING | BY_NAME | TOWNS | EVENTS).items())
def test_read(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Turkey shut down Twitter in May.", "develops"),
        ("Microsoft wants to create the Netflix of games.", "develops"),  # likened
        ("The Brindle X2 is available from Amazon.", "develops"),
        ("Sony bought Brindle X2 phones from Samsung.", "develops"),
        ("Brindlework is Sony's preferred chatbot.", "develops"),
        ("The Verge called the Brindle X2 phone a toy.", "develops"),
        ("Former engineers at Sony built Brindlework, a camera.", "develops"),
        ("Sony demoed the Brindle X2 at Web Summit.", "organizes"),
        ("Sony has an office in Boston.", "basedIn"),
        ("Sony moved the server from Boston to Berlin.", "basedIn"),
        ("Anna Weber, a judge in Boston, dismissed it.", "basedIn"),
        ("Anna Weber flew home to Boston.", "basedIn"),
        ("Sony's keynote at CES was long.", "participatesIn"),
        ("Sony skipped CES.", "participatesIn"),
        ("Sony hosts a booth at CES.", "organizes"),
    ],
)
def test_left_alone(facts: Callable, text: str, relation: str) -> None:
    assert not [fact for fact in facts(text) if relation in fact]
