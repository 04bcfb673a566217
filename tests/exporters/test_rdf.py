import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from exported import articles, export
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import store_of
from pyoxigraph import RdfFormat, Store, parse
from rdflib import Graph

from kg.exporters import EXPORTERS

TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=20)


@pytest.mark.parametrize("form", list(EXPORTERS))
def test_the_same_graph_gives_the_same_bytes_in_whatever_order_it_came(form):
    quads = list(store_of(*articles()))
    written = set()
    for seed in range(3):
        random.Random(seed).shuffle(quads)
        store = Store()
        store.extend(quads)
        written.add(export(store, form))
    assert len(written) == 1


SCRIPT = """
import sys
sys.path[:0] = sys.argv[1:]
from newsroom import store_of
from exported import articles, export
sys.stdout.buffer.write(export(store_of(*articles()), "turtle"))
"""


def test_the_hash_seed_changes_nothing():
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "graph"), str(Path(__file__).parents[2])]
    written = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, *paths], env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert written == {export(store_of(*articles()), "turtle")}


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_turtle_holds_every_triple_once_whoever_reads_it(title):
    store = store_of(*articles(title))
    triples = {quad.triple for quad in store}
    turtle = export(store, "turtle")
    read = [quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)]
    assert len(read) == len(triples)
    assert set(read) == triples


def test_rdflib_reads_the_turtle():
    store = store_of(*articles())
    assert len(Graph().parse(data=export(store, "turtle"), format="turtle")) == len({quad.triple for quad in store})


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (raptor2-utils) is not installed")
def test_rapper_reads_the_turtle_without_a_warning(tmp_path):
    store = store_of(*articles())
    (tmp_path / "graph.ttl").write_bytes(export(store, "turtle"))
    done = subprocess.run(["rapper", "-c", "-i", "turtle", tmp_path / "graph.ttl"], capture_output=True, text=True, check=True)
    assert f"returned {len({quad.triple for quad in store})} triples" in done.stderr
    assert "warning" not in done.stderr.lower()


def test_turtle_is_grouped_and_opens_with_entities_and_their_facts():
    text = export(store_of(*articles()), "turtle").decode()
    subjects = [line.split()[0] for line in text.splitlines() if line and not line.startswith(("@", "\t"))]
    assert len(subjects) == len(set(subjects))
    assert subjects[:2] == ["id:3m-tape", "id:ada-lane"]
    first = [
        next(n for n, one in enumerate(subjects) if one.startswith(kind)) for kind in ("id:st-", "id:ev-", "<https://news", "tn:")
    ]
    assert first == sorted(first)
    assert 'id:ada-lane a tn:Person ;\n\trdfs:label "Ada Lane" ;\n\ttn:ceoOf id:corvid .' in text


def test_n_quads_round_trip():
    store = store_of(*articles())
    written = export(store, "nquads")
    again = Store()
    again.load(written, format=RdfFormat.N_QUADS)
    assert set(again) == set(store)
    assert export(again, "nquads") == written
    assert written.splitlines() == sorted(written.splitlines())
