"""The graph as one HTML page that works from disk: what to show, where it stands, how it looks, and the evidence one click away.

This room never reads the store: it is handed a network (nodes are entities, edges statements) and hands back text.
"""

from kg.views.entity import Place, entity_page, page_policy, timeline_page
from kg.views.page import render, render_overview
from kg.views.select import around, of_types, since
from kg.views.site import site

__all__ = [
    "Place",
    "around",
    "entity_page",
    "of_types",
    "page_policy",
    "render",
    "render_overview",
    "since",
    "site",
    "timeline_page",
]
