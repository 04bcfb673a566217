"""Why the trained scorer's word on two mentions is not taken, however likely it finds a relation: what grammar speaks against."""

from __future__ import annotations

from kg.extract.coreference import inside_quotes
from kg.extract.document import Token
from kg.extract.frames.title import EMPLOYMENT, find_roles
from kg.extract.frames.verb import is_appointment
from kg.extract.language import lemma
from kg.extract.scene import Place, Scene

QUOTES = frozenset({'"', "“", "”"})
HOLDING = frozenset({"as", "to", "from", "into", "of"})
"""Prepositions before a title that somebody has, gets or gives up: `promoted to chairman of Acme`."""


def is_doubtful(scene: Scene, relation: str, subject: Place, object_: Place) -> bool:
    """Say whether grammar speaks against a relation of two mentions of a sentence."""
    if _is_told(scene.doc[object_.root]) or _is_spoken_by_another(scene, subject, object_):
        return True
    who = scene.doc[subject.root]
    affiliation = scene.fits(subject, ("Person",)) and scene.fits(object_, ("Organization",))  # who speaks at an event takes part
    if _does_not(who) or (affiliation and (_is_given_a_post(who) or _is_followed(scene, who) or _is_guest(scene, object_))):
        return True
    employment = EMPLOYMENT in (relation, *scene.lexicon.ontology.ancestors(relation))
    return employment and (_owns_something_else(scene, object_) or _is_next_to_role(scene, subject, object_))


def _does_not(token: Token) -> bool:
    """Say whether all that is said of something is that it does not: `Acme and Beta are members; Gamma is not.`"""
    verb = token.head
    said = {"dobj", "attr", "acomp", "ccomp", "xcomp", "prep", "agent"}
    follows = any(child.dep_ in said and child.i > verb.i for child in verb.children)
    bare = lemma(verb) in {"do", "be", "have"} and not follows
    return token.dep_ == "nsubj" and bare and any(child.dep_ == "neg" for child in verb.children)


def _is_given_a_post(token: Token) -> bool:
    """Say whether somebody is brought along for a post: `Ada started Acme with Bob as its chief`."""
    rest = token.doc[token.right_edge.i + 1 : token.sent.end]
    return token.dep_ == "pobj" and token.head.lower_ == "with" and bool(rest) and rest[0].lower_ == "as"


def _is_followed(scene: Scene, token: Token) -> bool:
    """Say whether somebody is to be followed by another: the frames know whether the post is given up."""
    return token.dep_ in {"dobj", "nsubjpass"} and lemma(token.head) in scene.lexicon.words("succeedingVerbs")


def _is_guest(scene: Scene, organisation: Place) -> bool:
    """Say whether the organisation is only where somebody appeared or spoke, or went on a certain day."""
    guest = scene.lexicon.words("guestWords")
    root = scene.doc[organisation.root]
    if root.head.lower_ == "for":  # "spoke for Acme"
        return False
    for above in root.ancestors:
        if lemma(above) in guest:
            return True
        if above.pos_ in {"VERB", "AUX"}:
            return lemma(above) == "go" and is_appointment(above)
    return False


def _is_told(token: Token) -> bool:
    """Say whether somebody tells it something: an outlet that is told is nobody's employer for that."""
    return token.dep_ in {"dobj", "dative"} and lemma(token.head) == "tell"


def _is_spoken_by_another(scene: Scene, subject: Place, object_: Place) -> bool:
    """Say whether one of the two is quoted words and the other is not: `“My mother founded Acme,” Ada said`."""
    quoted = inside_quotes(scene.doc)
    return (subject.root in quoted and not _is_quoted_name(scene, subject)) != (
        object_.root in quoted and not _is_quoted_name(scene, object_)
    )


def _is_quoted_name(scene: Scene, place: Place) -> bool:
    """Say whether the quotation marks only mark a title: `her book “Two Looms,” sold well`."""
    after = scene.doc[place.end : place.end + 2]
    return place.start > 0 and scene.doc[place.start - 1].text in QUOTES and any(t.text in QUOTES for t in after)


def _owns_something_else(scene: Scene, organisation: Place) -> bool:
    """Say whether something other than a post or a part of an organisation is said to be its own: `left Acme's party`."""
    root = scene.doc[organisation.root]
    if root.dep_ != "poss":
        return False
    lexicon, noun = scene.lexicon, root.head
    word = lemma(noun)
    is_post = noun.i in scene.at or word in lexicon.roles or word in lexicon.role_heads or word in lexicon.words("insiderTitles")
    return noun.pos_ == "NOUN" and not is_post and word not in lexicon.words("unitNouns")


def _is_next_to_role(scene: Scene, person: Place, organisation: Place) -> bool:
    """Say whether a title of the organisation's is that of somebody unnamed beside the person: `met the chairman of Acme`."""
    for role in find_roles(scene):
        beside = role.start - 2 <= organisation.end <= role.start or 0 < organisation.start - role.end <= 2
        if not beside or scene.doc[role.head].sent != scene.doc[person.root].sent:
            continue
        head = scene.doc[role.head]
        if role.end in scene.at or person.start - 2 <= role.end <= person.start:
            return False
        if head.dep_ == "pobj":
            return head.head.lower_ not in HOLDING or head.head.head.pos_ in {"ADV", "SCONJ"}
        given = scene.lexicon.words("appointingVerbs") | scene.lexicon.words("startingVerbs") | {"name", "have"}
        return head.dep_ == "dobj" and lemma(head.head) not in given
    return False
