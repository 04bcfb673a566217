"""Reads off when a claim holds, as far as the text says: `in 2014`, `since March`, `until last year`."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from kg.extract.document import Stretch, Token
from kg.extract.frames import Reading
from kg.extract.language import lemma
from kg.extract.scene import Scene
from kg.model import Date, Status, Validity

MONTHS = {name.casefold(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.casefold(): n for n, name in enumerate(calendar.month_abbr) if name
}
WEEKDAYS = {name.casefold(): n for n, name in enumerate(calendar.day_name)}
_DAY = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<year>(?:19|20)\d\d))?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})\.?(?:,?\s+(?P<year>(?:19|20)\d\d))?")
_MONTH = re.compile(r"(?:(?:early|mid|late)[- ])?(?P<month>[A-Za-z]{3,9})\.?(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?")
_YEAR = re.compile(r"(?:(?:early|mid|late)[- ])?(?P<year>(?:19|20)\d\d)")


def parse_date(words: str, published: date | None, ahead: bool = False) -> Date | None:
    """Return the date that words name, the first day of a month or year; None for what is no date, as `two years`.

    Words that leave the year open, and `last year`, are read relative to `published`: the nearest such day before it, or after it
    if `ahead`.
    """
    text = re.sub(r"^(the|in|on|since|until|by)\s+", "", words.strip().casefold())
    if match := _YEAR.fullmatch(text):
        return Date(f"{match['year']}-01-01", "year")
    for pattern in (_DAY, _DAY_FIRST, _MONTH):
        match = pattern.fullmatch(text)
        if match and match["month"] in MONTHS:
            return _calendar_date(match.groupdict(), published, ahead)
    return _relative(text, published, ahead) if published else None


def _calendar_date(parts: dict[str, str | None], published: date | None, ahead: bool) -> Date | None:
    month, day = MONTHS[str(parts["month"])], int(parts.get("day") or 1)
    if parts.get("year"):
        year = int(str(parts["year"]))
    elif published is not None:
        later = (month, day) > (published.month, published.day)
        year = published.year - (later and not ahead) + (not later and ahead)
    else:
        return None
    try:
        return Date(date(year, month, day).isoformat(), "day" if parts.get("day") else "month")
    except ValueError:
        return None


def _relative(text: str, published: date, ahead: bool) -> Date | None:
    shift = {"last": -1, "this": 0, "next": 1, "earlier this": 0, "later this": 0}
    if match := re.fullmatch(r"(last|this|next|earlier this|later this) (year|month|week)", text):
        steps = shift[match[1]]
        if match[2] == "year":
            return Date(f"{published.year + steps}-01-01", "year")
        if match[2] == "month":
            months = published.year * 12 + published.month - 1 + steps
            return Date(f"{months // 12}-{months % 12 + 1:02}-01", "month")
        return None
    if text in {"today", "yesterday", "tomorrow", "this morning", "this afternoon"}:
        days = {"yesterday": -1, "tomorrow": 1}.get(text, 0)
        return Date((published + timedelta(days)).isoformat(), "day")
    if text in WEEKDAYS:
        back = (published.weekday() - WEEKDAYS[text]) % 7
        return Date((published + timedelta(7 - back if ahead and back else -back)).isoformat(), "day")
    return None


def validity_of(scene: Scene, reading: Reading, status: Status, published: date | None) -> Validity:
    """Return when a reading holds: since, until or at the date that its own clause names, where it names just one of a kind."""
    trigger = scene.doc[reading.trigger]
    dates = [e for e in trigger.sent.ents if e.label_ == "DATE" and _belongs(e, trigger)]
    since = until = at = None
    starts = lemma(trigger) in scene.lexicon.words("startingVerbs") | scene.lexicon.words("appointingVerbs") | {"hire", "join"}
    for entity in dates:
        found = parse_date(entity.text, published, ahead=status == "planned")
        if found is None:
            continue
        before = entity.root.head.lower_ if entity.root.dep_ == "pobj" else ""
        if before == "since":
            since = since or found
        elif before in {"until", "till", "through"}:
            until = until or found
        elif before == "from" or (
            scene.lexicon.ontology.relations[reading.relation].kind == "state" and starts and status == "current"
        ):
            since = since or found
        else:
            at = at or found
    if since and until and since.day > until.day:
        return Validity()
    return Validity(since, until, at if not (since or until) else None)


def _belongs(entity: Stretch, trigger: Token) -> bool:
    """Say whether the date hangs from the trigger itself or from the verb that the trigger completes."""
    token = entity.root
    allowed = {trigger.i}
    if trigger.dep_ in {"attr", "oprd", "dobj", "pobj"}:
        allowed.add(trigger.head.i)
        if trigger.dep_ == "pobj":
            allowed.add(trigger.head.head.i)
    for _ in range(4):
        if token.i in allowed:
            return True
        if token.dep_ not in {"pobj", "prep", "npadvmod", "advmod", "nmod", "compound", "pcomp", "nummod"}:
            return False
        token = token.head
    return False
