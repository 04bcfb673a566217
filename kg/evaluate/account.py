"""What one article says, as gold or as an extraction tells it: both come in one JSON form, so both become an `Account`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.model import ARTICLE_STATUSES

SOURCINGS = ("reporter", "named", "self", "document", "anonymous")
REMEDY = "give a folder of gold .json files, or a .jsonl file with one article a line"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that the article names. `types` has the main one first."""

    id: str
    types: tuple[str, ...]
    name: str
    aliases: tuple[str, ...]

    @property
    def is_topic(self) -> bool:
        """Say whether it is a plain topic: those are never counted as entities."""
        return self.types == ("Topic",)


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact. Gold may give the `cue`, the words that carry it; an extraction gives the `sentences` of its claims."""

    subject: str
    relation: str
    object: str
    status: str = "current"
    sourcing: str = "reporter"
    cue: str = ""
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All that one article says. `text` is empty where the gold comes without its article."""

    id: str
    entities: tuple[Named, ...] = ()
    facts: tuple[Stated, ...] = ()
    text: str = ""
    bylines: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    about: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()


def account_of(form: Mapping[str, Any]) -> Account:
    """Return the account in a gold file's JSON, or in one line of `kg extract`; ValueError says what is wrong with it."""
    page = form.get("article", form)
    try:
        account = Account(
            id=form["id"],
            entities=tuple(_named(entity) for entity in form["entities"]),
            facts=tuple(_stated(fact) for fact in form["facts"]),
            text=form.get("text") or "",
            bylines=tuple(page.get("bylines") or ()),
            publisher=page.get("publisher") or "",
            published=page.get("published") or "",
            about=tuple(page.get("about") or ()),
            quoted=tuple(page.get("quoted") or ()),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"is not the form of a gold article ({error!r})") from error
    _check(account)
    return account


def load_gold(path: Path) -> tuple[Account, ...]:
    """Return the gold articles of a folder (`*.json` and `*.jsonl`) or of one such file, sorted by file and line.

    JSON files without facts are passed over. Raises SourceError for what is missing, empty, no JSON or not in the form of gold.
    """
    files = sorted(file for file in path.glob("*.json*") if file.suffix in (".json", ".jsonl")) if path.is_dir() else [path]
    accounts = tuple(account for file in files for account in _read(file))
    if not accounts:
        raise SourceError(str(path), "holds no gold article", REMEDY)
    return accounts


def _read(file: Path) -> Iterator[Account]:
    try:
        text = file.read_text(encoding="utf-8")
        texts = text.splitlines() if file.suffix == ".jsonl" else [text]
        forms = [json.loads(one) for one in texts if one.strip()]
        for form in forms:
            if "facts" in form:
                yield account_of(form)
    except OSError as error:
        raise SourceError(str(file), f"cannot be read ({error.strerror})", REMEDY) from error
    except (ValueError, TypeError) as error:
        raise SourceError(str(file), f"is not gold: {error}", REMEDY) from error


def _named(form: Mapping[str, Any]) -> Named:
    types = form["type"]
    return Named(form["id"], (types,) if isinstance(types, str) else tuple(types), form["name"], tuple(form.get("aliases") or ()))


def _stated(form: Mapping[str, Any]) -> Stated:
    return Stated(
        subject=form["s"],
        relation=form["r"],
        object=form["o"],
        status=form.get("status", "current"),
        sourcing=form.get("from", "reporter"),
        cue=form.get("cue") or "",
        sentences=tuple(claim["evidence"]["text"] for claim in form.get("claims", ())),
    )


def _check(account: Account) -> None:
    ids = {entity.id for entity in account.entities}
    for fact in account.facts:
        if unknown := {fact.subject, fact.object} - ids:
            raise ValueError(f"{account.id} has a fact about {min(unknown)!r}, which is none of its entities")
        if fact.status not in ARTICLE_STATUSES:
            raise ValueError(f"{account.id} has a fact with the unknown status {fact.status!r}")
        if fact.sourcing not in SOURCINGS:
            raise ValueError(f"{account.id} has a fact with the unknown sourcing {fact.sourcing!r}")
