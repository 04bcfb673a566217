"""The commands that give a graph to others: export, view."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kg.cli.options import graph_option, store_option

if TYPE_CHECKING:
    from kg.exporters import Only

STDOUT = Path("-")


FORMATS = (
    *("turtle", "trig", "nquads", "ntriples", "jsonld"),
    *("graphml", "gexf", "cytoscape", "cosmograph", "csv", "neo4j", "mentions"),
)


@click.command()
@graph_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="turtle",
    show_default=True,
    metavar="F",
    help=f"One of {', '.join(FORMATS)}.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=STDOUT,
    help="The file to write; for csv and neo4j a folder.  [default: standard output]",
)
@click.option(
    "--only",
    type=click.Choice(["all", "asserted"]),
    default="all",
    show_default=True,
    help="All that is said, or only the facts that hold, without statements and evidence.",
)
@click.option("--around", metavar="ENTITY", help="Only what is near this name or IRI.")
@click.option("--hops", type=click.IntRange(1), default=1, show_default=True, help="How many facts away --around reaches.")
@click.option("--since", "date", type=click.DateTime(["%Y-%m-%d"]), help="Only facts read in an article of this day or later.")
@click.option("--type", "types", multiple=True, metavar="T", help="Only facts about entities of this type. Repeatable.")
@click.option("--infer", is_flag=True, help="Add what follows by super-properties and inverses (RDF forms).")
@click.option("--rdf12", is_flag=True, help="Write statements as reifiers of RDF 1.2 triple terms (RDF forms but jsonld).")
@store_option
def export(
    folder: Path,
    form: str,
    output: Path,
    only: Only,
    around: str | None,
    hops: int,
    date: datetime | None,
    types: tuple[str, ...],
    infer: bool,
    rdf12: bool,
    store: str | None,
) -> None:
    """Write the graph, or a part of it, in another form.

    \b
    RDF: turtle (readable), trig and nquads (a graph for each article), ntriples, jsonld.
    Networks: graphml and gexf (Gephi), cytoscape and cosmograph (JSON).
    Tables: csv (nodes.csv, edges.csv), neo4j (nodes.csv, relationships.csv for neo4j-admin).
    Texts: mentions (one JSON line each: article, start, end, text, kind, class, entity).

    \b
    Examples:
      kg export > graph.ttl
      kg export -g my-graph --format nquads -o my-graph.nq
      kg export --format gexf --around Microsoft --hops 2 -o microsoft.gexf
      kg export --format csv --only asserted -o my-tables
    """
    from kg.exporters import EXPORTERS, FOLDER_EXPORTERS, RDF_EXPORTERS, Part, inferred, quads_of, reified
    from kg.graph.folder import whole_file
    from kg.graph.reading import reading

    if (infer or rdf12) and form not in RDF_EXPORTERS:
        raise click.UsageError(f"{'--infer' if infer else '--rdf12'} goes with {', '.join(RDF_EXPORTERS)}, not with {form}")
    if rdf12 and form == "jsonld":
        raise click.UsageError("--rdf12 does not go with jsonld, which has no triple terms")
    if form == "mentions":
        if only != "all" or around or date or types or store:
            raise click.UsageError("mentions are those of all articles of a graph folder")
        _write_mentions(folder, output)
        return
    if form in FOLDER_EXPORTERS and output == STDOUT:
        raise click.UsageError(f"{form} is two files: name a folder with -o DIR")
    part = Part(only, around, hops, types, f"{date:%Y-%m-%d}" if date else None)
    with reading(folder, store, whole=True) as graph:
        quads = quads_of(graph, part, statements=form not in RDF_EXPORTERS)
        if infer:
            quads = inferred(graph, quads)
        if rdf12:
            quads = reified(graph, quads)
        if form in FOLDER_EXPORTERS:
            output.mkdir(parents=True, exist_ok=True)
            FOLDER_EXPORTERS[form](quads, output)
        elif output == STDOUT:
            EXPORTERS[form](quads, sys.stdout.buffer)
        else:
            with whole_file(output) as file:
                EXPORTERS[form](quads, file)


def _write_mentions(folder: Path, output: Path) -> None:
    from kg.graph.folder import whole_file
    from kg.pipeline.identity import mentions

    lines = (line.encode() for line in mentions(folder))
    if output == STDOUT:
        sys.stdout.buffer.writelines(lines)
    else:
        with whole_file(output) as file:
            file.writelines(lines)


@click.command()
@graph_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The page to write, - for standard output.  [default: DIR/view.html]"
)
@click.option("--around", metavar="ENTITY", help="Only what is near this name or IRI.")
@click.option("--hops", type=click.IntRange(1), default=1, show_default=True, help="How many facts away --around reaches.")
@click.option(
    "--type", "types", multiple=True, metavar="T", help="Only facts about entities of this type, such as Company. Repeatable."
)
@click.option("--since", "date", type=click.DateTime(["%Y-%m-%d"]), help="Only facts read in an article of this day or later.")
@click.option("--limit", type=click.IntRange(1), default=300, show_default=True, help="How many names to open with.")
@click.option("--overview", is_flag=True, help="Draw all of a large graph: marks first, names as one comes closer.")
@click.option("--pages", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="Write a static site instead.")
@store_option
def view(
    folder: Path,
    output: Path | None,
    around: str | None,
    hops: int,
    types: tuple[str, ...],
    date: datetime | None,
    limit: int,
    overview: bool,
    pages: Path | None,
    store: str | None,
) -> None:
    """Draw the graph, or a part of it, as one HTML page that needs no network.

    With --pages it becomes a site for any web server: a page and a timeline for every name, readable without scripts,
    lists of names, search, and the drawing.

    \b
    Examples:
      kg view
      kg view --around Microsoft --hops 2 -o microsoft.html
      kg view --type Company --since 2024-01-01
      kg view --overview -o overview.html
      kg view --pages site
      kg view --store http://localhost:7878 -o view.html
    """
    from kg import pipeline
    from kg.graph.folder import write_whole

    if pages and (overview or output):
        raise click.UsageError("--pages writes a folder of its own: it goes with neither --overview nor -o")
    if store and not (pages or output):
        raise click.UsageError("with --store there is no folder for the page: name a file with -o FILE")
    since = f"{date:%Y-%m-%d}" if date else None
    if pages:
        written = pipeline.write_site(folder, pages, around=around, hops=hops, types=types, since=since, store=store, limit=limit)
        click.echo(f"Wrote {written:,} pages: open {pages / 'index.html'}", err=True)
        return
    kind: Literal["page", "overview"] = "overview" if overview else "page"
    drawn = pipeline.view(folder, around=around, hops=hops, types=types, since=since, store=store, limit=limit, kind=kind)
    page = drawn.encode()
    output = output or folder / "view.html"
    if output == STDOUT:
        sys.stdout.buffer.write(page)
    else:
        write_whole(output, page)
        click.echo(f"Wrote {output}", err=True)


@click.command()
@graph_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on. Anything else opens it to others.")
@click.option("--seconds", type=click.FloatRange(0.1), default=30.0, show_default=True, help="How long a query may take.")
@click.option("--rows", type=click.IntRange(1), default=10_000, show_default=True, help="How long an answer may be.")
@click.option("--workers", type=click.IntRange(1, 64), default=4, show_default=True, help="How many queries run at once.")
@click.option("--memory", type=click.IntRange(64), default=2048, show_default=True, help="MiB of memory that a query may take.")
@click.option("--cors", metavar="ORIGIN", help="Let pages of this origin (or *) ask.  [default: none]")
def serve(folder: Path, port: int, host: str, seconds: float, rows: int, workers: int, memory: int, cors: str | None) -> None:
    """Serve the graph on this machine, read-only, until interrupted.

    \b
    /           the view
    /query      an editor with the questions that come with kg
    /sparql     SPARQL 1.1 for programs
    /entity/ID  a page for each entity, or its RDF

    \b
    Examples:
      kg serve
      kg serve -g my-graph --port 8080
    """
    from kg.server import Settings
    from kg.server import serve as run

    def on_ready(address: str) -> None:
        click.echo(f"The graph is at {address} (its endpoint at {address}sparql). Stop with Ctrl-C.", err=True)

    run(Settings(folder, host, port, seconds, rows, workers, memory, cors=cors), on_ready)
