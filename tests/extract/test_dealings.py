"""What firms and authorities do with each other, read from texts: money, trade, rivalry, ownership, disputes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

READ = {
    "Accel injected $50 million into Figma.": "Accel investsIn Figma current",
    "Figma, financed by Accel, sells software.": "Accel investsIn Figma current",
    "Figma has the backing of Accel.": "Accel investsIn Figma current",
    "Figma sold a 10 percent stake to SoftBank for $300 million.": "SoftBank investsIn Figma current",
    "Accel sold its stake in Figma to SoftBank.": "SoftBank investsIn Figma current",
    "SoftBank owns a slice of Figma.": "SoftBank investsIn Figma current",
    "Adobe paid more than $2 billion for Figma.": "Adobe acquires Figma current",
    "Adobe offered $2 billion for Figma.": "Adobe acquires Figma planned",
    "Adobe swallowed Figma last year.": "Adobe acquires Figma current",
    "Figma was spun out of Adobe in 2019.": "Figma ownedBy Adobe former",
    "Rocket Lab signed a contract with NASA.": "NASA customerOf Rocket Lab current",
    "Rocket Lab's $5 million contract with NASA runs out.": "NASA customerOf Rocket Lab current",
    "Figma processes payments for Volvo.": "Volvo customerOf Figma current",
    "Infineon makes chips for Volvo.": "Volvo customerOf Infineon current",
    "Infineon provides Volvo with chips.": "Volvo customerOf Infineon current",
    "Volvo commissioned Infineon to build a sensor.": "Volvo customerOf Infineon current",
    "Figma is losing customers to Canva.": "Figma competesWith Canva current",
    "Figma faces competition from Canva.": "Figma competesWith Canva current",
    "Figma undercut Canva on price.": "Figma competesWith Canva current",
    "Adobe paired up with Figma to share maps.": "Adobe partnersWith Figma current",
    "Adobe deepened its alliance with Figma.": "Adobe partnersWith Figma current",
    "Figma made its debut on the Nasdaq on Friday.": "Figma listedOn Nasdaq current",
    "Canva is taking legal action against Figma.": "Canva sues Figma current",
    "Figma is fighting a lawsuit by Canva.": "Canva sues Figma current",
    "Figma faces scrutiny from the FTC.": "FTC investigates Figma current",
    "The FTC hit Figma with a $5 billion fine.": "FTC fines Figma current",
    "Figma raised half a billion dollars from investors including Accel.": "Accel investsIn Figma current",
    "Figma is growing faster than rival Canva.": "Canva competesWith Figma current",
    "Figma has 9 million users. And then there is Canva, a noisier rival with more money.": "Canva competesWith Figma current",
    "Figma charges less than competitors like Canva and Adobe.": "Adobe competesWith Figma current",
    "Figma raised $40 million. Existing investors Accel and Sequoia joined in.": "Accel investsIn Figma current",
    "Anna Weber led a team at Figma; the client was Volvo.": "Volvo customerOf Figma current",
    "Figma helps customers like Volvo to draw.": "Volvo customerOf Figma current",
    "Adobe struck a deal to buy Figma.": "Adobe acquires Figma planned",
    "Adobe made its first bid to buy Figma.": "Adobe acquires Figma planned",
    "Volvo was the first company to use Figma.": "Volvo customerOf Figma current",
    "Volvo became the second carmaker to sue Figma.": "Volvo sues Figma current",
    "Volvo will be the first company to use Figma.": "Volvo customerOf Figma planned",
    "In the suit, Anna Weber accuses Figma and Canva of forced labor.": "Anna Weber sues Canva current",
    "Anna Weber took Figma to court over the patents.": "Anna Weber sues Figma current",
    "Figma settled a lawsuit filed by Canva.": "Canva sues Figma current",
    "The FTC sued to block Adobe's purchase of Figma.": "FTC sues Adobe current",
    "The FTC is investigating Figma's prices.": "FTC investigates Figma current",
    "The FTC is investigating whether Figma broke the law.": "FTC investigates Figma current",
    "The FTC is investigating claims that Figma broke the law.": "FTC investigates Figma current",
    "Figma is the target of an FTC investigation.": "FTC investigates Figma current",
    "The FTC told Figma to stop selling the kits.": "FTC regulates Figma current",
    "The FTC approved Adobe's purchase of Canva.": "FTC regulates Adobe current",
    "The FTC ordered Figma to pay a $5 million fine.": "FTC fines Figma current",
    "Figma has pulled in $30 million. Leading the deal is Sequoia Capital.": "Sequoia Capital investsIn Figma current",
    "Figma raised $40 million. Accel led the round.": "Accel investsIn Figma current",
    "Figma raised $40 million from Accel. SoftBank and Sequoia also participated.": "Sequoia investsIn Figma current",
    "Figma took venture money. Accel led a round that valued the company at $2 billion.": "Accel investsIn Figma current",
    "Figma took venture money. Accel put in $10 million.": "Accel investsIn Figma current",
}
LEFT_ALONE = {
    "Accel sold its stake to SoftBank, which also backs Figma.": "SoftBank investsIn Accel",
    "Anna Weber took control of Figma in May.": "acquires",  # of the firm as its chief
    "Adobe paid $2 million for a report on Figma.": "acquires",
    "Adobe pays $15 for Figma every month.": "acquires",
    "Rocket Lab has a contract with NASA.": "Rocket Lab customerOf",
    "Adobe provides Slack to its staff.": "customerOf",
    "Anna Weber handles communications for Volvo.": "customerOf",
    "Adobe is locked in a legal battle with Figma.": "competesWith",
    "Adobe took action against Figma over the posts.": "sues",
    "The FTC slapped Figma with export controls.": "fines",
    "Figma bought chips from Adobe. Rival Canva did too.": "competesWith",  # a rival of which?
    "Figma sells tools. Banks lose customers such as Volvo.": "customerOf",
    "Figma met investors Accel and Sequoia.": "investsIn",  # in anything
    "The FTC looked at rival Canva.": "competesWith",
    "Volvo is not the first company to sue Figma.": "sues",
    "Volvo had a first chance to buy Figma.": "acquires",
    "Figma gave Volvo a second reason to use Canva.": "customerOf",
    "Anna Weber accused Figma of theft in an interview.": "sues",
    "Anna Weber claimed in a lawsuit filed by Canva that Figma stole chips.": "Anna Weber sues",
    "Anna Weber took her children to the court of Figma.": "sues",
    "A judge threw out a lawsuit filed by Figma and Canva.": "sues",
    "NASA told Figma to build a lander.": "regulates",
    "The District Court ordered Figma to stop selling the chips.": "regulates",
    "Canva told Figma to stop using its name.": "regulates",
    "Stanford University is examining Figma's chips.": "investigates",
    "The Senate approved Figma's tax break.": "regulates",
    "Figma raised $40 million. Volvo took part in a study of arms.": "Volvo investsIn",
    "Figma raised $40 million. Then Volvo came in with a lawsuit.": "Volvo investsIn",
    "Figma raised $40 million. Anna Weber put in a good word with Volvo.": "investsIn",
    "Figma sells software. Volvo led the investment in staff.": "investsIn",
    "Figma raised $40 million from Accel. SoftBank passed on the round.": "SoftBank investsIn",
    "Figma, a sister company of Canva, sells software.": "ownedBy",
}


@pytest.mark.parametrize(("text", "fact"), READ.items())
def test_is_read(facts: Callable, text: str, fact: str) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(("text", "words"), LEFT_ALONE.items())
def test_is_left_alone(facts: Callable, text: str, words: str) -> None:
    assert not [fact for fact in facts(text) if words in fact]
