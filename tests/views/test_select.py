"""Parts of a network: around an entity, of some types, since a date."""

from __future__ import annotations

import pytest
from networks import BASE, add_entity, add_fact, evidence, newsroom

from kg.errors import GraphError
from kg.views import around, of_types, since
from kg.views.select import weightiest

CLAUDE = f"{BASE}claude"


def test_around_follows_facts_both_ways_and_stops_in_time():
    network = newsroom()
    assert list(around(network, CLAUDE, 0)) == [CLAUDE]
    assert set(around(network, CLAUDE, 1)) == {CLAUDE, f"{BASE}anthropic"}
    wider = around(network, CLAUDE, 2)
    assert f"{BASE}dario-amodei" in wider
    assert wider.nodes[CLAUDE] == network.nodes[CLAUDE]
    assert set(wider) < set(network)


def test_around_what_is_not_there_says_so():
    with pytest.raises(GraphError, match="no such entity"):
        around(newsroom(), "https://w3id.org/technews/id/nobody", 1)


def test_types_keep_their_facts_and_who_those_lead_to():
    part = of_types(newsroom(), ["MediaOutlet"])
    assert {node.removeprefix(BASE) for node in part} == {
        *("the-daily-circuit", "harbour-tech-review", "ada-brandt", "luis-ortega", "artificial-intelligence"),
    }
    assert len(of_types(newsroom(), ["Starship"])) == 0


def test_since_looks_at_the_newest_evidence_and_drops_the_undated():
    network = newsroom()
    network.clear()
    ends = [add_entity(network, name, "Company") for name in ("A", "B", "C", "D", "E")]
    old, new, none = evidence("o", date="2020-01-01"), evidence("n", date="2024-02-01"), evidence("u", date=None)
    kept = add_fact(network, ends[0], "ownedBy", ends[1], old, new)
    add_fact(network, ends[1], "ownedBy", ends[2], old)
    add_fact(network, ends[2], "ownedBy", ends[3], none)
    part = since(network, "2024-02-01")
    assert [key for *_, key in part.edges(keys=True)] == [kept]
    assert list(part) == ends[:2]


def test_the_weightiest_are_shown_each_with_a_fact():
    part = weightiest(newsroom(), 12)
    assert len(part) == 12
    assert all(part.degree(node) for node in part)
    assert f"{BASE}openai" in part


def test_entities_without_facts_are_shown_when_there_is_nothing_else():
    network = newsroom()
    network.remove_edges_from(list(network.edges(keys=True)))
    assert len(weightiest(network, 5)) == 5
