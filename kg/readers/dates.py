"""The day an article was published and last changed. Never takes a change for the publication."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Iterable, Iterator

from htmldate import find_date

from kg.readers.jsonld import strings
from kg.readers.markup import Page, marks_of, words_of
from kg.readers.words import MONTH, MONTHS

EARLIEST = datetime.date(1990, 1, 1)
LONGEST_DATE = 120  # characters of an element that shows a date

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2]|[1-9](?=[-/. ]))[-/. ]?(0[1-9]|[12]\d|3[01]|[1-9](?!\d))(?=\D|$)")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_MONTH_DAY = re.compile(rf"(?i)\b({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)")
_DAY_MONTH = re.compile(rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+({MONTH})\.?,?[\s-]+((?:19|20)\d\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?:/|$)")
_DATE_MARK = re.compile(r"(?i)date|time|publish|posted|byline|meta")
_UTC = re.compile(r"(?:Z|[+-]00:?00)$", re.I)
_UPDATED = re.compile(r"(?i)\b(?:up-?dated|modified|last\s+changed|edited|corrected)\b|dateModified")

PUBLISHED_META = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "pub_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published-date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "displaydate",
    "originalpublicationdate",
    "article_date_original",
    "rnews:datepublished",
    "ptime",
    "datecreated",
    "dc.date.created",
    "date",
)
MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "datemodified",
)


def published(page: Page) -> str | None:
    """Return the ISO day of publication as markup states it, corrected to the day that the page displays; None when unknown."""
    shown = list(_shown(page))
    stated = [text for article in page.articles for text in strings(article.get("datePublished"))]
    stated += page.metas(*PUBLISHED_META)
    for text in stated:
        if day := read_day(text):
            return _as_displayed(day, text, shown).isoformat()
    if shown:
        return shown[0].isoformat()
    if any(article.get("dateCreated") for article in page.articles):
        for article in page.articles:
            for text in strings(article.get("dateCreated")):
                if day := read_day(text):
                    return day.isoformat()
    return _found(page)


def modified(page: Page) -> str | None:
    """Return the ISO day of the last stated change; None when the page states none."""
    stated = [text for article in page.articles for text in strings(article.get("dateModified"))] + page.metas(*MODIFIED_META)
    days = (read_day(text) for text in stated)
    return next((day.isoformat() for day in days if day), None)


def read_day(text: str) -> datetime.date | None:
    """Return the day that a date text gives: ISO 8601, English month names, or numbers (month first if it can be)."""
    if match := _COMPACT.search(text) or _ISO.search(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH_DAY.search(re.sub(r"(?<=(?:19|20)\d\d)(?=\d{1,2}:)", " ", text)):
        return _day(int(match[3]), MONTHS[match[1].casefold()], int(match[2]))
    if match := _DAY_MONTH.search(text):
        return _day(int(match[3]), MONTHS[match[2].casefold()], int(match[1]))
    if match := _NUMERIC.search(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        return _day(year, second, first) if first > 12 else _day(year, first, second)
    return None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return None
    return found if found >= EARLIEST else None


def _as_displayed(day: datetime.date, text: str, shown: Iterable[datetime.date]) -> datetime.date:
    """Return the displayed neighbour of a day given in UTC: late evening in New York is the next day in Greenwich."""
    if not _UTC.search(text.strip()):
        return day
    near = [one for one in shown if abs((one - day).days) <= 1]
    return day if not near or day in near else near[0]


def _shown(page: Page) -> Iterator[datetime.date]:
    """Yield the days that address and page display as publication, in that order."""
    if page.url and (match := _URL_DATE.search(page.url)) and (day := _day(*map(int, match.groups()))):
        yield day
    for element in page.own:
        dated = element.tag == "time" or "datePublished" in (element.get("itemprop") or "")
        if not dated and not _DATE_MARK.search(element.get("class") or ""):
            continue
        words = words_of(element)
        parent = element.getparent()
        context = f"{words} {marks_of(element)} {marks_of(parent) if parent is not None else ''}"
        if len(words) > LONGEST_DATE or _UPDATED.search(context):
            continue
        day = read_day(words) or read_day(element.get("datetime") or element.get("content") or "")
        if day:
            yield day


def _found(page: Page) -> str | None:
    """Return the day that a search of the whole page finds; a bare year and the day of a change are not it."""
    try:
        day = find_date(copy.deepcopy(page.tree), original_date=True, url=page.url, min_date=EARLIEST.isoformat())
    except (ValueError, TypeError, RecursionError):
        return None
    return day if day and not day.endswith("-01-01") and day != modified(page) else None
