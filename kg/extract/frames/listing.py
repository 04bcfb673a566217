"""Where shares are traded: `Acme (NASDAQ: ACME)`; `The stock, traded on Nasdaq, rose`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.focus import spoken_of
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.phrases import prepositional
from kg.extract.scene import Place, Scene

LISTED = "listedOn"
SHARES = frozenset({"stock", "share"})
LONGEST_TICKER = 6


def read_listings(scene: Scene) -> Iterator[Reading]:
    """Yield which firm is on which exchange, by its ticker or by what is said of its shares."""
    if LISTED not in scene.lexicon.ontology.relations:
        return
    for place in scene.places:
        if _is_before_ticker(scene, place):
            firm = scene.at.get(place.start - 2)
            if firm is not None and firm.end == place.start - 1 and scene.fits(firm, ("Company",)):
                yield Reading(LISTED, firm, place, place.root, status="current")
    for token in scene.doc:
        if token.pos_ == "VERB" and lemma(token) in {"trade", "list"} and _shares_of(token) is not None:
            exchanges = [p for p in prepositional(scene, token, ("on",)) if scene.fits(p, ("Organization",))]
            for exchange in exchanges:
                firms = [p for p in spoken_of(scene, token.sent.start, exchanges) if scene.fits(p, ("Company",))]
                yield from (Reading(LISTED, firm, exchange, token.i) for firm in firms)


def _is_before_ticker(scene: Scene, place: Place) -> bool:
    """Say whether a name stands as the exchange does in `(NASDAQ: ACME)`."""
    doc = scene.doc
    if place.start < 2 or place.end + 2 >= len(doc) or doc[place.start - 1].text != "(" or doc[place.end].text != ":":
        return False
    ticker = doc[place.end + 1].text
    return ticker.isupper() and len(ticker) <= LONGEST_TICKER and doc[place.end + 2].text == ")"


def _shares_of(verb: Token) -> Token | None:
    """Return the bare noun for shares that a verb is said of: `the stock, traded on Nasdaq`."""
    nouns = [verb.head] if verb.dep_ == "acl" else [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    shares = (noun for noun in nouns if lemma(noun) in SHARES)
    return next((n for n in shares if {c.lower_ for c in n.children if c.dep_ in {"det", "poss", "compound"}} == {"the"}), None)
