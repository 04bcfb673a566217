"""Finds names: stretches of tokens that stand for one named thing, wherever the text has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.boards import without_boards
from kg.extract.bodies import whole_bodies
from kg.extract.capitals import NICKNAMED, capital_runs
from kg.extract.document import Doc, Token
from kg.extract.fields import is_field
from kg.extract.headings import headings
from kg.extract.labels import labelled_names
from kg.extract.language import is_capitalised, lemma
from kg.extract.lexicon import PREFIX, Lexicon
from kg.extract.name import (
    DETERMINERS,
    JOINERS,
    TRAILING,
    Name,
    before_honours,
    clean,
    is_dateline,
    is_honour,
    is_no_shape,
    is_no_word,
    is_plain_word,
    is_role_word,
    is_ticker_or_staff,
    is_title,
    opens_sentence,
)
from kg.extract.works import whole_works

SHORTEST_SHOUT = 4
"""Letters above which a plain word in capitals is no acronym."""
_NOT_FIRST = frozenset({"ADV", "DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "INTJ", "PART", "NUM", "VERB"})


def find_names(doc: Doc, lexicon: Lexicon, given: Iterable[str] = ()) -> list[Name]:
    """Return the names of a document in order, none overlapping another. `given` are names that the article's metadata brings."""
    titles = headings(doc)
    in_heading = {i for start, end in titles for i in range(start, end)}
    taken: set[int] = set()
    fields: set[int] = set()  # of study or work: no word of these is a name either
    found: list[Name] = []

    def take(name: Name) -> None:
        tokens = range(name.start, name.end)
        if taken.intersection(tokens):
            return
        taken.update(tokens)
        if is_field(doc, lexicon, name.start, name.end):
            fields.update(tokens)
        else:
            found.append(name)

    labels = labelled_names(doc, lexicon)
    runs = [run for run in capital_runs(doc, lexicon) if run[0] not in in_heading]
    for name in _known_names(doc, lexicon):
        if any((t.is_lower and t.is_alpha) or t.lower_ in DETERMINERS for t in doc[name.start : name.end]):
            take(name)  # "The Information", "House of Commons": the words that others would leave out belong to the name
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
    found = list(without_boards(doc, whole_bodies(doc, whole_works(doc, found, lexicon), lexicon), lexicon))
    taken = fields | {i for name in found for i in range(name.start, name.end)}
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


def _decide(doc: Doc, lexicon: Lexicon, start: int, end: int, labels: list[Name]) -> Iterator[Name]:
    """Yield the names that a run of capitals holds, using what the model and the known names say of it."""
    if opens_sentence(doc[start]):
        first = doc[start]
        plain = first.is_stop or first.lower_ in lexicon.words("openers")
        plain = plain or (first.pos_ in _NOT_FIRST and not is_no_word(first, lexicon))
        if plain and not first.ent_type_ and first.text not in lexicon.known:
            start += 1
            while start < end and (doc[start].text in JOINERS or doc[start].text in TRAILING or not is_capitalised(doc[start])):
                start += 1
        if (
            end - start > 1
            and first.lower_ in lexicon.dictionary
            and first.text not in lexicon.words("givenNames")
            and not first.ent_type_
            and lexicon.is_place(doc.text_of(start + 1, end))
        ):
            start += 1  # "Successive UK governments"
    start, end = clean(doc, start, end)
    end = before_honours(doc, lexicon, start, end)
    if end - start > 2 and _is_job_before(doc, lexicon, start):
        start += 1
    while end - start > 1 and doc[end - 1].text in lexicon.words("genericNames") and doc[end - 1].text[-1] == "s":
        end -= 1  # "Acme PCs"
    common = lexicon.words("genericNames") | lexicon.words("demonyms")
    while end - start > 1 and doc[end - 1].text in lexicon.words("memberTitles"):
        end -= 1  # "the Labour MP"
    if start >= end or all(t.text.removesuffix(".") in common or t.text in common for t in doc[start:end]):
        return
    text = doc.text_of(start, end)
    if is_ticker_or_staff(doc, start, end, lexicon) or is_title(doc, lexicon, start, end) or is_honour(doc, lexicon, start, end):
        return
    if (is_no_shape(text) or text.removesuffix(".") in common) and text not in lexicon.known:
        return
    if is_dateline(doc, start, end) and text not in lexicon.known:
        if "/" not in text:
            yield Name(start, end, "model", "GPE")
        return
    inside = [n for n in labels if n.start < end and start < n.end]
    if any(n.start <= start and end <= n.end and n.end - n.start > end - start for n in inside):
        return  # the model's name reaches further: it is taken as it is
    people = [n for n in inside if n.label == "PERSON"]
    if text in lexicon.known and not (end - start == 1 and _is_before_role(doc, lexicon, end)):
        if not lexicon.known[text].ambiguous or inside or _is_used_as_name(doc, lexicon, doc[start], end):
            yield Name(start, end, "known", inside[0].label if len(inside) == 1 else "")
        return
    if any(t.text in lexicon.words("personParticles") for t in doc[start:end]) and people:
        yield Name(start, end, "model", "PERSON")
        return
    if _is_one_person(doc, lexicon, start, end, inside):
        yield Name(start, end, "model", "PERSON")
        return
    if people and len(inside) > 1 and not lexicon.name_words.of(doc[end - 1].text):
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


def _is_one_person(doc: Doc, lexicon: Lexicon, start: int, end: int, inside: list[Name]) -> bool:
    """Say whether a run is one person's name in which the model sees several, or a part: `Ada "Addie" Byron`, `Ada King Byron`."""
    given, months = lexicon.words("givenNames"), lexicon.words("calendarWords")
    if doc[start].text not in given:
        return False
    if any(t.text in NICKNAMED or t.text in months for t in doc[start + 1 : end - 1]):
        return True
    whole = len(inside) > 1 and all(t.is_title and t.is_alpha for t in doc[start:end])
    return whole and all(n.label == "PERSON" and (n.start == start or doc[n.start].text not in given) for n in inside)


def _is_job_before(doc: Doc, lexicon: Lexicon, start: int) -> bool:
    """Say whether a common noun that opens the sentence only stands before a person's name: `Mathematician Ada Byron`."""
    first, given = doc[start], lexicon.words("givenNames")
    is_noun = opens_sentence(first) and first.lower_ in lexicon.dictionary and first.text not in lexicon.known
    is_noun = is_noun and doc.text_of(start, start + 2) not in lexicon.known
    return is_noun and first.text not in given and doc[start + 1].text in given


def _is_before_role(doc: Doc, lexicon: Lexicon, end: int) -> bool:
    return end < len(doc) and is_capitalised(doc[end]) and is_role_word(doc[end], lexicon)


def _is_field(doc: Doc, lexicon: Lexicon, start: int) -> bool:
    """Say whether the words are what a capitalised title is `of`."""
    return start > 1 and doc[start - 1].lower_ == "of" and is_capitalised(doc[start - 2]) and is_role_word(doc[start - 2], lexicon)


def _is_lone_name(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a single capitalised word that neither the model nor the known names vouch for is a name."""
    inner = token.text[1:]
    if any(c.isupper() for c in inner) and any(c.islower() for c in token.text):
        return True
    if token.text.isupper() and len(token) > SHORTEST_SHOUT and token.lower_ in lexicon.dictionary:
        return False  # "THE FIRST THING", "ANIMAL 94%"
    is_word = token.lower_ in lexicon.dictionary or lemma(token) in lexicon.dictionary or token.is_stop
    if opens_sentence(token):
        return (
            bool(lexicon.dictionary)
            and not is_plain_word(token, lexicon)
            and token.is_alpha
            and len(token.text) > 3
            and token.pos_ == "PROPN"
        )
    return len(token.text) > 1 and (token.pos_ in {"PROPN", "NOUN", "X"} or not is_word)


def _known_names(doc: Doc, lexicon: Lexicon) -> Iterator[Name]:
    """Yield known names, longest first at each place, case kept."""
    for token in doc:
        words = lexicon.known_lengths.get(token.text[:PREFIX], 0)
        if not words or token.is_space or token.is_punct:
            continue
        longest = 2 * words + 2  # in tokens: hyphens, dots and possessives are tokens of their own
        for end in range(min(len(doc), token.i + longest), token.i, -1):
            text = doc.text_of(token.i, end)
            name = lexicon.known.get(text)
            if name is not None and not (name.ambiguous and not _is_used_as_name(doc, lexicon, token, end)):
                yield Name(token.i, end, "known", doc[token.i].ent_type_)
                break


def _is_used_as_name(doc: Doc, lexicon: Lexicon, token: Token, end: int) -> bool:
    """Say whether a known name that is a common word too stands as a name: `Stripe rival`, `at Box`, not `Box the books`."""
    if " " in doc.text_of(token.i, end):
        return True
    if not is_capitalised(token):
        return False
    follows = doc[end] if end < len(doc) else token
    return not opens_sentence(token) or follows.text in {"'s", "’s", "-"} or is_role_word(follows, lexicon)


def _repeats(doc: Doc, seen: set[str]) -> Iterator[Name]:
    """Yield further places where names found elsewhere stand: sentence openings and headlines among them."""
    longest = max((len(text.split()) for text in seen), default=0) + 3
    for token in doc:
        if token.is_space or not is_capitalised(token):
            continue
        for end in range(min(len(doc), token.i + longest), token.i, -1):
            if doc.text_of(token.i, end) in seen:
                yield Name(token.i, end, "case")
                break
