"""Says in words why two things are or are not one: the links between them, or what speaks against it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from kg.model import Reference
from kg.resolve.identity import Judged
from kg.resolve.ledger import name_of
from kg.resolve.rulings import Ruling, in_words
from kg.resolve.scoring import ACCEPTED, Verdict, veto


def why(judged: Judged, ones: Iterable[Reference], others: Iterable[Reference]) -> list[str]:
    """Return lines that say whether the readings `ones` and `others` are one entity, and why."""
    sense_at = {reading.reference: n for n, sense in enumerate(judged.senses) for reading in sense.readings}
    mine, theirs = ({sense_at[reference] for reference in references} for references in (ones, others))
    roots = judged.joined.root_of
    if {roots[n] for n in mine} & {roots[n] for n in theirs}:
        return ["They are one.", *_chain(judged, mine, theirs)]
    return ["They are two.", *_against(judged, mine, theirs)]


def in_score(verdict: Verdict) -> str:
    """Return a score with its reasons."""
    return f"{verdict.score:.2f} ({', '.join(verdict.reasons)})"


def _chain(judged: Judged, mine: set[int], theirs: set[int]) -> Iterator[str]:
    """Yield the links from one to the other, the fewest there are."""
    senses = judged.senses
    both = mine & theirs
    if both:
        for n in sorted(both):
            if len(senses[n].articles) > 1:
                yield f"  {name_of(senses[n])}: {senses[n].reason} in {len(senses[n].articles)} articles"
    neighbours: dict[int, list[int]] = {}
    for one, other in judged.joined.accepted:
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
    came: dict[int, int | None] = dict.fromkeys(sorted(mine))
    queue = deque(came)
    links: dict[tuple[int, int], None] = {}
    while queue:
        at = queue.popleft()
        if at in theirs - mine:
            step: int | None = at
            while step is not None and (before := came[step]) is not None:
                links[min(before, step), max(before, step)] = None
                step = before
        for other in sorted(neighbours.get(at, ())):
            if other not in came:
                came[other] = at
                queue.append(other)
    if mine == theirs:
        links = dict.fromkeys(pair for pair in sorted(judged.joined.accepted) if pair[0] in mine)
    for one, other in sorted(links):
        yield f"  {name_of(senses[one])} = {name_of(senses[other])}: {in_score(judged.joined.accepted[one, other])}"


def _against(judged: Judged, mine: set[int], theirs: set[int]) -> Iterator[str]:
    senses, joined = judged.senses, judged.joined
    pairs = [(min(a, b), max(a, b)) for a in sorted(mine) for b in sorted(theirs)]
    said = False
    for one, other in pairs:
        names = f"  {name_of(senses[one])} / {name_of(senses[other])}: "
        if reason := joined.forbidden.get((one, other)):
            yield names + reason
            said = True
        elif verdict := joined.doubtful.get((one, other)):
            yield f"{names}{in_score(verdict)}, and it takes {ACCEPTED:.2f}"
            said = True
    if not said:
        one, other = pairs[0]
        reason = veto(senses[one], senses[other], judged.around.names)
        yield f"  {name_of(senses[one])} / {name_of(senses[other])}: {reason or 'nothing in the two names says that they are one'}"


def describe(ruling: Ruling, path: str) -> str:
    """Return a ruling in words, with its place in the file, who, when and why."""
    said = ", ".join(part for part in (ruling.by, ruling.date) if part)
    why_so = f": {ruling.why}" if ruling.why else ""
    return f"ruling {ruling.id} ({path}, line {ruling.line}): {in_words(ruling)}{f' [{said}]' if said else ''}{why_so}"
