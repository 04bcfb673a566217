"""The commands that read: build, extract, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import allow_private_option, graph_option, map_option, ontologies_option, sources_argument, store_option

if TYPE_CHECKING:
    from kg.pipeline import BuildSummary

SOME_FAILED = 1
NOTHING_DONE = 2


@click.command()
@sources_argument
@graph_option
@click.option("--fresh", is_flag=True, help="Begin anew: the graph then holds these sources alone (rulings stay).")
@ontologies_option
@map_option
@allow_private_option
@store_option
def build(
    sources: tuple[str, ...],
    folder: Path,
    fresh: bool,
    ontologies: tuple[Path, ...],
    columns: dict[str, str],
    allow_private: bool,
    store: str | None,
) -> int:
    """Read articles and add what they say to a graph.

    An article that has changed replaces its former self; one that has not is skipped.
    The former graph stays readable until the new one is ready.

    \b
    Examples:
      kg build my-pages/
      kg build 'archive/2024-*.html' notes.txt -g my-graph
      kg build https://news.example/a-story
      kg build archive.jsonl.gz --map text=story --map author=written_by
      kg build my-pages/ --fresh
      kg build my-pages/ --ontologies my-terms/
    """
    from kg import pipeline
    from kg.cli.progress import progress_line

    with progress_line() as on_progress:
        done = pipeline.build(
            sources,
            folder,
            fresh=fresh,
            ontologies=ontologies,
            columns=columns,
            allow_private=allow_private,
            store=store,
            on_progress=on_progress,
        )
    return _close(done, folder)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="SOURCE|URL...")
@graph_option
@ontologies_option
@store_option
def remove(names: tuple[str, ...], folder: Path, ontologies: tuple[Path, ...], store: str | None) -> int:
    """Take articles out of a graph; what they alone supported goes with them.

    \b
    Examples:
      kg remove my-pages/wrong.html
      kg remove https://news.example/2024/a-story -g my-graph
    """
    from kg import pipeline
    from kg.cli.progress import progress_line

    with progress_line() as on_progress:
        done = pipeline.remove(names, folder, ontologies=ontologies, store=store, on_progress=on_progress)
    return _close(done, folder)


@click.command()
@sources_argument
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True, help="How to print it."
)
@ontologies_option
@map_option
@allow_private_option
def extract(sources: tuple[str, ...], form: str, ontologies: tuple[Path, ...], columns: dict[str, str], allow_private: bool) -> int:
    """Print what each article says; nothing is stored.

    jsonl is one JSON object an article: its text, entities, and facts with their sentences and offsets. table is one line a fact,
    with tabs between the columns.

    \b
    Examples:
      kg extract story.html
      kg extract my-pages/ --format table
      curl -s https://news.example/a-story | kg extract -
    """
    import json

    from kg import pipeline
    from kg.cli.progress import progress_line
    from kg.errors import KgError

    read, failures = 0, []
    if form == "table":
        click.echo("\t".join(pipeline.COLUMNS))
    with progress_line(beside_output=True) as on_progress:
        for one in pipeline.extract(
            sources, ontologies=ontologies, columns=columns, allow_private=allow_private, on_progress=on_progress
        ):
            if isinstance(one, KgError):
                failures.append(one)
                continue
            read += 1
            if form == "table":
                lines = ["\t".join(row) for row in pipeline.table_rows(one)]
            else:
                lines = [json.dumps(pipeline.contract_form(one), ensure_ascii=False)]
            for line in lines:
                click.echo(line)
    for failure in failures:
        click.echo(f"kg: {failure}", err=True)
    return _exit_code(read, len(failures))


def _exit_code(done: int, failed: int) -> int:
    if failed:
        return SOME_FAILED if done else NOTHING_DONE
    return 0


def _close(done: BuildSummary, folder: Path) -> int:
    """Say what was done, and return the exit code."""
    from kg.cli.summary import summary

    click.echo(summary(done, folder), err=True)
    return _exit_code(int(done.graph is not None), len(done.failures))
