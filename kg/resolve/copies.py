"""Decides which articles are the same story twice, and which of them is the origin. Never looks at who is who.

Two articles are copies when their texts are identical, or when, headline, captions and bios left out, at least `SHARED_WORDING` of
the shorter one's sequences of four words and `SHARED_PARTICULARS` of its names and figures stand in the longer one. MinHash with
locality-sensitive hashing (https://github.com/beowolx/rensa) proposes the pairs, over whole texts and over their first words (a
reprint is cut at its end), so that the time grows with the number of articles and not with that of pairs; every proposal is then
counted exactly. The second condition keeps apart what one template made: its wording agrees and its particulars do not.

Measured on 20 news articles and 2,707 web documents of 30 words or more: of 3.7 million pairs one was taken for a copy that is
none (two pages of one site that are mostly navigation). Of 320 of them reprinted under another headline, all were found with up to
10 % of the plain words edited, 99 % with 15 %; with 5 % edited, 99 % when cut to half, 95 % when cut to 30 %, 86 % when cut to a
fifth. Of 320 made over by replacing names and figures, none was. `tests/benchmarks/copies.py` measures the bundled articles,
and the time: 0.3 ms an article among 20,000, 0.6 ms among 80,000.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rensa import RMinHash, RMinHashLSH

from kg.model import Article, name_key

WORDS_TOGETHER = 4
SHARED_WORDING = 0.5
SHARED_PARTICULARS = 0.8
SHORTEST = 30  # words: below that only identical texts are copies
LEAD = 64  # words at the beginning that have an index of their own
HASHES, BANDS = 96, 32  # proposes 88 % of the pairs with a Jaccard similarity of 0.4, 98.6 % at 0.5, all but 1 in 1,000 at 0.6
HARDLY_ALIKE = 0.2  # estimated similarity of whole texts below which a proposal is a page's furniture that both have
SEED = 1
CREDIT_LINES = 3  # lines at the beginning in which a dateline may credit an agency
LONGEST_CREDIT = 400  # characters of a line that credits the outlet it was taken from

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_NOT_COMPARED = frozenset({"title", "caption", "credit", "bio"})
_REPRINTED = re.compile(
    r"(?i)\b(?:(?:originally|first)\s+(?:appeared|published|posted|ran|reported|written|released)|(?:appeared|published|ran)\s+(?:originally|first)"
    r"|re-?(?:published|printed|posted|produced)|syndicated|courtesy\s+of|with\s+permission|source\s*:|via\s*:)"
)
_DATELINE = "^.{{0,60}}?(?:\\(|^){name}(?:\\)|\\s)\\s*[-–—:]"


def find_copies(articles: Iterable[Article], outlets: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the key of the origin for the key of every article that is a copy of another one; an origin is no copy itself.

    The origin is the article of the outlet that most of the copies credit, else the earliest published; articles without a date
    come last, and those of one day go by their key. `outlets` gives the names that the outlet of an article (by its key) goes by.
    The order of the articles does not matter.
    """
    stories: dict[int, list[Article]] = defaultdict(list)
    index = _Index()
    for article in sorted({article.key: article for article in articles}.values(), key=_rank):
        stories[index.first_of_its_story(article)].append(article)
    origin_of: dict[str, str] = {}
    for story in stories.values():
        if len(story) > 1:
            origin = _origin(story, outlets)
            origin_of |= {article.key: origin.key for article in story if article is not origin}
    return origin_of


def _rank(article: Article) -> tuple[bool, str, str]:
    return article.published is None, article.published or "", article.key


@dataclass(slots=True)
class _Index:
    """The first article of every story met so far, found again by its text, its wording or the wording of its beginning."""

    firsts: list[Article] = field(default_factory=list)
    sketches: dict[int, RMinHash] = field(default_factory=dict)
    identical: dict[str, int] = field(default_factory=dict)
    whole: RMinHashLSH = field(default_factory=lambda: RMinHashLSH(threshold=SHARED_WORDING, num_perm=HASHES, num_bands=BANDS))
    lead: RMinHashLSH = field(default_factory=lambda: RMinHashLSH(threshold=SHARED_WORDING, num_perm=HASHES, num_bands=BANDS))

    def first_of_its_story(self, article: Article) -> int:
        """Return the place in `firsts` of the story's first article; this one takes a new place where it tells a new story."""
        if (known := self.identical.get(article.sha256)) is not None:
            return known
        words = _words(article)
        if len(words) < SHORTEST:
            found = self._add(article)
        else:
            whole, lead = _sketch(words), _sketch(words[:LEAD])
            similar = {place for place in self.whole.query(whole) if self.sketches[place].jaccard(whole) >= HARDLY_ALIKE}
            proposed = sorted(similar.union(self.lead.query(lead)))
            first = next((place for place in proposed if _agree(_words(self.firsts[place]), words)), None)
            found = self._add(article, whole, lead) if first is None else first
        self.identical[article.sha256] = found
        return found

    def _add(self, article: Article, whole: RMinHash | None = None, lead: RMinHash | None = None) -> int:
        place = len(self.firsts)
        self.firsts.append(article)
        if whole and lead:
            self.sketches[place] = whole
            self.whole.insert(place, whole)
            self.lead.insert(place, lead)
        return place


def _body(article: Article) -> str:
    """Return the text without its headline, captions, credits and bios: those differ between reprints."""
    parts, start = [], 0
    for passage in sorted(article.passages):
        if passage.kind in _NOT_COMPARED:
            parts.append(article.text[start : passage.span.start])
            start = max(start, passage.span.end)
    return "".join([*parts, article.text[start:]])


def _words(article: Article) -> list[str]:
    return _WORD.findall(_body(article))


def _sequences(words: Sequence[str]) -> list[str]:
    small = [word.casefold() for word in words]
    return [" ".join(small[start : start + WORDS_TOGETHER]) for start in range(max(1, len(small) - WORDS_TOGETHER + 1))]


def _sketch(words: Sequence[str]) -> RMinHash:
    sketch = RMinHash(num_perm=HASHES, seed=SEED)
    sketch.update(_sequences(words))
    return sketch


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return (
        _shared(set(_sequences(one)), set(_sequences(other))) >= SHARED_WORDING
        and _shared(_particulars(one), _particulars(other)) >= SHARED_PARTICULARS
    )


def _shared(one: set[str], other: set[str]) -> float:
    """Return the share of the smaller set that is in the other one; nothing missing where there is nothing."""
    return len(one & other) / min(len(one), len(other)) if one and other else 1.0


def _particulars(words: Sequence[str]) -> set[str]:
    """Return the words that tell one story from another of its kind: names (never written small in this text) and figures."""
    told = {word.casefold() for word in words if word[0].isupper() or any(letter.isdigit() for letter in word)}
    return told - {word for word in words if word.islower() and word.isalpha()}


def _origin(story: Sequence[Article], outlets: Mapping[str, Sequence[str]]) -> Article:
    """Return the article of the outlet that most of the others credit, else the first of the story."""
    by_outlet: dict[str, Article] = {}
    names: dict[str, set[str]] = defaultdict(set)
    for article in story:
        if article.publisher:
            outlet = name_key(article.publisher)
            by_outlet.setdefault(outlet, article)
            names[outlet] |= {article.publisher, *outlets.get(article.key, ())}
    credited = Counter(
        outlet
        for article in story
        for outlet, called in names.items()
        if outlet != name_key(article.publisher or "") and _credits(article, called)
    )
    if not credited:
        return story[0]
    return min((by_outlet[outlet] for outlet in credited), key=lambda one: (-credited[name_key(one.publisher or "")], _rank(one)))


def _credits(article: Article, names: Iterable[str]) -> bool:
    """Say whether an article names an outlet as the one it was taken from: as byline, in its dateline or in a line that says so."""
    called = sorted(names)
    if {name_key(byline) for byline in article.bylines} & {name_key(name) for name in called}:
        return True
    lines = [line.strip() for line in _body(article).split("\n") if line.strip()]
    either = f"(?:{'|'.join(re.escape(name) for name in called)})"
    if any(re.search(_DATELINE.format(name=either), line) for line in lines[:CREDIT_LINES]):
        return True
    return any(
        len(line) <= LONGEST_CREDIT and _REPRINTED.search(line) and re.search(rf"(?<!\w){either}(?!\w)", line) for line in lines
    )
