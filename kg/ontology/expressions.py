"""The one-line forms in which the ontology says how text expresses a relation.

acquire|buy              X acquires Y
take+over                X took Y over
invest in|into           X invested in Y
file [lawsuit|suit] against   X filed a lawsuit against Y
launch <Organization>    only for objects of that class
leave; former            the words alone settle the status
"""

from __future__ import annotations

import re

from kg.model import ARTICLE_STATUSES
from kg.ontology.vocabulary import Expression, Shape

_WORD = r"[^\W_]+(?:[-'’.][^\W_]+)*\.?"
_ALTERNATIVES = rf"{_WORD}(?:\|{_WORD})*"
_ONLY = r"(?:\s*<(?P<exactly>just )?(?P<only>[A-Za-z]+)>)?"
_STATUS = _ONLY + r"(?:\s*;\s*(?P<status>[a-z]+))?"
_VERB = re.compile(
    rf"(?:<(?P<subject>[A-Za-z]+)>\s+)?(?P<words>{_ALTERNATIVES})(?:\+(?P<particle>{_WORD}))?(?:\s+\[(?P<nouns>{_ALTERNATIVES})\])?"
    rf"(?:\s+(?P<prepositions>{_ALTERNATIVES}))?{_STATUS}"
)
_EVENT = re.compile(rf"(?P<words>{_ALTERNATIVES})\s+(?P<prepositions>{_ALTERNATIVES}){_STATUS}")
_ROLE = re.compile(rf"(?P<words>{_WORD}(?:\s+{_WORD})*){_STATUS}")
_PLAIN = re.compile(rf"(?P<words>{_ALTERNATIVES}){_STATUS}")

FORMS: dict[Shape, re.Pattern[str]] = {
    "verb": _VERB,
    "verbInverse": _VERB,
    "eventNoun": _EVENT,
    "eventNounInverse": _EVENT,
    "roleNoun": _ROLE,
    "roleNounInverse": _ROLE,
    "roleHead": _ROLE,
    "participle": _PLAIN,
    "participleInverse": _PLAIN,
    "adposition": _PLAIN,
}


def parse_expression(relation: str, shape: Shape, line: str) -> Expression:
    """Return the expression that a one-line form writes down.

    Raises ValueError with what is wrong when the line does not have the form of its shape.
    """
    match = FORMS[shape].fullmatch(line.strip())
    if match is None:
        raise ValueError(f'"{line}" is not a {shape} expression')
    groups = match.groupdict()
    status = groups["status"]
    if status is not None and status not in ARTICLE_STATUSES:
        raise ValueError(f'"{line}" has the unknown status "{status}"; known are {", ".join(ARTICLE_STATUSES)}')

    def alternatives(name: str) -> tuple[str, ...]:
        return tuple(groups[name].split("|")) if groups.get(name) else ()

    return Expression(
        relation=relation,
        shape=shape,
        words=alternatives("words"),
        particle=groups.get("particle"),
        nouns=alternatives("nouns"),
        prepositions=alternatives("prepositions"),
        only=groups["only"],
        exactly=bool(groups["exactly"]),
        only_subject=groups.get("subject"),
        status=next((known for known in ARTICLE_STATUSES if known == status), None),
    )
