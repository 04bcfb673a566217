"""Draws a graph folder, or a part of it: one page, the overview of all, or a site of pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.errors import GraphError
from kg.pipeline.derive import TITLE

if TYPE_CHECKING:
    import networkx

SITE_MARK = 'content="kg view --pages"'


def view(
    path: Path,
    *,
    around: str | None = None,
    hops: int = 1,
    types: Sequence[str] = (),
    since: str | None = None,
    store: str | None = None,
    limit: int = 300,
    kind: Literal["page", "overview"] = "page",
) -> str:
    """Return one HTML page of the graph folder at `path`: of what lies within `hops` of an entity, of its types, since an ISO date.

    The page opens with `limit` entities; the overview shows all. A remote `store` takes the folder's place. Raises GraphError when
    there is no graph, or nothing in it to draw, and QueryError for an unknown entity.
    """
    from kg import views

    drawn = _part(path, store, around, hops, types, since)
    if kind == "overview":
        return views.render_overview(drawn, title=around or TITLE)
    return views.render(drawn, title=around or TITLE, limit=limit)


def write_site(
    path: Path,
    directory: Path,
    *,
    around: str | None = None,
    hops: int = 1,
    types: Sequence[str] = (),
    since: str | None = None,
    store: str | None = None,
    limit: int = 300,
) -> int:
    """Return how many pages were written: a static site of the graph folder at `path`, or of a part of it, into a directory.

    A site that stands there already is replaced, pages of entities that are gone with it. Raises GraphError when the directory
    holds anything else, and as `view` does.
    """
    from kg import views

    first = directory / "index.html"
    try:
        ours = first.is_file() and SITE_MARK in first.read_text(encoding="utf-8", errors="replace")
        if not ours and directory.exists() and any(directory.iterdir()):
            raise GraphError(str(directory), "holds something else than such a site", "name a new or an empty directory")
        drawn = _part(path, store, around, hops, types, since)
        written = set()
        for name, text in views.site(drawn, title=around or TITLE, limit=limit):
            page = directory / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8", newline="\n")
            written.add(page)
        for page in (one for folder in ("entity", "timeline", "names") for one in (directory / folder).glob("*.html")):
            if page not in written:
                page.unlink()
    except OSError as error:
        raise GraphError(str(directory), f"cannot be written ({error.strerror})", "name a directory you may write to") from error
    return len(written)


def _part(
    path: Path, url: str | None, around: str | None, hops: int, types: Sequence[str], since: str | None
) -> networkx.MultiDiGraph[str]:
    """Return the network to draw."""
    from kg import views
    from kg.graph.describe import find_entity
    from kg.graph.network import network
    from kg.graph.reading import reading

    with reading(path, url, whole=True) as store:
        drawn = network(store)
        start = find_entity(store, around) if around else None
    if types:
        there = {name for _, names in drawn.nodes(data="types") for name in names}
        if strange := sorted(set(types) - there):
            raise GraphError(strange[0], "is the type of nothing in this graph", f"there are: {', '.join(sorted(there)) or 'none'}")
        drawn = views.of_types(drawn, types)
    if since:
        drawn = views.since(drawn, since)
    if start:
        drawn = views.around(drawn, start, hops)
    return drawn
