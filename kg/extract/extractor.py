"""From an article to its extraction: the one place where names, coreference, frames and status come together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language

import kg
from kg.extract.claims import claims_of
from kg.extract.classify import Votes, votes
from kg.extract.clusters import Group, build_groups, join_groups, name_authors
from kg.extract.coreference import called_people, find_anaphors, find_relatives
from kg.extract.document import Doc
from kg.extract.frames import FRAMES
from kg.extract.gliner import Gliner
from kg.extract.language import LONGEST_TEXT, MODEL, dictionary_words, load_language, model_version, parse
from kg.extract.lexicon import Lexicon, build_lexicon
from kg.extract.mentions import find_mentions
from kg.extract.name import root_of_name
from kg.extract.neural import Trained, load_trained
from kg.extract.scene import Place, Refusal, Scene, build_scene
from kg.extract.selection import asked_of
from kg.extract.speech import add_speakers
from kg.extract.subjects import about, quoted
from kg.extract.topics import add_topics, topic_clusters
from kg.model import STANDARD, Article, Cluster, Engine, Extraction, Mention
from kg.ontology import Ontology


@dataclass(frozen=True)
class Extractor:
    """A spaCy pipeline and a lexicon. `version` names everything that an extraction depends on beside its article."""

    language: Language
    lexicon: Lexicon
    version: str
    trained: Trained | None = None
    gliner: Gliner | None = None

    def extract(self, article: Article) -> Extraction:
        """Return what one article says; see `extract_all`."""
        return next(self.extract_all([article]))

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield the extraction of each article, in order. Those that are not English, or too long for the pipeline, say nothing."""
        for article, doc in self.parse_all(articles):
            yield Extraction(article, extractor=self.version) if doc is None else self.read(article, doc)

    def read(self, article: Article, doc: Doc, refused: list[Refusal] | None = None) -> Extraction:
        """Return what a parsed article says; put on the list, if there is one, what is turned down on the way."""
        return read_article(article, doc, self.lexicon, self.version, refused, self.trained, self.gliner)

    def parse_all(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc | None]]:
        """Yield each article with its parsed document, in order; with None where it is not English or too long."""
        readable: list[Article] = []
        for article in articles:
            if article.lang.split("-")[0].casefold() == "en" and len(article.text) <= LONGEST_TEXT:
                readable.append(article)
                if len(readable) >= BATCH:
                    yield from parse(self.language, readable)
                    readable = []
            else:
                yield from parse(self.language, readable)
                readable = []
                yield article, None
        yield from parse(self.language, readable)


BATCH = 8


def load_extractor(ontology: Ontology, engine: Engine = STANDARD) -> Extractor:
    """Return an extractor for an ontology, read by the parts that `engine` names; loading takes a second or two.

    Raises ModelError for a model that is not installed or lacks what reading needs.
    """
    is_folder = engine.model is not None and Path(engine.model, "gliner_config.json").exists()
    language = load_language(engine.model if engine.model and not is_folder else MODEL)
    gliner = Gliner(Path(engine.model)) if engine.model and is_folder else None
    trained = None if engine.rules_only else load_trained().believed_from(engine.believe)
    version = f"kg-{kg.__version__}+{model_version(language)}+ontology-{ontology.version}"
    version += f"+weights-{trained.version}" if trained else ""
    version += f"-{engine.believe:g}" if trained and engine.believe is not None else ""
    version += f"+{gliner.version}" if gliner else ""
    return Extractor(language, build_lexicon(ontology, dictionary_words(language)), version, trained, gliner)


def read_article(
    article: Article,
    doc: Doc,
    lexicon: Lexicon,
    version: str,
    refused: list[Refusal] | None = None,
    trained: Trained | None = None,
    gliner: Gliner | None = None,
) -> Extraction:
    """Return what a parsed article says; put on the list, if there is one, what is turned down on the way."""
    hints = trained.read(doc) if trained is not None else None
    view = gliner.read(doc) if gliner is not None else hints
    given = [name for name in (article.publisher, *article.bylines) if name]
    counted: dict[tuple[str, int], Votes] = {}

    def votes_on(group: Group) -> Votes:  # counted again where others have joined the group
        state = (group.key, len(group.names))
        if state not in counted:
            counted[state] = votes(doc, group, lexicon, article.publisher, view)
        return counted[state]

    def kind_of(group: Group) -> str:
        return votes_on(group).kind().types[0]

    found = build_groups(doc, find_mentions(doc, lexicon, given, view), lexicon)
    name_authors(doc, found, article, kind_of)
    groups = join_groups(doc, found, lexicon, kind_of)
    ids = {f"e{n}": group for n, group in enumerate(groups, 1)}
    cast = {cluster: votes_on(group) for cluster, group in ids.items()}
    named = [
        Place(name.start, name.end, root_of_name(doc, lexicon, name.start, name.end).i, cluster)
        for cluster, group in ids.items()
        for name in group.names
    ]
    scene = build_scene(doc, lexicon, named, {cluster: vote.kind() for cluster, vote in cast.items()}, lenient=True)
    asked = asked_of(scene, (reading for read in FRAMES.values() for reading in read(scene)))
    kinds = {cluster: vote.kind(asked.get(cluster)) for cluster, vote in cast.items()}
    anaphors = find_anaphors(doc, named, kinds, lexicon)
    if people := called_people(doc, anaphors, kinds):
        kinds |= people
        anaphors = find_anaphors(doc, named, kinds, lexicon)
    scene = build_scene(doc, lexicon, [*named, *anaphors], kinds)
    scene = replace(add_topics(add_speakers(scene)), refused=refused, hints=hints)
    places = (*scene.places, *find_relatives(doc, scene.places))
    return Extraction(
        article=article,
        clusters=(*(_cluster(scene, places, cluster, group) for cluster, group in ids.items()), *topic_clusters(scene)),
        claims=claims_of(scene, article, trained.policy if trained is not None else None),
        about=about(scene, article),
        quoted=quoted(scene),
        extractor=version,
    )


def _cluster(scene: Scene, places: Sequence[Place], cluster: str, group: Group) -> Cluster:
    mentions = sorted(Mention(scene.span(p), p.kind) for p in places if p.cluster == cluster)
    aliases = tuple(sorted({*group.forms, *group.also}))
    return Cluster(cluster, scene.kinds[cluster].types, group.longest, aliases, tuple(mentions))
