"""The commands that read: build, extract, remove."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import (
    allow_private_option,
    engine_options,
    graph_option,
    map_option,
    ontologies_option,
    sources_argument,
    store_option,
)

if TYPE_CHECKING:
    from kg.extract.explain import Explanation
    from kg.model import Engine, Extraction
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
@engine_options
def build(
    sources: tuple[str, ...],
    folder: Path,
    fresh: bool,
    ontologies: tuple[Path, ...],
    columns: dict[str, str],
    allow_private: bool,
    store: str | None,
    engine: Engine,
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
            engine=engine,
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
@click.option("--explain", "explains", is_flag=True, help="Print instead which sentences gave no fact, and why.")
@ontologies_option
@map_option
@allow_private_option
@engine_options
def extract(
    sources: tuple[str, ...],
    form: str,
    explains: bool,
    ontologies: tuple[Path, ...],
    columns: dict[str, str],
    allow_private: bool,
    engine: Engine,
) -> int:
    """Print what each article says; nothing is stored.

    jsonl is one JSON object an article: its text, entities, and facts with their sentences and offsets. table is one line a fact,
    with tabs between the columns.

    With --explain it is one object or line for each sentence that names two or more things but gave no fact: the reason, the word
    that came nearest to stating one, and what was tried. How many sentences there are of each sort goes to standard error.

    \b
    Examples:
      kg extract story.html
      kg extract my-pages/ --format table
      kg extract my-pages/ --explain
      curl -s https://news.example/a-story | kg extract -
    """
    from kg import pipeline
    from kg.cli.progress import progress_line
    from kg.errors import KgError
    from kg.model import Extraction

    read, failures = 0, []
    counts: Counter[str] = Counter()
    if form == "table":
        click.echo("\t".join(_columns(explains)))
    with progress_line(beside_output=True) as on_progress:
        for one in (pipeline.explain if explains else pipeline.extract)(
            sources,
            ontologies=ontologies,
            columns=columns,
            allow_private=allow_private,
            engine=engine,
            on_progress=on_progress,
        ):
            if isinstance(one, KgError):
                failures.append(one)
                continue
            read += 1
            if not isinstance(one, Extraction):
                counts.update(one.counts)
            for line in _lines(one, form):
                click.echo(line)
    if explains:
        from kg.extract.explain import count_lines

        for line in count_lines(counts):
            click.echo(line, err=True)
    for failure in failures:
        click.echo(f"kg: {failure}", err=True)
    return _exit_code(read, len(failures))


def _columns(explains: bool) -> tuple[str, ...]:
    from kg.pipeline import COLUMNS

    if explains:  # the language model's library is slow to load: nobody waits for it who does not need it
        from kg.extract import explain

        return explain.COLUMNS
    return COLUMNS


def _lines(one: Extraction | Explanation, form: str) -> list[str]:
    """Return what is printed of one article."""
    import json

    from kg.model import Extraction
    from kg.pipeline import contract_form, table_rows

    if form == "table":
        rows = table_rows(one) if isinstance(one, Extraction) else [silence.to_row() for silence in one.silences]
        return ["\t".join(row) for row in rows]
    objects = [contract_form(one)] if isinstance(one, Extraction) else [silence.to_json() for silence in one.silences]
    return [json.dumps(each, ensure_ascii=False) for each in objects]


def _exit_code(done: int, failed: int) -> int:
    if failed:
        return SOME_FAILED if done else NOTHING_DONE
    return 0


def _close(done: BuildSummary, folder: Path) -> int:
    """Say what was done, and return the exit code."""
    from kg.cli.summary import summary

    click.echo(summary(done, folder), err=True)
    return _exit_code(int(done.graph is not None), len(done.failures))
