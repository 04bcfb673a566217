"""Roles and titles: `Ada Byron, chief executive of Acme`, `Acme CEO Ada Byron`, `Beta, a subsidiary of Acme`.

A role stands in a sentence once; the frame finds who holds it and whose role it is, and pairs them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.document import Token
from kg.extract.frames.again import called_again
from kg.extract.frames.focus import spoken_of
from kg.extract.frames.holder import holders_of
from kg.extract.frames.organisation import organisations_of
from kg.extract.frames.reading import Reading, pairs
from kg.extract.frames.stake import INVESTS
from kg.extract.frames.succession import others_in_role
from kg.extract.frames.title import Role, as_chief, find_roles, meanings, title_text
from kg.extract.language import first_conjunct, lemma
from kg.extract.phrases import subjects
from kg.extract.scene import Place, Scene
from kg.model import Status

DEALINGS = frozenset({"customerOf", "investsIn", "competesWith", "partnersWith"})
"""Relations for which a noun may stand without saying to whom."""
RIVALRY = "competesWith"
REPEATED = frozenset({"existing", "previous", "earlier", "current", "returning", "prior", "early", "seed"})
"""Adjectives for those who had put money in before the round that is told of."""
LONGEST_LINK = 8
"""How many words may link two jobs of a list."""
FARTHEST_FOCUS = 60
"""How many tokens back the organisation of a bare title may be named."""


def read_roles(scene: Scene) -> Iterator[Reading]:
    """Yield what roles say: `Acme CEO Ada Byron`."""
    told: _Told | None = None
    employers: dict[str, set[str]] = defaultdict(set)
    pending: list[Role] = []
    for series in _series(scene):
        holders, status = _first(holders_of(scene, role) for role in series)
        listed = told is not None and _goes_on(scene, told.end, series[0])
        inherited = told.status if told is not None and listed and not _is_present(scene, told.end, series[0]) else None
        other = not holders or holders[0].start >= series[-1].end or _is_no_holder(scene, series[0], holders)
        if told is not None and listed and other:
            holders, status = told.holders, inherited
        if not holders:
            holders, status = _as_first(scene, series[0])
        organisations = next((found for role in series if (found := organisations_of(scene, role, holders))), [])
        organisations = organisations or _ruled(scene, series, holders)
        organisations = organisations or _spoken_of(scene, series, holders) or _left_out(scene, series, holders)
        pending += [] if holders else series
        for holder in holders:
            employers[holder.cluster] |= {p.cluster for p in organisations}
        if holders and organisations:
            former = status or ("former" if _ended(scene, series[0]) or inherited == "former" else None)
            told = _Told(max(series[-1].end, *(p.end for p in organisations)), holders, former)
            status = status or (told.status if listed else None)
        for role in series:
            own = organisations_of(scene, role, holders) or organisations
            text = title_text(scene, role)
            for expression in (as_chief(scene, role, meaning, own) for meaning in meanings(scene, role)):
                yield from pairs(scene, expression, holders, own, role.head, text, status)
                for others, how in others_in_role(scene, role):
                    yield from pairs(scene, expression, others, own, role.head, text, how)
                symmetric = scene.lexicon.ontology.relations[expression.relation].symmetric
                head = scene.doc[role.head]
                among = (head.dep_ == "attr" or role.end in scene.at) and not any(child.dep_ == "poss" for child in head.children)
                if symmetric and among and not own and len(holders) > 1:
                    for n, one in enumerate(holders):  # "Acme and Beta are partners"
                        yield from pairs(scene, expression, [one], holders[n + 1 :], role.head, None, status)
    for role in pending:
        for person, named in called_again(scene, role, employers):
            for expression in meanings(scene, role):
                yield from pairs(scene, expression, [person], [named], role.head, title_text(scene, role))


def _is_no_holder(scene: Scene, role: Role, holders: list[Place]) -> bool:
    """Say whether a title that only people have follows what is no person: `a fellow at Acme, and visiting fellow at Beta`."""
    word = lemma(scene.doc[role.end - 1])
    only = word in scene.lexicon.person_roles and word not in scene.lexicon.words("eitherNouns")  # a firm may be "a leader" too
    return only and not any(scene.fits(p, ("Person",)) for p in holders)


@dataclass(frozen=True, slots=True)
class _Told:
    """The last role that was told of: where it and its organisation end, who holds it, and whether it has ended."""

    end: int
    holders: list[Place]
    status: Status | None


def _ended(scene: Scene, role: Role) -> bool:
    """Say whether a word before the role says that it has ended, or its verb is in the past."""
    former = scene.lexicon.words("formerWords")
    before = scene.doc[max(scene.doc[role.head].sent.start, role.start - 4) : role.start]
    verb = scene.doc[role.head].head
    verb = verb.head if verb.lower_ == "as" else verb  # "worked as an editor"
    past = verb.tag_ == "VBD" and (verb.pos_ == "AUX" or lemma(verb) in scene.lexicon.words("servingVerbs"))
    return past or any(t.lower_ in former for t in before)


def _goes_on(scene: Scene, end: int, role: Role) -> bool:
    """Say whether a role continues a list of jobs: `an editor at Acme, a reporter for Beta and, before that, Gamma's host`."""
    words = scene.lexicon.words("listingWords")
    last = role.start
    place = scene.at.get(last - 1)
    if place is not None and place.end == last and place.kind == "name":  # "Acme editor, Beta reporter"
        last = place.start
    between = list(scene.doc[end:last]) if end <= last else []
    return 0 < len(between) <= LONGEST_LINK and all(t.lower_ in words or t.text == "," or _is_dated(t) for t in between)


def _is_present(scene: Scene, end: int, role: Role) -> bool:
    """Say whether words between two jobs of a list say that the second one is held now: `was an editor and is now a host`."""
    return any(t.lower_ in {"is", "now", "currently"} for t in scene.doc[end : role.start])


def _is_dated(token: Token) -> bool:
    """Say whether a word tells how long a job of a list lasted: `a host at Acme from 2000 to 2001, and an editor at Beta`."""
    return token.ent_type_ == "DATE" or token.like_num or token.lower_ in {"from", "to", "-", "–"}


def _ruled(scene: Scene, series: list[Role], holders: list[Place]) -> list[Place]:
    """`Under chief executive Ada Byron, Acme has grown`; `Acme was founded by Ada Byron, the chief executive`.

    Who does what is done under somebody with a title, or is led or was founded by somebody with an insider's title.
    """
    name = scene.doc[holders[0].root] if len(holders) == 1 else None
    if name is None or name.dep_ != "pobj" or name.head.head.pos_ not in {"VERB", "AUX"}:
        return []
    verb = name.head.head
    if name.head.lower_ != "under" and not (name.head.lower_ == "by" and _rules(scene, verb, series)):
        return []
    return [p for p in subjects(scene, verb)[0] if scene.fits(p, ("Organization",))]


def _rules(scene: Scene, verb: Token, series: list[Role]) -> bool:
    """Say whether whoever a verb is done by with a title has it where that is done: leads, or founded and has not left."""
    told = {e.relation for e in scene.lexicon.verbs.get(lemma(verb), ())}
    fits = "leads" in told or ("founderOf" in told and not _ended(scene, series[0]))
    return fits and _is_insider(scene, series[-1]) and not _one_of_some(scene, series[-1])


def _is_insider(scene: Scene, role: Role) -> bool:
    """Say whether the title is of somebody who is of the organisation that is spoken of, where none is named."""
    last = scene.doc[role.end - 1].lower_
    return last in scene.lexicon.words("insiderTitles") or scene.doc.text_of(role.end - 2, role.end) == "vice president"


def _one_of_some(scene: Scene, role: Role) -> bool:
    """Say whether the title has the indefinite article, and one that many have: `a former executive` may be anybody's."""
    return any(c.lower_ in {"a", "an"} for c in scene.doc[role.head].children if c.dep_ == "det")


def _spoken_of(scene: Scene, series: list[Role], holders: list[Place]) -> list[Place]:
    """Return the organisation that the article is about, for a title without one before a name: `co-founder Ada Byron said`.

    Only if it is the organisation named last, a few sentences ago at most.
    """
    role = series[-1]
    if scene.doc[role.end - 1].lower_ in scene.lexicon.words("outsiderTitles") or _is_of_others(scene, holders):
        return []
    if scene.focus is None or len(holders) != 1 or holders[0].start != role.end or not scene.fits(holders[0], ("Person",)):
        return []
    before = [p for p in scene.places if p.end <= series[0].start and p.kind == "name" and scene.fits(p, ("Organization",))]
    if not before or before[-1].cluster != scene.focus or series[0].start - before[-1].end > FARTHEST_FOCUS:
        return []
    return [before[-1]]


def _left_out(scene: Scene, series: list[Role], holders: list[Place]) -> list[Place]:
    """Return the organisation of a role that names none, where only one can be meant.

    `Ada Byron, the chief executive, said`: an insider's title; `Customers include Acme and Beta`; `Acme was also an investor`.
    """
    role = series[-1]
    doc, head = scene.doc, scene.doc[role.head]
    follows = doc[role.end].lower_ if role.end < len(doc) else ""
    in_charge = follows == "in" and doc.text_of(role.end, role.end + 2) == "in charge"
    rivals = follows in {"in", "with"} and any(e.relation == RIVALRY for e in role.expressions)  # "a rival with more users"
    if not holders or (follows in {"of", "at", "for", "in", "to", "with"} and not in_charge and not rivals) or scene.lenient:
        return []
    dets = {c.lower_ for c in head.children if c.dep_ in {"det", "poss"}}
    dealing = next((e.relation for e in role.expressions if e.relation in DEALINGS), None)
    if dealing is not None:
        agencies = [p for p in scene.places if dealing == RIVALRY and scene.types(p)[0] == "GovernmentAgency"]
        told = _deals(scene, series, holders, dets)
        return spoken_of(scene, series[0].start, [*holders, *agencies]) if told else []
    insider = _is_insider(scene, role)
    beside = head.dep_ in {"appos", "attr", "compound", "nmod"} or (head.dep_ == "pobj" and head.head.lower_ == "as")
    beside = beside or holders[0].start == role.end
    if len(holders) > 1 or not scene.fits(holders[0], ("Person",)) or not insider or not beside or dets - {"the", "a", "an"}:
        return []
    if (dets & {"a", "an"} and doc[role.end - 1].lower_ in {"executive", "officer", "founder", "boss"}) or _is_of_others(
        scene, holders
    ):
        return []  # "a former executive" may be anybody's
    return spoken_of(scene, min(series[0].start, holders[0].start))


def _deals(scene: Scene, series: list[Role], holders: list[Place], dets: set[str]) -> bool:
    """Say whether a customer, investor, partner or rival without a word on whose it is must be that of the firm spoken of.

    `Customers include Acme and Beta`; `the client was Acme`; `Acme was also an investor`; `Acme, the older rival, grew`;
    `faster than rival Acme`; `with customers such as Acme`; `existing investors Acme and Beta joined`.
    """
    role, head = series[-1], scene.doc[series[-1].head]
    relation = next(e.relation for e in role.expressions if e.relation in DEALINGS)
    if scene.types(holders[0])[0] in {"Person", "Product"} or any(c.dep_ == "relcl" for c in head.children):
        return False
    if head.dep_ == "nsubj" and head.head.lemma_ in {"include", "be"}:
        return dets <= {"its"} if head.tag_ == "NNS" else dets == {"the"} and holders[0].start >= role.end
    if head.dep_ == "attr" and head.head.lemma_ == "be":
        return bool(dets) and dets <= {"a", "an"}
    if holders[0].end <= role.start:  # "Acme, now a rival,"
        return head.dep_ == "appos" and scene.doc[head.head.i].i in scene.at and bool(dets) and dets <= {"a", "an", "the"}
    if dets:
        return False
    modifiers = {scene.doc[i].lower_ for i in range(series[0].start, role.head)}
    if holders[0].start == role.end or relation == INVESTS:
        return relation == RIVALRY or (relation == INVESTS and bool(modifiers & REPEATED))
    first = head.sent.start
    here = any(first <= p.start < role.start and scene.fits(p, ("Organization",)) for p in scene.places)
    return head.tag_ == "NNS" and (here or relation == RIVALRY)  # "Banks lose customers such as Acme" is of no one named


def _is_of_others(scene: Scene, holders: list[Place]) -> bool:
    """Say whether words behind a name say where the person is from: `spokesman Bob Noyce of Acme`."""
    return any(p.end < len(scene.doc) and scene.doc[p.end].lower_ in {"of", "at", "from", "with"} for p in holders)


def _as_first(scene: Scene, role: Role) -> tuple[list[Place], Status | None]:
    """Return the holder of the role that this one is coordinated with: `she was editor at Acme and host of Gamma`."""
    head = scene.doc[role.head]
    as_verb = head.dep_ == "dobj" and head.head.tag_ == "VBG" and head.head.i == role.start - 1 and head.head.dep_ == "conj"
    first = first_conjunct(head.head if as_verb else head)  # "president and founding chief executive"
    if first.i == role.head:
        return [], None
    former = scene.lexicon.words("formerWords")
    ended: Status | None = (
        "former" if any(t.lower_ in former for t in scene.doc[max(first.sent.start, first.i - 5) : first.i]) else None
    )
    if first.lemma_ == "be" or (as_verb and first.pos_ == "VERB"):  # "Ada is an engineer, and the chief executive of Acme"
        return subjects(scene, first)[0], ended
    holders, status = holders_of(scene, Role(first.i, first.i + 1, first.i, (), True))
    return holders, ended or status


def _first(found: Iterator[tuple[list[Place], Status | None]]) -> tuple[list[Place], Status | None]:
    return next((one for one in found if one[0]), ([], None))


def _series(scene: Scene) -> Iterator[list[Role]]:
    """Yield roles that one person has at once, together: `co-founder and CEO`."""
    series: list[Role] = []
    for role in find_roles(scene):
        between = scene.doc.text_of(series[-1].end, role.start).strip() if series else ""
        if series and (between in {"and", "&", ",", "/", ", and", "-"} or (between == "" and series[-1].end == role.start)):
            series.append(role)
            continue
        if series:
            yield series
        series = [role]
    if series:
        yield series
