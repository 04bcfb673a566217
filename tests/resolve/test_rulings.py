"""Rulings on a real graph folder: they win, they last, they are undone without a trace, and they contradict nobody unseen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import CORVID, LANE, ontology, said, write

from kg.errors import GraphError, QueryError
from kg.graph import GraphFolder
from kg.model import Extraction
from kg.pipeline.derive import derive
from kg.pipeline.identity import (
    Author,
    bench,
    decide,
    explain,
    joins,
    mentions,
    open_questions,
    pass_over,
    pin,
    rule_fact,
    rule_pair,
    rule_thing,
    undo,
)
from kg.pipeline.link import link_wikidata
from kg.pipeline.progress import silent
from kg.resolve.rulings import parse_rulings, read_rulings

PREFIXES = "@prefix id: <https://w3id.org/technews/id/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
ED = Author("ed", "2024-05-16", 'the desk says "so"')
LEADS = said("Ada Lane is chief executive of Corvid.", LANE, "ceoOf", CORVID)
SHORT = said("A. Lane sued Halden.", "A. Lane: Person", "sues", "Halden: Company")
NEWS = (
    write("1", LEADS, published="2024-01-01"),
    write("2", SHORT, published="2024-02-02"),
    write("3", LEADS, said("Bo Lane sued Corvid.", "Bo Lane: Person", "sues", CORVID), published="2024-03-03"),
)


def graph(path: Path, *extractions: Extraction) -> Path:
    folder = GraphFolder.create(path)
    for extraction in extractions:
        folder.put(extraction)
    derive(folder, ontology(), silent)
    return path


def turtle(path: Path) -> str:
    return (path / "graph.ttl").read_text(encoding="utf-8")


def rule(path: Path, decide_it) -> None:
    with bench(path) as at:
        decide_it(at)
        at.derive(silent)


def test_the_same_ruling_joins_two_and_the_old_iri_still_leads_there(tmp_path):
    path = graph(tmp_path / "g", *NEWS)
    rule(path, lambda at: rule_pair(at, "same", "A. Lane", "Ada Lane", ED))
    text = turtle(path)
    assert "owl:sameAs id:a-lane" in text
    assert "id:a-lane a" not in text
    assert "id:ada-lane tn:sues id:halden" in text or "tn:sues id:halden" in text.partition("id:ada-lane a")[2].partition("\n\n")[0]
    assert explain(path, "id:a-lane", "Ada Lane")[0] == "They are one."
    assert any("ruled to be the same" in line for line in joins(path, "https://w3id.org/technews/id/ada-lane"))


def test_different_splits_what_one_name_joined_and_new_articles_join_the_nearer(tmp_path):
    path = graph(tmp_path / "g", *NEWS)
    rule(path, lambda at: rule_pair(at, "different", "Ada Lane@1", "Ada Lane@3", ED))
    with bench(path) as at:
        first, third = (at.judged.resolution.iri_of[f"https://news.example/{n}", "e1"] for n in "13")
    assert first == "https://w3id.org/technews/id/ada-lane"
    assert third.startswith(first + "-")
    assert "They are two." in explain(path, "Ada Lane@1", "Ada Lane@3")
    graph(path, write("4", said("Bo Lane met Ada Lane.", "Bo Lane: Person", "advises", LANE), published="2024-04-04"))
    with bench(path) as at:
        assert at.judged.resolution.iri_of["https://news.example/4", "e2"] == third


def test_a_struck_fact_leaves_nothing_and_stays_out_whatever_is_read_later(tmp_path):
    path = graph(tmp_path / "g", *NEWS)
    assert "chief executive of Corvid" in turtle(path)
    rule(path, lambda at: rule_fact(at, "rejected", ("Ada Lane", "ceoOf", "Corvid"), ED))
    assert "chief executive of Corvid" not in turtle(path)
    assert "tn:ceoOf id:corvid" not in turtle(path)
    newer = said("Ada Lane remains chief executive of Corvid Inc.", LANE, "ceoOf", "Corvid Inc.: Company")
    graph(path, write("5", newer, published="2025-01-01"))
    assert "remains chief executive" not in turtle(path)
    renumbered = replace(NEWS[2], clusters=NEWS[2].clusters[::-1], extractor="another model")
    graph(path, renumbered)
    assert "tn:ceoOf id:corvid" not in turtle(path)
    rule(path, lambda at: rule_pair(at, "different", "Ada Lane@3", "Ada Lane@5", ED))
    assert "chief executive of Corvid" not in turtle(path)
    assert "tn:ceoOf id:corvid" not in turtle(path)


def test_to_accept_takes_the_striking_back_and_is_told_in_the_graph(tmp_path):
    path = graph(tmp_path / "g", *NEWS)
    before = turtle(path)
    rule(path, lambda at: rule_fact(at, "rejected", ("Ada Lane", "ceoOf", "Corvid"), ED))
    rule(path, lambda at: rule_fact(at, "accepted", ("Ada Lane", "ceoOf", "Corvid"), ED))
    assert turtle(path).count("tn:ruling tn:accepted") == 1
    assert turtle(path).replace(" ;\n\ttn:ruling tn:accepted", "") == before
    assert not read_rulings(path / "rulings.ttl").of("rejected")


RULES = {
    "same": lambda at: rule_pair(at, "same", "A. Lane", "Ada Lane", ED),
    "bo": lambda at: rule_pair(at, "same", "Bo Lane", "Halden", ED),
    "different": lambda at: rule_pair(at, "different", "Ada Lane@1", "Ada Lane@3", ED),
    "rename": lambda at: rule_thing(at, "rename", "Halden", ("Halden \\ \"Works\"",), ED),
    "retype": lambda at: rule_thing(at, "retype", "id:corvid", ("MediaOutlet", "Product"), ED),
    "reject": lambda at: rule_fact(at, "rejected", ("id:bo-lane", "sues", "id:corvid"), ED),
    "accept": lambda at: rule_fact(at, "accepted", ("id:ada-lane", "ceoOf", "id:corvid"), ED),
    "pin": lambda at: pin(at, (), ED),
}  # fmt: skip


@pytest.fixture(scope="module")
def newsroom_graph(tmp_path_factory) -> Path:
    return graph(tmp_path_factory.mktemp("rulings") / "g", *NEWS)


@settings(deadline=None, max_examples=5)
@given(chosen=st.lists(st.sampled_from(sorted(RULES)), min_size=1, max_size=3, unique=True))
def test_undo_of_any_ruling_gives_the_same_bytes_as_before(newsroom_graph, chosen):
    path = newsroom_graph
    states = [turtle(path)]
    made = 0
    for name in chosen:
        try:
            rule(path, RULES[name])
        except (GraphError, QueryError):  # a split thing has no single name
            continue
        made += 1
        states.append(turtle(path))
    for state in reversed(states[:-1]):
        with bench(path) as at:
            for _ in range(len(at.rulings.all) if state == states[0] else 1):
                undo(at, None)
            at.derive(silent)
        if state == states[0]:
            break
        assert turtle(path) == state or "pin" in chosen
    assert turtle(path) == states[0]
    assert not (path / "rulings.ttl").exists()


def test_contradictory_rulings_are_named_with_both_lines(tmp_path):
    path = graph(tmp_path / "g", *NEWS)
    rule(path, lambda at: rule_pair(at, "same", "A. Lane", "Ada Lane", ED))
    text = (path / "rulings.ttl").read_text(encoding="utf-8")
    text += "\nid:a-lane owl:differentFrom id:ada-lane .\n"
    with pytest.raises(
        GraphError, match=r"line \d+ \(id:.* is the same as .*\) contradicts line \d+ \(id:a-lane is different from id:ada-lane\)"
    ):
        parse_rulings(text, "rulings.ttl")
    chain = PREFIXES + "id:a owl:sameAs id:b .\nid:b owl:sameAs id:c .\nid:a owl:differentFrom id:c .\n"
    with pytest.raises(GraphError, match=r"line 4 .* contradicts line 5"):
        parse_rulings(chain, "rulings.ttl")


def test_a_triple_written_by_hand_is_a_ruling(tmp_path):
    path = graph(tmp_path / "g", *NEWS)
    before = turtle(path)
    by_hand = f"# ours\n{PREFIXES}id:a-lane owl:sameAs id:ada-lane .\n"
    (path / "rulings.ttl").write_text(by_hand, encoding="utf-8")
    graph(path)
    assert "owl:sameAs id:a-lane" in turtle(path)
    with bench(path) as at, pytest.raises(GraphError, match="written by hand"):
        undo(at, None)
    (path / "rulings.ttl").unlink()
    graph(path)
    assert turtle(path) == before


def test_a_ruling_survives_an_earlier_namesake_and_other_cluster_ids(tmp_path):
    path = graph(tmp_path / "g", write("7", about=("Lane: Person",), published="2024-07-07"), *NEWS)
    rule(path, lambda at: rule_pair(at, "same", "id:lane", "id:ada-lane", ED))
    graph(path, write("0", about=("Halden: Company", "Lane: Person"), published="2001-01-01"))
    with bench(path) as at:
        iri_of = at.judged.resolution.iri_of
    assert iri_of["https://news.example/7", "e1"] == iri_of["https://news.example/1", "e1"]
    assert iri_of["https://news.example/0", "e2"] != iri_of["https://news.example/7", "e1"]


def test_review_asks_once_keeps_answers_and_skips(tmp_path):
    path = graph(tmp_path / "g", *NEWS)
    (one,) = [q for q in open_questions(path) if set(q.question.names) == {"A. Lane", "Ada Lane"}]
    assert {side.sentence for side in one.sides} == {"A. Lane sued Halden.", "Ada Lane is chief executive of Corvid."}
    pass_over(path, one.question)
    assert one.question.id not in {q.question.id for q in open_questions(path)}
    assert one.question.id in {q.question.id for q in open_questions(path, again=True)}
    rule(path, lambda at: decide(at, one.question, True, ED))
    assert one.question.id not in {q.question.id for q in open_questions(path, again=True)}
    assert "owl:sameAs id:a-lane" in turtle(path)


def test_mentions_stand_in_article_order_with_their_words(tmp_path):
    import json

    path = graph(tmp_path / "g", *NEWS)
    lines = [json.loads(line) for line in mentions(path)]
    texts = {extraction.article.id: extraction.article.text for extraction in NEWS}
    assert all(texts[line["article"]][line["start"] : line["end"]] == line["text"] for line in lines)
    assert [line["article"] for line in lines] == sorted(line["article"] for line in lines)
    first = {"article": "1", "start": 0, "end": 8, "text": "Ada Lane", "kind": "name", "class": "Person"}
    assert lines[0] == {**first, "entity": "https://w3id.org/technews/id/ada-lane"}


DUMP = """[
{"id":"Q1","labels":{"en":{"value":"Ada Lane"}},"aliases":{},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}]}},
{"id":"Q2","labels":{"en":{"value":"Bo Lane"}},"aliases":{},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q515"}}}}]}},
{"id":"Q3","labels":{"en":{"value":"Halden"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q4830453"}}}}]}},
{"id":"Q4","labels":{"en":{"value":"Corvid"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q4830453"}}}}]}},
{"id":"Q5","labels":{"en":{"value":"Corvid"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q783794"}}}}]}}
]
"""


def test_wikidata_ids_come_from_a_local_extract_where_kind_and_name_agree_and_only_one_fits(tmp_path):
    path = graph(tmp_path / "g", *NEWS)
    before = turtle(path)
    dump = tmp_path / "dump.json"
    dump.write_text(DUMP, encoding="utf-8")
    rule(path, lambda at: link_wikidata(at, dump, Author("", "2024-05-16", "")))
    linked = {
        ruling.subject.rpartition("/")[2]: ruling.object[0].rpartition("/")[2]
        for ruling in read_rulings(path / "rulings.ttl").of("linked")
    }
    assert linked == {"ada-lane": "Q1", "halden": "Q3"}
    assert "schema:sameAs <http://www.wikidata.org/entity/Q1>" in turtle(path)
    with bench(path) as at:
        undo(at, None)
        undo(at, None)
        at.derive(silent)
    assert turtle(path) == before


@pytest.mark.parametrize(("text", "line"), [("id:a owl:sameAs .", 1), ("not turtle", 1)])
def test_a_broken_file_is_named_with_its_line(text, line):
    with pytest.raises(GraphError, match=f"rulings.ttl, line {line}"):
        parse_rulings(text, "rulings.ttl")
