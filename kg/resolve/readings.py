"""What each article calls each thing, and what it says beside it: the material of every decision who is who."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Article, Cluster, Extraction, Reference, name_key
from kg.ontology import KnownName, Ontology
from kg.resolve.names import Names, plain, words_of

# Whatever may share its name with its maker: "a company and its product of one name" is one entity.
_ONE_FAMILY = {"Product": "Organization"}
_APART = ("Person", "Topic")
_NEAR = 60  # characters beside a name in which a trade is said of it
_BETWEEN = 90  # characters between two names of which a phrase says that they are not one
_GENERIC = re.compile(r"[A-Z0-9]")

Tie = tuple[str, str, str]
"""What a claim says of a thing: relation, which end it is (`s` or `o`), and the key of the other end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article calls one thing; `key` is its normalised name, `families` the kinds it can be one with.

    `ties` are what claims say of it, `trades` what line of business the text gives it, `size` how much of the graph hangs on it.
    """

    reference: Reference
    date: str
    name: str
    types: tuple[str, ...]
    families: tuple[str, ...]
    key: str
    aliases: tuple[str, ...]
    alias_keys: tuple[str, ...]
    ties: frozenset[Tie]
    trades: frozenset[str]
    outlet: str
    size: int

    @property
    def article(self) -> str:
        """Return the key of the article."""
        return self.reference[0]


@dataclass(slots=True)
class Readings:
    """All readings, the names that stand in each article, and the pairs of readings that a text says are not one."""

    all: list[Reading] = field(default_factory=list)
    beside: dict[str, frozenset[str]] = field(default_factory=dict)
    denied: set[frozenset[Reference]] = field(default_factory=set)


def family(name: str, ontology: Ontology) -> str:
    """Return the topmost class above a class: types of one family can be types of one thing."""
    while name in ontology.classes and ontology.classes[name].parents:
        name = ontology.classes[name].parents[0]
    return _ONE_FAMILY.get(name, name)


def families_of(types: Sequence[str], ontology: Ontology) -> tuple[str, ...]:
    """Return the families of a thing's types; a person and a topic is nothing else beside."""
    families = tuple(dict.fromkeys(family(name, ontology) for name in types))
    if families[0] in _APART:
        return families[:1]
    return tuple(one for one in families if one not in _APART)


def key_of(name: str, types: Sequence[str], names: Names, ontology: Ontology) -> str:
    """Return the normalised name of a thing of these types."""
    if types[0] == "Person":
        return names.person(name).key
    return names.organization(name, legal=ontology.is_a(types[0], "Organization") if types[0] in ontology.classes else False)


def read_all(
    extractions: Sequence[Extraction], known: Mapping[str, Sequence[KnownName]], names: Names, ontology: Ontology
) -> Readings:
    """Return the readings of all articles, in the order of the articles."""
    trades = _Trades.of(ontology)
    denying = _phrases(ontology.words.get("denyingSameness", ()))
    found = Readings()
    for extraction in extractions:
        own = list(_of_article(extraction, known, trades, names, ontology))
        found.all += own
        found.beside[extraction.article.key] = frozenset(reading.key for reading in own)
        if denying and denying.search(extraction.article.text):
            found.denied |= set(_denied(extraction, denying))
    return found


def _of_article(
    extraction: Extraction, known: Mapping[str, Sequence[KnownName]], trades: _Trades, names: Names, ontology: Ontology
) -> Iterator[Reading]:
    """Yield what one article names: its clusters, its publisher, and its bylines."""
    article = extraction.article
    date = article.published or ""
    outlet = name_key(article.publisher) if article.publisher else ""
    keys = {cluster.id: key_of(cluster.name, cluster.types, names, ontology) for cluster in extraction.clusters}
    ties: dict[str, set[Tie]] = {}
    size: dict[str, int] = {}
    for claim in extraction.claims:
        if claim.subject in keys and claim.object in keys:
            size[claim.subject] = size.get(claim.subject, 0) + 1
            size[claim.object] = size.get(claim.object, 0) + 1
            if claim.status in ("current", "former"):
                ties.setdefault(claim.subject, set()).add((claim.relation, "s", keys[claim.object]))
                ties.setdefault(claim.object, set()).add((claim.relation, "o", keys[claim.subject]))
    trading = trades.said_in(article.text)

    def reading(reference: str, name: str, types: tuple[str, ...], aliases: Sequence[str], cluster: Cluster | None) -> Reading:
        key = key_of(name, types, names, ontology)
        named = (alias for alias in aliases if alias != name and _GENERIC.search(alias))
        alias_keys = tuple(sorted({key_of(alias, types, names, ontology) for alias in named} - {key}))
        return Reading(
            reference=(article.key, reference),
            date=date,
            name=name,
            types=types,
            families=families_of(types, ontology),
            key=key,
            aliases=tuple(aliases),
            alias_keys=alias_keys,
            ties=frozenset(ties.get(reference, ())),
            trades=trades.of_cluster(cluster, article) if trading and cluster else frozenset(),
            outlet="" if cluster else outlet,
            size=1 + size.get(reference, 0),
        )

    for cluster in extraction.clusters:
        yield reading(cluster.id, cluster.name, cluster.types, cluster.aliases, cluster)
    if article.publisher:
        yield reading("publisher", article.publisher, ("MediaOutlet",), (), None)
    for n, byline in enumerate(article.bylines):
        # A byline may be a news agency or the outlet itself.
        key = names.organization(byline)
        own = article.publisher is not None and key == names.organization(article.publisher)
        agency = any(ontology.fits(one.types, ("MediaOutlet",)) for one in known.get(key, ()))
        yield reading(f"byline:{n}", byline, ("MediaOutlet" if own or agency else "Person",), (), None)


def known_by_key(ontology: Ontology, names: Names) -> dict[str, tuple[KnownName, ...]]:
    """Return the known names under every normalised name they go by; those whose main name it is come first."""
    found: dict[str, dict[str, KnownName]] = {}
    for one in sorted(ontology.known, key=lambda one: one.iri):
        for name in (one.name, *one.aliases):
            found.setdefault(key_of(name, one.types, names, ontology), {})[one.iri] = one
    return {
        key: tuple(sorted(ones.values(), key=lambda one: (key_of(one.name, one.types, names, ontology) != key, one.iri)))
        for key, ones in found.items()
    }


def _phrases(words: Iterable[str]) -> re.Pattern[str] | None:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?i)\b(?:{alternatives})\b") if alternatives else None


def _denied(extraction: Extraction, denying: re.Pattern[str]) -> Iterator[frozenset[Reference]]:
    """Yield the pairs of clusters of which a phrase between their names says that they are not one."""
    article = extraction.article
    spans = sorted((mention.span, cluster.id) for cluster in extraction.clusters for mention in cluster.mentions)
    for phrase in denying.finditer(article.text):
        before = [(span, id_) for span, id_ in spans if span.end <= phrase.start() and phrase.start() - span.end <= _BETWEEN]
        after = [(span, id_) for span, id_ in spans if span.start >= phrase.end() and span.start - phrase.end() <= _BETWEEN]
        if before and after and before[-1][1] != after[0][1]:
            apart = article.text[before[-1][0].end : after[0][0].start]
            if "\n" not in apart and ". " not in apart:
                yield frozenset({(article.key, before[-1][1]), (article.key, after[0][1])})


@dataclass(frozen=True, slots=True)
class _Trades:
    """The trades of the ontology: which phrase says which, and the pattern that finds any of them."""

    of_phrase: Mapping[str, str]
    pattern: re.Pattern[str] | None

    @staticmethod
    def of(ontology: Ontology) -> _Trades:
        phrases = {
            phrase.strip(): line.split("=")[0].strip()
            for line in sorted(ontology.words.get("trades", ()))
            for phrase in line.split("=")
        }
        return _Trades(phrases, _phrases(phrases))

    def said_in(self, text: str) -> bool:
        return self.pattern is not None and self.pattern.search(text) is not None

    def of_cluster(self, cluster: Cluster, article: Article) -> frozenset[str]:
        """Return the trades that the text gives one thing: right before its name, in an apposition, or in a noun for it."""
        if self.pattern is None or cluster.types[0] in _APART:
            return frozenset()
        found: set[str] = set()
        text = article.text
        for mention in cluster.mentions:
            if mention.kind == "nominal":
                found |= self._in(mention.span.of(text))
            elif mention.kind == "name":
                before = re.split(r"[.;:,\n]", text[max(0, mention.span.start - _NEAR) : mention.span.start])[-1].rstrip()
                found |= {trade for phrase, trade in self.of_phrase.items() if before.casefold().endswith(phrase)}
                after = re.match(r",? (?:is |was )?(?:a|an|the) ([^.;,\n]*)", text[mention.span.end : mention.span.end + _NEAR])
                if after:
                    found |= self._in(re.split(r"\b(?:of|for|that|which|who|with|from|in|and)\b", after[1])[0])
        return frozenset(found)

    def _in(self, words: str) -> set[str]:
        return {self.of_phrase[hit.casefold()] for hit in self.pattern.findall(words)} if self.pattern else set()


def trades_in_name(known: KnownName, ontology: Ontology) -> frozenset[str]:
    """Return the trades that a known name's own names say, blanks aside: `Delta Air Lines` is an airline."""
    squeezed = ["".join(words_of(plain(name))) for name in (known.name, *known.aliases)]
    return frozenset(
        line.split("=")[0].strip()
        for line in ontology.words.get("trades", ())
        for phrase in line.split("=")
        if any("".join(phrase.split()) in name for name in squeezed)
    )
