"""`kg` itself: the group of commands, and the one place where a failure becomes a line and an exit code."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import NoReturn

import click

from kg import __version__
from kg.cli.ask import check, query, show
from kg.cli.build import build, extract, remove
from kg.cli.eval import evaluate
from kg.cli.identity import COMMANDS
from kg.cli.publish import export, serve, view
from kg.errors import KgError

CUT_SHORT = 1
NOTHING_DONE = 2
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
def kg() -> None:
    """Tech journalism in, a knowledge graph out, with the sentence behind every fact.

    \b
    Examples:
      kg build my-pages/                       read saved pages into output/graph
      kg query                                 list the questions
      kg query who-leads -p entity=Microsoft   ask one
      kg show Microsoft                        all about one name, with its sentences

    \b
    SOURCE is a file, a folder, a pattern, a web address, or - for standard input.
    Exit codes: 0 all well; 1 some inputs failed, or violations found; 2 nothing done.
    """


for command in (build, extract, query, show, export, view, serve, check, evaluate, remove, *COMMANDS):
    kg.add_command(command)


def main() -> NoReturn:
    """Run the command that the process was started with, and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # the same bytes everywhere, whatever the system's own encoding
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        code = kg.main(prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except KgError as error:
        code = _say(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = NOTHING_DONE
    except click.UsageError as error:
        command = error.ctx.info_name if error.ctx and error.ctx.parent else ""
        code = _say(f"{command or 'usage'}: {error.format_message().rstrip('.')}; see kg {command} --help".replace("  ", " "))
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except BrokenPipeError:
        # whoever read our output has left: there is nothing more to say, and nothing to flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = CUT_SHORT
    except OSError as error:
        if error.filename is None:
            raise
        code = _say(f"{error.filename}: {error.strerror}; check that it exists, that there is room and that you may write there")
    sys.exit(code or 0)


def _say(line: str) -> int:
    click.echo(f"kg: {line}", err=True)
    return NOTHING_DONE
