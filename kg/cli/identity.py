"""The commands by which people decide who is who and which facts are struck: rulings, review, why, link."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from kg.cli.options import graph_option, no_store_option, ontologies_option

if TYPE_CHECKING:
    from kg.pipeline.identity import Author, Bench, Open
    from kg.resolve.rulings import Ruling

SOME_FAILED = 1


class RulingOptions(TypedDict):
    """What every ruling is given: the graph folder, who decides, on which day, and why."""

    folder: Path
    ontologies: tuple[Path, ...]
    by: str
    day: datetime | None
    reason: str


def _author_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add who, when and why to a command."""
    for option in (
        click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the decision.  [default: today]"),
        click.option("--by", default="", metavar="NAME", help="Who decides."),
        click.option("--why", "reason", default="", metavar="TEXT", help="The reason, in words."),
        ontologies_option,
        graph_option,
        no_store_option,
    ):
        command = option(command)
    return command


def _author(options: RulingOptions) -> Author:
    from kg.pipeline.identity import Author

    day = options["day"].date() if options["day"] else date.today()
    return Author(options["by"], day.isoformat(), options["reason"])


def _rule(options: RulingOptions, decide: Callable[[Bench], list[Ruling]]) -> None:
    """Make rulings in a graph folder, derive the graph anew, and say what was decided."""
    from kg.cli.progress import progress_line
    from kg.pipeline.identity import bench
    from kg.resolve.rulings import in_words

    with progress_line() as on_progress, bench(options["folder"], options["ontologies"], on_progress) as at:
        made = decide(at)
        if made:
            at.derive(on_progress)
    for ruling in made:
        click.echo(f"{in_words(ruling)}   (to take it back: kg undo {ruling.id})", err=True)
    if not made:
        click.echo("Nothing new was ruled.", err=True)


@click.command()
@click.argument("a")
@click.argument("b")
@_author_options
def same(a: str, b: str, **options: Unpack[RulingOptions]) -> None:
    """Rule that A and B are one thing.

    Each is a name, an IRI, or NAME@ARTICLE for what one article calls so. The old IRI still leads to the thing (owl:sameAs).

    \b
    Examples:
      kg same 'J. Lane' 'Ada Lane' --by ed --why 'same byline photo'
      kg same id:lane id:ada-lane
    """
    from kg.pipeline.identity import rule_pair

    _rule(options, lambda at: [rule_pair(at, "same", a, b, _author(options))])


@click.command()
@click.argument("a")
@click.argument("b")
@_author_options
def different(a: str, b: str, **options: Unpack[RulingOptions]) -> None:
    """Rule that A and B are two things; one that is wrongly joined is split by NAME@ARTICLE.

    \b
    Examples:
      kg different 'Ada Lane' 'Ada M. Lane'
      kg different 'Ada Lane@story-1' 'Ada Lane@story-2' --why 'one is a judge'
    """
    from kg.pipeline.identity import rule_pair

    _rule(options, lambda at: [rule_pair(at, "different", a, b, _author(options))])


@click.command()
@click.argument("entity")
@click.argument("name")
@_author_options
def rename(entity: str, name: str, **options: Unpack[RulingOptions]) -> None:
    """Rule what ENTITY is called; its IRI stays.

    \b
    Examples:
      kg rename GM 'General Motors'
    """
    from kg.pipeline.identity import rule_thing

    _rule(options, lambda at: [rule_thing(at, "rename", entity, (name,), _author(options))])


@click.command()
@click.argument("entity")
@click.argument("types", nargs=-1, required=True, metavar="TYPE [TYPE]")
@_author_options
def retype(entity: str, types: tuple[str, ...], **options: Unpack[RulingOptions]) -> None:
    """Rule what kind of thing ENTITY is: one class of the ontology, or two, the main one first.

    \b
    Examples:
      kg retype Protocol MediaOutlet
      kg retype Telegram Company Product
    """
    from kg.pipeline.identity import rule_thing

    if len(types) > 2:
        raise click.UsageError("a thing has two types at most")
    _rule(options, lambda at: [rule_thing(at, "retype", entity, types, _author(options))])


@click.command()
@click.argument("fact", nargs=-1, required=True, metavar="FACT")
@_author_options
def reject(fact: tuple[str, ...], **options: Unpack[RulingOptions]) -> None:
    """Strike FACT: it leaves the graph, its sentences with it, and stays out whatever is read or rebuilt later.

    FACT is the IRI of a statement, or SUBJECT RELATION OBJECT.

    \b
    Examples:
      kg reject 'Ada Lane' ceoOf Corvid --why 'corrected by the outlet' --by ed
      kg reject id:st-0123456789abcdef
    """
    from kg.pipeline.identity import rule_fact

    _rule(options, lambda at: rule_fact(at, "rejected", _fact_words(fact), _author(options)))


@click.command()
@click.argument("fact", nargs=-1, required=True, metavar="FACT")
@_author_options
def accept(fact: tuple[str, ...], **options: Unpack[RulingOptions]) -> None:
    """Confirm FACT, and take back what struck it. The graph says of its statement: tn:ruling tn:accepted.

    \b
    Examples:
      kg accept 'Ada Lane' ceoOf Corvid --why 'checked with the company'
    """
    from kg.pipeline.identity import rule_fact

    _rule(options, lambda at: rule_fact(at, "accepted", _fact_words(fact), _author(options)))


def _fact_words(fact: tuple[str, ...]) -> tuple[str, ...]:
    if len(fact) not in (1, 3):
        raise click.UsageError("FACT is one IRI, or SUBJECT RELATION OBJECT (names with blanks in quotes)")
    return fact


@click.command()
@click.argument("entities", nargs=-1, metavar="[ENTITY]...")
@_author_options
def pin(entities: tuple[str, ...], **options: Unpack[RulingOptions]) -> None:
    """Freeze the IRIs of the named entities, or of all: no earlier article changes them.

    \b
    Examples:
      kg pin 'Ada Lane'
      kg pin
    """
    from kg.pipeline.identity import pin as pin_all

    _rule(options, lambda at: pin_all(at, entities, _author(options)))


@click.command()
@click.argument("ruling", required=False)
@graph_option
@ontologies_option
@no_store_option
def undo(ruling: str | None, folder: Path, ontologies: tuple[Path, ...]) -> None:
    """Take a RULING back, by its id; without one, the last. The graph is then what it was before, byte for byte.

    \b
    Examples:
      kg undo
      kg undo 3fa9c1d2
    """
    from kg.cli.progress import progress_line
    from kg.pipeline.identity import bench
    from kg.pipeline.identity import undo as take_back
    from kg.resolve.rulings import in_words

    with progress_line() as on_progress, bench(folder, ontologies, on_progress) as at:
        taken = take_back(at, ruling)
        at.derive(on_progress)
    click.echo(f"Taken back: {in_words(taken)}", err=True)


@click.command()
@click.argument("a")
@click.argument("b")
@graph_option
@ontologies_option
def why(a: str, b: str, folder: Path, ontologies: tuple[Path, ...]) -> None:
    """Say why A and B are, or are not, the same: scores, their reasons, and rulings.

    \b
    Examples:
      kg why Alphabet Google
      kg why 'Ada Lane@story-1' 'Ada Lane@story-2'
    """
    from kg.pipeline.identity import explain

    click.echo("\n".join(explain(folder, a, b, ontologies)))


@click.command()
@click.option(
    "--wikidata", "dump", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True, help="The extract."
)
@_author_options
def link(dump: Path, **options: Unpack[RulingOptions]) -> None:
    """Add Wikidata ids from a local extract: the JSON dump's form (one entity a line), or N-Triples; .gz and .bz2 will do.

    Each id is a ruling of its own that can be undone; doubtful ones are left out.

    \b
    Examples:
      kg link --wikidata companies.json.gz
    """
    from kg.pipeline.link import link_wikidata

    _rule(options, lambda at: link_wikidata(at, dump, _author(options)))


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["terminal", "csv"]), default="terminal", show_default=True, help="Where to review."
)
@click.option(
    "--read", "answers", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Take the answers of a CSV file."
)
@click.option("--again", is_flag=True, help="Show what was skipped, too.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="How many pairs at most.")
@_author_options
def review(form: str, answers: Path | None, again: bool, limit: int, **options: Unpack[RulingOptions]) -> int:
    """Walk through the doubtful pairs, those first on which most of the graph hangs.

    In the terminal: y they are one, n they are two, s skip, q quit; each answer is kept at once. As CSV: fill in the column answer
    (y or n), and read the file back with --read.

    \b
    Examples:
      kg review --by ed
      kg review --format csv > pairs.csv
      kg review --read pairs.csv --by ed
    """
    from kg.pipeline.identity import open_questions

    found = open_questions(options["folder"], again=again)[:limit]
    if answers:
        return _read_answers(answers, options)
    if form == "csv":
        _write_questions(found)
    else:
        _ask(found, options)
    return 0


ANSWERS = click.Choice(["y", "n", "s", "q", "skip", "quit"])
COLUMNS = (
    *("id", "answer", "why", "score and reasons", "now"),
    *("first", "first article", "first sentence", "second", "second article", "second sentence"),
)


def _row(one: Open) -> list[str]:
    first, second = one.sides
    now = "one" if one.question.joined else "two"
    ends = [cell for side in (first, second) for cell in (side.name, side.article, side.sentence)]
    # A cell that a spreadsheet would compute is text.
    return [one.question.id, "", "", one.reasons, now, *(f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in ends)]


def _write_questions(found: list[Open]) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, found))


def _read_answers(path: Path, options: RulingOptions) -> int:
    """Rule as the answers of a CSV file say; return the exit code."""
    import csv

    from kg.cli.progress import progress_line
    from kg.errors import GraphError
    from kg.pipeline.identity import Author, bench, decide, open_questions

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row.get("answer") or "").strip()]
    failures, made = [], 0
    author = _author(options)
    with progress_line() as on_progress, bench(options["folder"], options["ontologies"], on_progress) as at:
        questions = {one.question.id: one.question for one in open_questions(options["folder"], again=True)}
        for n, row in enumerate(rows, start=1):
            answer = row["answer"].strip().casefold()
            question = questions.get((row.get("id") or "").strip())
            if question is None or answer not in ("y", "yes", "n", "no"):
                what = "names no open pair" if question is None else f"has the answer {answer!r}"
                failures.append(f"{path}, answer {n}: {what}; answer y or n, and leave the id as it is")
                continue
            try:
                decide(at, question, answer[0] == "y", Author(author.by, author.date, (row.get("why") or "").strip() or author.why))
                made += 1
            except GraphError as error:
                failures.append(str(error))
        if made:
            at.derive(on_progress)
    for failure in failures:
        click.echo(f"kg: {failure}", err=True)
    click.echo(f"{made} rulings", err=True)
    return SOME_FAILED if failures else 0


def _ask(found: list[Open], options: RulingOptions) -> None:
    """Ask about one pair after the other; what is answered is kept whatever happens next."""
    from kg.cli.progress import progress_line
    from kg.errors import GraphError
    from kg.pipeline.identity import bench, decide, pass_over

    if not found:
        click.echo("No pair is in doubt.", err=True)
        return
    made = 0
    with progress_line() as on_progress, bench(options["folder"], options["ontologies"], on_progress) as at:
        on_progress("reviewing", 0)
        for n, one in enumerate(found, start=1):
            click.echo(
                f"\n{n} of {len(found)}   {one.reasons}   now {'one thing' if one.question.joined else 'two things'}", err=True
            )
            for side in one.sides:
                click.echo(f"  {side.name} ({side.type})   {side.article}\n      {side.sentence}", err=True)
            try:
                answer = click.prompt("Are they one? y / n / skip / quit", type=ANSWERS, show_choices=False, err=True)
            except click.Abort:
                break
            if answer[0] == "q":
                break
            if answer[0] == "s":
                pass_over(options["folder"], one.question)
                continue
            try:
                decide(at, one.question, answer == "y", _author(options))
                made += 1
            except GraphError as error:
                click.echo(f"kg: {error}", err=True)
        if made:
            at.derive(on_progress)
    click.echo(f"{made} rulings", err=True)


COMMANDS = (same, different, rename, retype, reject, accept, pin, undo, why, review, link)
