"""Prints how well pronouns and common nouns are taken for whom they stand, and what that adds to the facts.

    python tests/benchmarks/coreference.py [gap] [meantime] [gum] [facts]

Reads ../shared/data where it is present, all four parts unless some are named.

gap: every snippet is read on its own, with the names that `kg` finds itself. Each of the two names beside a pronoun is a yes or no,
by whether a mention over that name shares the pronoun's cluster; F1 is over all of them, bias is the feminine F1 by the masculine
(Webster et al. 2018, https://aclanthology.org/Q18-1042/, which gives 66.9 for the parallelism baseline on the snippet).

meantime, gum: the mentions are the gold standard's, of people and organisations, singletons included; of MEANTIME's only those
that have an identity. A gold mention takes the cluster of the mention of ours with the same head, and stands alone where there is
none. MUC, B³ and CEAF-e with their mean, the CoNLL F1 (Pradhan et al. 2014, https://aclanthology.org/P14-2006/), summed over
documents. `anaphors` tells of pronouns and common nouns alone: right is one whose cluster holds a name of the same gold entity;
wanted are those whose entity is named in the document.

facts: the facts of the development articles as `kg eval` scores them, with coreference, and with every pronoun and noun left alone.
"""

from __future__ import annotations

import csv
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import networkx as nx
from meantime import b_cubed, is_name

from kg.errors import KgError
from kg.evaluate import Report, load_gold, predict_sources, score
from kg.extract import Extractor, load_extractor
from kg.model import Article, Cluster, Extraction, Mention, Span
from kg.ontology import load_ontology

DATA = Path(__file__).parents[3] / "shared" / "data"
FEMININE = {"she", "her", "hers"}
PARALLELISM = 0.669
"""F1 of the GAP paper's best simple rule on the snippet, over its test part."""


@dataclass(frozen=True)
class Gold:
    """One gold mention: where it stands in its document, of what entity and type it is, and its head where that is marked."""

    span: Span
    entity: str
    type: str
    text: str
    head: Span | None = None


@dataclass(frozen=True)
class Document:
    """A text and all its gold mentions."""

    name: str
    text: str
    mentions: tuple[Gold, ...]
    is_whole: bool
    """Whether whatever stands for something is a gold mention, so that what is none stands for nothing."""


def f1(right: float, predicted: float, gold: float) -> float:
    return 2 * right / (predicted + gold) if right else 0.0


# GAP


def gap(extractor: Extractor) -> Iterator[str]:
    for name in ("development", "validation"):
        path = DATA / "gap" / f"gap-{name}.tsv"
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        articles = [Article(row["ID"], row["ID"], row["Text"]) for row in rows]
        counts: dict[str, Counter[str]] = {"masculine": Counter(), "feminine": Counter()}
        for row, extraction in zip(rows, extractor.extract_all(articles), strict=True):
            count = counts["feminine" if row["Pronoun"].lower() in FEMININE else "masculine"]
            for said, meant in zip(judge_gap(row, extraction), (row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"), strict=True):
                count.update(right=said and meant, predicted=said, gold=meant)
        both = counts["masculine"] + counts["feminine"]
        of = {which: f1(c["right"], c["predicted"], c["gold"]) for which, c in counts.items()}
        overall = f1(both["right"], both["predicted"], both["gold"])
        yield (
            f"gap-{name:12} F1 {overall:.3f} (P {both['right'] / both['predicted']:.3f}, R {both['right'] / both['gold']:.3f})  "
            f"masculine {of['masculine']:.3f}  feminine {of['feminine']:.3f}  bias {of['feminine'] / of['masculine']:.2f}"
        )
    yield f"published: parallelism F1 {PARALLELISM:.3f}"


def judge_gap(row: Mapping[str, str], extraction: Extraction) -> tuple[bool, bool]:
    """Return whether the pronoun of a row is taken for its first name, and for its second."""
    at = int(row["Pronoun-offset"])
    pronoun = Span(at, at + len(row["Pronoun"]))
    home = next((c for c in extraction.clusters if any(m.span == pronoun for m in c.mentions)), None)

    def is_home(name: str, offset: int) -> bool:
        span = Span(offset, offset + len(name))
        return home is not None and any(m.kind == "name" and m.span.overlaps(span) for m in home.mentions)

    return is_home(row["A"], int(row["A-offset"])), is_home(row["B"], int(row["B-offset"]))


# MEANTIME and GUM


def meantime_documents() -> Iterator[Document]:
    """Yield the documents of MEANTIME, their words put together as they are written."""
    for path in sorted((DATA / "meantime").glob("*/*.naf")):
        root = ET.parse(path).getroot()
        text, spans, last = "", {}, "1"
        for word in root.iter("wf"):
            form = {"``": "“", "''": "”"}.get(word.text or "", word.text or "")
            if word.get("sent") != last:
                text, last = text + ("\n\n" if last in {"1", "2"} else " "), word.get("sent") or ""
            elif text and not (re.match(r"[,.;:!?%”)\]]|'s$|n't$|'$|’", form) or text[-1] in "“([$"):
                text += " "
            spans[word.get("id")] = Span(len(text), len(text) + len(form))
            text += form
        mentions = []
        for entity in root.iter("entity"):
            one = next((ref.get("reference") for ref in entity.iter("externalRef")), None)
            words = [spans[target.get("id")] for target in entity.iter("target")]
            if one not in (None, "None") and words:
                span = Span(words[0].start, words[-1].end)
                mentions.append(Gold(span, one or "", entity.get("type") or "", span.of(text)))
        yield Document(path.stem, text, tuple(mentions), False)


def gum_documents() -> Iterator[Document]:
    """Yield the documents of GUM news; the format is that of https://wiki.gucorpling.org/gum/entity_annotation (GRP first)."""
    for path in sorted((DATA / "gum_news" / "conllu").glob("*.conllu")):
        text, rows, after = "", [], "\n\n"
        joined_until, joined_after = 0, ""
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if line.startswith("# newpar") and text:
                after = "\n\n"
            if len(columns) != 10 or "." in columns[0]:
                continue
            space = "" if "SpaceAfter=No" in columns[9] else " "
            if "-" in columns[0]:
                joined_until, joined_after = int(columns[0].split("-")[1]), space
                continue
            if text:
                text += after
            start = len(text)
            text += columns[1]
            number = int(columns[0])
            after = "" if number < joined_until else joined_after if number == joined_until else space
            if number >= joined_until:
                joined_until = 0
            rows.append((start, len(text), columns[9]))
        yield Document(path.stem, text, tuple(_gum_mentions(text, rows)), True)


def _gum_mentions(text: str, rows: Iterable[tuple[int, int, str]]) -> Iterator[Gold]:
    rows = list(rows)
    opened: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for last, (_, end, column) in enumerate(rows):
        entity = next((part.removeprefix("Entity=") for part in column.split("|") if part.startswith("Entity=")), "")
        for opening, label, closing in re.findall(r"(\()?([^()]+)(\))?", entity):
            group, *rest = label.split("-")
            if opening:
                opened[group].append((last, rest))
            if closing or not opening:
                first, (kind, _, _, _, heads, *_) = opened[group].pop()
                span = Span(rows[first][0], end)
                words = [rows[first + int(number) - 1] for number in heads.split(",")]
                yield Gold(span, group, kind, span.of(text), Span(words[0][0], words[-1][1]))


TYPES = {"meantime": {"PER", "ORG"}, "gum": {"person", "organization"}}


def documents_score(extractor: Extractor, name: str, documents: list[Document]) -> Iterator[str]:
    predicted: dict[int, Hashable] = {}
    gold: dict[int, Hashable] = {}
    anaphors: Counter[str] = Counter()
    articles = [Article(d.name, d.name, d.text) for d in documents]
    for document, extraction in zip(documents, extractor.extract_all(articles), strict=True):
        met = match(document, extraction)
        for n, one in enumerate(document.mentions):
            if one.type in TYPES[name]:
                gold[len(gold)] = (document.name, one.entity)
                predicted[len(predicted)] = (document.name, met[n][1].id if n in met else n)
        anaphors.update(count_anaphors(document, extraction, met, TYPES[name]))
    figures = {"MUC": muc(predicted, gold), "B³": b_cubed(predicted, gold)[2], "CEAF-e": ceaf(predicted, gold)}
    shown = "  ".join(f"{which} {figure:.3f}" for which, figure in figures.items())
    yield f"{name:12} {len(documents)} documents, {len(gold)} mentions  {shown}  CoNLL F1 {sum(figures.values()) / 3:.3f}"
    right, taken, wanted = anaphors["right"], anaphors["taken"], anaphors["wanted"]
    found = anaphors["found"]
    yield f"{'':12} anaphors: P {right / taken:.3f} ({right} of {taken})  R {found / wanted:.3f} ({found} of {wanted})"


def match(document: Document, extraction: Extraction) -> dict[int, tuple[Mention, Cluster]]:
    """Return the mention of ours that each gold mention is taken for: of those with its head the one that fits most closely."""
    ours = [(mention, cluster) for cluster in extraction.clusters for mention in cluster.mentions]
    ranked = []
    for n, one in enumerate(document.mentions):
        for k, (mention, _) in enumerate(ours):
            if one.span.overlaps(mention.span) and _shares_head(one, mention.span):
                apart = abs(one.span.start - mention.span.start) + abs(one.span.end - mention.span.end)
                ranked.append((apart, n, k))
    met: dict[int, tuple[Mention, Cluster]] = {}
    taken: set[int] = set()
    for _, n, k in sorted(ranked):
        if n not in met and k not in taken:
            met[n] = ours[k]
            taken.add(k)
    return met


def _shares_head(one: Gold, ours: Span) -> bool:
    """Say whether the two have one head: the marked one, else the last word, or ours opens a longer phrase (`the firm in Oslo`)."""
    if one.head is not None:
        return ours.overlaps(one.head) and (one.span.contains(ours) or ours.contains(one.span))
    opens = one.span.contains(ours) and ours.start <= one.span.start + len("the ")
    return opens or (ours.end == one.span.end and (one.span.contains(ours) or ours.contains(one.span)))


def count_anaphors(
    document: Document, extraction: Extraction, met: Mapping[int, tuple[Mention, Cluster]], types: set[str]
) -> Counter[str]:
    """Return how many pronouns and common nouns were taken for somebody, and rightly; and how many should have been, and were."""
    gold = document.mentions
    entities: dict[str, set[str]] = defaultdict(set)  # by our cluster, those of which it holds a name
    for n, (mention, cluster) in met.items():
        if mention.kind == "name":
            entities[cluster.id].add(gold[n].entity)
    named = {entity for of_cluster in entities.values() for entity in of_cluster}
    named |= {one.entity for one in gold if is_name(one.text)}
    counts: Counter[str] = Counter()
    for n, one in enumerate(gold):
        is_named = is_name(one.text) or (n in met and met[n][0].kind == "name")
        if not is_named and one.entity in named and one.type in types:
            counts["wanted"] += 1
            counts["found"] += n in met and one.entity in entities[met[n][1].id]
    meant = {mention: gold[n].entity for n, (mention, _) in met.items()}
    for cluster in extraction.clusters:
        for mention in cluster.mentions:
            if mention.kind != "name" and (mention in meant or document.is_whole):
                counts["taken"] += 1
                counts["right"] += meant.get(mention) in entities[cluster.id]
    return counts


def _groups(of: Mapping[int, Hashable]) -> list[frozenset[int]]:
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for n, one in of.items():
        groups[one].add(n)
    return [frozenset(group) for group in groups.values()]


def muc(predicted: Mapping[int, Hashable], gold: Mapping[int, Hashable]) -> float:
    """Return the F1 of links (Vilain et al. 1995)."""

    def kept(groups: list[frozenset[int]], other: Mapping[int, Hashable]) -> int:
        return sum(len(group) - len({other[n] for n in group}) for group in groups)

    mine, theirs = _groups(predicted), _groups(gold)
    links = sum(len(group) - 1 for group in mine), sum(len(group) - 1 for group in theirs)
    precision, recall = kept(mine, gold) / links[0], kept(theirs, predicted) / links[1]
    return 2 * precision * recall / (precision + recall)


def ceaf(predicted: Mapping[int, Hashable], gold: Mapping[int, Hashable]) -> float:
    """Return the F1 of entities aligned one to one, by their overlap in mentions (Luo 2005, phi 4)."""
    mine, theirs = _groups(predicted), _groups(gold)
    graph: nx.Graph = nx.Graph()
    by_mention = {n: k for k, group in enumerate(theirs) for n in group}
    for i, group in enumerate(mine):
        for k in {by_mention[n] for n in group}:
            graph.add_edge(("mine", i), ("gold", k), weight=2 * len(group & theirs[k]) / (len(group) + len(theirs[k])))
    parts = (graph.subgraph(part) for part in nx.connected_components(graph))
    pairs = [pair for part in parts for pair in nx.max_weight_matching(part)]
    total = sum(graph.edges[pair]["weight"] for pair in pairs)
    return f1(total, len(mine), len(theirs))


# Facts


def facts() -> Iterator[str]:
    def line(what: str) -> str:
        report = facts_report()
        marks, graph = report.facts_strict, report.graph
        false = report.false_assertions.value or 0.0
        return (
            f"{what:20} facts P {marks.precision:.3f}  R {marks.recall:.3f}  F1 {marks.f1:.3f}   "
            f"graph P {graph.precision:.3f}  R {graph.recall:.3f}  F1 {graph.f1:.3f}   false assertions {false:.3f}"
        )

    yield line("with coreference")
    with patch("kg.extract.extractor.find_anaphors", return_value=[]):
        yield line("without")


def facts_report() -> Report:
    """Return the report on the development articles, read from their texts."""
    parts = []
    for part in ("articles", "seed"):
        gold = load_gold(DATA / part / "gold")
        outcomes = predict_sources([str(DATA / part / "text")])
        parts.append(score(gold, [one for one in outcomes if not isinstance(one, KgError)]))
    return parts[0] + parts[1]


def main(wanted: list[str]) -> None:
    if not DATA.is_dir():
        sys.exit(f"{DATA}: there is no such folder; it holds the data to measure on")
    extractor = load_extractor(load_ontology())
    parts = {
        "gap": lambda: gap(extractor),
        "meantime": lambda: documents_score(extractor, "meantime", list(meantime_documents())),
        "gum": lambda: documents_score(extractor, "gum", list(gum_documents())),
        "facts": facts,
    }
    for name in wanted or parts:
        for line in parts[name]():
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
