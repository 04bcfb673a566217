"""Roles and titles: `Ada Byron, chief executive of Acme`, `Acme CEO Ada Byron`, `Beta, a subsidiary of Acme`.

A role stands in a sentence once; the frame finds who holds it and whose role it is, and pairs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extract.frames.reading import Reading, pairs
from kg.extract.language import first_conjunct, lemma
from kg.extract.scene import Place, Scene, agents, heads, is_passive, objects, owners, prepositional, subjects
from kg.model import Status
from kg.ontology import Expression

ROLE_PREPOSITIONS = ("of", "at", "for", "in", "with", "to")
SEATS = frozenset({"position", "role", "post", "job", "title", "seat", "chair", "spot"})
LONGEST_TITLE = 6
FARTHEST_FOCUS = 60
"""How many tokens back the organisation of a bare title may be named."""
FARTHEST_NAME = 5
"""How many words may stand between a preposition and the name that it introduces."""
BACK_TO_NAME = 8
"""How many tokens of modifiers may stand between a name and the role in apposition to it."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role in a sentence: the half-open token range of title and modifiers, its head, and what the ontology says it means."""

    start: int
    end: int
    head: int
    expressions: tuple[Expression, ...]
    bare: bool  # no modifier before the title


def read_roles(scene: Scene) -> Iterator[Reading]:
    """Yield what roles say: `Acme CEO Ada Byron`."""
    for series in _series(scene):
        holders, status = _first(holders_of(scene, role) for role in series)
        if not holders:
            holders, status = _as_first(scene, series[0])
        organisations = next((found for role in series if (found := _organisations(scene, role, holders))), [])
        organisations = organisations or _spoken_of(scene, series, holders)
        for role in series:
            own = _organisations(scene, role, holders) or organisations
            text = _title(scene, role)
            for expression in _meant(scene, role):
                yield from pairs(scene, expression, holders, own, role.head, text, status)
                symmetric = scene.lexicon.ontology.relations[expression.relation].symmetric
                if not own and len(holders) > 1 and symmetric:
                    for n, one in enumerate(holders):  # "Acme and Beta are partners"
                        yield from pairs(scene, expression, [one], holders[n + 1 :], role.head, None, status)


def _spoken_of(scene: Scene, series: list[Role], holders: list[Place]) -> list[Place]:
    """Return the organisation that the article is about, for a title without one before a name: `co-founder Ada Byron said`.

    Only if it is the organisation named last, a few sentences ago at most.
    """
    role = series[-1]
    if scene.focus is None or len(holders) != 1 or holders[0].start != role.end or not scene.fits(holders[0], ("Person",)):
        return []
    before = [p for p in scene.places if p.end <= series[0].start and p.kind == "name" and scene.fits(p, ("Organization",))]
    if not before or before[-1].cluster != scene.focus or series[0].start - before[-1].end > FARTHEST_FOCUS:
        return []
    return [before[-1]]


def _as_first(scene: Scene, role: Role) -> tuple[list[Place], Status | None]:
    """Return the holder of the role that this one is coordinated with: `she was editor at Acme and host of Gamma`."""
    first = first_conjunct(scene.doc[role.head])
    if first.i == role.head:
        return [], None
    holders, status = holders_of(scene, Role(first.i, first.i + 1, first.i, (), True))
    former = scene.lexicon.words("formerWords")
    ended = any(t.lower_ in former for t in scene.doc[max(first.sent.start, first.i - 5) : first.i])
    return holders, "former" if ended else status


def _first(found: Iterator[tuple[list[Place], Status | None]]) -> tuple[list[Place], Status | None]:
    return next((one for one in found if one[0]), ([], None))


def find_roles(scene: Scene) -> Iterator[Role]:
    """Yield the roles that the text names, longest title first at each place."""
    doc, lexicon = scene.doc, scene.lexicon
    i = 0
    while i < len(doc):
        match = next((n for n in range(min(LONGEST_TITLE, len(doc) - i), 0, -1) if _is_title(scene, i, i + n)), 0)
        if not match:
            i += 1
            continue
        following = i + match
        if (
            following < len(doc)
            and following not in scene.at
            and any(_is_title(scene, following, following + n) for n in range(1, LONGEST_TITLE))
        ):
            i = following  # "associate administrator": the former word only narrows the latter
            continue
        if _only_narrows(scene, i + match - 1):
            i += match
            continue
        words = _words(doc[i : i + match])
        exact, head = lexicon.roles.get(words, ()), lexicon.role_heads.get(words, ())
        start = _modifiers(scene, i)
        yield Role(start, i + match, i + match - 1, exact + head, start == i)
        i += match


def _only_narrows(scene: Scene, last: int) -> bool:
    """Say whether a title is part of a longer one: `chief` in `chief operating officer`."""
    token = scene.doc[last]
    head = token.head
    if token.dep_ not in {"compound", "amod", "nmod"} or head.i <= last or head.i in scene.at or head.i - last > LONGEST_TITLE:
        return False
    return lemma(head) in scene.lexicon.roles or lemma(head) in scene.lexicon.role_heads


def _words(tokens: Span) -> str:
    """Return a title as the ontology writes it: lower case, its last word in the singular."""
    text = "".join(t.text_with_ws for t in tokens[:-1]).casefold()
    last = tokens[-1]
    return text + (lemma(last) if last.tag_ in {"NNS", "NNPS"} else last.lower_)


def _is_title(scene: Scene, start: int, end: int) -> bool:
    tokens = scene.doc[start:end]
    if any(t.i in scene.at for t in tokens) or tokens[-1].pos_ not in {"NOUN", "PROPN", "ADJ", "X"}:
        return False
    words = _words(tokens)
    return words in scene.lexicon.roles or words in scene.lexicon.role_heads


def _modifiers(scene: Scene, start: int) -> int:
    """Return where the words before a title begin that belong to it: `senior software` before engineer."""
    status = scene.lexicon.words("formerWords") | scene.lexicon.words("futureWords")
    while start > 0:
        token = scene.doc[start - 1]
        joined = token.text in {"-", "/"} and start > 1 and scene.doc[start - 2].pos_ in {"NOUN", "ADJ", "PROPN", "ADV"}
        is_word = token.pos_ in {"NOUN", "ADJ", "PROPN", "ADV"} or (
            token.tag_ in {"VBG", "VBN"} and token.dep_ in {"amod", "compound"}
        )
        if _is_other(scene, token.i) or (token.is_sent_start and not is_word) or not (joined or is_word) or token.lower_ in status:
            return start
        if joined and _is_other(scene, start - 2):
            return start
        start -= 1
        if scene.doc[start].is_sent_start:
            return start
    return start


def _is_other(scene: Scene, i: int) -> bool:
    """Say whether the token belongs to a mention that is no mere topic: topics are part of a title, as in `business reporter`."""
    return i in scene.at and scene.types(scene.at[i]) != ("Topic",)


def _meant(scene: Scene, role: Role) -> Iterator[Expression]:
    """Yield the expressions that the title means here.

    A title that some relation lists whole and another as a mere last word (`director`) means the former only when it stands bare
    before `of` and a name (`executive director` also without `of`, but not before `of` and a field); with `deputy` or `vice` before
    it, it means the lesser relation that the last word has.
    """
    doc, lexicon = scene.doc, scene.lexicon
    exact = [e for e in role.expressions if e.shape != "roleHead"]
    last = lexicon.role_heads.get(_words(doc[role.head : role.head + 1]), ())
    modifiers = {doc[i].lower_ for i in range(role.start, role.head)}
    if exact and modifiers & lexicon.words("lesserWords"):
        parents = {parent for e in exact for parent in lexicon.ontology.ancestors(e.relation)}
        for parent in sorted(parents)[-1:]:
            yield Expression(parent, "roleHead", exact[0].words)
        return
    if exact and last:
        follows = doc[role.end].lower_ if role.end < len(doc) else ""
        after = role.end + 1 + (role.end + 1 < len(doc) and doc[role.end + 1].lower_ in {"the", "its", "their"})
        named = after in scene.at
        whole = role.bare and follows == "of" and named if " " not in exact[0].words[0] else follows != "of" or named
        yield from exact if whole else last
        if not whole:  # a developer may be somebody with a job or the maker of something: the classes of the two ends decide
            ancestors = lexicon.ontology.ancestors
            yield from (e for e in exact if not any(other.relation in ancestors(e.relation) for other in last))
        return
    yield from exact or role.expressions


def _title(scene: Scene, role: Role) -> str:
    """Return the title as the text has it, with `of …` where that names a field rather than the organisation."""
    doc, end = scene.doc, role.end
    if (
        end + 1 < len(doc)
        and doc[end].lower_ in {"of", "for"}
        and not any(i in scene.at for i in range(end + 1, min(end + 4, len(doc))))
    ):
        tokens = [t for t in doc[end].subtree if t.i >= end]
        stop = next(
            (t.i for t in tokens if t.i in scene.at or t.is_punct or t.lower_ in {"at", "who", "that"} or t.is_space),
            tokens[-1].i + 1,
        )
        if stop - end > 1 and not any(t.pos_ in {"VERB", "AUX"} for t in doc[end:stop]):
            end = stop
    return str(doc[role.start : end].text)


def _series(scene: Scene) -> Iterator[list[Role]]:
    """Yield roles that one person has at once, together: `co-founder and CEO`."""
    series: list[Role] = []
    for role in find_roles(scene):
        between = scene.doc[series[-1].end : role.start].text.strip() if series else ""
        if series and (between in {"and", "&", ",", "/", ", and", "-"} or (between == "" and series[-1].end == role.start)):
            series.append(role)
            continue
        if series:
            yield series
        series = [role]
    if series:
        yield series


def holders_of(scene: Scene, role: Role) -> tuple[list[Place], Status | None]:
    """Return who holds a role, and the status where the construction settles it."""
    doc = scene.doc
    head = doc[role.head]
    many = head.tag_ in {"NNS", "NNPS"}
    if role.end < len(doc) and role.end in scene.at:  # "chief executive Ada Byron"
        every = heads(scene, doc[scene.at[role.end].root]) if many else [scene.at[role.end]]
        return (every if not many or len(every) > 1 else []), None
    if head.dep_ == "pobj" and head.head.lower_ == "among" and head.head.head.pos_ == "VERB":  # "counts Acme among its clients"
        return objects(scene, head.head.head), None
    if head.dep_ == "nsubj" and head.head.lemma_ in {"be", "include"}:  # "Acme's largest customer is Beta"
        named = [p for c in head.head.children if c.dep_ in {"attr", "dobj"} for p in heads(scene, c) if p.start >= role.end]
        if named:
            return named, None
    if head.dep_ == "compound" and head.head.lower_ in SEATS:  # "stepped down from the CEO post"
        return _seated(scene, head.head)
    if head.dep_ in {"attr", "acomp", "oprd", "dobj", "xcomp"} and head.head.pos_ in {"VERB", "AUX"}:
        found = _by_verb(scene, head.head)
        if found[0]:
            return found
    if (found := _seated(scene, head))[0]:
        return found
    if before := _before_comma(scene, role):  # "Ada Byron, chief executive of Acme"
        every = heads(scene, first_conjunct(doc[before[0].root])) if many else before
        return ([] if many and len(every) < 2 else every), None
    apposed = [p for child in head.children if child.dep_ == "appos" for p in heads(scene, child)]
    if apposed:  # "its chief executive, Ada Byron"
        return apposed, None
    narrower = scene.at.get(role.start - 1)
    if narrower is not None and narrower.kind == "name" and narrower.end == role.start and _following(scene, role):
        return [narrower], None  # "the Acme Studios unit of Beta"
    examples = [p for p in heads(scene, head) if p.start >= role.end]
    if examples:  # "rivals such as Beta"
        return examples, None
    return _after_comma(scene, role), None


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


def _seated(scene: Scene, token: Token) -> tuple[list[Place], Status | None]:
    """`As chief executive, Ada …`, `Ada joined as CEO`, `Acme hired Ada as CEO`, `Ada stepped down from the CEO post`."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"as", "from", "to", "into"}:
        return [], None
    preposition = token.head
    above = preposition.head
    while above.dep_ == "prep" and above.head is not above:
        above = above.head
    if above.pos_ in {"NOUN", "PROPN"} and above.lower_ in SEATS | {"stint", "tenure", "time", "term", "years"}:
        mine = [p for p in owners(scene, above) if scene.fits(p, ("Person",))]
        if mine or above.dep_ != "pobj" or above.head.head.pos_ not in {"VERB", "AUX"}:
            return mine, None
        return subjects(scene, above.head.head)[0], "former"  # "joined Acme after ten years as a critic at Beta"
    if above.pos_ not in {"VERB", "AUX"}:
        return [], None
    word = lemma(above)
    lexicon = scene.lexicon
    ended: Status | None = "former" if word in lexicon.words("endingVerbs") else None
    if preposition.lower_ == "from" and ended is None:
        return [], None
    given = objects(scene, above)
    people = [p for p in given if scene.fits(p, ("Person",))]
    if word in lexicon.words("appointingVerbs") | {"sign", "admit", "add"} and given and not is_passive(above):
        return given, ended
    if people:
        return people, ended
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
        if token.text in {",", "(", "—", "–"} and i - 1 in scene.at:
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


def _continues_list(scene: Scene, role: Role) -> bool:
    """Say whether the role opens the next point of a list rather than describing the name: `Ada, engineer Bob and Carl`."""
    return role.end in scene.at and scene.doc[role.end - 1].dep_ != "appos"


def _after_comma(scene: Scene, role: Role) -> list[Place]:
    """`the chief executive of Acme, Ada Byron, said`: a name between commas behind the whole phrase."""
    doc = scene.doc
    i = role.end
    if i < len(doc) and doc[i].lower_ in {"of", "at"}:
        i += 1
        while i < len(doc) and (i in scene.at or doc[i].lower_ in {"the", "its"}) and i - role.end < BACK_TO_NAME:
            i += 1
    if i == role.end and not _is_definite(scene, role):
        return []
    if i + 1 < len(doc) and doc[i].text == "," and i + 1 in scene.at:
        place = scene.at[i + 1]
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


def _organisations(scene: Scene, role: Role, holders: list[Place]) -> list[Place]:
    """Return whose role it is."""
    doc = scene.doc
    head = doc[role.head]
    taken = {p.cluster for p in holders}

    def other(places: list[Place]) -> list[Place]:
        return [p for p in places if p.cluster not in taken]

    candidates: tuple[Callable[[], list[Place]], ...] = (
        lambda: _following(scene, role),
        lambda: prepositional(scene, head, ROLE_PREPOSITIONS),
        lambda: _deeper(scene, head),
        lambda: _preceding(scene, role),
        lambda: owners(scene, head),
        lambda: owners(scene, head.head) if head.dep_ in {"compound", "conj"} else [],
        lambda: _of_verb(scene, head),
    )
    return next((found for find in candidates if (found := other(find()))), [])


def _following(scene: Scene, role: Role) -> list[Place]:
    """`chief executive of Acme`, `head of design at Acme`: read off the words, where the parser may attach them elsewhere."""
    doc = scene.doc
    i = role.end
    steps = 0
    while i < len(doc) and steps < BACK_TO_NAME:
        token = doc[i]
        if token.lower_ in ROLE_PREPOSITIONS:
            j = i + 1
            while (
                j < len(doc)
                and j not in scene.at
                and (doc[j].pos_ in {"DET", "ADJ"} or (doc[j].pos_ == "NOUN" and j + 1 in scene.at))
            ):
                j += 1
            if j in scene.at:
                place = scene.at[j]
                is_owner = place.end < len(doc) and doc[place.end].text in {"'s", "’s"}
                if is_owner and scene.fits(place, ("Place",)):  # "a unit of Germany's Acme"
                    i = place.end + 1
                    continue
                place = maker_of(scene, place)
                return [place] if is_owner else list(dict.fromkeys([place, *heads(scene, doc[place.root])]))
        elif (
            (token.is_punct and token.text not in {"-", "&", "/"})
            or token.pos_ in {"VERB", "AUX", "SCONJ", "PRON", "SPACE"}
            or i in scene.at
        ):
            return []
        i += 1
        steps += 1
    return []


def _deeper(scene: Scene, head: Token) -> list[Place]:
    """`head of industrial design at Acme`: the organisation hangs below the field."""
    for preposition in head.children:
        if preposition.dep_ == "prep":
            for field in preposition.children:
                if field.dep_ == "pobj" and field.i not in scene.at:
                    found = prepositional(scene, field, ("at", "for", "in", "of")) or owners(scene, field)
                    found = found or [scene.at[c.i] for c in field.children if c.dep_ == "compound" and c.i in scene.at]
                    if found:
                        return found
    return []


def _preceding(scene: Scene, role: Role) -> list[Place]:
    """`Acme chief executive`, `Acme's former chief executive`, `its chief executive`."""
    doc = scene.doc
    status = scene.lexicon.words("formerWords") | scene.lexicon.words("futureWords")
    i = role.start - 1
    while (
        i >= 0
        and (doc[i].lower_ in status or doc[i].text in {"-", "and", "&"} or doc[i].pos_ in {"ADJ", "NUM"})
        and i not in scene.at
    ):
        i -= 1
    if i >= 0 and (doc[i].text in {"'s", "’s", "'", "’"} or doc[i].tag_ == "POS"):
        i -= 1
    if i >= 0 and i in scene.at and not (doc[i].is_sent_end or (scene.at[i].root != i and scene.at[i].end - 1 != i)):
        return [maker_of(scene, scene.at[i])]
    return []


def maker_of(scene: Scene, place: Place) -> Place:
    """Return the mention as one of the organisation whose name opens it: the head of `Acme Maps` works for Acme."""
    if scene.fits(place, ("Organization", "Place", "Person")) or place.end - place.start < 2:
        return place
    for end in range(place.end - 1, place.start, -1):
        name = scene.doc[place.start : end].text
        for other in scene.places:
            if other.kind == "name" and scene.fits(other, ("Organization",)) and scene.doc[other.start : other.end].text == name:
                return Place(place.start, end, end - 1, other.cluster)
    return place


def _of_verb(scene: Scene, head: Token) -> list[Place]:
    """`Acme named Ada chief executive`, `Ada joined Acme as CEO`, `Acme, where she was CEO`."""
    verb = head.head
    if head.dep_ == "compound" and verb.lower_ in SEATS:
        verb = verb.head
    while verb.dep_ == "prep" or verb.pos_ == "ADP":
        if verb.head is verb:
            return []
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    if verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children):
        return heads(scene, verb.head)
    lexicon = scene.lexicon
    word = lemma(verb)
    if word in lexicon.words("appointingVerbs") | lexicon.words("endingVerbs"):
        doers, passive = subjects(scene, verb)
        found = agents(scene, verb) if passive else doers
        if organisations := [p for p in found if scene.fits(p, ("Organization",))]:
            return organisations
    if word in lexicon.words("startingVerbs") | lexicon.words("endingVerbs") or (head.dep_ == "pobj" and head.head.lower_ == "as"):
        found = objects(scene, verb) + prepositional(scene, verb, ("at", "for", "with", "of", "from"))
        return [p for p in found if scene.fits(p, ("Organization",))]
    return []
