import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import CORVID, LEADS, build, graph_of, said, write
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import GraphError
from kg.graph import GraphFolder, open_store, write_store
from kg.graph.store import FIRST_PARCEL

MORE = said("Bo Finch works for Corvid.", "Bo Finch: Person", "worksFor", CORVID)


def test_a_store_keeps_the_quads(tmp_path):
    extraction = write("1", LEADS, published="2024-05-16")
    assert set(build(tmp_path, extraction)) == set(graph_of([extraction]).quads)


def test_a_store_is_read_only(tmp_path):
    node = NamedNode("https://news.example/1")
    with pytest.raises(RuntimeError, match="read-write"):
        build(tmp_path, write("1", LEADS)).add(Quad(node, node, node))


def test_a_reader_keeps_what_it_opened_while_builds_go_on(tmp_path):
    store = build(tmp_path, write("1", LEADS))
    before = set(store)
    build(tmp_path, write("2", MORE))
    assert set(store) == before
    assert set(open_store(GraphFolder.open(tmp_path))) > before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "store"]


def test_a_graph_without_a_store_says_so(tmp_path):
    folder = GraphFolder.create(tmp_path)
    with pytest.raises(GraphError, match=r"holds no finished store; .*kg build SOURCE"):
        open_store(folder)


def test_a_broken_store_says_so(tmp_path):
    build(tmp_path, write("1", LEADS))
    for path in (tmp_path / "store").iterdir():
        path.write_bytes(b"")
    with pytest.raises(GraphError, match="is not a store that opens"):
        open_store(GraphFolder.open(tmp_path))


def test_after_a_crash_between_the_renames_the_former_store_is_read_and_the_next_build_completes(tmp_path):
    before = set(build(tmp_path, write("1", LEADS)))
    folder = GraphFolder.open(tmp_path)
    shutil.copytree(folder.store, tmp_path / "store.new")
    folder.store.rename(tmp_path / "store.old")
    assert set(open_store(folder)) == before
    quads = graph_of([write("2", MORE)]).quads
    write_store(folder.store, quads)
    assert set(open_store(folder)) == set(quads)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "store"]


def test_after_a_crash_while_writing_the_former_store_is_read_and_the_next_build_completes(tmp_path):
    before = set(build(tmp_path, write("1", LEADS)))
    folder = GraphFolder.open(tmp_path)
    (tmp_path / "store.new").mkdir()
    (tmp_path / "store.new" / "000001.log").write_bytes(b"half")
    assert set(open_store(folder)) == before
    write_store(folder.store, before)
    assert set(open_store(folder)) == before


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from newsroom import LEADS, graph_of, write
from kg.graph import write_store
quads = graph_of([write(str(n), LEADS) for n in range(20)]).quads
print("on", flush=True)
while True:
    write_store(Path(sys.argv[1]) / "store", quads)
"""


def test_a_build_that_is_killed_at_any_moment_leaves_a_graph_to_read(tmp_path):
    build(tmp_path, write("1", LEADS))
    folder = GraphFolder.open(tmp_path)
    for wait in (0.01, 0.05, 0.1, 0.15):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(Path(__file__).parent)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert writer.stdout
        assert writer.stdout.readline() == b"on\n"
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(timeout=wait)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        assert len(open_store(folder)) > 100
    write_store(folder.store, graph_of([write("1", LEADS)]).quads)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "store"]


def test_a_graph_of_many_parcels_is_stored_whole(tmp_path):
    quads = [
        Quad(NamedNode(f"urn:s{n}"), NamedNode("urn:p"), Literal(f"é\n{n}", language="en"), NamedNode(f"urn:g{n % 7}"))
        for n in range(FIRST_PARCEL * 3 + 5)
    ]
    write_store(tmp_path / "store", iter(quads))
    assert set(open_store(GraphFolder(tmp_path))) == {*quads}


LIMITED = """
import resource, signal, sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from kg.errors import GraphError
from kg.graph import write_store
from kg.graph.store import FIRST_PARCEL
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
node = NamedNode("urn:n")
try:
    write_store(Path(sys.argv[1]) / "store", (Quad(node, node, Literal(str(n)), node) for n in range(FIRST_PARCEL * 4)))
except GraphError as error:
    print(error)
"""


def test_a_store_that_a_worker_cannot_write_leaves_the_former_one(tmp_path):
    before = set(build(tmp_path, write("1", LEADS)))
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
    )
    assert "store.new: cannot be written: " in ended.stdout
    assert (len(ended.stdout.splitlines()), ended.stderr) == (1, "")
    assert not (tmp_path / "store.new").exists()
    assert set(open_store(GraphFolder.open(tmp_path))) == before


def test_quads_that_break_off_leave_the_former_store(tmp_path):
    before = set(build(tmp_path, write("1", LEADS)))
    node = NamedNode("urn:n")

    def broken():
        yield from (Quad(node, node, Literal(str(n)), node) for n in range(FIRST_PARCEL + 1))
        raise GraphError("an article", "is broken", "mend it")

    with pytest.raises(GraphError, match="an article: is broken"):
        write_store(tmp_path / "store", broken())
    assert set(open_store(GraphFolder.open(tmp_path))) == before
