import pytest
from newsroom import CORVID, LANE, Said, said, store_of, write
from pyoxigraph import RdfFormat, Store, parse

from kg.errors import QueryError
from kg.graph.query import answer, ask, format_results
from kg.model import Date, Validity

SINCE = (("validity", Validity(since=Date("2014-02-01", "month"))), ("role", "chief executive"))
RUNS = Said("Ada Lane has been chief executive of Corvid since February 2014.", LANE, "ceoOf", CORVID, SINCE)
CHAIRS = said("Bo Finch chairs Corvid.", "Bo Finch: Person", "leads", CORVID)
WORKS = said("Cy Wren works for Corvid.", "Cy Wren: Person", "worksFor", CORVID)
LED = said("Di Crane led Corvid until 2013.", "Di Crane: Person", "leads", CORVID, status="former", sourcing="anonymous")
BEAT = said("Jo Poe covers Corvid.", "Jo Poe: Person", "reportsOn", CORVID)


@pytest.fixture(scope="module")
def store() -> Store:
    page = {"publisher": "Corvid Times", "about": (CORVID,)}
    return store_of(
        write("1", RUNS, CHAIRS, published="2023-05-01", bylines=("Jo Poe",), **page),
        write("2", WORKS, LED, BEAT, published="2024-05-01", bylines=("Jo Poe", "Al Stork"), **page),
        write("3", said("Zephyr makes Breeze.", "Zephyr: Company", "develops", "Breeze: Product"), bylines=("Al Stork",)),
    )


def rows(store: Store, name: str, entity: str) -> list[list[str]]:
    lines = format_results(answer(store, name, {"entity": entity}), "tsv").splitlines()
    return [[cell.split("^^")[0].removesuffix("@en").strip('"<>') for cell in line.split("\t")] for line in lines]


def test_who_leads_tells_every_current_leader_and_since_when(store):
    header, *found = rows(store, "who-leads", "corvid")
    assert header[:5] == ["?person", "?relation", "?role", "?since", "?as_of"]
    assert [row[:5] for row in found] == [
        ["Ada Lane", "chief executive of", "chief executive", "2014-02", "2023-05-01"],
        ["Bo Finch", "leads", "", "", "2023-05-01"],
    ]
    assert found[0][5:] == [RUNS.sentence, "https://news.example/1"]


def test_everything_about_gives_each_sentence_with_status_sourcing_and_source(store):
    header, *found = rows(store, "everything-about", "https://w3id.org/technews/id/corvid")
    table = [dict(zip(header, row, strict=True)) for row in found]
    assert [row["?sentence"] for row in table] == [RUNS.sentence, CHAIRS.sentence, WORKS.sentence, LED.sentence, BEAT.sentence]
    assert (table[3]["?status"], table[3]["?sourcing"], table[3]["?source"]) == ("former", "anonymous", "https://news.example/2")
    assert [row[0] for row in rows(store, "everything-about", "id:breeze")[1:]] == ["Zephyr"]


def test_who_covers_keeps_beats_and_bylines_apart_and_counts(store):
    assert rows(store, "who-covers", "Corvid")[1:] == [
        ["Jo Poe", "byline", "2", "2023-05-01", "2024-05-01"],
        ["Corvid Times", "outlet", "2", "2023-05-01", "2024-05-01"],
        ["Al Stork", "byline", "1", "2024-05-01", "2024-05-01"],
        ["Jo Poe", "stated beat", "1", "2024-05-01", "2024-05-01"],
    ]


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("who-knows", {}, r'"who-knows": is no question; there are: changed-since, .*, who-led-on'),
        ("who-leads", {}, "missing parameter entity; ask like this: kg query who-leads -p entity="),
        ("who-leads", {"entity": "Corvid", "x": "y"}, "unknown parameter x"),
        ("who-leads", {"entity": "Corvit"}, r'"Corvit": names nothing in the graph; close to it: Corvid'),
        ("who-leads", {"entity": "https://w3id.org/technews/id/nobody"}, "names nothing"),
        ("who-leads", {"entity": "id:x> ?y } #"}, "names nothing"),
        ("who-leads", {"entity": '"} DROP ALL #'}, "names nothing"),
        ("who-leads", {"entity": ""}, "names nothing"),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_can(store, name, parameters, message):
    with pytest.raises(QueryError, match=message) as caught:
        answer(store, name, parameters)
    assert "\n" not in str(caught.value)


def test_bad_sparql_is_one_line_with_its_place(store):
    with pytest.raises(QueryError, match=r'line 2, column \d+, near "WHERE \{ \?s \?p \}"') as caught:
        ask(store, "SELECT *\nWHERE { ?s ?p }")
    assert "\n" not in str(caught.value)
    for query in ("", "   ", "?", "SELECT * { ?s nope:p ?o }", "\x00", "SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }"):
        with pytest.raises(QueryError, match="the query: ") as caught:
            ask(store, query)
        assert "\n" not in str(caught.value)


def test_a_query_sees_all_graphs_unless_it_names_one(store):
    query = "SELECT (COUNT(DISTINCT ?a) AS ?n) FROM { ?a a schema:NewsArticle }"
    for source, count in (("", 3), ("FROM <https://news.example/1>", 1), ("FROM <https://w3id.org/technews/id/graph/derived>", 0)):
        assert format_results(ask(store, query.replace("FROM", source)), "csv").split() == ["n", str(count)]


def test_rows_come_as_table_csv_tsv_and_json(store):
    query = "SELECT ?name ?type ?nothing { ?s rdfs:label ?name ; a ?type FILTER(?type = tn:Product) }"
    assert (
        format_results(ask(store, query), "table")
        == "name    type        nothing\n──────  ──────────  ───────\nBreeze  tn:Product\n"
    )
    assert format_results(ask(store, query), "csv") == "name,type,nothing\r\nBreeze,https://w3id.org/technews/ns#Product,\r\n"
    assert (
        format_results(ask(store, query), "tsv") == '?name\t?type\t?nothing\n"Breeze"\t<https://w3id.org/technews/ns#Product>\t\n'
    )
    assert '"value":"Breeze"' in format_results(ask(store, query), "json")
    with pytest.raises(QueryError, match="format turtle: does not fit"):
        format_results(ask(store, query), "turtle")


def test_a_yes_or_no_comes_in_every_form_of_rows(store):
    assert format_results(ask(store, "ASK { ?s a tn:Product }"), "table") == "yes\n"
    assert format_results(ask(store, "ASK { ?s a tn:Law }"), "csv") == "false\n"
    assert '"boolean":true' in format_results(ask(store, "ASK {}"), "json")


def test_triples_come_sorted_as_turtle_and_table(store):
    query = "CONSTRUCT { ?s a ?t ; rdfs:label ?n } WHERE { ?s a ?t ; rdfs:label ?n FILTER(?t IN (tn:Person, tn:Product)) }"
    turtle = format_results(ask(store, query), "turtle")
    assert turtle.index("id:ada-lane a tn:Person") < turtle.index("id:breeze a tn:Product")
    assert len(list(parse(turtle.encode(), format=RdfFormat.TURTLE))) == format_results(ask(store, query), "table").count("\n") - 2
    with pytest.raises(QueryError, match="format json: does not fit"):
        format_results(ask(store, query), "json")
