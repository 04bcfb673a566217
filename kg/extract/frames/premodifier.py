"""A place beside a name or a noun for its bearer's kind: `Acme, an Oslo startup`; `the Oslo fund Acme`; `Oslo's Acme`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.frames.reading import Reading
from kg.extract.language import lemma
from kg.extract.lexicon import regions
from kg.extract.phrases import NAMING_WORDS, heads, subjects
from kg.extract.scene import Place, Scene
from kg.ontology import Relation

LONGEST_KIND = 3
"""Most words that may stand between a place and the name of what is there: `the Oslo video game studio Acme`."""
ADJECTIVES = frozenset({"US", "U.S.", "UK", "U.K.", "EU", "E.U."})
"""Names of countries that stand before a noun as an adjective does, and say no more than one."""
CONTINENTS = frozenset({"Europe", "Asia", "Africa", "America", "Americas", "North America", "South America", "Latin America"})
INSTITUTIONS = frozenset({"Museum", "Hospital", "Institute", "University", "College", "School", "Academy", "Library"})
"""Words in the names of what stands in one town."""
SOMEWHERE = ("Company", "Organization", "EducationalInstitution")


def read_premodifiers(scene: Scene) -> Iterator[Reading]:
    """Yield what a name beside a kind's noun says of the thing of that kind: `Acme, an Oslo startup`."""
    relations = [relation for relation in scene.lexicon.ontology.relations.values() if relation.premodifying]
    for place in scene.places:
        for relation in relations:
            if place.kind == "name" and scene.fits(place, relation.range):
                for one, trigger in _beside(scene, place, relation):
                    if one.cluster != place.cluster and scene.fits(one, relation.domain):
                        yield Reading(relation.name, one, place, trigger)


def _beside(scene: Scene, place: Place, relation: Relation) -> Iterator[tuple[Place, int]]:
    """Yield what a place is said of, and the token that says so."""
    noun = _kind_noun(scene, place)
    if noun is not None and noun.tag_ == "NN" and _is_common(scene, noun):
        kinds = _kinds(scene, noun)
        if scene.lexicon.ontology.fits(kinds, relation.domain):
            yield from ((one, noun.i) for one in _described(scene, noun))
    yield from ((one, place.root) for one in _before_town(scene, place))
    if scene.doc.text_of(place.start, place.end) in ADJECTIVES:
        return
    if (named := _named_after(scene, place, relation)) is not None:
        yield named
    if scene.doc.text_of(place.start, place.end) not in regions() | CONTINENTS:
        yield from ((one, place.root) for one in _owned_by_town(scene, place))


def _kinds(scene: Scene, noun: Token) -> tuple[str, ...]:
    """Return the classes that a noun speaks for, with the word before it where the two are a term: `effects house`."""
    word = lemma(noun)
    if word in scene.lexicon.words("localNouns"):
        return ("Person",)
    return scene.lexicon.nouns.of(word) or scene.lexicon.nouns.of(f"{noun.nbor(-1).lower_} {word}" if noun.i else word)


def _is_common(scene: Scene, noun: Token) -> bool:
    """Say whether a noun is no part of a name; it may stand for one, as `company` in `the Oslo company`."""
    return noun.i not in scene.at or scene.at[noun.i].kind != "name"


def _described(scene: Scene, noun: Token) -> list[Place]:
    if noun.i in scene.at:
        return [scene.at[noun.i]]
    if noun.dep_ == "attr":
        return subjects(scene, noun.head)[0]
    called = any(child.dep_ == "acl" and child.lower_ in NAMING_WORDS for child in noun.children)  # "a startup in Oslo called Acme"
    return heads(scene, noun) if noun.dep_ == "appos" or called else []


def _kind_noun(scene: Scene, place: Place) -> Token | None:
    """Return the noun that the name narrows: before it, or behind it with `in` and an indefinite article before all."""
    root = scene.doc[place.root]
    if root.dep_ in {"compound", "nmod"}:
        noun = root.head
        return noun.head if noun.dep_ == "compound" and noun.head.i == noun.i + 1 else noun  # "the Oslo effects house"
    preposition = root.head
    if root.dep_ == "pobj" and preposition.lower_ == "of" and preposition.head.lower_ == "out":  # "a startup out of Oslo"
        preposition = preposition.head
    from_ = preposition.lower_ in {"in", "from", "out"} or (preposition.lower_ == "of" and preposition.head.lower_ == "resident")
    if root.dep_ == "pobj" and from_ and any(c.lower_ in {"a", "an"} for c in preposition.head.children):
        return preposition.head
    return None


def _named_after(scene: Scene, place: Place, relation: Relation) -> tuple[Place, int] | None:
    """`the Oslo fund Acme`: return the name behind the noun for its kind, and the noun."""
    i = place.end
    last = min(len(scene.doc) - 1, place.end + LONGEST_KIND)
    while i < last and i not in scene.at and scene.doc[i].pos_ in {"NOUN", "ADJ", "PROPN"}:
        i += 1
    named = scene.at.get(i)
    if i == place.end or named is None or named.start != i or named.kind != "name" or scene.doc[i - 1].tag_ != "NN":
        return None
    if named.end < len(scene.doc) and scene.doc[named.end].tag_ == "POS":
        return None
    kinds = _kinds(scene, scene.doc[i - 1])
    fitting = "GovernmentAgency" not in kinds and scene.lexicon.ontology.fits(kinds, relation.domain)
    return (named, i - 1) if fitting else None


def _owned_by_town(scene: Scene, place: Place) -> list[Place]:
    """`Oslo's Acme`; whose ministries and papers a town's are is a matter of where power sits."""
    root = scene.doc[place.root]
    named = scene.at.get(root.head.i) if root.dep_ == "poss" else None
    if named is None or named.kind != "name" or scene.doc[place.end].tag_ != "POS" or named.start != place.end + 1:
        return []
    return [named] if scene.types(named)[0] in SOMEWHERE else []


def _before_town(scene: Scene, place: Place) -> list[Place]:
    """`Acme of Oslo`, `Acme, of Oslo, Norway,`; `the Acme Museum in Oslo`."""
    if scene.doc.text_of(place.start, place.end) in CONTINENTS:
        return []
    i = place.start - 1 - (scene.doc[place.start - 1].lower_ == "the")
    if i < 1 or scene.doc[i].lower_ not in {"of", "in"}:
        return []
    comma = scene.doc[i - 1].text == ","
    aged = 2 if comma and i > 3 and scene.doc[i - 2].like_num and scene.doc[i - 3].text == "," else 0  # "Ada Byron, 34, of Oslo"
    named = scene.at.get(i - 1 - comma - aged)
    if named is None or named.kind != "name" or named.end != i - comma - aged:
        return []
    if scene.types(named)[0] not in SOMEWHERE and not (comma and scene.doc[i].lower_ == "of" and scene.types(named)[0] == "Person"):
        return []
    if scene.doc[i].lower_ == "of":
        likened = named.start > 0 and scene.doc[named.start - 1].lower_ == "the"  # "the Acme of Africa" is some other firm
        return [named] if scene.is_sure(named) and not likened else []
    institution = any(token.text in INSTITUTIONS for token in scene.doc[named.start : named.end])
    ends = place.end >= len(scene.doc) or scene.doc[place.end].is_punct or scene.doc[place.end].is_space
    return [named] if institution and (ends or not comma) else []
