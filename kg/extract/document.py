"""A parsed article as plain values: what spaCy found, copied once, so that frames may look at a word as often as they like.

Names of attributes are spaCy's (https://spacy.io/api/token); only what reading needs is copied.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from spacy.tokens import Doc as Parsed


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word or mark of a document; `idx` is its first character, `whitespace_` the blank behind it, if any.

    `left_edge` and `right_edge` are the first and the last token of its subtree.
    """

    i: int
    idx: int
    whitespace_: str
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    is_lower: bool
    is_title: bool
    is_stop: bool
    is_currency: bool
    like_num: bool
    doc: Doc = field(init=False)
    sent: Stretch = field(init=False)
    head: Token = field(init=False)
    children: tuple[Token, ...] = field(init=False)
    left_edge: Token = field(init=False)
    right_edge: Token = field(init=False)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"Token({self.i}, {self.text!r})"

    @property
    def text_with_ws(self) -> str:
        """Return the text with the blank behind it."""
        return self.text + self.whitespace_

    @property
    def is_sent_start(self) -> bool:
        """Say whether the token opens its sentence."""
        return self.sent.start == self.i

    @property
    def is_sent_end(self) -> bool:
        """Say whether the token closes its sentence."""
        return self.sent.end == self.i + 1

    @property
    def ancestors(self) -> Iterator[Token]:
        """Yield the token's head, its head's head, and so on up to the top of the sentence."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def lefts(self) -> tuple[Token, ...]:
        """Return the children before the token."""
        return tuple(child for child in self.children if child.i < self.i)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """Return the other members of the list that the token belongs to."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        members = [first]
        for member in members:
            members += [child for child in member.children if child.dep_ == "conj" and child.i > member.i]
        return tuple(member for member in members if member is not self)

    @property
    def subtree(self) -> Iterator[Token]:
        """Yield the token and all that hangs from it, each head between what hangs on its two sides."""
        waiting = [(self, False)]  # a sentence may be deeper than calls can be nested
        while waiting:
            token, opened = waiting.pop()
            if opened or not token.children:
                yield token
                continue
            before = len(token.lefts)
            waiting += [(child, False) for child in reversed(token.children[before:])]
            waiting.append((token, True))
            waiting += [(child, False) for child in reversed(token.children[:before])]

    def nbor(self, steps: int) -> Token:
        """Return the token so many places further on. Raises IndexError beyond either end."""
        if self.i + steps < 0:
            raise IndexError(self.i + steps)
        return self.doc[self.i + steps]

    def is_ancestor(self, other: Token) -> bool:
        """Say whether another token hangs from this one."""
        return any(token is self for token in other.ancestors)


def _place(token: Token) -> int:
    return token.i


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A half-open range of a document's tokens: a sentence, or a named entity with its label."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __getitem__(self, n: int) -> Token:
        return self.doc[self.start : self.end][n]

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def ents(self) -> tuple[Stretch, ...]:
        """Return the named entities within the stretch."""
        return tuple(one for one in self.doc.ents if self.start <= one.start and one.end <= self.end)

    @property
    def text(self) -> str:
        """Return the characters from the first token to the last."""
        return self.doc.text_of(self.start, self.end)

    @property
    def root(self) -> Token:
        """Return the token that heads the stretch."""
        return self.doc.root_of(self.start, self.end)


class Doc(tuple[Token, ...]):
    """The tokens of a document in order, with its `text`, its sentences (`sents`) and the entities that spaCy saw (`ents`)."""

    text: str
    sents: tuple[Stretch, ...]
    ents: tuple[Stretch, ...]

    def text_of(self, start: int, end: int) -> str:
        """Return the characters of a half-open range of tokens, without the blank behind the last."""
        tokens = self[start:end]
        return self.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)] if tokens else ""

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the tokens that overlap a half-open range of characters; an empty one where none does."""
        inside = [token.i for token in self if token.idx < end and start < token.idx + len(token.text)]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def root_of(self, start: int, end: int) -> Token:
        """Return the token that heads a half-open range: the top of its sentence, else the one nearest to it; no bare mark."""
        tokens = self[start:end]
        if len(tokens) == 1:
            return tokens[0]
        for token in tokens:
            if token.head is token:
                return token
        outward = [token for token in tokens if not start <= token.head.i < end]
        return min(outward, key=_depth, default=tokens[0])


def _depth(token: Token) -> float:
    """Return how far a token is from the top of its sentence; blanks and marks without anything below them are furthest."""
    return math.inf if (token.is_space or token.is_punct) and not token.children else sum(1 for _ in token.ancestors)


STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
FLAGS = ("IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_LOWER", "IS_TITLE", "IS_STOP", "IS_CURRENCY", "LIKE_NUM")


def document(parsed: Parsed) -> Doc:
    """Return a document that spaCy has parsed, as plain values."""
    doc = Doc(map(Token, *_columns(parsed)))
    doc.text = parsed.text
    doc.sents = tuple(Stretch(doc, one.start, one.end) for one in parsed.sents) if len(parsed) else ()
    doc.ents = tuple(Stretch(doc, one.start, one.end, one.label_) for one in parsed.ents)
    below: list[list[Token]] = [[] for _ in doc]
    for token, steps in zip(doc, parsed.to_array("HEAD").astype(np.int64).tolist(), strict=True):
        token.doc, token.head = doc, doc[token.i + steps]
        if steps:
            below[token.i + steps].append(token)
    for token, children in zip(doc, below, strict=True):
        token.children = tuple(children)
        if token.dep_ == "relcl" and token.tag_ == "VB" and _is_bare_infinitive(token):
            token.dep_ = "acl"  # "a deal to buy Acme" has no relative clause, whatever the parser says
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence
    _set_edges(doc)
    return doc


def _set_edges(doc: Doc) -> None:
    downward = [token for token in doc if token.head is token]
    for token in downward:
        downward += token.children
    for token in reversed(downward):
        token.left_edge = min((token, *(child.left_edge for child in token.children)), key=_place)
        token.right_edge = max((token, *(child.right_edge for child in token.children)), key=_place)


def _is_bare_infinitive(verb: Token) -> bool:
    """Say whether a verb in a clause has `to` and no subject of its own."""
    deps = {child.dep_: child.lower_ for child in verb.children}
    return deps.get("aux") == "to" and not {"nsubj", "nsubjpass"} & deps.keys()


def _columns(parsed: Parsed) -> Iterator[Iterable[Any]]:
    """Yield what a token is made of, one column of all tokens after another."""
    yield range(len(parsed))
    yield parsed.to_array("IDX").tolist()
    yield [" " if blank else "" for blank in parsed.to_array("SPACY").tolist()]
    for name in STRINGS:
        keys = parsed.to_array(name).tolist()
        strings = {key: parsed.vocab.strings[key] if key else "" for key in {*keys}}
        yield [strings[key] for key in keys]
    for name in FLAGS:
        yield map(bool, parsed.to_array(name).tolist())
