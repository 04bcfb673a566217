"""Finds topics: the plain-word objects of beats and oversight, which have no name of their own."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.classify import Kind
from kg.extract.document import Token
from kg.extract.frames.title import find_roles
from kg.extract.language import lemma
from kg.extract.phrases import prepositional_tokens, subjects
from kg.extract.scene import Place, Scene, build_scene
from kg.model import Cluster, Mention, name_key

LONGEST_TOPIC = 8
TIMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"})
_INSIDE = frozenset({"amod", "compound", "nmod", "punct", "advmod", "npadvmod", "nummod"})


def add_topics(scene: Scene) -> Scene:
    """Return the scene with a cluster for each topic, one for all mentions of the same words."""
    found: dict[int, tuple[int, int]] = {}
    for token in _objects(scene):
        for head in [token, *(c for c in token.subtree if c.dep_ == "conj" and _is_conjunct(c, token))]:
            start, end = _extent(scene, head)
            if start < end and head.pos_ in {"NOUN", "PROPN", "X"} and not any(i in scene.at for i in range(start, end)):
                found[head.i] = (start, end)
    for start, end in _beats(scene):
        found[end - 1] = (start, end)
    places: list[Place] = []
    ids: dict[str, str] = {}
    for root, (start, end) in sorted(found.items()):
        cluster = ids.setdefault(name_key(scene.doc.text_of(start, end)), f"t{len(ids) + 1}")
        if not any(p.start < end and start < p.end for p in places):
            places.append(Place(start, end, root, cluster))
    kinds = {**scene.kinds, **{cluster: Kind(("Topic",), True) for cluster in ids.values()}}
    return build_scene(scene.doc, scene.lexicon, [*scene.places, *places], kinds) if places else scene


def topic_clusters(scene: Scene) -> Iterator[Cluster]:
    """Yield the topics of a scene as clusters, in order of first mention."""
    topics = dict.fromkeys(p.cluster for p in scene.places if scene.types(p) == ("Topic",))
    for cluster in topics:
        spans = [scene.span(p) for p in scene.places if p.cluster == cluster]
        names = tuple(dict.fromkeys(span.of(scene.doc.text) for span in spans))
        yield Cluster(cluster, ("Topic",), names[0], tuple(sorted(names)), tuple(Mention(span) for span in spans))


def _objects(scene: Scene) -> Iterator[Token]:
    """Yield the nouns that stand where a relation that takes topics has its object, with a subject that fits."""
    relations = scene.lexicon.ontology.relations
    for verb in scene.doc:
        if verb.pos_ != "VERB" or verb.i in scene.at:
            continue
        for expression in scene.lexicon.verbs.get(lemma(verb), ()):
            relation = relations[expression.relation]
            if "Topic" not in relation.range or expression.shape != "verb" or expression.nouns or expression.particle:
                continue
            if not any(scene.fits(p, relation.domain) for p in subjects(scene, verb)[0]):
                continue
            if expression.prepositions:
                found = list(prepositional_tokens(verb, expression.prepositions))
            else:
                found = [c for c in verb.children if c.dep_ == "dobj"]
            # a beat may be "the public cloud"; what is overseen is a field only when no article singles it out
            fields = relation.range[:1] == ("Topic",)
            yield from (
                t for t in found if t.ent_type_ not in TIMES and (fields or not any(c.dep_ in {"det", "poss"} for c in t.children))
            )


def _is_conjunct(token: Token, first: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
    return token == first


def _extent(scene: Scene, head: Token) -> tuple[int, int]:
    """Return the token range of a topic: the noun, what narrows it, and one `of` phrase."""
    start = head.i
    while start > head.sent.start:
        token = scene.doc[start - 1]
        if token.dep_ not in _INSIDE or token.head.i < start or token.head.i > head.i or token.text in {",", ";", ":"}:
            break
        start -= 1
    end = head.i + 1
    of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == head.i + 1), None)
    if of is not None:
        inner = next((c for c in of.children if c.dep_ == "pobj"), None)
        if inner is not None and inner.i not in scene.at and inner.i + 1 - start <= LONGEST_TOPIC:
            end = inner.i + 1
    if any(c.dep_ in {"poss", "relcl"} for c in head.children) or end - start > LONGEST_TOPIC or head.pos_ == "PRON":
        return start, start
    return start, end


def _beats(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yield the nouns before a journalist's title that name a beat: `real estate` in `real estate reporter`."""
    lexicon = scene.lexicon
    for role in find_roles(scene):
        if lemma(scene.doc[role.head]) not in lexicon.words("beatRoles"):
            continue
        end = role.head
        start = end
        while (
            start > role.start
            and scene.doc[start - 1].pos_ in {"NOUN", "PROPN", "ADJ"}
            and scene.doc[start - 1].lower_ not in lexicon.words("noBeat")
        ):
            start -= 1
        while start < end and scene.doc[start].pos_ == "ADJ":
            start += 1
        if start < end and scene.doc[end - 1].pos_ != "ADJ" and not any(i in scene.at for i in range(start, end)):
            yield start, end
