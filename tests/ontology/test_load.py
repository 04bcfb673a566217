"""Loading the ontology: what comes with kg is sound, folders extend it, and every error is reported at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import Ontology, find_ontologies, load_ontology

PREFIXES = """
@prefix tn: <https://w3id.org/technews/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix known: <https://w3id.org/technews/id/> .
"""

RELATIONS = {
    *("ceoOf", "leads", "worksFor", "boardMemberOf", "founderOf", "writesFor", "memberOf", "educatedAt", "advises", "reportsOn"),
    *("regulates", "investigates", "sues", "fines", "acquires", "mergesWith", "ownedBy", "investsIn", "customerOf", "partnersWith"),
    *("competesWith", "listedOn", "develops", "basedIn", "participatesIn", "organizes"),
}
CLASSES = {
    *("Person", "Company", "GovernmentAgency", "MediaOutlet", "EducationalInstitution", "Organization", "Product"),
    *("CreativeWork", "Place", "Event", "Law", "Topic"),
}


def write(folder: Path, turtle: str, name: str = "own.ttl") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(PREFIXES + turtle, encoding="utf-8")
    return folder


def errors_of(folder: Path) -> tuple[str, ...]:
    with pytest.raises(OntologyError) as caught:
        load_ontology(folder)
    return caught.value.errors


def test_the_bundled_ontology_has_every_class_and_relation(ontology: Ontology) -> None:
    assert set(ontology.classes) == CLASSES
    assert set(ontology.relations) == RELATIONS


def test_every_relation_says_how_text_expresses_it(ontology: Ontology) -> None:
    assert [name for name, relation in ontology.relations.items() if not relation.expressions] == []


def test_hierarchy_and_kinds(ontology: Ontology) -> None:
    assert ontology.ancestors("ceoOf") == ("leads", "worksFor")
    assert ontology.is_a("MediaOutlet", "Organization")
    assert not ontology.is_a("Organization", "MediaOutlet")
    assert ontology.fits(["Product", "Company"], ["Organization"])
    assert {n for n, r in ontology.relations.items() if r.symmetric} == {"partnersWith", "competesWith", "mergesWith"}
    assert {n for n, r in ontology.relations.items() if r.one_holder} == {"ceoOf"}
    assert {n for n, r in ontology.relations.items() if r.pairwise} == {
        "leads",
        "ceoOf",
        "acquires",
        "ownedBy",
        "develops",
        "basedIn",
    }
    events = {"founderOf", "educatedAt", "acquires", "mergesWith", "fines", "participatesIn", "organizes", "develops"}
    assert {n for n, r in ontology.relations.items() if r.kind == "event"} == events


def test_a_folder_extends_the_bundled_one_and_changes_its_version(tmp_path: Path, ontology: Ontology) -> None:
    own = load_ontology(write(tmp_path, 'tn:Robot a tn:EntityClass ; rdfs:label "robot" ; rdfs:comment "A machine." .'))
    assert set(own.classes) == CLASSES | {"Robot"}
    assert own.version != ontology.version
    assert load_ontology().version == ontology.version


def test_a_file_of_the_same_name_replaces_the_bundled_one(tmp_path: Path) -> None:
    write(tmp_path, 'known:acme a tn:Company ; rdfs:label "Acme" ; dcterms:source "general knowledge" .', "known-companies.ttl")
    names = {known.name for known in load_ontology(tmp_path).known if "Company" in known.types[:1]}
    assert "Acme" in names
    assert "Microsoft" not in names


def test_every_error_is_reported_at_once_with_file_and_term(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        tn:painted a tn:Relation, tn:EventRelation ; rdfs:label "painted" ; rdfs:comment "Made a picture of it." ;
          schema:domainIncludes tn:Painter ; schema:rangeIncludes tn:Place ; tn:verb "paint [over" , "portray; someday" .
        tn:admires a tn:Relation ; rdfs:label "admires" ; schema:domainIncludes tn:Person ; schema:rangeIncludes tn:Person .
        known:acme a tn:Company ; rdfs:label "Acme" ; tn:ambigous true .
        """,
    )
    found = errors_of(tmp_path)
    expected = [
        "own.ttl: painted: the class Painter does not exist",
        "own.ttl: painted: has no schema:domainIncludes",
        'own.ttl: painted: "paint [over" is not a verb expression',
        "someday",
        "own.ttl: admires: has no rdfs:comment",
        "own.ttl: admires: must be one of tn:EventRelation, tn:StateRelation",
        "acme: has no dcterms:source",
        "uses the undeclared term ambigous",
    ]
    assert [part for part in expected if not any(part in line for line in found)] == []


def test_a_name_belongs_to_one_thing(tmp_path: Path) -> None:
    write(tmp_path, 'known:apple-records a tn:Company ; rdfs:label "Apple" ; dcterms:source "x" .')
    assert any('the name "Apple" belongs to' in line for line in errors_of(tmp_path))


def test_a_circle_of_classes_is_an_error_and_no_endless_loop(tmp_path: Path) -> None:
    write(
        tmp_path,
        """tn:A a tn:EntityClass ; rdfs:label "a" ; rdfs:comment "A." ; rdfs:subClassOf tn:B .
        tn:B a tn:EntityClass ; rdfs:label "b" ; rdfs:comment "B." ; rdfs:subClassOf tn:A .""",
    )
    assert any("is its own ancestor" in line for line in errors_of(tmp_path))


def test_broken_turtle_names_the_file(tmp_path: Path) -> None:
    write(tmp_path, "tn:x a tn:EntityClass ; rdfs:label ")
    assert any(line.startswith("own.ttl: ") for line in errors_of(tmp_path))


def test_a_folder_without_turtle_is_an_error(tmp_path: Path) -> None:
    assert errors_of(tmp_path) == ("no .ttl file in this folder",)
    assert errors_of(tmp_path / "missing") == ("no .ttl file in this folder",)


def test_the_bundled_folder_is_found() -> None:
    assert (find_ontologies() / "technews.ttl").is_file()
