import random

from newsroom import CORVID, LEADS, Said, said, store_of, write

from kg.graph.network import network, surroundings
from kg.model import Date, Validity
from kg.ontology import ID_BASE


def test_nodes_are_what_statements_link_and_edges_are_statements():
    more = (("validity", Validity(since=Date("2014-01-01", "year"))), ("sourcing", "named"), ("by", "Bo Finch: Person"))
    claim = Said(LEADS.sentence, LEADS.subject, LEADS.relation, LEADS.object, more)
    page = {"title": "Chips", "bylines": ("Jo Poe",), "publisher": "Corvid Times", "published": "2024-05-16"}
    graph = network(store_of(write("1", claim, about=("Zephyr: Company",), **page)))
    assert dict(graph.nodes(data=True)) == {
        ID_BASE + "ada-lane": {"name": "Ada Lane", "types": ["Person"], "aliases": [], "same_as": [], "weight": 1},
        ID_BASE + "corvid": {"name": "Corvid", "types": ["Company"], "aliases": [], "same_as": [], "weight": 1},
    }
    ((subject, object_, key, attributes),) = graph.edges(keys=True, data=True)
    assert (subject, object_) == (ID_BASE + "ada-lane", ID_BASE + "corvid")
    assert key.startswith(ID_BASE + "st-")
    assert attributes["evidence"][0].pop("iri").startswith(ID_BASE + "ev-")
    assert attributes["evidence"][0].pop("reader").startswith(ID_BASE + "agent-")
    assert attributes == {
        "relation": "ceoOf",
        "label": "chief executive of",
        "status": "current",
        "as_of": "2024-05-16",
        "valid_from": "2014",
        "valid_until": "",
        "valid_at": "",
        "dates": (("From", "2014-01-01", "year"),),
        "symmetric": False,
        "ruling": "",
        "origin_iris": ("https://news.example/1",),
        "evidence": [
            {
                "text": LEADS.sentence,
                "status": "current",
                "sourcing": "named",
                "by": "Bo Finch",
                "by_iri": ID_BASE + "bo-finch",
                "role": "",
                "confidence": None,
                "span": (0, len(LEADS.sentence)),
                "ends": ((0, len("Ada Lane")), (LEADS.sentence.index("Corvid"), len(LEADS.sentence) - 1)),
                "dates": (("From", "2014-01-01", "year"),),
                "article": "https://news.example/1",
                "headline": "Chips",
                "outlet": "Corvid Times",
                "date": "2024-05-16",
                "bylines": ["Jo Poe"],
                "url": "https://news.example/1",
            }
        ],
    }


def test_nodes_and_edges_come_in_one_order():
    partners = [said(f"Corvid and Z{n} are partners.", CORVID, "partnersWith", f"Z{n}: Company") for n in range(9)]
    extractions = [write(str(n), LEADS, one) for n, one in enumerate(partners)]
    first = network(store_of(*extractions))
    random.Random(1).shuffle(extractions)
    second = network(store_of(*extractions))
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))
    assert list(first.nodes) == sorted(first.nodes)
    assert first.nodes[ID_BASE + "corvid"]["weight"] == 18


def test_surroundings_are_the_part_of_the_network_around_one():
    partners = [said(f"Corvid and Z{n} are partners.", CORVID, "partnersWith", f"Z{n}: Company") for n in range(3)]
    others = said("Z1 and Z2 are partners.", "Z1: Company", "partnersWith", "Z2: Company")
    store = store_of(write("1", LEADS, *partners, others, about=("Zephyr: Company",)))
    whole, (part, left_out) = network(store), surroundings(store, ID_BASE + "corvid", 9)
    own = [edge for edge in whole.edges(keys=True, data=True) if ID_BASE + "corvid" in edge[:2]]
    assert list(part.edges(keys=True, data=True)) == own
    assert list(part) == list(whole)
    assert part.nodes[ID_BASE + "corvid"] == whole.nodes[ID_BASE + "corvid"]
    assert left_out == 0
    alone, _ = surroundings(store, ID_BASE + "zephyr", 9)
    assert [name for _, name in alone.nodes(data="name")] == ["Zephyr"]


def test_surroundings_of_a_hub_are_its_newest_statements():
    partners = [said(f"Corvid and Z{n} are partners.", CORVID, "partnersWith", f"Z{n}: Company") for n in range(5)]
    store = store_of(*(write(str(n), one, published=f"2024-0{n + 1}-02") for n, one in enumerate(partners)))
    part, left_out = surroundings(store, ID_BASE + "corvid", 2)
    assert {name for _, name in part.nodes(data="name")} == {"Corvid", "Z3", "Z4"}
    assert left_out == 3
