"""Each named question on one small newsroom: what it answers, and that other engines answer the same."""

import csv

import pytest
from newsroom import CORVID, LANE, Said, said, store_of, with_status, write
from pyoxigraph import Quad, Store
from rdflib import Dataset

from kg.errors import QueryError
from kg.graph.query import answer, ask, bind, format_results, questions
from kg.graph.terms import PREFIXES
from kg.model import Date, Validity

FINCH, WREN, MAGPIE = "Bo Finch: Person", "Cy Wren: Person", "Magpie: Company"
NEST, EGG, OWL = "Nest: Company", "Egg: Product", "Owl Authority: GovernmentAgency"
TRADE = "Trade: Topic"


def ceo(who: str, of: str, **more) -> Said:
    name, company = who.partition(":")[0], of.partition(":")[0]
    return said(f"{name} is chief executive of {company}.", who, "ceoOf", of, role="chief executive", **more)


SINCE_2014 = Validity(since=Date("2014-02-01", "month"))
UNTIL_2022 = Validity(since=Date("2018-01-01", "year"), until=Date("2022-12-31", "year"))


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a store of what several articles say; some contradict each other."""
    owned = said("Nest is owned by Corvid.", NEST, "ownedBy", CORVID)
    bought = said("Nest bought Egg.", NEST, "acquires", EGG, validity=Validity(at=Date("2021-03-02", "day")))
    sued = said("Owl Authority is said to have sued Corvid.", OWL, "sues", CORVID, sourcing="anonymous")
    probe = said("Owl Authority investigates Corvid.", OWL, "investigates", CORVID, sourcing="document")
    partner = said("Corvid works with Magpie.", CORVID, "partnersWith", MAGPIE, sourcing="self", by=CORVID)
    beat = said("Jo Poe once covered Trade.", "Jo Poe: Person", "reportsOn", TRADE, status="former")
    page = {"publisher": "Corvid Times", "about": (CORVID,), "quoted": (LANE,)}
    return store_of(
        write("1", ceo(LANE, CORVID, validity=SINCE_2014), owned, published="2020-05-01", bylines=("Jo Poe",), **page),
        write("2", with_status(sued, "alleged"), probe, bought, published="2022-05-01", bylines=("Jo Poe", "Al Stork"), **page),
        write("3", ceo(LANE, CORVID), with_status(sued, "denied"), published="2024-05-01", about=(CORVID, NEST)),
        write("4", ceo(FINCH, CORVID), partner, published="2023-05-01", about=(CORVID,), quoted=(FINCH,)),
        write("5", ceo(WREN, MAGPIE, status="former", validity=UNTIL_2022), beat, published="2024-06-01"),
        write("6", said("Magpie competes with Egg.", MAGPIE, "competesWith", EGG)),
    )


ASKED = {
    "who-leads": {"entity": "Corvid"},
    "who-led-on": {"entity": "Corvid", "date": "2019-06-01"},
    "owns": {"entity": "Corvid"},
    "who-acts-on": {"entity": "Corvid"},
    "everything-about": {"entity": "Corvid"},
    "changed-since": {"date": "2023-01-01"},
    "weakly-sourced": {"entity": "Corvid"},
    "denied-or-alleged": {"entity": "Corvid"},
    "contradictions": {},
    "who-covers": {"entity": "Corvid"},
    "uncovered-beats": {},
    "path": {"from": "Ada Lane", "to": "Egg"},
    "quoted-on": {"entity": "Corvid"},
    "timeline": {"entity": "Nest"},
    "independent-origins": {"entity": "Corvid"},
}


def table(store: Store, name: str, **parameters: str) -> list[list[str]]:
    """Return the rows of an answer as plain words."""
    return list(csv.reader(format_results(answer(store, name, parameters), "csv").splitlines()))[1:]


def test_every_question_is_asked_here():
    assert ASKED.keys() == questions().keys()
    assert len(ASKED) >= 12


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_is_documented(name):
    question = questions()[name]
    assert question.title
    assert {parameter.name for parameter in question.parameters} == ASKED[name].keys()
    assert question.example.startswith(f"kg query {name}")
    assert all(f"-p {parameter.name}=" in question.example for parameter in question.parameters)


@pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize("name", list(questions()))
def test_rdflib_and_pyoxigraph_agree_on_union_and_single_default_graphs(store, name):
    sparql = bind(store, name, ASKED[name])
    expected = format_results(ask(store, sparql), "csv")
    assert expected.count("\n") > 1
    single = Store()
    single.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    assert format_results(single.query(sparql, prefixes=PREFIXES), "csv") == expected
    union = Dataset(default_union=True)
    for quad in store:
        union.get_context(quad.graph_name.value).parse(data=f"{quad.triple} .", format="nt")
    found = union.query(sparql, initNs=PREFIXES).serialize(format="csv")
    assert (found or b"").decode() == expected


def test_who_led_on_a_day_tells_what_is_known_from_what_is_not(store):
    def on(date: str, entity: str = "Corvid") -> list[list[str]]:
        return [row[:2] for row in table(store, "who-led-on", entity=entity, date=date)]

    assert on("2013-12-31") == [["unknown", "Bo Finch"]]  # whoever gave no date may have led already
    assert on("2014-02-15") == [["unknown", "Ada Lane"], ["unknown", "Bo Finch"]]  # begun that month, but on which day?
    assert on("2014-03-01") == [["yes", "Ada Lane"], ["unknown", "Bo Finch"]]
    assert on("2023-05-01") == [["yes", "Ada Lane"], ["yes", "Bo Finch"]]
    assert on("2025-01-01") == [["unknown", "Ada Lane"]]  # last said in May 2024; the other was followed by her before
    assert on("2017-12-31", "Magpie") == []
    assert on("2018-06-01", "Magpie") == [["unknown", "Cy Wren"]]
    assert on("2019-01-01", "Magpie") == [["yes", "Cy Wren"]]
    assert on("2022-06-01", "Magpie") == [["unknown", "Cy Wren"]]
    assert on("2023-01-01", "Magpie") == []


def test_owns_follows_ownership_through_others(store):
    assert [row[:4] for row in table(store, "owns", entity="Corvid")] == [
        ["Nest", "directly", "", "owned by"],
        ["Egg", "through others", "Nest", "acquires"],
    ]


def test_who_acts_on_tells_how_each_stands(store):
    found = [row[:3] for row in table(store, "who-acts-on", entity="Corvid")]
    assert found == [["Owl Authority", "investigates", "current"], *[["Owl Authority", "sues", "denied"]] * 2]


def test_changed_since_tells_new_from_changed(store):
    rows = [row[:6] for row in table(store, "changed-since", date="2023-01-01")]
    assert ["changed", "Owl Authority", "sues", "Corvid", "denied", "alleged"] in rows
    assert ["new", "Corvid", "partners with", "Magpie", "current", ""] in rows
    assert not [row for row in rows if row[1] == "Ada Lane"]  # said before, and said again
    assert ["changed", "Owl Authority", "investigates", "Corvid"] not in [row[:4] for row in rows]


def test_weakly_sourced_facts_have_no_better_evidence(store):
    rows = table(store, "weakly-sourced", entity="Corvid")
    assert {(row[1], row[5]) for row in rows} == {("sues", "anonymous"), ("partners with", "self")}


def test_denied_or_alleged_gives_each_such_sentence(store):
    rows = table(store, "denied-or-alleged", entity="Corvid")
    assert [(row[1], row[3], row[4]) for row in rows] == [("sues", "denied", "denied"), ("sues", "denied", "alleged")]


def test_contradictions_are_overlapping_holders(store):
    assert table(store, "contradictions") == [
        ["chief executive of", "Corvid", "Ada Lane", "2020-05-01", "2024-05-01", "Bo Finch", "2023-05-01", "2023-05-01"]
    ]
    together = store_of(write("1", ceo(LANE, CORVID), ceo(FINCH, CORVID), published="2024-01-01"))
    assert table(together, "contradictions") == []
    followed = store_of(
        write("1", ceo(LANE, CORVID), published="2024-01-01"), write("2", ceo(FINCH, CORVID), published="2024-02-01")
    )
    assert table(followed, "contradictions") == []


def test_uncovered_beats_are_former_ones_and_much_written_of(store):
    assert table(store, "uncovered-beats") == [
        ["Corvid", "nobody is said to cover it", "4", "2024-05-01"],
        ["Trade", "nobody covers it now", "0", ""],
    ]


def test_path_gives_the_shortest_first_with_the_way_each_fact_points(store):
    rows = table(store, "path", **{"from": "Ada Lane", "to": "Egg"})
    assert ["3", "Ada Lane", "chief executive of >", "Corvid", "< owned by", "Nest", "acquires >", "Egg"] in rows
    assert table(store, "path", **{"from": "Nest", "to": "Egg"})[0][:4] == ["1", "Nest", "acquires >", "Egg"]
    assert table(store, "path", **{"from": "Cy Wren", "to": "Owl Authority"}) == []


def test_quoted_on_counts_articles(store):
    assert table(store, "quoted-on", entity="Corvid") == [
        ["Ada Lane", "2", "2020-05-01", "2022-05-01"],
        ["Bo Finch", "1", "2023-05-01", "2023-05-01"],
    ]


def test_timeline_gives_dates_no_finer_than_known(store):
    assert [row[:5] for row in table(store, "timeline", entity="Nest")] == [
        ["2020-05-01", "as of", "Nest", "owned by", "Corvid"],
        ["2021-03-02", "happened", "Nest", "acquires", "Egg"],
    ]
    assert [row[:2] for row in table(store, "timeline", entity="Cy Wren")] == [["2018", "began"], ["2022", "ended"]]


def test_a_bad_date_says_how_to_write_one(store):
    with pytest.raises(QueryError, match=r'"2024-13-01": is no date; write it as YYYY-MM-DD'):
        answer(store, "changed-since", {"date": "2024-13-01"})
