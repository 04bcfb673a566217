"""The commands that give a graph to others: export, view."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from kg.cli.options import graph_option

STDOUT = Path("-")


@click.command()
@graph_option
@click.option("--format", "form", default="turtle", show_default=True, help="turtle or nquads.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=STDOUT, help="The file to write.  [default: standard output]"
)
def export(folder: Path, form: str, output: Path) -> None:
    """Write the whole graph in another form.

    \b
    Examples:
      kg export > graph.ttl
      kg export -g my-graph --format nquads -o my-graph.nq
    """
    from io import BytesIO

    from kg.exporters import EXPORTERS
    from kg.graph import GraphFolder, open_store
    from kg.graph.folder import write_whole

    if form not in EXPORTERS:
        raise click.BadParameter(f"{form!r} is none of {', '.join(sorted(EXPORTERS))}", param_hint="--format")
    store = open_store(GraphFolder.open(folder))
    if output == STDOUT:
        EXPORTERS[form](store, sys.stdout.buffer)
        return
    content = BytesIO()
    EXPORTERS[form](store, content)
    write_whole(output, content.getvalue())


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
def view(
    folder: Path, output: Path | None, around: str | None, hops: int, types: tuple[str, ...], date: datetime | None, limit: int
) -> None:
    """Draw the graph, or a part of it, as one HTML page that needs no network.

    \b
    Examples:
      kg view
      kg view --around Microsoft --hops 2 -o microsoft.html
      kg view --type Company --since 2024-01-01
    """
    from kg import pipeline
    from kg.graph.folder import write_whole

    since = f"{date:%Y-%m-%d}" if date else None
    page = pipeline.view(folder, around=around, hops=hops, types=types, since=since, limit=limit).encode()
    output = output or folder / "view.html"
    if output == STDOUT:
        sys.stdout.buffer.write(page)
    else:
        write_whole(output, page)
        click.echo(f"Wrote {output}", err=True)
