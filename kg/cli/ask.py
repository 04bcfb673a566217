"""The commands that ask a graph: query, show, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import graph_option, ontologies_option, store_option

if TYPE_CHECKING:
    from kg.graph.describe import DescribedFact, Description

VIOLATIONS_FOUND = 1


def _parameters(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for value, (key, equals, _) in zip(values, pairs, strict=True):
        if not (key and equals):
            raise click.BadParameter(f"{value!r} is not KEY=VALUE")
    return {key: value for key, _, value in pairs}


@click.command()
@click.argument("question", required=False, metavar="[NAME | SPARQL]")
@graph_option
@click.option(
    "-f", "--file", "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Take the SPARQL from a file."
)
@click.option(
    "-p", "--parameter", "parameters", multiple=True, callback=_parameters, metavar="KEY=VALUE", help="A parameter of NAME."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "turtle"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
@store_option
def query(question: str | None, folder: Path, file: Path | None, parameters: dict[str, str], form: str, store: str | None) -> None:
    """Ask the graph a named question, or any SPARQL 1.1 query.

    Without a question, the named ones are listed. An argument with a blank or { in it is SPARQL; the prefixes of the graph need no
    declaration.

    \b
    Examples:
      kg query
      kg query who-leads -p entity=Microsoft
      kg query 'SELECT ?who ?what { ?who tn:acquires ?what }' --format csv
      kg query -f my-question.rq -g my-graph
      kg query who-leads -p entity=Microsoft --store http://localhost:7878
    """
    if question and file:
        raise click.UsageError("give a question or a file, not both")
    if question is None and file is None:
        if parameters:
            raise click.UsageError("-p needs a question")
        click.echo(_list_questions(), nl=False)
        return
    from kg.graph.query import answer, ask, format_results
    from kg.graph.reading import reading

    sparql = file.read_text(encoding="utf-8", errors="replace") if file else question or ""
    is_sparql = file is not None or " " in sparql or "\n" in sparql or "{" in sparql
    if is_sparql and parameters:
        raise click.UsageError("-p goes with a named question, not with SPARQL")
    with reading(folder, store) as graph:
        results = ask(graph, sparql) if is_sparql else answer(graph, sparql, parameters)
        click.echo(format_results(results, form), nl=False)


def _list_questions() -> str:
    from kg.graph.query import questions

    return "".join(f"{one.name}\n    {one.title}\n    {one.example}\n" for one in questions().values())


@click.command()
@click.argument("entity")
@graph_option
@store_option
def show(entity: str, folder: Path, store: str | None) -> None:
    """Show all that the graph knows of ENTITY (a name or an IRI), with the sentences, and why its mentions are one.

    \b
    Examples:
      kg show Microsoft
      kg show 'Satya Nadella' -g my-graph
    """
    from kg.graph.describe import describe
    from kg.graph.reading import reading
    from kg.pipeline.identity import joins, struck_facts

    with reading(folder, store) as graph:
        described = describe(graph, entity)
    lines = _description(described)
    if store is None:  # a remote store has the graph, and none of what led to it
        lines += ["", *joins(folder, described.iri), *struck_facts(folder, described.iri)]
    click.echo("\n".join(lines))


def _description(entity: Description) -> list[str]:
    lines = [f"{entity.name} ({', '.join(entity.types)})", entity.iri]
    if entity.aliases:
        lines.append(f"also called: {', '.join(entity.aliases)}")
    lines += [f"same as: {iri}" for iri in entity.same_as]
    if not entity.facts:
        lines += ["", "No facts: it is only mentioned."]
    for fact in entity.facts:
        lines += ["", *_fact(fact)]
    return lines


def _fact(fact: DescribedFact) -> list[str]:
    one = fact.statement
    status = f"{one.status} as of {one.as_of}" if one.as_of else f"{one.status}, undated"
    when = (("from", one.valid_from), ("until", one.valid_until), ("on", one.valid_at))
    articles = len({evidence.source.iri for evidence in one.evidence})
    copied = [f"{one.origins} of {articles} articles in words of their own"] if one.origins < articles else []
    notes = [status, *(f"{word} {day}" for word, day in when if day), *copied]
    lines = [f"{fact.subject} · {one.label} · {fact.object}   [{', '.join(notes)}]"]
    for evidence in one.evidence:
        source = evidence.source
        said = [evidence.status, f"{evidence.sourcing}: {evidence.by}" if evidence.by else evidence.sourcing]
        if evidence.role:
            said.append(f"as {evidence.role}")
        lines.append(f"    “{' '.join(evidence.text.split())}”")
        where = ", ".join(part for part in (source.outlet, source.date, source.headline, source.url) if part)
        lines.append(f"      {where}   [{', '.join(said)}]")
    return lines


@click.command()
@graph_option
@ontologies_option
@store_option
def check(folder: Path, ontologies: tuple[Path, ...], store: str | None) -> int:
    """Check a graph against its shapes, and every quotation against its article.

    Exit code 1 when there are violations; each is one line. A remote store has no articles: there, quotations are not compared.

    \b
    Examples:
      kg check
      kg check -g my-graph
      kg check --store http://localhost:7878
    """
    from kg.cli.progress import progress_line
    from kg.graph import GraphFolder
    from kg.graph.check import check as check_folder
    from kg.graph.check import check_store
    from kg.graph.reading import reading
    from kg.ontology import load_ontology

    ontology = load_ontology(*ontologies)
    with progress_line() as show:

        def on_progress(nodes: int) -> None:
            show("checking", nodes)

        on_progress(0)
        if store:
            with reading(folder, store, whole=True) as graph:
                violations = check_store(graph, ontology, on_progress)
        else:
            violations = check_folder(GraphFolder.open(folder), ontology, on_progress)
    for violation in violations:
        click.echo(f"{violation.node}: {violation.rule}; {violation.remedy}")
    click.echo(f"{len(violations):,} violations" if violations else "All well.", err=True)
    return VIOLATIONS_FOUND if violations else 0
