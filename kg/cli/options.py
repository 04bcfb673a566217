"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from kg.model import Engine

Command = TypeVar("Command", bound=Callable[..., object])

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


def _columns(context: click.Context, parameter: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    """Return the columns by field; wrong usage when a pair is none or its field is not one."""
    from kg.readers import FIELDS

    columns = {}
    for pair in pairs:
        field, _, column = pair.partition("=")
        if field not in FIELDS or not column:
            raise click.BadParameter(f"{pair!r} is no field=column; the fields are {', '.join(FIELDS)}", context, parameter)
        columns[field] = column
    return columns


map_option = click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    callback=_columns,
    help="Where an export keeps a field under a name of its own: --map text=story. Repeatable.",
)
allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch web addresses that lie within a private network, or on this machine, too."
)
store_option = click.option(
    "--store",
    metavar="URL",
    help="A remote store: http://host:7878 (Oxigraph), or query=URL,update=URL,graphs=URL for any other server.",
)


def _engine(context: click.Context, _parameter: click.Parameter, model: str | None) -> Engine:
    from kg.model import Engine

    believe = context.params.pop("believe")
    return Engine(context.params.pop("extractor") == "rules", model, believe)


_model_option = click.option(
    "--model",
    "engine",
    metavar="NAME",
    callback=_engine,
    help="An installed spaCy pipeline to parse with, or a folder with a GLiNER model (ONNX) to find names with.",
)
_extractor_option = click.option(
    "--extractor",
    type=click.Choice(["trained", "rules"]),
    default="trained",
    show_default=True,
    is_eager=True,
    help="Read with the trained model beside the rules, or with the rules alone.",
)

_believe_option = click.option(
    "--believe",
    type=click.FloatRange(0.05, 0.99),
    is_eager=True,
    help="From which chance on the trained model's word on any relation is taken. Less finds more, and errs more. If not said: "
    "0.8 for who founded, leads, belongs to, writes for or studied where, 0.95 for all else.",
)


def engine_options(command: Command) -> Command:
    """Return the command with the options that choose what reads the text, as its parameter `engine`."""
    return _extractor_option(_believe_option(_model_option(command)))


def _refuse_store(_context: click.Context, _option: click.Parameter, url: str | None) -> None:
    if url:
        raise click.UsageError(
            "a ruling belongs to a graph folder: make it without --store, then send that with kg build SOURCE -g DIR --store URL"
        )


no_store_option = click.option("--store", hidden=True, expose_value=False, callback=_refuse_store)
sources_argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
