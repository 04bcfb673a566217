"""People's decisions about a graph folder: makes a ruling, takes one back, and derives the graph anew. No article is read again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import GraphError
from kg.graph import GraphFolder
from kg.model import Article, Extraction, Reference, content_id
from kg.ontology import ID_BASE, NAMESPACE, Ontology, load_ontology
from kg.pipeline.derive import derive
from kg.pipeline.lock import locked
from kg.pipeline.progress import Progress, silent
from kg.resolve.bind import anchor_of
from kg.resolve.explain import describe, in_score, why
from kg.resolve.identity import Judged, judge_all
from kg.resolve.ledger import Question, entries, entry_of, iris_by_reference, questions_of
from kg.resolve.readings import Reading
from kg.resolve.rulings import Anchor, Kind, Ruling, Rulings, id_of, in_words, read_rulings, with_rulings, without_ruling
from kg.resolve.scoring import Verdict


@dataclass(frozen=True, slots=True)
class Author:
    """Who rules, on which day (ISO), and why; empty where it is not said."""

    by: str = ""
    date: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a user's words stand for: an IRI, the readings meant, and the reading that anchors the IRI."""

    iri: str
    readings: tuple[Reading, ...]
    whole: bool

    @property
    def references(self) -> tuple[Reference, ...]:
        """Return the references of the readings."""
        return tuple(reading.reference for reading in self.readings)


@dataclass(slots=True)
class Bench:
    """A graph folder open for rulings: its articles, who is who in them, and the rulings so far."""

    folder: GraphFolder
    ontology: Ontology
    extractions: tuple[Extraction, ...]
    rulings: Rulings
    judged: Judged
    _by_iri: dict[str, list[Reading]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for reading in self.judged.readings.all:
            self._by_iri.setdefault(self.judged.resolution.iri_of[reading.reference], []).append(reading)

    @property
    def text(self) -> str:
        """Return the text of the file of rulings."""
        path = self.folder.rulings
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def find(self, words: str) -> Thing:
        """Return what a name, an IRI, or `NAME@ARTICLE` stands for. Raises QueryError or GraphError when that is not clear."""
        from kg.graph import open_store
        from kg.graph.describe import find_entity

        name, at, where = words.rpartition("@")
        if at and name and (article := self._article(where)):
            return self._in_article(name.strip(), article)
        iri = find_entity(open_store(self.folder), words)
        if iri not in self._by_iri:
            raise GraphError(words, "is no thing that an article names", "name a person, company, product … of the graph")
        return Thing(iri, tuple(self._by_iri[iri]), True)

    def _article(self, where: str) -> Article | None:
        wanted = where.strip()
        found = [e.article for e in self.extractions if wanted in (e.article.url, e.article.key, e.article.id, e.article.source)]
        return found[0] if len(found) == 1 else None

    def _in_article(self, name: str, article: Article) -> Thing:
        here = [reading for reading in self.judged.readings.all if reading.article == article.key]
        low = name.casefold()
        iri_of = self.judged.resolution.iri_of
        by_name = [
            r for r in here if low == r.name.casefold() or name.removeprefix("id:") == iri_of[r.reference].removeprefix(ID_BASE)
        ]
        found = by_name or [r for r in here if low in (alias.casefold() for alias in r.aliases)]
        if found:
            iri = iri_of[found[0].reference]
            if article.key != self._by_iri[iri][0].article:  # the IRI that it gets when it is split off
                iri = f"{iri}-{content_id(article.key, length=6)}"
            return Thing(iri, (found[0],), False)
        named = ", ".join(sorted({reading.name for reading in here}))
        raise GraphError(f'"{name}"', f"is not named in {article.id}", f"that article names: {named}")

    def anchor(self, thing: Thing) -> list[Anchor]:
        """Return the anchor that the file needs for a thing's IRI, or nothing where it has one."""
        return [] if thing.iri in self.rulings.anchors else [anchor_of(thing.iri, thing.readings)]

    def readings_of(self, iri: str) -> list[Reading]:
        """Return the readings of an entity, oldest article first."""
        return self._by_iri[iri]

    def entity_of(self, thing: Thing) -> str:
        """Return the IRI of the entity that holds a thing now."""
        return self.judged.resolution.iri_of[thing.readings[0].reference]

    def rule(self, ruling: Ruling, anchors: Sequence[Anchor]) -> Ruling:
        """Write a ruling at the end of the file, and return it with its id. Raises GraphError when it contradicts another."""
        return self.rule_all([(ruling, anchors)])[0]

    def rule_all(self, rulings: Sequence[tuple[Ruling, Sequence[Anchor]]]) -> list[Ruling]:
        """Write rulings at the end of the file, all or none, and return them with their ids. Raises GraphError as `rule` does."""
        from kg.graph.folder import write_whole

        there = {one.id for one in self.rulings.all}
        made = [(replace(ruling, id=id_of(ruling)), anchors) for ruling, anchors in rulings]
        for ruling, _ in made:
            if ruling.id in there:
                raise GraphError(in_words(ruling), "is ruled already", f"to take that back: kg undo {ruling.id}")
        if made:
            text = with_rulings(self.text, made, str(self.folder.rulings))
            write_whole(self.folder.rulings, text.encode())
            self.rulings = read_rulings(self.folder.rulings)
        return [ruling for ruling, _ in made]

    def derive(self, on_progress: Progress) -> None:
        """Make the graph anew from the articles and the rulings."""
        derive(self.folder, self.ontology, on_progress)


@contextmanager
def bench(path: Path, ontologies: Sequence[Path] = (), on_progress: Progress = silent) -> Iterator[Bench]:
    """Hold a graph folder for rulings. Raises GraphError when there is no graph, or another process writes it."""
    folder = GraphFolder.open(path)
    ontology = load_ontology(*ontologies)
    with locked(folder):
        on_progress("putting names together", 0)
        yield _open(folder, ontology)


def _open(folder: GraphFolder, ontology: Ontology) -> Bench:
    extractions = tuple(folder)
    rulings = read_rulings(folder.rulings)
    return Bench(folder, ontology, extractions, rulings, judge_all(extractions, ontology, rulings))


def rule_pair(at: Bench, kind: Kind, one: str, other: str, author: Author) -> Ruling:
    """Return the ruling that two things are the same, or different. Raises GraphError where it would change nothing."""
    things = at.find(one), at.find(other)
    entities = [at.entity_of(thing) for thing in things]
    if things[0].readings[0].reference == things[1].readings[0].reference or (kind == "same" and entities[0] == entities[1]):
        raise GraphError(f'"{one}" and "{other}"', "are one thing already", "name two, or one of them in an article: NAME@ARTICLE")
    if kind == "different" and entities[0] == entities[1] and all(thing.whole for thing in things):
        raise GraphError(
            f'"{one}" and "{other}"', "are one thing now", "say which mentions are meant: NAME@ARTICLE NAME@OTHER-ARTICLE"
        )
    return _rule_pair(at, kind, things, author)


def _rule_pair(at: Bench, kind: Kind, things: tuple[Thing, Thing], author: Author) -> Ruling:
    ruling = Ruling(kind, things[0].iri, (things[1].iri,), by=author.by, date=author.date, why=author.why)
    return at.rule(ruling, [*at.anchor(things[0]), *at.anchor(things[1])])


def rule_thing(at: Bench, kind: Kind, one: str, values: tuple[str, ...], author: Author) -> Ruling:
    """Return the ruling that a thing has a name, a class (or two), an IRI for good, or an id elsewhere."""
    thing = at.find(one)
    if kind == "retype" and (strange := [value for value in values if value not in at.ontology.classes]):
        raise GraphError(strange[0], "is no class of the ontology", f"there are: {', '.join(sorted(at.ontology.classes))}")
    ruling = Ruling(kind, thing.iri, values, by=author.by, date=author.date, why=author.why)
    return at.rule(ruling, at.anchor(thing))


def rule_fact(at: Bench, kind: Kind, words: Sequence[str], author: Author) -> list[Ruling]:
    """Return the rulings that strike or confirm a fact, given by its statement's IRI or as subject, relation and object.

    To confirm what was struck takes the striking back. Raises GraphError when there is no such fact or relation.
    """
    subject, relation, object_ = _fact(at, words)
    former = [
        ruling
        for ruling in at.rulings.of("rejected", "accepted")
        if ruling.kind != kind and {ruling.subject, ruling.object[0]} == {subject.iri, object_.iri} and ruling.relation == relation
    ]
    for ruling in former:
        _take_back(at, ruling.id)
    entities = {entity.iri: entity for entity in at.judged.resolution.entities}
    anchors = []
    for thing in (subject, object_):
        entity = entities[thing.iri]
        names = tuple(dict.fromkeys([thing.readings[0].name, entity.name, *entity.aliases]))
        base = at.rulings.anchors.get(thing.iri) or anchor_of(thing.iri, thing.readings)
        names = tuple(dict.fromkeys([*base.names, *names])) if kind == "rejected" else base.names
        anchors.append(Anchor(thing.iri, names, base.type, base.articles))
    ruling = Ruling(kind, subject.iri, (object_.iri,), relation, author.by, author.date, author.why)
    return [at.rule(ruling, anchors)]


def _fact(at: Bench, words: Sequence[str]) -> tuple[Thing, str, Thing]:
    if len(words) == 3:
        relation = words[1].removeprefix("tn:").removeprefix(NAMESPACE)
        if relation not in at.ontology.relations:
            raise GraphError(words[1], "is no relation of the ontology", f"there are: {', '.join(sorted(at.ontology.relations))}")
        return at.find(words[0]), relation, at.find(words[2])
    from kg.graph import open_store
    from kg.graph.statements import StatementReader

    iri = words[0].strip("<>").removeprefix("id:").removeprefix(ID_BASE)
    for ruling in at.rulings.of("rejected", "accepted"):
        s, r, o = ruling.fact
        if iri == f"st-{content_id(s, r, o)}":
            return at.find(s), r, at.find(o)
    if iri.startswith("st-"):
        with suppress(ValueError):  # no IRI, or no statement's
            statement = StatementReader(open_store(at.folder)).statement(ID_BASE + iri)
            return at.find(statement.subject), statement.relation, at.find(statement.object)
    raise GraphError(words[0], "is no fact of the graph", "give SUBJECT RELATION OBJECT, or the IRI of a statement: id:st-…")


def undo(at: Bench, ruling_id: str | None) -> Ruling:
    """Return the ruling that was taken out of the file: the one with that id, else the last. Raises GraphError for none."""
    if not at.rulings.all:
        raise GraphError(str(at.folder.rulings), "holds no ruling", "there is nothing to undo")
    chosen = next((one for one in at.rulings.all if one.id == ruling_id), None) if ruling_id else at.rulings.all[-1]
    if chosen is None:
        listed = "; ".join(f"{one.id}: {in_words(one)}" for one in at.rulings.all[-5:])
        raise GraphError(str(ruling_id), "is the id of no ruling", f"the last ones are {listed}")
    _take_back(at, chosen.id)
    return chosen


def _take_back(at: Bench, ruling_id: str) -> None:
    from kg.graph.folder import write_whole

    left = without_ruling(at.text, ruling_id)
    if left is None:
        raise GraphError(ruling_id, "was written by hand", f"take its line out of {at.folder.rulings} yourself")
    if left:
        write_whole(at.folder.rulings, left.encode())
    else:
        at.folder.rulings.unlink()
    at.rulings = read_rulings(at.folder.rulings)


def pin(at: Bench, names: Sequence[str], author: Author) -> list[Ruling]:
    """Return the rulings that freeze the IRIs of the named things, or of all there are."""
    pinned = {ruling.subject for ruling in at.rulings.of("pin")}
    everything = (Thing(one.iri, tuple(at.readings_of(one.iri)), True) for one in at.judged.resolution.entities)
    things = [at.find(name) for name in names] if names else list(everything)
    new = [thing for thing in things if thing.iri not in pinned]
    rulings = [Ruling("pin", thing.iri, by=author.by, date=author.date, why=author.why) for thing in new]
    return at.rule_all([(ruling, at.anchor(thing)) for ruling, thing in zip(rulings, new, strict=True)])


def explain(path: Path, one: str, other: str, ontologies: Sequence[Path] = ()) -> list[str]:
    """Return lines that say why two things are or are not the same."""
    at = _open(GraphFolder.open(path), load_ontology(*ontologies))
    things = at.find(one), at.find(other)
    lines = why(at.judged, things[0].references, things[1].references)
    ids = {at.entity_of(thing) for thing in things} | {thing.iri for thing in things}
    about = [r for r in at.rulings.of("same", "different") if {r.subject, *r.object} & ids]
    return [*lines, *(f"  {describe(ruling, str(at.folder.rulings))}" for ruling in about)]


def joins(path: Path, iri: str) -> list[str]:
    """Return lines that say why the mentions of an entity were put together: by name, and by the reasons between its names."""
    entry = entry_of(GraphFolder.open(path).identity, iri)
    if entry is None:
        return []
    articles = len({reference[0] for part in entry.parts for reference in part.references})
    lines = [f"Who it is: in {articles:,} article{'s' if articles > 1 else ''}, by these names"]
    for part in entry.parts:
        count = len({reference[0] for reference in part.references})
        lines.append(f"    {part.name}: {f'{part.reason} in {count:,} articles' if count > 1 else 'in one article'}")
    for joint in entry.joints:
        lines.append(f"    {joint.first} = {joint.second}: {in_score(Verdict(joint.score, joint.reasons))}")
    return lines


def struck_facts(path: Path, iri: str) -> list[str]:
    """Return the rejected facts that a ruling's IRI takes part in, in words; nothing where there are no rulings."""
    rulings = read_rulings(GraphFolder.open(path).rulings)
    return [describe(one, rulings.path) for one in rulings.of("rejected") if iri in (one.subject, *one.object)]


def mentions(path: Path) -> Iterator[str]:
    """Yield one JSON line per mention of the graph, articles in order of date and key, mentions in order of the text.

    A line has the article's id, start and end in code points of its text, the words, the kind of mention (name, nominal, pronoun),
    the entity's main class and its IRI. Raises GraphError when there is no graph.
    """
    folder = GraphFolder.open(path)
    known = iris_by_reference(entries(folder.identity))
    for extraction in folder:
        article = extraction.article
        rows = []
        for cluster in extraction.clusters:
            if (article.key, cluster.id) in known:
                iri, kind = known[article.key, cluster.id]
                rows += [(one.span, one.kind, kind, iri) for one in cluster.mentions]
        for span, how, kind, iri in sorted(rows):
            form = {
                "article": article.id,
                "start": span.start,
                "end": span.end,
                "text": span.of(article.text),
                "kind": how,
                "class": kind,
                "entity": iri,
            }
            yield json.dumps(form, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: its name and class, the article, and a sentence that names it."""

    name: str
    type: str
    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Open:
    """A question for a reviewer, with both sides shown and what speaks for their being one."""

    question: Question
    sides: tuple[Side, Side]

    @property
    def reasons(self) -> str:
        """Return score and reasons."""
        return in_score(Verdict(self.question.score, self.question.reasons))


def open_questions(path: Path, *, again: bool = False) -> list[Open]:
    """Return the pairs that nobody has ruled on or passed over, most valuable first; `again` brings those passed over, too."""
    folder = GraphFolder.open(path)
    passed = set() if again or not folder.skipped.exists() else set(folder.skipped.read_text(encoding="utf-8").split())
    found = []
    for question in questions_of(folder.identity):
        if question.id not in passed:
            sides = [_side(folder, reference, name) for reference, name in zip(question.references, question.names, strict=True)]
            found.append(Open(question, (sides[0], sides[1])))
    return found


def pass_over(path: Path, question: Question) -> None:
    """Remember that a reviewer skipped a question."""
    with GraphFolder.open(path).skipped.open("a", encoding="utf-8") as file:
        file.write(question.id + "\n")


def _side(folder: GraphFolder, reference: Reference, name: str) -> Side:
    extraction = folder.get(content_id(reference[0]))
    if extraction is None:
        return Side(name, "", reference[0], "")
    article = extraction.article
    cluster = next((one for one in extraction.clusters if one.id == reference[1]), None)
    span = next((mention.span for mention in cluster.mentions), None) if cluster else None
    sentence = ""
    if span:
        start = max(article.text.rfind(". ", 0, span.start), article.text.rfind("\n", 0, span.start)) + 1
        ends = [end for end in (article.text.find(". ", span.end), article.text.find("\n", span.end)) if end >= 0]
        sentence = " ".join(article.text[start : min(ends, default=len(article.text)) + 1].split())
    said = ", ".join(part for part in (article.title or article.id, article.published) if part)
    return Side(name, cluster.types[0] if cluster else "", said, sentence)


def decide(at: Bench, question: Question, same: bool, author: Author) -> Ruling:
    """Return the ruling that answers a question."""
    things: list[Thing] = []
    for reference in question.references:
        reading = next((one for one in at.judged.readings.all if one.reference == reference), None)
        if reading is None:
            raise GraphError(question.id, "is about what no article says now", "make the graph anew, then review again")
        iri = at.judged.resolution.iri_of[reference]
        mine = at.readings_of(iri)
        if question.joined and things:
            iri = f"{iri}-{content_id(reference[0], reference[1], length=6)}"
        things.append(Thing(iri, (reading,) if question.joined else tuple(mine), not question.joined))
    return _rule_pair(at, "same" if same else "different", (things[0], things[1]), author)
