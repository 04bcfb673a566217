"""Markdown with or without front matter to an article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import yaml
from markdown_it import MarkdownIt

from kg.errors import SourceError
from kg.model import Article
from kg.readers import fields
from kg.readers.decoding import decode
from kg.readers.stream import Source

LONGEST = 2_000_000  # characters
LONGEST_FRONT = 50_000  # characters of front matter
DEEPEST = 10  # levels of lists and mappings in front matter

_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # builds plain values alone
_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.S)
_HEADING = re.compile(r"\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n|$)|\s*([^\s#>*+\-\d][^\n]*)\n=+[ \t]*(?:\n|$)")


def read_markdown(source: Source) -> Iterator[Article]:
    """Yield the one article of a Markdown file; SourceError when its front matter is broken or no text follows.

    Follows https://spec.commonmark.org/; front matter is YAML between `---` or TOML between `+++`.
    """
    text = decode(source.whole(), source.name)
    if len(text) > LONGEST:
        raise SourceError(source.name, f"holds more than {LONGEST // 1_000_000} million characters", "split it into articles")
    front = _FRONT.match(text)
    record = _front_matter(front[1], front[2], source.name) if front else {}
    body = text[front.end() :] if front else text
    if heading := _HEADING.match(body):
        body = body[heading.end() :]
        if not any(str(key).casefold() in ("title", "headline") for key in record):
            record["title"] = heading[1] or heading[2]
    for key in [key for key in record if str(key).casefold() in fields.FIELDS["text"]]:
        del record[key]  # the body is the text
    columns = {field: column for field, column in source.columns.items() if field != "text"}
    # a long line is cheap to read, deep nesting is not
    shown = MarkdownIt("commonmark", {"maxNesting": 20}).enable("table").render(body)
    yield fields.article({**record, "text": shown}, source.name, columns)


def _front_matter(fence: str, text: str, name: str) -> dict[str, object]:
    try:
        if len(text) > LONGEST_FRONT:
            raise ValueError(f"it is longer than {LONGEST_FRONT:,} characters")
        if fence == "+++":
            return dict(tomllib.loads(text))
        depth = 0
        for event in yaml.parse(text, _YAML):
            if isinstance(event, yaml.AliasEvent):
                raise ValueError("it holds references")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise ValueError("it is nested too deep")
        found = yaml.load(text, _YAML)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, AttributeError) as error:
        reason = str(getattr(error, "problem", None) or error)
        raise SourceError(name, f"has broken front matter ({' '.join(reason.split())})", "correct the lines at its top") from error
    return found if isinstance(found, dict) else {}
