"""The grammar: few frames, each a way in which English puts two mentions into a relation that the ontology names.

A frame is a function from a scene to readings. A new frame is one function and one line in `FRAMES`.
"""

from kg.extract.frames.adposition import read_adpositions
from kg.extract.frames.attendance import read_attendance
from kg.extract.frames.beat import read_beats
from kg.extract.frames.dispute import read_disputes
from kg.extract.frames.event import read_event_nouns
from kg.extract.frames.line import read_lines
from kg.extract.frames.listing import read_listings
from kg.extract.frames.making import read_making
from kg.extract.frames.participle import read_participles
from kg.extract.frames.party import read_parties
from kg.extract.frames.possessive import read_possessives
from kg.extract.frames.premodifier import read_premodifiers
from kg.extract.frames.reading import Reading, refuse
from kg.extract.frames.role import read_roles
from kg.extract.frames.round import read_rounds
from kg.extract.frames.trade import read_trade
from kg.extract.frames.unit import with_wholes
from kg.extract.frames.verb import read_verbs

FRAMES = {
    "verb": read_verbs,
    "role": read_roles,
    "event": read_event_nouns,
    "round": read_rounds,
    "dispute": read_disputes,
    "trade": read_trade,
    "listing": read_listings,
    "participle": read_participles,
    "possessive": read_possessives,
    "adposition": read_adpositions,
    "attendance": read_attendance,
    "making": read_making,
    "beat": read_beats,
    "premodifier": read_premodifiers,
    "party": read_parties,
    "line": read_lines,
}

__all__ = ["FRAMES", "Reading", "refuse", "with_wholes"]
