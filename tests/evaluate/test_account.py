from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.evaluate import account_of, load_gold

FORM = {
    "id": "a",
    "entities": [
        {"id": "e1", "type": "Person", "name": "Ada Obi", "aliases": ["Ada Obi"]},
        {"id": "e2", "type": ["Company", "Product"], "name": "Lumora"},
    ],
    "facts": [{"s": "e1", "r": "ceoOf", "o": "e2", "cue": "chief"}],
    "article": {"bylines": ["Kim Tan"], "publisher": None, "about": ["e2"]},
}


def test_gold_and_extraction_have_one_form() -> None:
    gold = account_of(FORM)
    assert gold.entities[0].types == ("Person",)
    assert (gold.facts[0].status, gold.facts[0].sourcing) == ("current", "reporter")
    assert (gold.bylines, gold.publisher, gold.about) == (("Kim Tan",), "", ("e2",))
    page = {name: value for name, value in FORM.items() if name != "article"} | FORM["article"]
    assert account_of(page) == gold


def test_a_folder_gives_json_and_json_lines_in_order_and_passes_over_other_json(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(json.dumps(FORM | {"id": "b"}), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(FORM)}\n\n{json.dumps(FORM | {'id': 'a2'})}\n", encoding="utf-8")
    (tmp_path / "sources.json").write_text('{"licence": "CC0"}', encoding="utf-8")
    assert [account.id for account in load_gold(tmp_path)] == ["a", "a2", "b"]
    assert [account.id for account in load_gold(tmp_path / "b.json")] == ["b"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "is not gold"),
        ("[1]", "holds no gold article"),
        ('{"facts": []}', "KeyError"),
        (json.dumps(FORM | {"facts": [{"s": "e1", "r": "ceoOf", "o": "e9"}]}), "'e9'"),
        (json.dumps(FORM | {"facts": [{"s": "e1", "r": "ceoOf", "o": "e2", "status": "maybe"}]}), "unknown status 'maybe'"),
        (json.dumps(FORM | {"facts": [{"s": "e1", "r": "ceoOf", "o": "e2", "from": "me"}]}), "unknown sourcing 'me'"),
    ],
)
def test_what_is_no_gold_is_named_with_its_problem(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_gold(path)
    assert problem in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_folder_and_a_missing_file_are_no_gold(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no gold article"):
        load_gold(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        load_gold(tmp_path / "none.json")
