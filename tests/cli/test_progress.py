from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="only POSIX systems have pseudo-terminals")


def test_a_terminal_sees_the_stages_and_a_file_does_not(run_kg, sample_graph: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        subprocess.run([sys.executable, "-m", "kg.cli", "check", "-g", sample_graph], stderr=theirs, check=True, timeout=120)
        seen = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "checking" in seen
    assert seen.rindex("\x1b[K") < seen.index("All well.")  # the line is wiped before the closing words
    assert run_kg("check", "-g", sample_graph).stderr == "All well.\n"
