"""The vocabulary as data: classes, relations, how text expresses them, known names. Loaded once, checked whole."""

from kg.ontology.load import find_ontologies, load_ontology
from kg.ontology.terms import ID_BASE, NAMESPACE
from kg.ontology.vocabulary import EntityClass, Expression, KnownName, Ontology, Relation

__all__ = [
    "ID_BASE",
    "NAMESPACE",
    "EntityClass",
    "Expression",
    "KnownName",
    "Ontology",
    "Relation",
    "find_ontologies",
    "load_ontology",
]
