import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import LEADS, write

from kg.errors import GraphError
from kg.graph import GraphFolder


@pytest.fixture
def folder(tmp_path: Path) -> GraphFolder:
    return GraphFolder.create(tmp_path / "graph")


def test_what_is_put_is_read_back_by_date_and_key(folder):
    articles = [
        write("b", LEADS, published="2021-01-01"),
        write("a", LEADS, published="2021-01-01"),
        write("c", LEADS),
        write("d", LEADS, published="2020-01-01"),
    ]
    for extraction in articles:
        folder.put(extraction)
    assert list(folder) == [articles[2], articles[3], articles[1], articles[0]]
    assert folder.get(articles[0].article.stem) == articles[0]
    assert folder.get("0000") is None


def test_an_article_of_the_same_key_takes_the_place_of_the_former(folder):
    folder.put(write("a", LEADS))
    folder.put(write("a", LEADS, title="New"))
    assert [extraction.article.title for extraction in folder] == ["New"]


def test_an_article_is_removed_by_its_stem(folder):
    extraction, other = write("a", LEADS), write("file:b", LEADS)
    folder.put(extraction)
    folder.put(other)
    assert folder.remove(extraction.article.stem)
    assert not folder.remove(extraction.article.stem)
    assert list(folder) == [other]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"id": 1}', b"\xff\xfe", b"null"])
def test_a_broken_article_file_is_named(folder, content):
    folder.put(write("a", LEADS))
    (path,) = folder.articles.iterdir()
    path.write_bytes(content)
    with pytest.raises(GraphError, match=path.name) as caught:
        list(folder)
    assert "delete the file and build its source again" in str(caught.value)


def test_a_cut_article_file_is_named(folder):
    folder.put(write("a", LEADS))
    (path,) = folder.articles.iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(GraphError, match=path.name):
        list(folder)


def test_only_a_graph_can_be_opened(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path, tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(GraphError, match=f"kg build SOURCE -g {path}"):
            GraphFolder.open(path)
    GraphFolder.create(tmp_path / "graph")
    assert GraphFolder.open(tmp_path / "graph").path == tmp_path / "graph"


def test_a_folder_with_other_things_in_it_is_not_made_a_graph(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(GraphError, match=r"it holds notes\.txt"):
        GraphFolder.create(tmp_path)
    with pytest.raises(GraphError, match="cannot be written"):
        GraphFolder.create(tmp_path / "notes.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_with_the_graph_s_files_alone_becomes_a_graph_again(tmp_path):
    (tmp_path / "graph.ttl").write_text("")
    assert GraphFolder.create(tmp_path).articles.is_dir()


def test_the_file_is_plain_json_in_utf_8(folder):
    folder.put(write("a", LEADS, title="Zürich"))
    (path,) = folder.articles.iterdir()
    assert "Zürich" in path.read_text(encoding="utf-8")
    assert json.loads(path.read_bytes())["title"] == "Zürich"
    assert path.stem == next(iter(folder)).article.stem


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from newsroom import LEADS, write
from kg.graph import GraphFolder
folder = GraphFolder.create(Path(sys.argv[1]))
n = 0
while True:
    folder.put(write("a", *[LEADS] * 200, title=str(n)))
    n += 1
    if n == 3:
        print("on", flush=True)
"""


def test_a_writer_that_is_killed_leaves_whole_articles(tmp_path):
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "graph"), str(Path(__file__).parent)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert writer.stdout
        assert writer.stdout.readline() == b"on\n"
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert len(list(GraphFolder.open(tmp_path / "graph"))) == 1
    folder = GraphFolder.create(tmp_path / "graph")
    assert [path.suffix for path in folder.articles.iterdir()] == [".json"]
