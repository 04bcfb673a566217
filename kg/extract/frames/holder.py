"""Who holds a role: `Ada Byron, chief executive`, `chief executive Ada Byron`, `Acme named Ada chief executive`."""

from __future__ import annotations

from kg.extract.document import Token
from kg.extract.frames.organisation import following
from kg.extract.frames.title import BACK_TO_NAME, SEATS, Role
from kg.extract.language import first_conjunct, lemma
from kg.extract.phrases import agents, heads, is_passive, objects, one_of, owners, prepositional, subjects
from kg.extract.scene import Place, Scene
from kg.model import Status

REMOVING = frozenset({"fire", "oust", "dismiss", "remove", "sack", "replace"})
"""Verbs whose object loses the role that it is named with."""
HAVING = frozenset({"have", "hold", "get", "land", "accept", "win", "keep"})
"""Verbs with which one has or gets a post."""
LEARNING = frozenset({"graduate", "train", "study", "qualify", "educate", "enrol", "enroll"})
"""Verbs with which one becomes what `as` says by learning."""
RUNNING = frozenset({"run", "lead", "head", "join", "rejoin", "leave", "quit", "serve", "enter", "oversee", "steer"})
"""Verbs before the name of where one has a role."""


def holders_of(scene: Scene, role: Role) -> tuple[list[Place], Status | None]:
    """Return who holds a role, and the status where the construction settles it."""
    doc = scene.doc
    head = doc[role.head]
    many = head.tag_ in {"NNS", "NNPS"}
    if _before_name(scene, role):  # "chief executive Ada Byron"
        every = heads(scene, doc[scene.at[role.end].root]) if many else [scene.at[role.end]]
        name = doc[scene.at[role.end].root]
        gone = name.dep_ in {"dobj", "nsubjpass"} and _removes(name.head)  # "Acme fired chief executive Ada Byron"
        return (every if not many or len(every) > 1 else []), "former" if gone else None
    if head.dep_ == "pobj" and head.head.lower_ == "among" and head.head.head.pos_ == "VERB":  # "counts Acme among its clients"
        return objects(scene, head.head.head), None
    if head.dep_ == "pobj" and head.head.lower_ == "among" and head.head.head.lemma_ == "be":  # "was among the backers of Acme"
        return subjects(scene, head.head.head)[0], None
    if head.dep_ == "pobj" and head.head.lower_ == "until" and head.head.head.lemma_ == "be":  # "was until recently a manager"
        return subjects(scene, head.head.head)[0], "former"
    if head.dep_ == "nsubj" and head.head.lemma_ in {"be", "include"}:  # "Acme's largest customer is Beta"
        named = [p for c in head.head.children if c.dep_ in {"attr", "dobj"} for p in heads(scene, c) if p.start >= role.end]
        if named:
            return [*named, *_next_ones(scene, head.head)], None
    if (one := one_of(head)) is not None:  # "Ada, one of Acme's engineers"; "Ada is one of the founders of Acme"
        return (heads(scene, one.head) if one.dep_ == "appos" else subjects(scene, one.head)[0]), None
    if head.dep_ == "nsubj" and (behind := _behind_comma(scene, role)):  # "A partner at Acme, the fund, Ada agreed"
        return behind, None
    if head.dep_ == "compound" and head.head.lower_ in SEATS:  # "stepped down from the CEO post"
        return _in_seat(scene, head.head)
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ in SEATS:  # "took the post of chief executive"
        return _in_seat(scene, head.head.head)
    if head.dep_ in {"attr", "acomp", "oprd", "dobj", "xcomp", "npadvmod"} and head.head.pos_ in {"VERB", "AUX"}:
        found = _by_verb(scene, head.head)
        if found[0]:
            return found
    if (found := _seated(scene, head))[0]:
        return found
    if before := _before_comma(scene, role):  # "Ada Byron, chief executive of Acme"
        every = heads(scene, first_conjunct(doc[before[0].root])) if many else before
        return ([] if many and len(every) < 2 else every), None
    if apposed_to := _right_behind(scene, role):
        return [apposed_to], None
    if described := _described(scene, head):
        return described, None
    apposed = [p for child in head.children if child.dep_ == "appos" for p in heads(scene, child)]
    if apposed:  # "its chief executive, Ada Byron"
        return apposed, None
    narrower = scene.at.get(role.start - 1)
    unit = narrower is not None and scene.fits(narrower, ("Organization", "Product"))
    owned = narrower is not None and narrower.start and scene.doc[narrower.start - 1].tag_ in {"POS", "PRP$"}
    if (
        narrower is not None
        and unit
        and narrower.kind == "name"
        and narrower.end == role.start
        and (owned or following(scene, role))
    ):
        return [narrower], None  # "the Acme Studios unit of Beta"
    examples = [p for p in heads(scene, head) if p.start >= role.end]
    if examples:  # "rivals such as Beta"
        return examples, None
    return _among_them(scene, role) or _after_comma(scene, role), None


def _removes(verb: Token) -> bool:
    """Say whether a verb says that somebody lost a role: nobody does who is not, or may yet be, fired."""
    return lemma(verb) in REMOVING and verb.tag_ != "VB" and not any(c.dep_ == "neg" for c in verb.children)


def _next_ones(scene: Scene, verb: Token) -> list[Place]:
    """`Acme's largest shareholder is Beta, followed by Gamma and Delta`: those that follow."""
    return [p for t in verb.subtree if t.lower_ == "followed" and t.tag_ == "VBN" and t.i > verb.i for p in agents(scene, t)]


def _described(scene: Scene, head: Token) -> list[Place]:
    """`Ada is a mathematician, currently a professor at Acme`: of whom the noun is said that the role continues."""
    noun = head
    while noun.dep_ in {"appos", "conj"} and noun.head.i not in scene.at and noun.head.pos_ in {"NOUN", "PROPN", "ADJ"}:
        noun = noun.head
    if noun != head and noun.dep_ == "pobj" and _is_thing(scene, noun) and _has_article(scene, head):
        noun = noun.head.head  # "Ada is an author of books and the founder of Acme": she is, whatever the parser joins
    if noun == head or noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return []
    return subjects(scene, noun.head)[0]


def _is_thing(scene: Scene, noun: Token) -> bool:
    """Say whether a noun behind `of` is for no one who could have a role: `an author of books`, not `a friend of engineers`."""
    lexicon, word = scene.lexicon, lemma(noun)
    someone = word in lexicon.roles or word in lexicon.role_heads or word in lexicon.words("personNouns")
    made = {"Product", "CreativeWork"}.issuperset(lexicon.nouns.of(word))
    return noun.head.lower_ == "of" and noun.i not in scene.at and noun.tag_ == "NNS" and made and not someone


def _has_article(scene: Scene, head: Token) -> bool:
    return any(t.lower_ in {"a", "an", "the"} for t in scene.doc[max(0, head.i - 4) : head.i])


def _by_verb(scene: Scene, verb: Token) -> tuple[list[Place], Status | None]:
    """`Ada is the chief executive`, `Acme named Ada chief executive`, `Ada was named chief executive`."""
    lexicon = scene.lexicon
    word = lemma(verb)
    doers, passive = subjects(scene, verb)
    if word in lexicon.words("appointingVerbs"):
        if passive:
            return doers, None
        named = [
            p
            for child in verb.children
            if child.dep_ in {"dobj", "nsubj", "dative"} and child.i > verb.i
            for p in heads(scene, child)
        ]
        return [p for p in named if scene.fits(p, ("Person",))], None
    if word in lexicon.words("startingVerbs") or word in {"have", "include"}:
        return ([] if word in {"have", "include"} else doers), None
    return [], None


def _in_seat(scene: Scene, seat: Token) -> tuple[list[Place], Status | None]:
    """`stepped down from the CEO post`, `took the post of chief executive`, `moved to Acme with the title of fellow`."""
    lexicon = scene.lexicon
    if seat.dep_ == "dobj" and seat.head.pos_ == "VERB" and lemma(seat.head) in lexicon.words("startingVerbs") | HAVING:
        return subjects(scene, seat.head)[0], None
    if seat.dep_ == "dobj" and seat.head.pos_ == "VERB" and lemma(seat.head) in lexicon.words("endingVerbs"):
        return subjects(scene, seat.head)[0], "former"
    if seat.dep_ == "pobj" and seat.head.lower_ in {"with", "in"} and lemma(seat.head.head) in lexicon.words("startingVerbs"):
        return subjects(scene, seat.head.head)[0], None
    return _seated(scene, seat)


def _behind_comma(scene: Scene, role: Role) -> list[Place]:
    """`A partner at Acme, the fund, Ada Byron agreed`: the subject that follows a role told of it before."""
    verb = scene.doc[role.head].head
    first = scene.doc[role.start]
    opens = first.is_sent_start or scene.doc[max(0, first.i - 1)].is_sent_start
    later = [c for c in verb.children if c.dep_ == "nsubj" and role.end < c.i < verb.i]
    after = [t for c in later for t in (c, *c.children) if t.i in scene.at and (t == c or t.dep_ == "appos")]
    if not opens or not after or scene.doc[scene.at[after[0].i].start - 1].text != ",":
        return []
    return [scene.at[after[0].i]]


def _seated(scene: Scene, token: Token) -> tuple[list[Place], Status | None]:
    """`As chief executive, Ada …`, `Ada joined as CEO`, `Acme hired Ada as CEO`, `Ada stepped down from the CEO post`."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"as", "from", "to", "into"}:
        return [], None
    preposition = token.head
    named = scene.at.get(preposition.i - 1)
    if preposition.lower_ == "as" and named is not None and scene.doc[named.start - 1].lower_ == "with":
        return [named], None  # "Ada founded Acme with Bob as its lawyer"
    if preposition.lower_ == "as" and named is not None and token.tag_ == "NNS":  # "with Beta and Gamma as shareholders"
        first = first_conjunct(scene.doc[named.root])
        if first.dep_ == "pobj" and first.head.lower_ == "with":
            return heads(scene, first), None
    above = preposition.head
    while above.dep_ == "prep" and above.head != above:
        above = above.head
    if above.dep_ == "dobj" and above.i in scene.at and preposition.lower_ == "as" and lemma(above.head) in RUNNING:
        above = above.head  # "runs Acme as chief executive", where the parser hangs the phrase from the name
    if above.pos_ in {"NOUN", "PROPN"} and above.lower_ in SEATS | {"stint", "tenure", "time", "term", "years"}:
        mine = [p for p in owners(scene, above) if scene.fits(p, ("Person",))]
        if mine or above.dep_ != "pobj" or above.head.head.pos_ not in {"VERB", "AUX"}:
            return mine, None
        return subjects(scene, above.head.head)[0], "former"  # "joined Acme after ten years as a critic at Beta"
    if above.pos_ not in {"VERB", "AUX"}:
        return [], None
    word = lemma(above)
    lexicon = scene.lexicon
    if word in LEARNING and preposition.lower_ == "as":  # "graduated as an engineer at Acme": that is what one may be, elsewhere
        return [], None
    if word in lexicon.words("succeedingVerbs") and preposition.lower_ == "as":  # "Ada will succeed Bob as chief executive"
        doers, passive = subjects(scene, above)
        if passive:
            return agents(scene, above), None
        people = [p for p in doers if scene.fits(p, ("Person",))]
        return people or prepositional(scene, above, ("with",)), None  # "Acme replaced Bob with Ada as chief executive"
    ended: Status | None = "former" if word in lexicon.words("endingVerbs") else None
    if preposition.lower_ == "from" and ended is None:
        return [], None
    given = objects(scene, above)
    if word in lexicon.words("countingVerbs") and preposition.lower_ == "as":  # "counts Acme as a customer"
        return given, ("former" if word == "lose" else ended)
    people = [p for p in given if scene.fits(p, ("Person",))]
    if word in lexicon.words("appointingVerbs") | {"sign", "admit", "add"} and given and not is_passive(above):
        return given, ended
    if people:
        return people, ended
    if given and word in lexicon.words("describingVerbs"):
        return [], ended
    doers, _ = subjects(scene, above)
    return [p for p in doers if scene.fits(p, ("Person", "Organization", "Product"))], ended


def _before_comma(scene: Scene, role: Role) -> list[Place]:
    """`Ada Byron, the former chief executive of Acme`; `Ada Byron, Acme's chief executive`."""
    doc = scene.doc
    i = role.start - 1
    for _ in range(BACK_TO_NAME):
        if i <= 0 or doc[i].is_space:
            return []
        token = doc[i]
        if token.text in {",", "(", "[", "—", "–"} and i - 1 in scene.at:
            place = scene.at[i - 1]
            if token.text == "," and _continues_list(scene, role):
                return []
            return [place]
        allowed = (
            i in scene.at
            or token.pos_ in {"DET", "ADJ", "ADV", "NOUN", "PROPN", "PART", "PRON", "NUM"}
            or token.text in {"-", "and", "'s", "’s"}
        )
        if not allowed or token.is_sent_start:
            return []
        i -= 1
    return []


def _right_behind(scene: Scene, role: Role) -> Place | None:
    """`met Ada Byron the chief executive of Acme`: the person right before the role, where a comma is left out."""
    doc, head = scene.doc, scene.doc[role.head]
    the = role.start - 1 - (doc[role.start - 1].lower_ in scene.lexicon.words("formerWords"))
    place = scene.at.get(the - 1) if head.dep_ == "appos" and the > 0 and doc[the].lower_ == "the" else None
    if place is None or place.kind != "name" or not place.start <= head.head.i < place.end:
        return None
    return place if scene.fits(place, ("Person",)) else None


def _continues_list(scene: Scene, role: Role) -> bool:
    """Say whether the role opens the next point of a list rather than describing the name: `Ada, engineer Bob and Carl`."""
    return _before_name(scene, role) and scene.doc[role.end - 1].dep_ != "appos"


def _before_name(scene: Scene, role: Role) -> bool:
    """Say whether a name follows the role; a pronoun there opens a clause of its own: `an engineer she met`."""
    return role.end in scene.at and scene.at[role.end].kind == "name"


def _among_them(scene: Scene, role: Role) -> list[Place]:
    """`Acme's customers, among them Beta and Gamma`."""
    start = role.end + (role.end < len(scene.doc) and scene.doc[role.end].text == ",")
    place = scene.at.get(start + 2) if scene.doc.text_of(start, start + 2).casefold() == "among them" else None
    return heads(scene, scene.doc[place.root]) if place is not None else []


def _after_comma(scene: Scene, role: Role) -> list[Place]:
    """`the chief executive of Acme, Ada Byron, said`: a name between commas behind the whole phrase."""
    doc = scene.doc
    i = role.end
    if i < len(doc) and doc[i].lower_ in {"of", "at", "for"}:
        i += 1
        while i < len(doc) and (i in scene.at or doc[i].lower_ in {"the", "its"}) and i - role.end < BACK_TO_NAME:
            i += 1
    if i == role.end and not _is_definite(scene, role):
        return []
    if i + 1 < len(doc) and doc[i].text == "," and i + 1 in scene.at:
        place = scene.at[i + 1]
        every = heads(scene, doc[place.root]) if doc[role.head].tag_ in {"NNS", "NNPS"} else []
        last = max((p.end for p in every), default=0)
        if len(every) > 1 and last < len(doc) and doc[last].text in {",", ".", ";", "—"}:  # "Acme's founders, Ada and Bob, left"
            return every
        opens = doc[role.start].is_sent_start or (
            role.start > 0 and doc[role.start - 1].is_sent_start
        )  # "A graduate of Yale, Ada …"
        if opens or (place.end < len(doc) and doc[place.end].text in {",", ".", ";", "—"}):
            return [place]
    return []


def _is_definite(scene: Scene, role: Role) -> bool:
    """Say whether the role is somebody's or the one that is meant: `Acme's chief`, `the chief`."""
    before = scene.doc[role.start - 1] if role.start else None
    return before is not None and (before.lower_ in {"the", "'s", "’s", "its", "their", "his", "her"} or before.tag_ == "POS")
