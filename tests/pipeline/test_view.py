"""Drawing a graph folder as one page, as the overview of all, and as a site that replaces its former self."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.pipeline import view, write_site

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))  # newsroom.py

from newsroom import build, said, write

FIRST = write(
    "1",
    said("Ada Lane is chief executive of Corvid.", "Ada Lane: Person", "ceoOf", "Corvid: Company"),
    said("Corvid makes the Rook.", "Corvid: Company", "develops", "Rook: Product"),
    published="2024-05-16",
)


@pytest.fixture
def folder(tmp_path):
    build(tmp_path / "graph", FIRST)
    return tmp_path / "graph"


def test_page_and_overview_hold_the_graph(folder):
    for kind in ("page", "overview"):
        page = view(folder, kind=kind)
        assert "Ada Lane is chief executive of Corvid." in page
        assert "Corvid makes the Rook." in page
    assert "Rook" not in view(folder, around="Ada Lane", kind="overview")


def test_a_site_replaces_its_former_self(folder, tmp_path):
    site = tmp_path / "site"
    assert write_site(folder, site) == len([path for path in site.rglob("*") if path.is_file()])
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    assert "Ada Lane is chief executive of" in (site / "timeline" / "ada-lane.html").read_text(encoding="utf-8").replace(
        "<mark>", ""
    ).replace("</mark>", "")
    write_site(folder, site)
    assert {path: path.read_bytes() for path in site.rglob("*.html")} == before
    write_site(folder, site, around="Ada Lane")
    assert not (site / "entity" / "rook.html").exists()
    assert (site / "entity" / "corvid.html").exists()


def test_a_directory_that_holds_anything_else_is_left_alone(folder, tmp_path):
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(GraphError, match="holds something else"):
        write_site(folder, letters)
    assert (letters / "index.html").read_text(encoding="utf-8") == "mine"
    with pytest.raises(GraphError, match="cannot be written"):
        write_site(folder, letters / "index.html" / "site")


def test_the_command_writes_both(folder, tmp_path, run_kg):
    done = run_kg("view", "-g", folder, "--overview", "-o", tmp_path / "all.html")
    assert done.returncode == 0
    assert "sigma" in (tmp_path / "all.html").read_text(encoding="utf-8")
    done = run_kg("view", "-g", folder, "--pages", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert "12 pages" in done.stderr
    assert run_kg("view", "-g", folder, "--pages", tmp_path / "site", "--overview").returncode == 2
