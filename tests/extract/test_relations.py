"""How relations are told in many words: each mechanism with sentences that it reads and sentences that it must leave alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CLAUSES = [
    ("Figma has agreed to be acquired by Adobe.", "Adobe acquires Figma planned"),  # an infinitive in the passive
    ("Ubisoft was taken private by Apax Partners.", "Apax Partners acquires Ubisoft current"),
    ("Lyft fits its bikes with lenses it buys from Sony.", "Lyft customerOf Sony current"),
    ("Anna Weber, who was until recently a manager at Uber, agreed.", "Anna Weber worksFor Uber former"),
    ("A spokesperson for Ubisoft, Hugo Berg, confirmed it.", "Hugo Berg worksFor Ubisoft current"),
    ("Zalando is listed on the Frankfurt Stock Exchange's SDAX.", "Zalando listedOn Frankfurt Stock Exchange current"),
    ("Ubisoft has fired chief executive Tom Hale.", "Tom Hale ceoOf Ubisoft former"),
    ("Anna Weber left Intel for a job at Google.", "Anna Weber worksFor Google current"),
    ("Ubisoft is close to agreeing a sale to Microsoft.", "Microsoft acquires Ubisoft planned"),
    ("Anna Weber spent eight years on the Surface team at Microsoft.", "Anna Weber worksFor Microsoft former"),
    ("Intel had hired HackerOne, the Google-owned incident response outfit.", "HackerOne ownedBy Google current"),
    ("Dame Anna Weber, the Labour MP, agreed.", "Anna Weber memberOf Labour current"),
]
LEFT_OUT = [
    ("Anna Weber, the chief executive, told Wired so.", "Anna Weber ceoOf Figma current"),
    ("Anna Weber is still chief technology officer.", "Anna Weber worksFor Figma current"),
    ("Customers include Adobe, Volvo and Bosch.", "Bosch customerOf Figma current"),
    ("SoftBank was also an investor, but it sold.", "SoftBank investsIn Figma former"),
    ("An integration with Adobe is done.", "Figma partnersWith Adobe current"),
    ("SoftBank, which holds 9 per cent, objects.", "SoftBank investsIn Figma current"),
    ("The round values the Boston company at $3 million.", "Figma basedIn Boston current"),
]
LISTS = [
    (
        "SpaceX has raised money from investors that include Fidelity Ventures, In-Q-Tel and Bain Capital.",
        "In-Q-Tel investsIn SpaceX",
    ),
    ("Firefly Aerospace and Rocket Lab, which compete with SpaceX, bid too.", "Firefly Aerospace competesWith SpaceX"),
    (
        "Figma's rivals include Miro and Canva, whose boards are old, as well as outfits such as Sketch.",
        "Sketch competesWith Figma",
    ),
    ("Intel's clients, among them Dell, HP and Lenovo, agreed.", "HP customerOf Intel"),
    ("Infineon sells most of its chips to three carmakers: Volvo, Toyota and Nissan.", "Nissan customerOf Infineon"),
]
TRADE = [
    ("Infineon sells sensors to Volvo, Toyota and Nissan.", "Toyota customerOf Infineon current"),
    ("Planet Labs has booked two launches with Rocket Lab.", "Planet Labs customerOf Rocket Lab current"),
    ("Rocket Lab has won a NASA contract worth 20 million euros.", "NASA customerOf Rocket Lab current"),
    ("Rocket Lab was awarded a contract by NASA.", "NASA customerOf Rocket Lab current"),
    ("Planet Labs has bought two flights of Rocket Lab's Electron rocket.", "Planet Labs customerOf Rocket Lab current"),
    ("Figma moved its customer database onto Oracle.", "Figma customerOf Oracle current"),
    ("Figma counts Volvo and Adobe among its clients.", "Adobe customerOf Figma current"),
    ("Figma counts SoftBank and Accel as shareholders.", "Accel investsIn Figma current"),
    ("Figma closed a $48 million round led by Accel.", "Accel investsIn Figma current"),
    ("Figma's largest shareholder is SoftBank with 14%, followed by Accel.", "Accel investsIn Figma current"),
    ("Figma has raised money from investors that include Accel, SoftBank and Sequoia.", "Sequoia investsIn Figma current"),
    ("SoftBank, which holds 9 per cent of Figma, agreed.", "SoftBank investsIn Figma current"),
]
EVENTS = [
    ("Anna Weber told an audience at Web Summit that growth is slow.", "Anna Weber participatesIn Web Summit current"),
    ("Anna Weber said on stage at Web Summit that growth is slow.", "Anna Weber participatesIn Web Summit current"),
    ("In a talk at Web Summit, Anna Weber called the rules absurd.", "Anna Weber participatesIn Web Summit current"),
    ("In a Web Summit keynote, Anna Weber called the rules absurd.", "Anna Weber participatesIn Web Summit current"),
    ("Anna Weber was in Lisbon for Web Summit when we spoke.", "Anna Weber participatesIn Web Summit current"),
    ("Embraer is one of five companies competing in the Paris Air Show.", "Embraer participatesIn Paris Air Show current"),
]
MAKING = [
    ("Microsoft gives away a tool called Dataflow Pro to anyone.", "Microsoft develops Dataflow Pro current"),
    ("Samsung has a new Galaxy Book.", "Samsung develops Galaxy Book current"),
    ("Portal 3, a game from Ubisoft, is good.", "Ubisoft develops Portal 3 current"),
    ("Nintendo, the studio behind Splatoon 3, declined to comment.", "Nintendo develops Splatoon 3 current"),
]
TOWNS = [
    ("The London fund Atomico invested.", "Atomico basedIn London current"),
    ("A startup from Utrecht called Inkwell makes it.", "Inkwell basedIn Utrecht current"),
    ("Boston's HubSpot raised prices.", "HubSpot basedIn Boston current"),
    ("HubSpot, of Boston, Massachusetts, raised prices.", "HubSpot basedIn Boston current"),
    ("Anna Weber, a curator at the Deutsches Museum in Munich, agreed.", "Deutsches Museum basedIn Munich current"),
    ("Figma moved its headquarters from Boston to Austin.", "Figma basedIn Boston former"),
]
PEOPLE = [
    ("Anna Weber started Figma in 2019 with Tom Hale.", "Tom Hale founderOf Figma current"),
    ("Anna Weber has taken a seat on Figma's board.", "Anna Weber boardMemberOf Figma current"),
    ("Anna Weber was on the board of Figma.", "Anna Weber boardMemberOf Figma former"),
    ("Anna Weber and Tom Hale met at Stanford University.", "Tom Hale educatedAt Stanford University current"),
    ("Anna Weber left for Stripe in 2019.", "Anna Weber worksFor Stripe current"),
    ("Anna Weber ran procurement at Intel for years.", "Anna Weber leads Intel former"),
]
POWER = [
    ("The FTC fined Amazon $3.2 million over a lost tape.", "FTC fines Amazon current"),
    ("The FTC opened an inquiry into Amazon's handling of the case.", "FTC investigates Amazon current"),
    ("The FTC is looking into whether Amazon's agents misled buyers.", "FTC investigates Amazon current"),
    ("The lawsuit that was brought against Amazon by Intel is old.", "Intel sues Amazon current"),
    ("Nvidia and Intel, which compete with Arm, declined to comment.", "Nvidia competesWith Arm current"),
    ("Nvidia and Intel, two firms that compete with Arm, declined to comment.", "Nvidia competesWith Arm current"),
    ("Figma has a cooperation agreement with Adobe.", "Figma partnersWith Adobe current"),
    ("Figma has relied on a partnership with Intel.", "Figma partnersWith Intel current"),
    ("Under a partnership that Uber and Figma signed, vans are free.", "Uber partnersWith Figma current"),
]


@pytest.mark.parametrize(("text", "fact"), LISTS)
def test_every_member_of_a_list(facts: Callable, text: str, fact: str) -> None:
    assert f"{fact} current" in facts(text)


@pytest.mark.parametrize(("text", "fact"), LEFT_OUT)
def test_whose_it_is_where_only_one_can_be_meant(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(f"Figma raised money. Figma is growing. {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Intel met Nvidia. “We grow,” chief executive Anna Weber said.",  # of which of the two?
        "Intel has grown. “It will go on,” analyst Anna Weber said.",  # she looks at it from without
        "Intel has grown. Nvidia holds 9 percent of the market.",
    ],
)
def test_nobody_is_guessed_at(facts: Callable, text: str) -> None:
    assert not facts(text)


@pytest.mark.parametrize(("text", "fact"), CLAUSES + TRADE + EVENTS + MAKING + TOWNS + PEOPLE + POWER)
def test_read(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The database is used by Volvo, Toyota and Nissan.", "customerOf"),  # of each other none is a customer
        ("Intel sold its network to Verizon.", "customerOf"),  # an asset, not goods
        ("Intel counts SoftBank as a shareholder.", "Intel investsIn"),  # the shareholder is the other
        ("Google unveiled the change during its Google I/O keynote.", "participatesIn"),  # it holds the event
        ("Anna Weber uses an app called Dataflow Pro.", "develops"),
        ("Anna Weber serves on the boards of Intel and Nvidia.", "worksFor"),
        ("Comcast and Verizon may keep on charging firms like Netflix for speed.", "sues"),  # a price, not a crime
        ("Anna Weber met Tom Hale at Stanford University.", "educatedAt"),
        ("Ubisoft confirmed the sale of Gameloft to Vivendi.", "Ubisoft"),  # Gameloft is sold, not Ubisoft
        ("Intel sold parts of its business to Volvo.", "Intel"),
        ("Revolut got its banking licence from BaFin.", "customerOf"),  # no goods
        ("Best Buy has the iPhone in stock.", "develops"),
        ("Nvidia and Apple, which makes the iPhone, declined to comment.", "Nvidia develops"),
        ("Google bought land in Ohio from Amazon.", "customerOf"),
        ("Jumia was once called the Amazon of Lagos.", "basedIn"),  # likened, not placed
        ("The US company Zalando agreed.", "basedIn"),  # an adjective in all but form
        ("Anna Weber started Figma with money from Tom Hale.", "Tom Hale founderOf"),
        ("Anna Weber started Figma with Tom Hale as its chief.", "Tom Hale founderOf"),
        ("Anna Weber is the chief executive of Intel's rival AMD.", "ceoOf Intel"),
        ("Anna Weber, the lawyer behind the Google case, retired.", "advises"),
        ("OpenAI critic Gary Marcus objected.", "worksFor"),
        ("Netflix bought content from Sony's rival Warner.", "customerOf Sony"),
        ("Figma sells maps to Adobe's rivals.", "customerOf"),
        ("Intel sold its Mobileye unit to Bosch.", "customerOf"),
        ("Volvo bought a lidar company from Bosch.", "customerOf"),  # a firm, not goods
        ("Anna Weber and Tom Hale met at Stanford on Tuesday.", "educatedAt"),
        ("Anna Weber met Tim Cook at Stanford last week.", "worksFor"),
        ("Anna Weber founded Figma with Tom Hale as its lawyer.", "Anna Weber advises"),
        ("Anna Weber's favourite book, “Dune”, was adapted.", "develops"),
        ("Europe's Airbus complained.", "basedIn"),
        ("Google and Microsoft talked. The company bought Fitbit.", "acquires"),  # which of the two?
        ("Google's London office is run by Anna Weber.", "leads"),  # the office, not all of Google
        ("Figma relied on a rival's partnership with Adobe.", "partnersWith"),
        ("Adobe complained about a partnership with Canva that Figma signed.", "Adobe partnersWith"),
        ("The Oslo-based bank DNB's client Anna Weber agreed.", "Anna Weber basedIn"),
        ("Anna Weber has a seat in the Apollo Theater.", "boardMemberOf"),
        ("Uber and Lyft fell. The company said it would buy Bolt.", "acquires"),
        ("Adobe's failed purchase of Figma cost $1 billion.", "current"),
        ("Broadcom was barred from buying Qualcomm.", "current"),
        ("Nvidia gave up on buying Arm.", "current"),
        ("Ubisoft ruled out a sale to Microsoft.", "acquires Ubisoft current"),
        ("Ubisoft shelved a sale to Microsoft.", "acquires Ubisoft current"),
        ("Intel refused to fire chief executive Anna Weber.", "former"),
        ("Anna Weber, chief executive of Intel, left for Oslo.", "former"),
    ],
)
def test_left_alone(facts: Callable, text: str, relation: str) -> None:
    assert not [fact for fact in facts(text) if relation in fact]
