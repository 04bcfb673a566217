"""The model's named entities, cleaned and cut where it took several names for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.document import Doc
from kg.extract.language import is_capitalised, lemma
from kg.extract.lexicon import LABEL_CLASSES, Lexicon
from kg.extract.name import (
    DETERMINERS,
    Name,
    before_honours,
    clean,
    is_honour,
    is_one_body,
    is_plain_word,
    is_role_word,
    is_ticker_or_staff,
    is_title,
    opens_sentence,
)


def labelled_names(doc: Doc, lexicon: Lexicon) -> list[Name]:
    """Return the names that the model labels with a class of ours."""
    generic = lexicon.words("calendarWords") | lexicon.words("genericNames") | lexicon.words("demonyms")
    names = []
    pieces = [(e.label_, *piece) for e in doc.ents if e.label_ in LABEL_CLASSES for piece in _pieces(doc, lexicon, e.start, e.end)]
    for label, left, right in pieces:
        start, end = clean(doc, left, right)
        while start < end - 1 and label in {"PERSON", "GPE"} and _is_title_before(doc, lexicon, start, end):
            start += 1
        if start < end - 1 and label == "PERSON" and opens_sentence(doc[start]) and doc[start].lower_ in lexicon.words("openers"):
            start += 1  # "Email Ada Byron"
        for i in range(start + 1, end):
            if doc.text_of(i, end) in lexicon.known and doc[start].pos_ == "ADJ":
                start = i  # "Canadian Acme", where Acme is known
                break
        start = _after_kind(doc, lexicon, start, end)
        end = before_honours(doc, lexicon, start, end)
        while end - start > 1 and label != "WORK_OF_ART" and doc[end - 1].is_lower and doc[end - 2].whitespace_:
            end -= 1  # "the Acme board"
        if end - start == 1 and _is_opening_word(doc, lexicon, start):
            continue
        words = doc[start:end]
        if (
            start >= end
            or all(t.text in lexicon.honorifics for t in words)
            or not any(is_capitalised(t) for t in words)
            or all(t.text in generic for t in words)
            or is_ticker_or_staff(doc, start, end, lexicon)
            or doc.text_of(start, end).removesuffix(".") in generic
            or is_title(doc, lexicon, start, end)
            or is_honour(doc, lexicon, start, end)
        ):
            continue
        if not is_capitalised(doc[start]) and doc[start].is_alpha:
            continue
        if re.search(r"[@#%$€£]|https?:", doc.text_of(start, end)):
            continue
        names.append(Name(start, end, "model", label))
    return names


def _is_opening_word(doc: Doc, lexicon: Lexicon, i: int) -> bool:
    """Say whether a common word has its capital from the sentence that it opens: `Ransomware crew hits Acme`."""
    token = doc[i]
    if not opens_sentence(token) or token.text in lexicon.known or not is_plain_word(token, lexicon):
        return False
    counted = token.tag_ in {"NNS", "NNPS"} or (token.dep_ in {"compound", "amod"} and token.head.is_lower and token.head.i > i)
    return counted and not any(t.text == token.text and not opens_sentence(t) for t in doc)


def _after_kind(doc: Doc, lexicon: Lexicon, start: int, end: int) -> int:
    """Return where the name begins behind a noun that only says what it is: `the Dutch bank Acme`."""
    for i in range(end - 2, start - 1, -1):
        if doc[i].is_lower and doc[i].pos_ == "NOUN" and lexicon.nouns.of(lemma(doc[i])) and is_capitalised(doc[i + 1]):
            plain = all(t.is_lower or t.text in lexicon.words("demonyms") or t.ent_type_ == "NORP" for t in doc[start:i])
            return i + 1 if plain else start
    return start


def _is_title_before(doc: Doc, lexicon: Lexicon, start: int, end: int) -> bool:
    """Say whether the first word is a title before the name: `Judge Hand`, but not `Justice Department`."""
    if doc[start].text not in lexicon.honorifics and not is_role_word(doc[start], lexicon):
        return False
    return doc.text_of(start, end) not in lexicon.known and not lexicon.name_words.of(doc[end - 1].text)


def _pieces(doc: Doc, lexicon: Lexicon, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a model's entity that are names of their own: `Acme's Zyx`, `Acme, Beta`, `Ada and Bob`."""
    if doc.text_of(start, end) in lexicon.known or doc.text_of(start + 1, end) in lexicon.known:
        yield start, end
        return
    left = start
    for i in range(start + 1, end - 1):
        after = doc[i + 1].text
        cut = (doc[i].text in {"'s", "’s"} and _stand_apart(doc, lexicon, left, i, end)) or (
            doc[i].text == "," and after not in lexicon.legal_forms.classes
        )
        cut = cut or (doc[i].text == "-" and doc[i + 1].lower_ in lexicon.participles)
        cut = cut or (doc[i].text == "(" and ")" not in {t.text for t in doc[i : end - 1]})  # "Acme Corp (AC"
        cut = (
            cut or doc[i].lower_ in lexicon.participles or doc[i].text in {"in", "at"}
        )  # "Acme in January": names rarely hold these
        cut = cut or (
            doc[i].lower_ == "and" and not is_one_body(doc, lexicon, left, i, end) and _is_list(doc, lexicon, left, i, end)
        )
        one_known = doc.text_of(left, i) in lexicon.known or doc.text_of(i + 1, end) in lexicon.known
        cut = cut or (doc[i].text == "or" and is_capitalised(doc[i + 1]) and (one_known or doc[start].ent_type_ != "WORK_OF_ART"))
        cut = cut or (doc[i].text == "on" and i - left > 1 and _is_place(doc, lexicon, i + 1, end))
        cut = cut or (doc[i].text == "of" and _is_figure(doc, lexicon, left, i))
        titled = doc[i].text in {"of", "at"} and _is_title_of(doc, lexicon, left, i, end)
        if cut and not titled:
            yield left, i
        if cut or titled:
            left = i + 1
    yield left, end


def _is_place(doc: Doc, lexicon: Lexicon, start: int, end: int) -> bool:
    """Say whether the words are a place where something stands: `Acme Spaceport on Bear Island`."""
    return lexicon.is_place(doc.text_of(start, end)) or "Place" in lexicon.name_words.of(doc[end - 1].text)


def _is_title_of(doc: Doc, lexicon: Lexicon, start: int, of: int, end: int) -> bool:
    """Say whether what stands before `of` is a title and what is behind it a name: `Chief Technical Officer of Acme`.

    Where common words are behind it, the two may be one name: `Director of National Intelligence`.
    """
    first, behind = start + (doc[start].lower_ in DETERMINERS), doc[of + 1 : end]
    if not is_role_word(doc[of - 1], lexicon) or not all(is_capitalised(t) or t.text == "-" for t in doc[first:of]):
        return False
    named = doc.text_of(of + 1, end) in lexicon.known or any(t.lower_ not in lexicon.dictionary and t.is_alpha for t in behind)
    return named and doc[start].ent_type_ != "WORK_OF_ART"


def _is_figure(doc: Doc, lexicon: Lexicon, start: int, of: int) -> bool:
    """Say whether what stands before `of` is a known company with an article, for what it is like: `the Amazon of Africa`."""
    first = start + 1 if doc[start].lower_ in {"the", "a", "an"} else start
    before = doc[start] if first > start else doc[start - 1] if start else None
    known = lexicon.known.get(doc.text_of(first, of))
    return (
        before is not None
        and before.lower_ in {"the", "a", "an"}
        and known is not None
        and known.types[0] in {"Company", "Product"}
    )


def _stand_apart(doc: Doc, lexicon: Lexicon, start: int, possessive: int, end: int) -> bool:
    """Say whether `A's B` are two names rather than one like `Zipf's Law`: one of them is known or stands elsewhere by itself."""
    owner, owned = doc.text_of(start, possessive), doc.text_of(possessive + 1, end)
    if "EducationalInstitution" in lexicon.name_words.of(doc[possessive + 1].text) and not lexicon.is_place(owner):
        return owner in lexicon.known  # "King's College London"
    if owner in lexicon.known or owned in lexicon.known or doc[possessive + 1].text in lexicon.words("givenNames"):
        return True
    if not all(t.lower_ in lexicon.dictionary for t in doc[possessive + 1 : end]):
        return True  # "Acme's Zyx": nobody's law or edition
    return any(
        re.search(rf"\b{re.escape(part)}\b(?!['’]s {re.escape(owned)})", _without(doc, start, end)) for part in (owner, owned)
    )


def _without(doc: Doc, start: int, end: int) -> str:
    """Return the text with the token range blanked."""
    left, right = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    return doc.text[:left] + " " * (right - left) + doc.text[right:]


def _is_list(doc: Doc, lexicon: Lexicon, start: int, conjunction: int, end: int) -> bool:
    """Say whether `A and B` are two names: people, or a left part that is complete by itself."""
    if doc[start].ent_type_ in {"PERSON", "GPE"}:
        return True
    complete = any("Company" in cues.of(doc[conjunction - 1].text) for cues in (lexicon.name_words, lexicon.legal_forms))
    return complete or any(doc.text_of(*part) in lexicon.known for part in ((start, conjunction), (conjunction + 1, end)))
