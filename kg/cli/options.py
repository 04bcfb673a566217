"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

DEFAULT_GRAPH = Path("output/graph")

graph_option = click.option(
    "-g",
    "--graph",
    "folder",
    type=click.Path(path_type=Path),
    default=DEFAULT_GRAPH,
    show_default=True,
    metavar="DIR",
    help="The graph folder.",
)
ontologies_option = click.option(
    "--ontologies",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="DIR",
    help="A folder of your own Turtle files that adds to the bundled ontology, or replaces its terms. Repeatable.",
)
allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch web addresses that lie within a private network, or on this machine, too."
)
sources_argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
