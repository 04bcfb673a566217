"""Wires the stages: build, remove and view for a graph folder, extract for a look at single articles."""

from kg.pipeline.build import BuildSummary, build, remove
from kg.pipeline.contract import COLUMNS, contract_form, table_rows
from kg.pipeline.derive import Derived
from kg.pipeline.extraction import explain, extract
from kg.pipeline.view import view, write_site

__all__ = [
    "COLUMNS",
    "BuildSummary",
    "Derived",
    "build",
    "contract_form",
    "explain",
    "extract",
    "remove",
    "table_rows",
    "view",
    "write_site",
]
