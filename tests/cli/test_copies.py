"""A story and its reprints, from the command line."""

from __future__ import annotations

import csv
from pathlib import Path

STORY = (
    "Lumora is a startup based in Lisbon. Ada Obi is chief executive of Lumora. The company makes sensors that tell farmers when "
    "to water their fields, and it employs forty people in a former cannery by the river. Its customers are olive growers for the "
    "most part."
)


def write(folder: Path, name: str, title: str, day: str, text: str) -> None:
    (folder / f"{name}.html").write_text(
        f"<html lang='en'><head><title>{title}</title><link rel='canonical' href='https://{name}.example/lumora'>"
        f"<meta property='article:published_time' content='{day}'></head>"
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>",
        encoding="utf-8",
    )


def test_reprints_are_counted_and_vouch_for_nothing(run_kg, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    write(pages, "first", "A startup waters olives", "2024-05-16", STORY)
    write(pages, "reprint", "Sensors for farmers", "2024-05-18", STORY.replace("for the most part", "mostly"))
    write(
        pages, "own", "Lisbon's founders", "2024-05-17", f"Ada Obi is chief executive of Lumora. {'She was born in Lisbon. ' * 12}"
    )
    done = run_kg("build", pages, "-g", tmp_path / "g")
    assert done.returncode == 0, done.stderr
    assert "3 in the graph, 1 of them copies of another (3 added)" in done.stderr
    assert run_kg("check", "-g", tmp_path / "g").returncode == 0
    shown = run_kg("show", "Lumora", "-g", tmp_path / "g")
    assert (
        "Ada Obi · chief executive of · Lumora   [current as of 2024-05-17, 2 of 3 articles in words of their own]" in shown.stdout
    )
    asked = run_kg("query", "independent-origins", "-p", "entity=Ada Obi", "-g", tmp_path / "g", "--format", "csv")
    (row,) = [row for row in csv.DictReader(asked.stdout.splitlines()) if row["object"] == "Lumora"]
    assert (row["origins"], row["articles"], row["first"]) == ("2", "3", "2024-05-16")
    assert run_kg("remove", "https://first.example/lumora", "-g", tmp_path / "g").returncode == 0
    shown = run_kg("show", "Lumora", "-g", tmp_path / "g")
    assert "in words of their own" not in shown.stdout
    assert "https://reprint.example/lumora" in shown.stdout
