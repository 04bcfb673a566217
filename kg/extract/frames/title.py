"""Roles and titles where the text has them, and what the ontology says they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.document import Token
from kg.extract.language import lemma
from kg.extract.phrases import prepositional_tokens
from kg.extract.scene import Place, Scene
from kg.ontology import Expression

SEATS = frozenset({"position", "role", "post", "job", "title", "seat", "chair", "spot"})
"""Nouns for the place that a title names: the CEO post."""
BACK_TO_NAME = 8
"""How many tokens of modifiers may stand between a name and the role in apposition to it."""
LONGEST_TITLE = 6
EMPLOYMENT = "worksFor"
BOARD = "boardMemberOf"
CHIEF = "ceoOf"
BOSS = "boss"
_KIND_POS = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role in a sentence: the half-open token range of title and modifiers, its head, and what the ontology says it means."""

    start: int
    end: int
    head: int
    expressions: tuple[Expression, ...]
    bare: bool  # no modifier before the title


@lru_cache(maxsize=2)  # asked for by several frames, and for every pair of mentions that a title may link
def find_roles(scene: Scene) -> tuple[Role, ...]:
    """Return the roles that the text names, longest title first at each place."""
    doc, lexicon = scene.doc, scene.lexicon
    found: list[Role] = []
    i = 0
    while i < len(doc):
        if doc[i].lower_ not in lexicon.title_openings and lemma(doc[i]) not in lexicon.title_openings:
            i += 1
            continue
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
        root = doc.root_of(i, i + match).i if doc[i + match - 1].dep_ == "pobj" else i + match - 1  # "editor in chief"
        found.append(Role(start, i + match, root, exact + head, start == i))
        i += match
    return tuple(found)


def _only_narrows(scene: Scene, last: int) -> bool:
    """Say whether a title is part of a longer one: `chief` in `chief operating officer`."""
    token = scene.doc[last]
    head = token.head
    if token.dep_ not in {"compound", "amod", "nmod"} or head.i <= last or head.i in scene.at or head.i - last > LONGEST_TITLE:
        return False
    return lemma(head) in scene.lexicon.roles or lemma(head) in scene.lexicon.role_heads


def _words(tokens: Sequence[Token]) -> str:
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


def meanings(scene: Scene, role: Role) -> Iterator[Expression]:
    """Yield the expressions that the title means here.

    A title that some relation lists whole and another as a mere last word (`director`) means the former only when it stands bare
    before `of` and a name (`executive director` also without `of`, but not before `of` and a field); with `deputy` or `vice` before
    it, it means the lesser relation that the last word has.
    """
    doc, lexicon = scene.doc, scene.lexicon
    if role.end < len(doc) and doc[role.end].lower_ in {"at", "there"} and lemma(doc[role.end - 1]) in lexicon.words("firmRoles"):
        if EMPLOYMENT in lexicon.ontology.relations:
            yield Expression(EMPLOYMENT, "roleHead", (doc[role.end - 1].lower_,))  # "a lawyer at Acme", not for Acme
        return
    if (part := _part(scene, role)) is not None:  # "a member of Acme's board", "of Acme's design team"
        relation = BOARD if lemma(part) in {"board", "boards"} else EMPLOYMENT
        if relation in lexicon.ontology.relations:
            yield Expression(relation, "roleNoun", ("member",))
        return
    exact = [e for e in role.expressions if e.shape != "roleHead"]
    last = lexicon.role_heads.get(_words(doc[role.end - 1 : role.end]), ())
    modifiers = {doc[i].lower_ for i in range(role.start, role.head)}
    if exact and modifiers & lexicon.words("lesserWords"):
        parents = {parent for e in exact for parent in lexicon.ontology.ancestors(e.relation)}
        for parent in sorted(parents)[-1:]:
            yield Expression(parent, "roleHead", exact[0].words)
        return
    if exact and role.end < len(doc) and doc[role.end].lower_ in {"for", "to"} and _advises(scene, role):
        yield from exact  # "counsel to Acme", not Acme's own
        return
    if exact and last:
        follows = doc[role.end].lower_ if role.end < len(doc) else ""
        after = role.end + 1 + (role.end + 1 < len(doc) and doc[role.end + 1].lower_ in {"the", "its", "their"})
        named = after in scene.at or (after < len(doc) and before_name(scene, after))
        whole = role.bare and follows == "of" and named if " " not in exact[0].words[0] else follows != "of" or named
        yield from exact if whole else last
        # a developer may be somebody with a job or the maker of something: the classes of the two ends decide
        if not whole and follows != "at":
            ancestors = lexicon.ontology.ancestors
            yield from (e for e in exact if not any(other.relation in ancestors(e.relation) for other in last))
        return
    yield from exact or role.expressions


def as_chief(scene: Scene, role: Role, expression: Expression, organisations: Sequence[Place]) -> Expression:
    """Return what the bare title of a company's boss means: its chief executive; the boss of a unit or a team just leads it."""
    word = scene.doc[role.end - 1].lower_
    if expression.relation != "leads" or word != BOSS or not role.bare or CHIEF not in scene.lexicon.ontology.relations:
        return expression
    firm = bool(organisations) and scene.types(organisations[0])[0] == "Company"
    return Expression(CHIEF, "roleNoun", (word,)) if firm else expression


def _part(scene: Scene, role: Role) -> Token | None:
    """Return the noun for the part of an organisation that a member is of: its board, its design team."""
    head = scene.doc[role.head]
    if lemma(head) != "member":
        return None
    below = (t for t in prepositional_tokens(head, ("of", "on")) if t.i not in scene.at)
    parts = scene.lexicon.words("unitNouns") | {"board", "staff"}
    return next((t for t in below if lemma(t) in parts and any(c.i in scene.at or c.dep_ == "prep" for c in t.children)), None)


def _advises(scene: Scene, role: Role) -> bool:
    return lemma(scene.doc[role.end - 1]) in scene.lexicon.words("firmRoles")


def before_name(scene: Scene, i: int) -> bool:
    """Say whether a name follows words that only say of what kind it is: `American toy and media company` before Acme."""
    last = i
    while last < len(scene.doc) and last not in scene.at and last - i < LONGEST_TITLE and scene.doc[last].pos_ in _KIND_POS:
        last += 1
    kinds = scene.lexicon.nouns.of(lemma(scene.doc[last - 1])) if last > i else ()
    return last in scene.at and bool(kinds)


def title_text(scene: Scene, role: Role) -> str:
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
    return doc.text_of(role.start, end)
