from __future__ import annotations

import json
from pathlib import Path

ROW = "Voltaron buys Quibbly,Voltaron has acquired Quibbly for $2 billion.,Ada Byron\n"


def test_columns_of_an_export_can_be_named(run_kg, tmp_path: Path) -> None:
    table = tmp_path / "export.csv"
    table.write_text(f"a,b,c\n{ROW}{ROW.replace('Voltaron', 'Zentrix')}", encoding="utf-8")
    done = run_kg("extract", table, "--map", "title=a", "--map", "text=b", "--map", "author=c")
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], one["title"], one["bylines"]) for one in read] == [
        ("export#1", "Voltaron buys Quibbly", ["Ada Byron"]),
        ("export#2", "Zentrix buys Quibbly", ["Ada Byron"]),
    ]


def test_a_field_that_is_none_is_wrong_usage(run_kg, tmp_path: Path) -> None:
    for pair in ("words=a", "text=", "text"):
        done = run_kg("extract", tmp_path, "--map", pair)
        assert done.returncode == 2
        assert pair in done.stderr
        assert "publisher" in done.stderr
