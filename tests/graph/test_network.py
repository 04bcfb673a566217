import random

from newsroom import CORVID, LEADS, Said, said, store_of, write

from kg.graph.network import network
from kg.model import Date, Validity
from kg.ontology import ID_BASE


def test_nodes_are_what_statements_link_and_edges_are_statements():
    more = (("validity", Validity(since=Date("2014-01-01", "year"))), ("sourcing", "named"), ("by", "Bo Finch: Person"))
    claim = Said(LEADS.sentence, LEADS.subject, LEADS.relation, LEADS.object, more)
    page = {"title": "Chips", "bylines": ("Jo Poe",), "publisher": "Corvid Times", "published": "2024-05-16"}
    graph = network(store_of(write("1", claim, about=("Zephyr: Company",), **page)))
    assert dict(graph.nodes(data=True)) == {
        ID_BASE + "ada-lane": {"name": "Ada Lane", "types": ["Person"], "aliases": [], "weight": 1},
        ID_BASE + "corvid": {"name": "Corvid", "types": ["Company"], "aliases": [], "weight": 1},
    }
    ((subject, object_, key, attributes),) = graph.edges(keys=True, data=True)
    assert (subject, object_) == (ID_BASE + "ada-lane", ID_BASE + "corvid")
    assert key.startswith(ID_BASE + "st-")
    assert attributes["evidence"][0].pop("iri").startswith(ID_BASE + "ev-")
    assert attributes == {
        "relation": "ceoOf",
        "label": "chief executive of",
        "status": "current",
        "as_of": "2024-05-16",
        "valid_from": "2014",
        "valid_until": "",
        "valid_at": "",
        "symmetric": False,
        "origins": 1,
        "evidence": [
            {
                "text": LEADS.sentence,
                "status": "current",
                "sourcing": "named",
                "by": "Bo Finch",
                "role": "",
                "confidence": None,
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
