"""What a reprint adds to a graph: an article and its evidence, and no independent source."""

import random

from newsroom import CORVID, LEADS, build, graph_of, ontology, said, store_of, with_status, write
from pyoxigraph import Store

from kg.graph import GraphFolder
from kg.graph.check import check
from kg.graph.network import network
from kg.graph.query import answer, ask, format_results
from kg.graph.statements import Statement, StatementReader

SAME = "It is so."


def rows(store: Store, sparql: str) -> list[str]:
    return format_results(ask(store, sparql), "csv").splitlines()[1:]


def statement(*extractions) -> Statement:
    (found,) = StatementReader(store_of(*extractions)).all()
    return found


ORIGIN = write("origin", LEADS, closing=SAME, published="2024-05-16")
REPRINT = write("reprint", LEADS, closing=SAME, published="2025-01-01")
OWN = write("own", LEADS, published="2024-06-01")


def test_a_copy_is_linked_to_its_origin_in_the_derived_graph():
    store = store_of(ORIGIN, REPRINT, OWN)
    assert rows(store, "SELECT ?g ?copy ?origin { GRAPH ?g { ?copy tn:copyOf ?origin } }") == [
        "https://w3id.org/technews/id/graph/derived,https://news.example/reprint,https://news.example/origin"
    ]


def test_a_fact_has_as_many_origins_as_articles_in_words_of_their_own():
    store = store_of(ORIGIN, REPRINT, OWN)
    assert rows(store, "SELECT ?origin { ?statement tn:origin ?origin } ORDER BY ?origin") == [
        "https://news.example/origin",
        "https://news.example/own",
    ]
    (one,) = StatementReader(store).all()
    assert (one.origins, len(one.evidence)) == (2, 3)
    ((_, _, edge),) = network(store).edges(data=True)
    assert len(edge["origin_iris"]) == 2


def test_the_question_counts_origins_and_articles():
    works = said("Bo Finch works for Corvid.", "Bo Finch: Person", "worksFor", CORVID)
    store = store_of(ORIGIN, REPRINT, OWN, write("4", works))
    assert format_results(answer(store, "independent-origins", {"entity": "corvid"}), "csv").splitlines() == [
        "subject,relation,object,status,origins,articles,first",
        "Ada Lane,chief executive of,Corvid,current,2,3,2024-05-16",
        "Bo Finch,works for,Corvid,current,1,1,",
    ]


def test_a_reprint_makes_no_fact_newer():
    assert statement(ORIGIN, REPRINT).as_of == "2024-05-16"
    left = write("left", with_status(LEADS, "former"), published="2024-09-09")
    one = statement(ORIGIN, REPRINT, left)
    assert (one.status, one.as_of) == ("former", "2024-09-09")


def test_copies_have_one_vote():
    day = {"published": "2024-05-16"}
    reprints = [write(f"reprint-{n}", LEADS, closing=SAME, published="2024-05-17") for n in range(3)]
    origin = write("origin", LEADS, closing=SAME, **day)
    former = [write(f"former-{n}", with_status(LEADS, "former"), **day) for n in range(2)]
    assert statement(origin, *reprints, *former).status == "former"


def test_a_copy_speaks_where_its_origin_was_not_read_so():
    silent = write("origin", closing=f"{LEADS.sentence} {SAME}", published="2024-05-16")
    one = statement(silent, REPRINT, write("second", LEADS, closing=SAME, published="2025-02-02"))
    assert (one.status, one.as_of, one.origins) == ("current", "2024-05-16", 1)


def test_the_order_of_copies_changes_no_byte():
    extractions = [ORIGIN, REPRINT, OWN, write("undated", LEADS, closing=SAME)]
    first = graph_of(extractions).quads
    for seed in range(4):
        random.Random(seed).shuffle(extractions)
        assert graph_of(extractions).quads == first


def test_a_graph_with_copies_is_sound_and_one_whose_origin_is_a_copy_is_not(tmp_path):
    build(tmp_path / "g", ORIGIN, REPRINT, OWN)
    assert check(GraphFolder(tmp_path / "g"), ontology()) == []
    store = Store(str(tmp_path / "g" / "store"))
    store.update(
        "INSERT { GRAPH ?g { <https://news.example/origin> <https://w3id.org/technews/ns#copyOf> <https://news.example/own> } }"
        "WHERE { GRAPH ?g { <https://news.example/reprint> <https://w3id.org/technews/ns#copyOf> ?o } }"
    )
    store.flush()
    del store
    assert [one.rule for one in check(GraphFolder(tmp_path / "g"), ontology())] == ["An origin is no copy itself"]
