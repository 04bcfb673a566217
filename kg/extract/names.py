"""Finds names: stretches of tokens that stand for one named thing, wherever the text has one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from kg.extract.language import is_capitalised, lemma
from kg.extract.lexicon import LABEL_CLASSES, PREFIX, Lexicon

Origin = Literal["known", "model", "case"]

_TRIM_START = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "your", "my"})
_TRIM_END = frozenset({"'s", "’s", "'", "’", ",", ".", ":", ";", "-", "–", "—", "(", ")", "“", "”", '"', "|", "?", "!", "‘", "…"})
_NOT_FIRST = frozenset({"ADV", "DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "INTJ", "PART", "NUM", "VERB"})
_QUANTITIES = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "TIME", "QUANTITY"})
_JOINERS = frozenset({"-", "–", "&", "'", "’", ".", "/", "+", "!"})
LONGEST_WORK = 12
"""Most tokens of a work's title in quotation marks."""
HEADING_TOKENS = 18
"""Most tokens of a line that can be a heading."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the half-open token range [start, end); `label` is the model's entity label where it gave one."""

    start: int
    end: int
    origin: Origin
    label: str = ""

    def text(self, doc: Doc) -> str:
        """Return the name as the text has it."""
        return str(doc[self.start : self.end].text)


def lines(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the token range of each line that has words."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def is_heading(doc: Doc, start: int, end: int, most: int = HEADING_TOKENS) -> bool:
    """Say whether a line is a headline or subheading whose capitals mean nothing: most of its words have one."""
    words = [t for t in doc[start:end] if t.is_alpha and len(t) > 3]
    if end - start > most or doc[end - 1].text in {".", "!", "”", '"'} or not words:
        return False
    return sum(is_capitalised(t) for t in words) > 0.7 * len(words) or len(words) == 1


def _headings(doc: Doc) -> list[tuple[int, int]]:
    """Return the headings: heading-like lines that open the text or stand before a paragraph, not the points of a list."""
    found = list(lines(doc))
    return [
        (start, end)
        for n, (start, end) in enumerate(found)
        if is_heading(doc, start, end, HEADING_TOKENS if n else 2 * HEADING_TOKENS)
        and (n == 0 or (n + 1 < len(found) and found[n + 1][1] - found[n + 1][0] > HEADING_TOKENS))
    ]


def find_names(doc: Doc, lexicon: Lexicon, given: Iterable[str] = ()) -> list[Name]:
    """Return the names of a document in order, none overlapping another. `given` are names that the article's metadata brings."""
    headings = _headings(doc)
    in_heading = {i for start, end in headings for i in range(start, end)}
    taken: set[int] = set()
    found: list[Name] = []

    def take(name: Name) -> None:
        if not taken.intersection(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            found.append(name)

    labels = _model_names(doc, lexicon)
    runs = [run for run in _runs(doc, lexicon) if run[0] not in in_heading]
    for name in _repeats(doc, set(given)):
        take(name)
    for start, end in runs:
        for name in _decide(doc, lexicon, start, end, labels):
            take(name)
    for name in labels:
        if name.start not in in_heading:
            take(name)
    for name in _known_names(doc, lexicon):
        take(name)
    found = _titled(doc, found, lexicon)
    taken = {i for name in found for i in range(name.start, name.end)}
    seen = {name.text(doc) for name in found}
    seen |= {
        doc[n.end - 1].text for n in found if n.label == "PERSON" and n.end - n.start > 1 and len(doc[n.end - 1]) > 2
    }  # surnames
    for name in _repeats(doc, seen):
        take(name)
    for name in labels:  # a person in a headline is named in full there, or by a surname that the text repeats
        if name.start in in_heading and name.label == "PERSON" and name.end - name.start > 1:
            take(name)
    return sorted(found, key=lambda name: name.start)


def _titled(doc: Doc, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """Return the names with those of works made whole: quoted titles, `Moore's Law` where Moore is named nowhere else."""
    quoted = list(_quoted_titles(doc, names))
    covered = {i for name in quoted for i in range(name.start, name.end)}
    rest = sorted((n for n in names if n.start not in covered), key=lambda name: name.start)
    counts = Counter(name.text(doc) for name in rest)
    result: list[Name] = []
    for name in rest:
        before = result[-1] if result else None
        joined = before is not None and before.end == name.start - 1 and doc[before.end].text in {"'s", "’s"}
        if before is not None and joined and "known" not in {before.origin, name.origin} and before.label not in {"PERSON", "GPE"}:
            plain = all(t.lower_ in lexicon.dictionary for t in doc[name.start : name.end])
            once = plain and counts[before.text(doc)] == 1 and counts[name.text(doc)] == 1
            if once:
                result[-1] = Name(before.start, name.end, "case")
                continue
        result.append(name)
    return sorted([*result, *quoted], key=lambda name: name.start)


def _quoted_titles(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Yield titles of works in quotation marks: a few words, the longer ones capitalised, that are no mere name already found."""
    spans = {(name.start, name.end) for name in names}
    opening: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            opening = None
        elif token.text in {"“", '"'} and opening is None:
            opening = token.i + 1
        elif token.text in {"”", '"'} and opening is not None:
            start, end = opening, token.i
            opening = None
            while end > start and doc[end - 1].text in {",", "."}:
                end -= 1
            words = [t for t in doc[start:end] if t.is_alpha and len(t) > 3]
            if not 2 <= end - start <= LONGEST_WORK or len(words) < 2 or not all(is_capitalised(t) for t in words):
                continue
            if is_capitalised(doc[start]) and (start, end) not in spans:
                yield Name(start, end, "model", "WORK_OF_ART")


def _clean(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the range without determiners, possessives and stray punctuation at its ends, cut at a line break."""
    for i in range(start, end):
        if doc[i].is_space:
            end = i if i > start else end
            break
    while start < end and (
        doc[start].lower_ in _TRIM_START or doc[start].is_punct or doc[start].is_space or doc[start].is_currency
    ):
        start += 1
    while end > start and (doc[end - 1].text in _TRIM_END or doc[end - 1].is_space):
        end -= 1
    return start, end


def _model_names(doc: Doc, lexicon: Lexicon) -> list[Name]:
    generic = lexicon.words("calendarWords") | lexicon.words("genericNames")
    names = []
    pieces = [(e.label_, *piece) for e in doc.ents if e.label_ in LABEL_CLASSES for piece in _pieces(doc, lexicon, e.start, e.end)]
    for label, left, right in pieces:
        start, end = _clean(doc, left, right)
        while start < end - 1 and _is_title_before(doc, lexicon, start, end):
            start += 1
        for i in range(start + 1, end):
            if doc[i:end].text in lexicon.known and doc[start].pos_ == "ADJ":
                start = i  # "Democratic FCC"
                break
        words = doc[start:end]
        if (
            start >= end
            or all(t.text in lexicon.honorifics for t in words)
            or not any(is_capitalised(t) for t in words)
            or all(t.text in generic for t in words)
        ):
            continue
        if not is_capitalised(doc[start]) and doc[start].is_alpha:
            continue
        if re.search(r"[@#%$€£]|https?:", words.text):
            continue
        names.append(Name(start, end, "model", label))
    return names


def _is_title_before(doc: Doc, lexicon: Lexicon, start: int, end: int) -> bool:
    """Say whether the first word is a title before the name: `Judge Hand`, but not `Justice Department`."""
    if doc[start].text not in lexicon.honorifics and not _is_role_word(doc[start], lexicon):
        return False
    return doc[start:end].text not in lexicon.known and not lexicon.name_words.of(doc[end - 1].text)


def _pieces(doc: Doc, lexicon: Lexicon, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a model's entity that are names of their own: `Apple's Vision Pro`, `Facebook, Google`, `Ada and Bob`."""
    if doc[start:end].text in lexicon.known or doc[start + 1 : end].text in lexicon.known:
        yield start, end
        return
    left = start
    for i in range(start + 1, end - 1):
        after = doc[i + 1].text
        cut = (doc[i].text in {"'s", "’s"} and _stand_apart(doc, lexicon, left, i, end)) or (
            doc[i].text == "," and after not in lexicon.legal_forms.classes
        )
        cut = cut or (doc[i].text == "-" and doc[i + 1].lower_ in lexicon.participles)
        cut = (
            cut or doc[i].lower_ in lexicon.participles or doc[i].text in {"in", "at"}
        )  # "Acme in January": names rarely hold these
        cut = cut or (doc[i].lower_ == "and" and _is_list(doc, lexicon, left, i, end))
        if cut:
            yield left, i
            left = i + 1
    yield left, end


def _stand_apart(doc: Doc, lexicon: Lexicon, start: int, possessive: int, end: int) -> bool:
    """Say whether `A's B` are two names rather than one like `Moore's Law`: one of them is known or stands elsewhere by itself."""
    owner, owned = doc[start:possessive].text, doc[possessive + 1 : end].text
    if owner in lexicon.known or owned in lexicon.known:
        return True
    if not all(t.lower_ in lexicon.dictionary for t in doc[possessive + 1 : end]):
        return True  # "Acme's Zyx": nobody's law or edition
    return any(
        re.search(rf"\b{re.escape(part)}\b(?!['’]s {re.escape(owned)})", _without(doc, start, end)) for part in (owner, owned)
    )


def _without(doc: Doc, start: int, end: int) -> str:
    """Return the text with the token range blanked."""
    left, right = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return str(doc.text[:left] + " " * (right - left) + doc.text[right:])


def _is_list(doc: Doc, lexicon: Lexicon, start: int, conjunction: int, end: int) -> bool:
    """Say whether `A and B` are two names: people, or a left part that is complete by itself."""
    if doc[start].ent_type_ in {"PERSON", "GPE"}:
        return True
    left, right = doc[start:conjunction], doc[conjunction + 1 : end]
    complete = any("Company" in cues.of(doc[conjunction - 1].text) for cues in (lexicon.name_words, lexicon.legal_forms))
    return complete or left.text in lexicon.known or right.text in lexicon.known


def _is_role_word(token: Token, lexicon: Lexicon) -> bool:
    word = token.lower_
    return word in lexicon.roles or word in lexicon.role_heads


def _runs(doc: Doc, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield maximal ranges of capitalised tokens, with the digits, joiners and particles that belong to a name."""
    calendar = lexicon.words("calendarWords")
    i = 0
    while i < len(doc):
        if not _starts_run(doc[i], calendar, lexicon):
            i += 1
            continue
        start = i
        i += 1
        while i < len(doc):
            token, before = doc[i], doc[i - 1]
            if token.is_space or token.is_sent_start:
                break
            if (
                is_capitalised(token) and not _is_role_word(token, lexicon) and token.text not in calendar and "@" not in token.text
            ) or (token.like_num and before.whitespace_ and re.fullmatch(r"\d{1,4}(\.\d+)?", token.text) and not _is_share(doc, i)):
                i += 1
            elif token.text in _JOINERS and not before.whitespace_ and not token.whitespace_ and i + 1 < len(doc):
                given = token.text == "-" and i + 2 < len(doc) and is_capitalised(doc[i + 2]) and _is_no_word(doc[i + 1], lexicon)
                if not (is_capitalised(doc[i + 1]) or doc[i + 1].like_num or given):
                    break
                i += 2
            elif token.text == "&" and i + 1 < len(doc) and is_capitalised(doc[i + 1]):
                i += 2
            elif n := _after_join(doc, lexicon, start, i):
                i = n
            else:
                break
        yield start, i


def _starts_run(token: Token, calendar: frozenset[str], lexicon: Lexicon) -> bool:
    if not is_capitalised(token) or token.text in calendar or token.is_punct or re.search(r"[@#%$€£]|://|www\.", token.text):
        return False
    if token.ent_type_ in _QUANTITIES or _is_role_word(token, lexicon):
        return False
    if token.text in lexicon.words("genericNames"):  # "AI Mode" is a name, "AI" and "AI research" are not
        following = token.nbor(1) if token.i + 1 < len(token.doc) else token
        return following.pos_ == "PROPN" and is_capitalised(following) and following.text not in calendar
    if token.text in lexicon.honorifics or token.lower_ in _TRIM_START:
        return False
    if token.ent_type_ == "NORP" or (token.pos_ == "ADJ" and token.ent_type_ == ""):
        return token.ent_type_ != "NORP" and token.nbor(1).is_title if token.i + 1 < len(token.doc) else False
    return True


def _after_join(doc: Doc, lexicon: Lexicon, start: int, i: int) -> int:
    """Return where the name goes on if the word at i joins two parts of it, else 0."""
    if _is_nobiliary(doc, lexicon, start, i):
        return _after_particles(doc, i, lexicon.words("personParticles"))
    particles = lexicon.words("nameParticles")
    return _after_particles(doc, i, particles) if doc[i].text in particles and _binds(doc, lexicon, start, i) else 0


def _is_nobiliary(doc: Doc, lexicon: Lexicon, start: int, i: int) -> bool:
    """Say whether the word at i is a particle of a person's name: `Ursula von der Leyen`."""
    if doc[i].text not in lexicon.words("personParticles"):
        return False
    return doc[start].text in lexicon.words("givenNames") or doc[i - 1].ent_type_ == "PERSON"


def _is_share(doc: Doc, i: int) -> bool:
    """Say whether a number is a percentage or a price: `ACME 3.60%`."""
    return i + 1 < len(doc) and (
        doc[i + 1].text in {"%", "percent", "per", "million", "billion", "trillion"} or doc[i].ent_type_ == "MONEY"
    )


def _binds(doc: Doc, lexicon: Lexicon, start: int, i: int) -> bool:
    """Say whether the particle at i continues the name begun at start: `Department of Justice`, `Heroes of the Storm`."""
    before = doc[i - 1]
    if any("Organization" in lexicon.parents(name) for t in doc[start:i] for name in lexicon.name_words.of(t.text)):
        return doc[i].text in {"of", "for", "the", "&"}
    alone = i - start == 1 and before.text not in lexicon.known and before.ent_type_ not in {"PERSON", "GPE", "NORP"}
    return alone and doc[i].text == "of" and before.pos_ in {"PROPN", "NOUN"} and not _opens_sentence(before)


def _after_particles(doc: Doc, i: int, particles: frozenset[str]) -> int:
    """Return the index after the capitalised token that follows up to two particles at i, or 0."""
    j = i
    while j < len(doc) and j < i + 2 and doc[j].text in particles:
        j += 1
    return j + 1 if j < len(doc) and doc[j].text[:1].isupper() else 0


def _opens_sentence(token: Token) -> bool:
    """Say whether a capital means nothing here: the token opens a sentence, a quotation or a list point."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return before.is_space or before.text in {"“", '"', "‘", "•", ":", "(", "—", "*", "–", "…"}


def _decide(doc: Doc, lexicon: Lexicon, start: int, end: int, labels: list[Name]) -> Iterator[Name]:
    """Yield the names that a run of capitals holds, using what the model and the known names say of it."""
    if _opens_sentence(doc[start]):
        first = doc[start]
        plain = first.is_stop or first.lower_ in lexicon.words("openers")
        plain = plain or (first.pos_ in _NOT_FIRST and not _is_no_word(first, lexicon))
        if plain and not first.ent_type_ and first.text not in lexicon.known:
            start += 1
            while start < end and (doc[start].text in _JOINERS or doc[start].text in _TRIM_END or not is_capitalised(doc[start])):
                start += 1
    start, end = _clean(doc, start, end)
    while end - start > 1 and doc[end - 1].text in lexicon.words("genericNames") and doc[end - 1].text[-1] == "s":
        end -= 1  # "Acme PCs"
    if start >= end or all(t.text in lexicon.words("genericNames") for t in doc[start:end]):
        return
    inside = [n for n in labels if n.start < end and start < n.end]
    if any(n.start <= start and end <= n.end and n.end - n.start > end - start for n in inside):
        return  # the model's name reaches further: it is taken as it is
    people = [n for n in inside if n.label == "PERSON"]
    text = doc[start:end].text
    if text in lexicon.known and not (end - start == 1 and _is_before_role(doc, lexicon, end)):
        if not lexicon.known[text].ambiguous or inside or _is_used_as_name(doc, lexicon, doc[start], end):
            yield Name(start, end, "known", inside[0].label if len(inside) == 1 else "")
        return
    if any(t.text in lexicon.words("personParticles") for t in doc[start:end]) and people:
        yield Name(start, end, "model", "PERSON")
        return
    if people and len(inside) > 1:
        yield from inside
        return
    if len(inside) == 1 and inside[0].label in {"PERSON", "GPE"} and end - start > inside[0].end - inside[0].start:
        rest = [*range(start, inside[0].start), *range(inside[0].end, end)]
        known = " ".join(doc[i].text for i in range(start, inside[0].start)) in lexicon.known
        if known or (inside[0].label == "GPE" and all(doc[i].pos_ != "PROPN" for i in rest)):
            yield inside[0]
            return
    if not inside and end - start == 1 and not _is_lone_name(doc[start], lexicon):
        return
    plain = all(t.lower_ in lexicon.dictionary for t in doc[start:end])
    if plain and (_is_before_role(doc, lexicon, end) or _is_field(doc, lexicon, start)):
        return  # "Senior Vice" President, President of "Content"
    if start < end:
        label = inside[0].label if len({n.label for n in inside}) == 1 else ""
        yield Name(start, end, "model" if inside else "case", label)


def _is_no_word(token: Token, lexicon: Lexicon) -> bool:
    """Say whether the dictionary, if there is one, lacks the word: `jin` in `Hye-jin`, not `based` in `Oslo-based`."""
    return (
        token.text.replace("-", "").isalpha() and bool(lexicon.dictionary) and not {token.lower_, lemma(token)} & lexicon.dictionary
    )


def _is_before_role(doc: Doc, lexicon: Lexicon, end: int) -> bool:
    return end < len(doc) and is_capitalised(doc[end]) and _is_role_word(doc[end], lexicon)


def _is_field(doc: Doc, lexicon: Lexicon, start: int) -> bool:
    """Say whether the words are what a capitalised title is `of`."""
    return start > 1 and doc[start - 1].lower_ == "of" and is_capitalised(doc[start - 2]) and _is_role_word(doc[start - 2], lexicon)


def _is_lone_name(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a single capitalised word that neither the model nor the known names vouch for is a name."""
    inner = token.text[1:]
    if any(c.isupper() for c in inner) and any(c.islower() for c in token.text):
        return True
    is_word = token.lower_ in lexicon.dictionary or lemma(token) in lexicon.dictionary or token.is_stop
    if _opens_sentence(token):
        return bool(lexicon.dictionary) and not is_word and token.is_alpha and len(token.text) > 3 and token.pos_ == "PROPN"
    return len(token.text) > 1 and (token.pos_ in {"PROPN", "NOUN", "X"} or not is_word)


def _known_names(doc: Doc, lexicon: Lexicon) -> Iterator[Name]:
    """Yield known names, longest first at each place, case kept."""
    for token in doc:
        words = lexicon.known_lengths.get(token.text[:PREFIX], 0)
        if not words or token.is_space or token.is_punct:
            continue
        longest = 2 * words + 2  # in tokens: hyphens, dots and possessives are tokens of their own
        for end in range(min(len(doc), token.i + longest), token.i, -1):
            text = doc[token.i : end].text
            name = lexicon.known.get(text)
            if name is not None and not (name.ambiguous and not _is_used_as_name(doc, lexicon, token, end)):
                yield Name(token.i, end, "known", doc[token.i].ent_type_)
                break


def _is_used_as_name(doc: Doc, lexicon: Lexicon, token: Token, end: int) -> bool:
    """Say whether a known name that is a common word too stands as a name: `Stripe rival`, `at Box`, not `Box the books`."""
    if " " in doc[token.i : end].text:
        return True
    if not is_capitalised(token):
        return False
    follows = doc[end] if end < len(doc) else token
    return not _opens_sentence(token) or follows.text in {"'s", "’s", "-"} or _is_role_word(follows, lexicon)


def _repeats(doc: Doc, seen: set[str]) -> Iterator[Name]:
    """Yield further places where names found elsewhere stand: sentence openings and headlines among them."""
    longest = max((len(text.split()) for text in seen), default=0) + 3
    for token in doc:
        if token.is_space or not is_capitalised(token):
            continue
        for end in range(min(len(doc), token.i + longest), token.i, -1):
            if doc[token.i : end].text in seen:
                yield Name(token.i, end, "case")
                break
