"""The known names we ship: each one thing, named after its label, in order, with its source."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from kg.model import name_key, slug
from kg.ontology import load_ontology
from kg.ontology.terms import ID_BASE

FILES = sorted((Path(__file__).parents[2] / "ontologies").glob("known-*.ttl"))
KNOWN = load_ontology().known


def sections(file: Path) -> list[list[str]]:
    """Return the local names that each section of the file declares, in the file's order."""
    parts = re.split(r"^# == .+ ==$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [re.findall(r"^known:(\S+) a tn:", part, flags=re.MULTILINE) for part in parts]


def test_every_block_is_loaded_as_one_known_name() -> None:
    blocks = [name for file in FILES for part in sections(file) for name in part]
    assert len(blocks) > 350
    assert sorted(ID_BASE + block for block in blocks) == [known.iri for known in KNOWN]


def test_the_iri_is_the_slug_of_the_label() -> None:
    assert [known.name for known in KNOWN if known.iri != ID_BASE + slug(known.name)] == []


def test_no_two_entries_share_a_name_even_after_normalising() -> None:
    owners = defaultdict(set)
    for known in KNOWN:
        for alias in known.aliases:
            owners[name_key(alias)].add(known.name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_blocks_of_a_section_are_sorted(file: Path) -> None:
    for names in sections(file):
        assert names
        assert names == sorted(names)


def test_every_entry_has_a_source_and_classes_of_the_ontology_but_no_person() -> None:
    classes = set(load_ontology().classes) - {"Person", "Topic"}
    for known in KNOWN:
        assert known.source == "general knowledge" or known.source.startswith("https://"), known.name
        assert 1 <= len(known.types) <= 2, known.name
        assert set(known.types) <= classes, known.name


def test_wikidata_ids_belong_to_one_entry_each() -> None:
    ids = [iri for known in KNOWN for iri in known.same_as]
    assert ids
    assert len(ids) == len(set(ids))
    assert [iri for iri in ids if not re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9][0-9]*", iri)] == []
