"""JSON Lines, JSON, JSON Feed and tables to articles, one at a time. What the fields are called is `fields`' business."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TextIO

import ijson

from kg.errors import SourceError
from kg.model import Article
from kg.readers import fields
from kg.readers.decoding import decode, encoding_of, mend, tidy
from kg.readers.stated import Stated
from kg.readers.stream import LARGEST, LARGEST_RECORD, Source, peek

DEEPEST = 100  # levels of nesting in an element of a list
WRAPPED = 3  # levels of objects around a list of articles
_DELIMITERS = ",;\t|"
_TOO_LONG = f"is longer than {LARGEST_RECORD // 1_000_000} million characters"


def read_json_lines(source: Source) -> Iterator[Article | SourceError]:
    """Yield the article of each line; a line that is broken is a SourceError with its number, and the rest goes on.

    Follows https://jsonlines.org/.
    """
    for number, line in source.lines():
        where = f"line {number}"
        if line is None:
            yield _broken(source, where, _TOO_LONG)
        elif line != "\n" and tidy(line).strip():
            yield from _read_line(source, where, line)


def read_json(source: Source) -> Iterator[Article | SourceError]:
    """Yield the articles of a JSON file: a list of them, one, a list within an object, a JSON Feed, or one on each line.

    A list is read one element at a time. Follows https://www.jsonfeed.org/version/1.1/.
    """
    head, stream = peek(source.stream)
    source = replace(source, stream=stream)
    if tidy(head.decode(encoding_of(head), "replace")).lstrip().startswith("["):
        yield from _read_list(source)
        return
    text = decode(source.whole(), source.name)
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        if text.strip().count("\n") and _is_json(text.strip().split("\n", 1)[0]):
            yield from read_json_lines(replace(source, stream=io.BytesIO(text.encode())))
            return
        raise SourceError(source.name, f"is broken JSON ({_reason(error)})", "export it again") from error
    default = _feed_default(value)
    single = default is None and fields.is_article(value)
    records = [value] if single else _find_records(value, 0) if default is None else value.get("items")
    if not isinstance(records, list) or not records:
        raise SourceError(source.name, "holds no articles", "give objects with a title and a text, or name them: --map text=FIELD")
    for number, record in enumerate(records, 1):
        yield _read_record(source, f"article {number}", record, default)


def read_table(source: Source) -> Iterator[Article | SourceError]:
    """Yield the article of each row of a table whose first line names its columns (CSV, also with `;`, `|` or tabs).

    Follows RFC 4180. A row that is broken is a SourceError with its line number, and the rest goes on.
    """
    csv.field_size_limit(LARGEST_RECORD)
    lines = _table_lines(source)
    head = next(lines, "")
    if not head.strip():
        raise SourceError(source.name, "is empty", "export it again")
    delimiter = max(_DELIMITERS, key=head.count)
    columns = [column.strip() for column in next(csv.reader([head], delimiter=delimiter), [])]
    if not fields.known_columns(columns) and not set(columns) & set(source.columns.values()):
        raise SourceError(
            source.name, "has no first line that names its columns", "add one, or name its columns: --map text=COLUMN"
        )
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        where = f"line {rows.line_num + 2}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield _broken(source, where, f"is no row of a table ({error})")
            continue
        if any(cell.strip() for cell in row):
            record = dict(zip(columns, map(tidy, row), strict=False))
            yield _read_record(source, where, record)


def looks_like_table(line: str) -> bool:
    """Say whether a line names columns that articles have."""
    delimiter = max(_DELIMITERS, key=line.count)
    return fields.known_columns(next(csv.reader([line], delimiter=delimiter), [])) > 1


def _table_lines(source: Source) -> Iterator[str]:
    for number, line in source.lines():
        if line is None:
            raise SourceError(source.name, f"line {number} {_TOO_LONG}", "check its quotes")
        yield line.replace("\0", "")


def _read_line(source: Source, where: str, line: str) -> Iterator[Article | SourceError]:
    try:
        value = json.loads(tidy(line), strict=False)
    except (ValueError, RecursionError) as error:
        yield _broken(source, where, f"is broken JSON ({_reason(error)})")
    else:
        yield _read_record(source, where, value)


def _read_record(source: Source, where: str, record: object, default: Stated | None = None) -> Article | SourceError:
    if not isinstance(record, Mapping):
        return _broken(source, where, "is no JSON object")
    try:
        return fields.article(record, source.name, source.columns, default)
    except SourceError as error:
        return SourceError(source.name, f"{where} {error.problem}", error.remedy)


def _broken(source: Source, where: str, problem: str) -> SourceError:
    return SourceError(source.name, f"{where} {problem}", "correct it; the rest is read")


def _reason(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else " ".join(str(error).split())


def _is_json(line: str) -> bool:
    try:
        json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


class _Portions:
    """Text as the bytes that the parser asks for; keeps count of what it took since the last element."""

    def __init__(self, text: TextIO, name: str) -> None:
        self._text, self._name, self.since = text, name, 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, UTF-8; SourceError when one element has become too large."""
        portion = tidy(mend(self._text.read(size))).encode()
        self.since += len(portion)
        if self.since > LARGEST:
            raise SourceError(self._name, f"holds an article of more than {LARGEST // 1_000_000} MB", "split it")
        return portion


def _read_list(source: Source) -> Iterator[Article | SourceError]:
    portions = _Portions(source.text(), source.name)
    number = 0
    try:
        for number, record in enumerate(_elements(ijson.basic_parse(portions, use_float=True)), 1):
            portions.since = 0
            yield _read_record(source, f"article {number}", record)
    except (ijson.JSONError, ValueError) as error:
        problem = f"is broken JSON after article {number} ({_reason(error).split(' (right here)')[0][:80]})"
        yield SourceError(source.name, problem, "export it again; what stands before is read")


def _elements(events: Iterable[tuple[str, object]]) -> Iterator[object]:
    """Yield the elements of the outermost list; ValueError when something in it is nested too deep."""
    depth, built = 0, None
    for event, value in events:
        depth += event in ("start_map", "start_array")
        if depth > DEEPEST:
            raise ValueError("nested too deep")
        if built is None and depth == 1 and event in ("start_array", "end_array"):
            continue  # the list itself
        built = built or ijson.ObjectBuilder()
        built.event(event, value)
        depth -= event in ("end_map", "end_array")
        if depth == 1:
            yield built.value
            built = None


def _feed_default(value: object) -> Stated | None:
    if not isinstance(value, dict) or "jsonfeed.org/version" not in str(value.get("version")):
        return None
    authors = value.get("authors") or [value.get("author")]
    names = (
        tuple(str(one["name"]) for one in authors if isinstance(one, dict) and one.get("name")) if isinstance(authors, list) else ()
    )
    return Stated(authors=names, publisher=str(value.get("title") or ""), language=str(value.get("language") or ""))


def _find_records(value: object, depth: int) -> list[object]:
    """Return the first list of articles within an object."""
    if isinstance(value, list):
        return value if any(map(fields.is_article, value)) else []
    if isinstance(value, dict) and depth < WRAPPED:
        for one in value.values():
            if isinstance(one, (dict, list)) and (found := _find_records(one, depth + 1)):
                return found
    return []
