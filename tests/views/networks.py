"""Networks to draw: one of well-known names, one as large as wanted, and the small parts to build others from."""

from __future__ import annotations

import random

import networkx

BASE = "https://w3id.org/technews/id/"
OUTLETS = ("The Daily Circuit", "Harbour Tech Review", "Morning Ledger", "Wire & Signal")
REPORTERS = ("Ada Brandt", "Luis Ortega", "Mei Tan", "Noor Haddad", "Tom Okafor")


def named_in(text, *names):
    """Return the `span` of a sentence that stands somewhere in an article, and the `ends` where it says these names."""
    start = 40
    found = [(text.find(name), len(name)) for name in names]
    return {"span": (start, start + len(text)), "ends": tuple((start + at, start + at + length) for at, length in found if at >= 0)}


def evidence(
    text,
    *,
    status="current",
    sourcing="reporter",
    by=None,
    role=None,
    confidence=None,
    article=1,
    date="2024-05-16",
    url=None,
    headline=None,
    span=None,
    ends=(),
):
    return {
        "text": text,
        "span": span,
        "ends": ends,
        "dates": (),
        "reader": f"{BASE}agent-1",
        "status": status,
        "sourcing": sourcing,
        "by": by,
        "by_iri": BASE + "-".join(by.lower().split()) if by and by.isascii() and by.replace(" ", "").isalpha() else "",
        "role": role,
        "confidence": confidence,
        "article": f"https://news.example/a/{article}",
        "headline": headline or f"What happened, part {article}",
        "outlet": OUTLETS[article % len(OUTLETS)],
        "date": date,
        "bylines": [REPORTERS[article % len(REPORTERS)]],
        "url": url if url is not None else f"https://news.example/a/{article}",
    }


def add_entity(network, name, *types, aliases=(), weight=1, iri=None):
    iri = iri or BASE + "-".join(name.lower().split())
    network.add_node(iri, name=name, types=list(types), aliases=[name, *aliases], same_as=[], weight=weight)
    return iri


def add_fact(network, subject, relation, object_, *sentences, status="current", symmetric=False, label=None, **times):
    number = network.graph["facts"] = network.graph.get("facts", -1) + 1  # counting all edges each time would be quadratic
    key = f"{BASE}st-{number}"
    network.add_edge(
        subject,
        object_,
        key=key,
        relation=relation,
        label=label or "".join(f" {c.lower()}" if c.isupper() else c for c in relation),
        status=status,
        symmetric=symmetric,
        origin_iris=tuple(sorted({sentence["article"] for sentence in sentences})),
        as_of=times.get("as_of", "2024-05-16"),
        valid_from=times.get("valid_from"),
        valid_until=times.get("valid_until"),
        valid_at=times.get("valid_at"),
        dates=(),
        ruling="",
        evidence=[{"iri": f"{key.replace('/st-', '/ev-')}-{nth}", **sentence} for nth, sentence in enumerate(sentences)],
    )
    network.nodes[subject]["weight"] += len(sentences)
    network.nodes[object_]["weight"] += len(sentences)
    return key


KNOWN = """
Microsoft:Company Satya Nadella:Person OpenAI:Company Sam Altman:Person Mira Murati:Person Greg Brockman:Person ChatGPT:Product
GPT-4:Product Azure:Product Windows:Product GitHub:Company LinkedIn:Company Redmond:Place San Francisco:Place Google:Company
Sundar Pichai:Person DeepMind:Company Demis Hassabis:Person Gemini:Product Android:Product YouTube:Product Alphabet:Company
Mountain View:Place London:Place Apple:Company Tim Cook:Person iPhone:Product Vision Pro:Product Cupertino:Place WWDC:Event
Meta:Company Mark Zuckerberg:Person Instagram:Product WhatsApp:Product Llama:Product Nvidia:Company Jensen Huang:Person
H100:Product Federal Trade Commission:GovernmentAgency Lina Khan:Person Department of Justice:GovernmentAgency
European Commission:GovernmentAgency Margrethe Vestager:Person Digital Markets Act:Law AI Act:Law Brussels:Place
Stanford University:EducationalInstitution The Daily Circuit:MediaOutlet Ada Brandt:Person Harbour Tech Review:MediaOutlet
Luis Ortega:Person artificial intelligence:Topic antitrust:Topic Anthropic:Company Dario Amodei:Person Claude:Product
Amazon:Company Andy Jassy:Person AWS:Product Seattle:Place Free Software Foundation:Organization The Making of Chips:CreativeWork
Nasdaq:Organization Computex:Event
"""
FACTS = """
Satya Nadella|ceoOf|Microsoft|current;Sam Altman|ceoOf|OpenAI|current;Mira Murati|worksFor|OpenAI|former
Greg Brockman|founderOf|OpenAI|current;Sam Altman|founderOf|OpenAI|current;Mira Murati|leads|OpenAI|former
OpenAI|develops|ChatGPT|current;OpenAI|develops|GPT-4|current;Microsoft|investsIn|OpenAI|current
Microsoft|partnersWith|OpenAI|current;OpenAI|customerOf|Azure|current;Microsoft|develops|Azure|current
Microsoft|develops|Windows|current;GitHub|ownedBy|Microsoft|current;LinkedIn|ownedBy|Microsoft|current
Microsoft|basedIn|Redmond|current;OpenAI|basedIn|San Francisco|current;Sundar Pichai|ceoOf|Google|current
Google|ownedBy|Alphabet|current;DeepMind|ownedBy|Google|current;Demis Hassabis|leads|DeepMind|current
Demis Hassabis|founderOf|DeepMind|current;Google|develops|Gemini|current;Google|develops|Android|current
Google|develops|YouTube|current;Google|basedIn|Mountain View|current;DeepMind|basedIn|London|current
Tim Cook|ceoOf|Apple|current;Apple|develops|iPhone|current;Apple|develops|Vision Pro|current;Apple|basedIn|Cupertino|current
Apple|organizes|WWDC|current;Tim Cook|participatesIn|WWDC|current;Apple|partnersWith|OpenAI|planned
Apple|partnersWith|Google|alleged;Mark Zuckerberg|ceoOf|Meta|current;Meta|develops|Instagram|current
Meta|develops|WhatsApp|current;Meta|develops|Llama|current;Jensen Huang|ceoOf|Nvidia|current;Nvidia|develops|H100|current
Meta|customerOf|Nvidia|current;Microsoft|customerOf|Nvidia|current;Jensen Huang|participatesIn|Computex|current
Federal Trade Commission|investigates|Microsoft|alleged;Federal Trade Commission|sues|Meta|current
Lina Khan|leads|Federal Trade Commission|current;Department of Justice|sues|Google|current
Department of Justice|sues|Apple|current;Department of Justice|investigates|Nvidia|denied
European Commission|fines|Apple|current;European Commission|investigates|Meta|current
Margrethe Vestager|leads|European Commission|current;European Commission|regulates|Google|current
European Commission|basedIn|Brussels|current;Sam Altman|educatedAt|Stanford University|former
Ada Brandt|worksFor|The Daily Circuit|current;Ada Brandt|reportsOn|artificial intelligence|current
Luis Ortega|writesFor|Harbour Tech Review|current;Luis Ortega|reportsOn|antitrust|current
The Daily Circuit|reportsOn|artificial intelligence|current;Dario Amodei|ceoOf|Anthropic|current
Anthropic|develops|Claude|current;Amazon|investsIn|Anthropic|current;Google|investsIn|Anthropic|current
Andy Jassy|ceoOf|Amazon|current;Amazon|develops|AWS|current;Amazon|basedIn|Seattle|current;Anthropic|customerOf|AWS|current
Dario Amodei|worksFor|OpenAI|former;OpenAI|competesWith|Anthropic|current;Google|competesWith|OpenAI|current
Anthropic|basedIn|San Francisco|current;Nvidia|listedOn|Nasdaq|current;Sam Altman|boardMemberOf|Microsoft|denied
Microsoft|competesWith|Google|current;Luis Ortega|develops|The Making of Chips|current
"""
SYMMETRIC = {"partnersWith", "competesWith"}
SOURCINGS = ("reporter", "reporter", "named", "self", "document", "anonymous")


def newsroom():
    """Return some sixty well-known entities with facts of every status; the sentences are invented."""
    network = networkx.MultiDiGraph()
    iris = {}
    names = " ".join(KNOWN.split())
    while names:
        name, _, rest = names.partition(":")
        kind, _, names = rest.partition(" ")
        iris[name] = add_entity(network, name, kind, aliases=[name.split()[-1]] if kind == "Person" else [])
    network.nodes[iris["YouTube"]]["types"].append("Company")
    lines = [fact for line in FACTS.split("\n") for fact in line.split(";") if fact]
    for i, line in enumerate(lines):
        subject, relation, object_, status = line.split("|")
        words = "".join(f" {c.lower()}" if c.isupper() else c for c in relation)
        told = f"{subject} {words} {object_}, as this invented sentence number "
        sentences = [
            evidence(
                f"{told}{nth + 1} says without a doubt.",
                **named_in(f"{told}{nth + 1} says without a doubt.", subject, object_),
                status=status,
                sourcing=SOURCINGS[(i + nth) % len(SOURCINGS)],
                by="Mei Tan" if (i + nth) % len(SOURCINGS) == 2 else None,
                confidence=0.71 + (i % 5) / 20 if i % 3 else None,
                article=(i * 7 + nth * 3) % 23,
                date=f"2024-0{1 + (i + nth) % 9}-1{i % 10}",
            )
            for nth in range(1 + i % 4)
        ]
        add_fact(network, iris[subject], relation, iris[object_], *sentences, status=status, symmetric=relation in SYMMETRIC)
    return network


SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "ta",
    "vo",
    "zu",
    "bel",
    "dor",
    "fin",
    "gar",
    "hex",
    "ion",
    "jul",
    "kor",
    "lum",
    "nex",
    "pol",
    "ras",
    "tri",
)


def large(count, *, seed=7):
    """Return a network of `count` entities grown as news grows it: a few hubs, many leaves, some small islands."""
    chance = random.Random(seed)
    network = networkx.MultiDiGraph()
    iris = []
    kinds = (
        ["Person"] * 6
        + ["Company"] * 5
        + ["Product"] * 4
        + ["Place", "Event", "Law", "MediaOutlet", "GovernmentAgency", "Organization"]
    )
    for i in range(count):
        kind = chance.choice(kinds)
        name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).title()
        if kind == "Person" or chance.random() < 0.25:
            name += " " + "".join(chance.choices(SYLLABLES, k=2)).title()
        iris.append(add_entity(network, name, kind, iri=f"{BASE}{i:05}"))
    ends = []
    for i in range(1, count):
        if chance.random() < 0.06:
            ends.append(i)
            continue
        for _ in range(1 + (chance.random() < 0.3)):
            other = chance.choice(ends) if ends and chance.random() < 0.75 else chance.randrange(i)
            if other == i:
                continue
            status = chance.choices(["current", "former", "planned", "alleged", "denied"], [80, 8, 5, 5, 2])[0]
            text = f"{network.nodes[iris[i]]['name']} is said to work with {network.nodes[iris[other]]['name']}."
            spots = named_in(text, network.nodes[iris[i]]["name"], network.nodes[iris[other]]["name"])
            sentences = [
                evidence(text, status=status, article=chance.randrange(200), **spots) for _ in range(chance.choice([1, 1, 1, 2, 3]))
            ]
            add_fact(
                network,
                iris[i],
                chance.choice(["worksFor", "develops", "investsIn", "basedIn"]),
                iris[other],
                *sentences,
                status=status,
            )
            ends += [other, other, i]
    return network
