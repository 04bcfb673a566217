"""Makes up graphs of any size in our own form: articles by journalists about companies, with claims, put together by `assemble`."""

from __future__ import annotations

import random
from datetime import date, timedelta

from pyoxigraph import Quad

from kg.graph import assemble
from kg.model import Article, Claim, Cluster, Date, Entity, Extraction, Mention, Resolution, Span, Validity
from kg.ontology import ID_BASE, load_ontology

TRIPLES_AN_ARTICLE = 123  # measured on these very articles
CLAIMS = (
    *(("ceoOf", "Person", "Company"), ("leads", "Person", "Company"), ("worksFor", "Person", "Company")),
    *(("founderOf", "Person", "Company"), ("acquires", "Company", "Company"), ("ownedBy", "Company", "Company")),
    *(("develops", "Company", "Product"), ("partnersWith", "Company", "Company"), ("competesWith", "Company", "Company")),
    *(("regulates", "GovernmentAgency", "Company"), ("investigates", "GovernmentAgency", "Company")),
    *(("sues", "Company", "Company"), ("reportsOn", "Person", "Topic"), ("investsIn", "Company", "Company")),
)
STATUSES = ("current",) * 14 + ("former", "former", "planned", "alleged", "alleged", "denied")
SOURCES = ("reporter",) * 6 + ("named", "self", "document", "anonymous")
PEOPLE = {"Person": 0.45, "Company": 0.33, "Product": 0.13, "GovernmentAgency": 0.03, "Topic": 0.06}
OWNING = {"ownedBy", "acquires"}
EVENTS = {"founderOf", "acquires", "develops"}


def graph(triples: int, seed: int = 0) -> tuple[Quad, ...]:
    """Return about so many quads: a few names in many articles, many names in few, as in a newsroom's archive."""
    draw = random.Random(seed)
    articles = max(20, triples // TRIPLES_AN_ARTICLE)
    names = {kind: [f"{kind} {seed}-{n}" for n in range(max(8, int(articles * share)))] for kind, share in PEOPLE.items()}
    extractions = tuple(_article(n, seed, names, draw) for n in range(articles))
    entities = {}
    iri_of = {}
    for extraction in extractions:
        key = extraction.article.key
        for cluster in extraction.clusters:
            iri = ID_BASE + cluster.name.lower().replace(" ", "-")
            entities[iri] = Entity(iri, cluster.types, cluster.name, (cluster.name, f"{cluster.name} Inc"))
            iri_of[key, cluster.id] = iri
        for reference, kind, name in (
            ("byline:0", "Person", extraction.article.bylines[0]),
            ("publisher", "MediaOutlet", "The Times"),
        ):
            iri = ID_BASE + name.lower().replace(" ", "-")
            entities[iri] = Entity(iri, (kind,), name, (name,))
            iri_of[key, reference] = iri
    resolution = Resolution(tuple(entities[iri] for iri in sorted(entities)), iri_of)
    return assemble(extractions, resolution, load_ontology()).quads


def _article(number: int, seed: int, names: dict[str, list[str]], draw: random.Random) -> Extraction:
    sentences, clusters, claims = [], dict[str, Cluster](), []
    start = 0

    def cluster(kind: str, top: int = 1, only: int | None = None) -> Cluster:
        pool = names[kind] if only is None else names[kind][only : only + 1]
        pool = pool[: max(2, len(pool) // top)]
        name = pool[int(len(pool) ** draw.random()) - 1 if draw.random() < 0.5 else draw.randrange(len(pool))]
        return clusters.setdefault(name, Cluster(f"e{len(clusters) + 1}", (kind,), name, (name,), (Mention(Span(0, 1)),)))

    day = date(2005, 1, 1) + timedelta(days=draw.randrange(7300))
    for _ in range(3):
        relation, subject_type, object_type = draw.choice(CLAIMS)
        if relation in OWNING:  # owners are few, and own what owns nothing, or only a little
            owner, owned = cluster("Company", top=10), cluster("Company")
            subject, object_ = (owned, owner) if relation == "ownedBy" else (owner, owned)
        elif relation == "ceoOf":  # one after the other, and now and then someone else's word against it
            object_ = cluster("Company")
            first = 4 * int(object_.name.rpartition("-")[2])
            subject = cluster("Person", only=(first + (day.year - 2005) // 6 + (draw.random() < 0.02)) % len(names["Person"]))
        else:
            subject, object_ = cluster(subject_type), cluster(object_type)
        if subject is object_:
            continue
        sentence = f"{subject.name} is said to stand as {relation} to {object_.name}, in sentence {start} of article {number}."
        status = draw.choice(STATUSES)
        if relation in EVENTS and status == "former":
            status = "current"
        since = Date(f"{day.year - draw.randrange(1, 9)}-01-01", "year") if draw.random() < 0.3 else None
        spans = [Span(start + at, start + at + len(name)) for name in (subject.name, object_.name) for at in [sentence.index(name)]]
        claims.append(
            Claim(
                subject.id, relation, object_.id, *spans, evidence=Span(start, start + len(sentence)), frame="made up",
                status=status, sourcing=draw.choice(SOURCES), role="chief executive" if relation == "ceoOf" else None,
                confidence=round(draw.random(), 2), validity=Validity(since=since),
            )
        )  # fmt: skip
        sentences.append(sentence)
        start += len(sentence) + 1
    journalist = names["Person"][min(int(draw.paretovariate(0.5)), len(names["Person"]) - 1)]
    everyone = tuple(clusters.values())
    ids = [one.id for one in everyone]
    article = Article(
        id=f"{seed}-{number}", source=f"{number}.html", text=" ".join(sentences) or "Nothing.", title=f"Story {number}",
        url=f"https://news.example/{seed}/{number}", published=day.isoformat(), bylines=(journalist,), publisher="The Times",
    )  # fmt: skip
    quoted = tuple(one.id for one in everyone if one.types == ("Person",))[:2]
    return Extraction(article, everyone, tuple(claims), tuple(ids[:2]), quoted, "kg made up")
