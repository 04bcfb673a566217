"""The command that scores extraction against gold: eval."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import engine_options, ontologies_option

if TYPE_CHECKING:
    from kg.evaluate import Fault, Marks, Report, Share
    from kg.model import Engine

SOME_FAILED = 1
ANY_MARKS = ("entities", "aliases", "facts_strict", "facts_relaxed", "graph", "status_not_current", "sourcing_not_reporter")
PAGE_MARKS = ("bylines", "about", "quoted")
SHARES = ("types", "false_assertions", "evidence", "status", "sourcing", "publisher", "published")
GROUPS = ("by_status", "by_sourcing", "by_relation")


@click.command("eval")
@click.argument("gold", type=click.Path(exists=True, path_type=Path), metavar="GOLD")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="List the first N errors too, with their sentences.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@ontologies_option
@engine_options
def evaluate(gold: Path, sources: tuple[str, ...], errors: int, as_json: bool, ontologies: tuple[Path, ...], engine: Engine) -> int:
    """Score what is extracted from the sources against gold facts.

    GOLD is a folder of .json files, one an article, or a .jsonl file with one article a line. A source belongs to the gold article
    whose id is its file name without the ending. Without sources, the texts within the gold itself are read.

    \b
    Examples:
      kg eval gold/ pages/
      kg eval gold/ pages/ --errors 40
      kg eval sentences.jsonl --json
    """
    import json

    from kg.cli.progress import progress_line
    from kg.errors import KgError
    from kg.evaluate import load_gold, predict_sources, predict_texts, score

    wanted = load_gold(gold)
    with progress_line() as on_progress:
        if sources:
            outcomes = list(predict_sources(sources, ontologies=ontologies, engine=engine, on_progress=on_progress))
        else:
            outcomes = list(predict_texts(wanted, ontologies=ontologies, engine=engine, on_progress=on_progress))
    failures = [one for one in outcomes if isinstance(one, KgError)]
    report = score(wanted, (one for one in outcomes if not isinstance(one, KgError)))
    shown = report.faults[:errors]
    if as_json:
        click.echo(json.dumps({**report.to_json(), "faults": [f.to_json() for f in shown]}, indent=1, ensure_ascii=False))
    else:
        for line in [*_figures(report), *map(_fault_line, shown)]:
            click.echo(line)
    for failure in failures:
        click.echo(f"kg: {failure}", err=True)
    return SOME_FAILED if failures else 0


def _figures(report: Report) -> list[str]:
    lines = [f"articles {report.articles}, predicted {report.predicted_articles}", ""]
    marks = [(name, getattr(report, name)) for name in (*ANY_MARKS, *PAGE_MARKS)]
    lines += [_marks_line(name, figure) for name, figure in marks if figure.gold or name in ANY_MARKS]
    lines += ["", *(_share_line(name, getattr(report, name)) for name in SHARES)]
    for group in GROUPS:
        lines += ["", group.replace("_", " "), *(_marks_line(f"  {name}", marks) for name, marks in getattr(report, group).items())]
    return lines


def _marks_line(name: str, marks: Marks) -> str:
    sums = f"({marks.right:.0f} of {marks.predicted:.0f} predicted, {marks.found:.0f} of {marks.gold:.0f} gold)"
    figures = f"P {marks.precision:.3f}  R {marks.recall:.3f}  F1 {marks.f1:.3f}"
    return f"{name.replace('_', ' '):24}{figures}  {sums}"


def _share_line(name: str, share: Share) -> str:
    value = "none to judge" if share.value is None else f"{share.value:.3f}  ({share.right} of {share.of})"
    return f"{name.replace('_', ' '):24}{value}"


def _fault_line(fault: Fault) -> str:
    detail = f" [{fault.detail}]" if fault.detail else ""
    return f"{fault.kind:8} {fault.article}: {fault.subject} | {fault.relation} | {fault.object}{detail}\n         {fault.sentence}"
