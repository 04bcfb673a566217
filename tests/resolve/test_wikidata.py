"""Extracts of Wikidata in every form that is read."""

import bz2
import gzip
import json

import pytest

from kg.errors import SourceError
from kg.resolve.wikidata import Candidate, candidates

CORVID = Candidate("Q7", {"Corvid"}, {"Corvid Inc."}, {"Q4830453"}, {"Q4830453", "Q8"})
HALDEN = Candidate("Q8", {"Halden"})
TRIPLES = "\n".join(
    (
        '<http://www.wikidata.org/entity/Q7> <http://www.w3.org/2000/01/rdf-schema#label> "Corvid"@en .',
        '<http://www.wikidata.org/entity/Q8> <http://www.w3.org/2000/01/rdf-schema#label> "Halden"@en .',
        '<http://www.wikidata.org/entity/Q8> <http://www.w3.org/2000/01/rdf-schema#label> "Halde"@de .',
        '<http://www.wikidata.org/entity/Q7> <http://www.w3.org/2004/02/skos/core#altLabel> "Corvid Inc."@en .',
        "<http://www.wikidata.org/entity/Q7> <http://www.wikidata.org/prop/direct/P31> <http://www.wikidata.org/entity/Q4830453> .",
        "<http://www.wikidata.org/entity/Q7> <http://www.wikidata.org/prop/direct/P169> <http://www.wikidata.org/entity/Q8> .",
        '<https://other.example/x> <http://www.w3.org/2000/01/rdf-schema#label> "Other" .',
    )
).encode()


def _claim(target: str) -> list[dict[str, object]]:
    return [{"mainsnak": {"datavalue": {"value": {"id": target}}}}]


DUMP = "\n".join(
    (
        "[",
        json.dumps(
            {
                "id": "Q7",
                "labels": {"en": {"value": "Corvid"}},
                "aliases": {"en": [{"value": "Corvid Inc."}]},
                "claims": {
                    "P31": _claim("Q4830453"),
                    "P169": _claim("Q8"),
                    "P571": [{"mainsnak": {"datavalue": {"value": "1999"}}}],
                },
            }
        )
        + ",",
        json.dumps({"id": "Q8", "labels": {"en": {"value": "Halden"}, "de": {"value": "Halde"}}}),
        "]",
    )
).encode()


@pytest.mark.parametrize(("ending", "pack"), [("", bytes), (".gz", gzip.compress), (".bz2", bz2.compress)])
@pytest.mark.parametrize(("name", "content"), [("dump.nt", TRIPLES), ("dump.json", DUMP)])
def test_every_form_gives_the_same_candidates(tmp_path, name, content, ending, pack):
    dump = tmp_path / (name + ending)
    dump.write_bytes(pack(content))
    assert list(candidates(dump)) == [CORVID, HALDEN]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dump.nt.gz", gzip.compress(TRIPLES)[:-20]),
        ("dump.json.gz", DUMP),
        ("dump.nt", b"<a> <b>"),
        ("dump.json", b'{"labels": {}}'),
    ],
)
def test_what_is_no_extract_is_named_with_what_is_one(tmp_path, name, content):
    dump = tmp_path / name
    dump.write_bytes(content)
    with pytest.raises(SourceError, match=rf"{name}.*is no Wikidata extract.*N-Triples"):
        list(candidates(dump))
