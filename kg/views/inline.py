"""What every page needs to stand alone: its files inlined, JSON that no parser can leave, and a policy against all else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).parent


@cache
def asset(name: str) -> str:
    """Return the text of a file of `assets/`."""
    return (HERE / "assets" / name).read_text(encoding="utf-8")


def script(names: Iterable[str]) -> str:
    """Return scripts of `assets/` as one strict script, in this order."""
    return "\n".join(['"use strict";', *(asset(name) for name in names)])


@cache
def library(name: str) -> str:
    """Return a library of `vendor/` without the pointer to its source map, which a browser's inspector would ask for."""
    return (HERE / "vendor" / name).read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]


@cache
def template(name: str) -> Template:
    """Return a template of `assets/` in which every value is escaped unless it is marked as safe."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    loader = DictLoader({path.name: asset(path.name) for path in (HERE / "assets").glob("*.html")})
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=loader, keep_trailing_newline=True
    ).get_template(name)


def as_json(value: Mapping[str, Any]) -> str:
    """Return JSON that no HTML parser can leave: pure ASCII without `<`, `>` and `&`."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def policy(*, scripts: Iterable[str] = (), style: str, forms: str = "'none'") -> str:
    """Return the Content-Security-Policy under which these very scripts and this style run, and nothing else.

    https://www.w3.org/TR/CSP3/#match-element-to-source-list
    """
    runs = " ".join(_sha256(one) for one in scripts) or "'none'"
    return f"default-src 'none'; script-src {runs}; style-src {_sha256(style)}; img-src data:; base-uri 'none'; form-action {forms}"


def _sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
