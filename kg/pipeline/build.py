"""Builds a graph folder: reads, extracts what is new, and makes the graph from all its articles. `remove` is its reverse."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePath
from typing import Literal

from kg.errors import KgError, SourceError
from kg.graph import GraphFolder
from kg.model import STANDARD, Article, Engine, content_id
from kg.ontology import Ontology, load_ontology
from kg.pipeline.derive import Derived, derive
from kg.pipeline.extraction import articles_of
from kg.pipeline.lock import locked
from kg.pipeline.progress import Progress, silent
from kg.readers import READERS
from kg.readers.sources import Found, find

Fate = Literal["added", "replaced", "unchanged"]


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build or a removal did (`added` to `failures`), and what the graph holds now; None when nothing was done."""

    added: int
    replaced: int
    unchanged: int
    removed: int
    not_english: int
    failures: tuple[KgError, ...]
    graph: Derived | None
    seconds: float


@dataclass(slots=True)
class _Tally:
    """What has happened so far; by stem, what became of each article, its language, and its standing among those of one key."""

    fates: dict[str, Fate] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    standings: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    removed: int = 0
    failures: list[KgError] = field(default_factory=list)
    start: float = field(default_factory=time.monotonic)

    def summary(self, graph: Derived | None) -> BuildSummary:
        fates = Counter(self.fates.values())
        return BuildSummary(
            added=fates["added"],
            replaced=fates["replaced"],
            unchanged=fates["unchanged"],
            removed=self.removed,
            not_english=sum(language != "en" for language in self.languages.values()),
            failures=tuple(self.failures),
            graph=graph,
            seconds=time.monotonic() - self.start,
        )


def build(
    sources: Iterable[str],
    path: Path,
    *,
    fresh: bool = False,
    ontologies: Sequence[Path] = (),
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
    store: str | None = None,
    engine: Engine = STANDARD,
    on_progress: Progress = silent,
) -> BuildSummary:
    """Return what reading the sources into the graph folder at `path` did; sources that fail are part of it.

    An article replaces the former one of its key, and is not read again when neither it nor the extractor has changed. `fresh`
    leaves nothing else in the folder but people's rulings. When no source can be read nothing is touched. A build that is killed
    leaves the former graph as it was, and the next one completes it. Addresses within private networks are fetched only if that is
    allowed; `columns` says what exports call an article's fields. A remote `store` is brought up to date with the graph.
    Raises GraphError, OntologyError for the user's terms, and ModelError for an `engine` that cannot be loaded.
    """
    ontology = load_ontology(*ontologies)
    tally = _Tally()
    articles = articles_of(sources, tally.failures, columns, allow_private=allow_private)
    first = next(articles, None)
    if first is None:
        return tally.summary(None)
    from kg.extract import load_extractor

    folder = GraphFolder.create(path)
    with locked(folder):
        on_progress("loading the language model", 0)
        extractor = load_extractor(ontology, engine)
        changed = _changed(chain([first], articles), folder, extractor.version, fresh, tally)
        for done, extraction in enumerate(extractor.extract_all(changed), 1):
            folder.put(extraction)
            on_progress("articles read", done)
        if fresh:
            for stem in set(folder.stems()) - set(tally.fates):
                tally.removed += folder.remove(stem)
        return tally.summary(_derive(folder, ontology, store, on_progress))


def remove(
    names: Iterable[str],
    path: Path,
    *,
    ontologies: Sequence[Path] = (),
    store: str | None = None,
    on_progress: Progress = silent,
) -> BuildSummary:
    """Return what taking articles out of the graph folder did; what they alone supported goes with them.

    A name is an article's URL or id, or the file or folder it was read from. Names that fit nothing are failures; when none fits
    nothing is touched. Raises GraphError when there is no graph.
    """
    folder = GraphFolder.open(path)
    ontology = load_ontology(*ontologies)
    tally = _Tally()
    with locked(folder):
        stems = _named(names, folder, tally)
        if not stems:
            return tally.summary(None)
        for stem in sorted(stems):
            tally.removed += folder.remove(stem)
        return tally.summary(_derive(folder, ontology, store, on_progress))


def _derive(folder: GraphFolder, ontology: Ontology, store: str | None, on_progress: Progress) -> Derived:
    """Return what was derived; a remote store, if there is one, is reached before and brought up to date after."""
    if store is None:
        return derive(folder, ontology, on_progress)
    from kg.graph import open_store
    from kg.graph.remote import open_remote, publish

    with open_remote(store) as remote:
        derived = derive(folder, ontology, on_progress)
        on_progress("sending to the remote store", 0)
        publish(open_store(folder), remote)
    return derived


def _changed(articles: Iterable[Article], folder: GraphFolder, version: str, fresh: bool, tally: _Tally) -> Iterator[Article]:
    """Yield the articles that must be extracted, and note what becomes of each.

    Of two articles with one key in one run the later dated, then the longer stands, so that the order of the files does not matter.
    """
    for article in articles:
        stem = article.stem
        standing = (article.modified or article.published or "", len(article.text), content_id(repr(article)))
        if stem in tally.standings:
            if standing <= tally.standings[stem]:
                continue
            if tally.fates[stem] == "unchanged":
                tally.fates[stem] = "replaced"
        elif not folder.article_path(stem).exists():
            tally.fates[stem] = "added"
        else:
            former = None if fresh else folder.get(stem)
            same = former is not None and former.article == article and former.extractor == version
            tally.fates[stem] = "unchanged" if same else "replaced"
        tally.standings[stem] = standing
        tally.languages[stem] = article.lang
        if tally.fates[stem] != "unchanged":
            yield article


def _named(names: Iterable[str], folder: GraphFolder, tally: _Tally) -> set[str]:
    """Return the stems of the articles that the names stand for; a name that stands for none, or for several, is a failure."""
    by_name: dict[str, dict[str, Article]] = defaultdict(dict)
    for extraction in folder:
        article = extraction.article
        for name in {article.url, article.key, article.id, article.source} - {None}:
            by_name[str(name)][article.stem] = article
    stems: set[str] = set()
    for name in names:
        for one in _files(name):
            parts = PurePath(one).parts
            endings = (str(PurePath(*parts[start:])) for start in range(1, len(parts)))
            found = next((by_name[ending] for ending in (one, *endings) if ending in by_name), {})
            ids = Counter(article.id for article in found.values())
            if not found:
                tally.failures.append(SourceError(one, "is no article of the graph", "name its file, id or URL"))
            elif ids.most_common(1)[0][1] > 1:
                keys = ", ".join(sorted(article.key for article in found.values()))
                tally.failures.append(SourceError(one, f"names {len(found)} articles", f"say which: {keys}"))
            else:
                stems.update(found)
    return stems


def _files(name: str) -> list[str]:
    """Return the files of a folder or pattern by the names their articles have, else the name itself."""
    found = [one.name for one in find(name, READERS) if isinstance(one, Found)]
    return found if len(found) > 1 or Path(name).is_dir() else [name]
