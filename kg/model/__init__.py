"""The values that pass between the rooms: frozen dataclasses, content ids and their JSON form."""

from kg.model.article import Article, Kind, Passage, PassageKind, Span
from kg.model.engine import STANDARD, Engine
from kg.model.extraction import (
    ARTICLE_STATUSES,
    Claim,
    Cluster,
    Date,
    Extraction,
    Fact,
    Mention,
    Precision,
    Sourcing,
    Status,
    Validity,
    claims_by_pair,
    derive_status,
    facts_of,
)
from kg.model.ids import content_id, name_key, slug
from kg.model.resolution import Doubt, Entity, Link, Reference, Resolution

__all__ = [
    "ARTICLE_STATUSES",
    "STANDARD",
    "Article",
    "Claim",
    "Cluster",
    "Date",
    "Doubt",
    "Engine",
    "Entity",
    "Extraction",
    "Fact",
    "Kind",
    "Link",
    "Mention",
    "Passage",
    "PassageKind",
    "Precision",
    "Reference",
    "Resolution",
    "Sourcing",
    "Span",
    "Status",
    "Validity",
    "claims_by_pair",
    "content_id",
    "derive_status",
    "facts_of",
    "name_key",
    "slug",
]
