"""What each frame reads, an example sentence each, and what it must not read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

VERBS = [
    ("Microsoft bought VMware for $16 billion.", "Microsoft acquires VMware current"),
    ("VMware was bought by Microsoft.", "Microsoft acquires VMware current"),
    ("GitHub, which Microsoft bought in 2018, is based in San Francisco.", "GitHub basedIn San Francisco current"),
    ("Nvidia has invested in CoreWeave.", "Nvidia investsIn CoreWeave current"),
    ("The FTC filed a lawsuit against Amazon.", "FTC sues Amazon current"),
    ("Adobe teamed up with Nvidia.", "Adobe partnersWith Nvidia current"),
    ("Instagram was founded by Kevin Systrom and Mike Krieger.", "Mike Krieger founderOf Instagram current"),
]
ROLES = [
    ("Tim Cook, chief executive of Apple, spoke first.", "Tim Cook ceoOf Apple current"),
    ("Apple CEO Tim Cook spoke first.", "Tim Cook ceoOf Apple current"),
    ("Apple's chief executive, Tim Cook, spoke first.", "Tim Cook ceoOf Apple current"),
    ("Tim Cook is the chief executive of Apple.", "Tim Cook ceoOf Apple current"),
    ("Intel named Pat Gelsinger as chief executive.", "Pat Gelsinger ceoOf Intel current"),
    ("Former Google engineer Anna Weber left early.", "Anna Weber worksFor Google former"),
    ("Anna Weber, vice president of design at Figma, agreed.", "Anna Weber worksFor Figma current"),
    ("LinkedIn, a subsidiary of Microsoft, declined to comment.", "LinkedIn ownedBy Microsoft current"),
    ("Google parent Alphabet reported earnings.", "Google ownedBy Alphabet current"),
    ("Uber rival Lyft raised prices.", "Lyft competesWith Uber current"),
]
OTHERS = [
    ("Broadcom completed its acquisition of VMware.", "Broadcom acquires VMware current"),
    ("The purchase of VMware by Broadcom is complete.", "Broadcom acquires VMware current"),
    ("The deal creates a partnership between Adobe and Nvidia.", "Adobe partnersWith Nvidia current"),
    ("Stockholm-based Spotify raised prices.", "Spotify basedIn Stockholm current"),
    ("Amazon-owned Twitch cut jobs.", "Twitch ownedBy Amazon current"),
    ("Spotify, a Stockholm company, raised prices.", "Spotify basedIn Stockholm current"),
    ("Sony's PlayStation is sold out.", "Sony develops PlayStation current"),
    ("Anna Weber of Gartner doubts it.", "Anna Weber worksFor Gartner current"),
    ("Anna Weber is a business reporter at Wired.", "Anna Weber reportsOn business current"),
    ("Anna Weber covers chips and cloud computing for Wired.", "Anna Weber reportsOn cloud computing current"),
]
MONEY = [
    ("Figma raised $40 million in a round led by Accel and joined by Nvidia.", "Nvidia investsIn Figma current"),
    ("Tencent bought a 60% stake in Figma.", "Figma ownedBy Tencent current"),
    ("Tencent bought a 12% stake in Figma.", "Tencent investsIn Figma current"),
    ("Tencent holds half of Figma.", "Figma ownedBy Tencent current"),
]
PARTIES = [
    ("Democratic Senator Anna Weber and Republican Tom Hale agreed.", "Anna Weber memberOf Democratic current"),
    ("Democratic Senator Anna Weber and Republican Tom Hale agreed.", "Tom Hale memberOf Republican current"),
    ("Anna Weber, a California Democrat, agreed.", "Anna Weber memberOf Democrat current"),
]
SELECTIONS = [
    ("NASA picked Nvidia and Intel for its Dustbowl program.", "Intel participatesIn Dustbowl current"),
    ("NASA announced the selection of Nvidia and Intel to join its Dustbowl program.", "Intel participatesIn Dustbowl current"),
    ("NASA awarded Intel a contract.", "NASA customerOf Intel current"),
    ("Intel's board includes Anna Weber.", "Anna Weber boardMemberOf Intel current"),
    ("Intel replaced Tom Hale with Anna Weber as chief executive.", "Anna Weber ceoOf Intel current"),
    ("The antitrust division of the Justice Department is investigating Intel.", "Justice Department investigates Intel current"),
]
BIOS = [
    ("Anna Weber is a former Gizmodo editor, Verge reporter and, before that, Wired host.", "Anna Weber worksFor Wired former"),
    ("Anna Weber is a mathematician, currently a professor at Yale.", "Anna Weber worksFor Yale current"),
    ("Anna Weber left Google in 2019 to found Figma.", "Anna Weber founderOf Figma current"),
]
LINES = [("Intel picked two.\n\n- Blue Origin, Kent, Washington\n- Nvidia, Reno, Nevada\n", "Nvidia basedIn Reno current")]


@pytest.mark.parametrize(("text", "fact"), VERBS + ROLES + OTHERS + MONEY + PARTIES + SELECTIONS + BIOS + LINES)
def test_stated(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft and Amazon presented their results on Tuesday.",  # side by side is no relation
        "Would Microsoft buy Spotify?",  # a question
        "If Microsoft buys Spotify, users will complain.",  # a condition
        "Microsoft tried to buy Spotify.",  # an attempt
        "A merger of Adobe and Figma would have changed the market.",  # a thought
        "Elon Musk's SpaceX launched again.",  # a person's possessive states no ownership
        "Microsoft is bigger than Spotify.",  # a comparison
        "Microsoft almost bought Spotify.",  # it did not come to it
        "Microsoft took on debt to buy Spotify.",  # a purpose
        "Microsoft sold its mail arm to Spotify.",  # what was sold is not the seller
        "Microsoft, Adobe and Figma competed for the contract.",  # that is no rivalry
    ],
)
def test_not_stated(facts: Callable, text: str) -> None:
    assert facts(text) == set()


def test_direction_is_the_texts_own(facts: Callable) -> None:
    assert facts("Twitch was sold to Amazon.") == {"Amazon acquires Twitch current"}
    assert facts("Amazon sued Microsoft.") == {"Amazon sues Microsoft current"}


def test_the_most_specific_relation_alone(facts: Callable) -> None:
    assert facts("Tim Cook, who works for Apple, is the chief executive of Apple.") == {"Tim Cook ceoOf Apple current"}


def test_a_title_of_a_field_is_a_job_and_of_an_organisation_a_lead(facts: Callable) -> None:
    assert "Anna Weber worksFor Adobe current" in facts("Anna Weber, a director of engineering at Adobe, agreed.")
    assert "Anna Weber leads NASA current" in facts("Anna Weber, director of NASA, agreed.")
