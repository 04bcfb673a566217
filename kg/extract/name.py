"""A name in a document, and what tells words of names from others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.extract.document import Doc, Token
from kg.extract.language import lemma
from kg.extract.lexicon import Lexicon

Origin = Literal["known", "model", "case", "trained"]
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "your", "my"})
_MARKS = frozenset({"*", "**", "_", "__", "`", "†"})
"""Marks of Markdown and of footnotes."""
TRAILING = _MARKS | frozenset(
    {"'s", "’s", "'", "’", ",", ".", ":", ";", "-", "–", "—", "(", ")", "“", "”", '"', "|", "?", "!", "‘", "…"}
)
_GENERATIONS = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_FILE_ENDINGS = "xlsx?|docx?|pptx?|pdf|csv|txt|exe|dll|zip|tar|gz|jpe?g|png|gif|html?|json|xml|ps1|sh|bat"
_TICKERS = frozenset({"ticker", "symbol"})
_DATELINE = 8
"""Most tokens between a report's place and the dash behind it."""
JOINERS = frozenset({"-", "–", "&", "'", "’", ".", "/", "+", "!"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the half-open token range [start, end); `label` is the model's entity label where it gave one."""

    start: int
    end: int
    origin: Origin
    label: str = ""

    def text(self, doc: Doc) -> str:
        """Return the name as the text has it."""
        return doc.text_of(self.start, self.end)


def clean(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the range without determiners, possessives and stray punctuation at its ends, cut at a line break."""
    for i in range(start, end):
        if doc[i].is_space:
            end = i if i > start else end
            break
    while start < end and (
        doc[start].lower_ in DETERMINERS
        or doc[start].tag_ == "POS"
        or doc[start].is_punct
        or doc[start].is_space
        or doc[start].is_currency
    ):
        start += 1
    while end > start and (doc[end - 1].text in TRAILING or doc[end - 1].is_space):
        end -= 1
    return start, end


def is_role_word(token: Token, lexicon: Lexicon) -> bool:
    """Say whether the word is a title or ends one."""
    word = token.lower_
    return word in lexicon.roles or word in lexicon.role_heads


def before_honours(doc: Doc, lexicon: Lexicon, start: int, end: int) -> int:
    """Return where a person's name ends before the honours behind it: `Ada King Byron OBE PhD`."""
    last = end
    while last - start > 2 and doc[last - 1].text in lexicon.words("honours"):
        last -= 1
    if last == end:
        return end
    return last if doc[start].text in lexicon.words("givenNames") or doc[start].ent_type_ == "PERSON" else end


def root_of_name(doc: Doc, lexicon: Lexicon, start: int, end: int) -> Token:
    """Return the token that heads a name; in `Ada Byron OBE` and `Karl Weber, Jr.` it may stand behind what counts as the name."""
    last = end + (end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text in _GENERATIONS)
    while last < len(doc) and (doc[last].text in _GENERATIONS or doc[last].text in lexicon.words("honours")):
        last += 1
    behind = doc[last - 1]
    return behind if last > end and not start <= behind.head.i < last else doc.root_of(start, end)


def is_honour(doc: Doc, lexicon: Lexicon, start: int, end: int) -> bool:
    """Say whether a word only honours the person named before it: `Ada Byron, CPA, CFA`."""
    honours = lexicon.words("honours")
    if end - start != 1 or doc[start].text not in honours or start < 2:
        return False
    i = start - 1
    while i > 0 and (doc[i].text == "," or doc[i].text in honours):
        i -= 1
    return start - i > 1 and (doc[i].ent_type_ == "PERSON" or doc[i - 1].text in lexicon.words("givenNames"))


def is_title(doc: Doc, lexicon: Lexicon, start: int, end: int) -> bool:
    """Say whether words in capitals are a title, or all but its last word: `Co-Owner`, `Founder & Managing` Director."""
    text = doc.text_of(start, end)
    if text in lexicon.known or start >= end or (end < len(doc) and doc[end].tag_ == "POS"):  # "the Founder's Edition"
        return False
    if text.casefold() in lexicon.roles:
        return True
    words = [t for t in doc[start:end] if t.text not in {"&", "-", "/", "and"}]
    behind = end < len(doc) and is_role_word(doc[end], lexicon)
    titled = any(is_role_word(t, lexicon) for t in words) or behind
    return titled and all(is_role_word(t, lexicon) or _is_gerund(t, lexicon) for t in words)


def _is_gerund(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a word is a gerund of a common verb: `Managing`."""
    stem = token.lower_.removesuffix("ing")
    return stem != token.lower_ and bool({stem, stem + "e"} & lexicon.dictionary)


def opens_sentence(token: Token) -> bool:
    """Say whether a capital means nothing here: the token opens a sentence, a quotation or a list point."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return before.is_space or before.text in {"“", '"', "‘", "•", ":", "(", "—", "*", "–", "…"}


def is_dateline(doc: Doc, start: int, end: int) -> bool:
    """Say whether words in capitals open a line as the place of a report: `OSLO — `, `OSLO, Norway (Acme) -- `."""
    opens = start == 0 or "\n" in doc[start - 1].text
    return opens and doc.text_of(start, end).isupper() and any(t.text in {"—", "--", "–"} for t in doc[end : end + _DATELINE])


def is_plain_word(token: Token, lexicon: Lexicon) -> bool:
    """Say whether the word is a common one that a capital makes no name: `Ransomware`, `Uniforms`, `Cabinets`."""
    forms = {token.lower_, lemma(token), token.lower_.removesuffix("s") if len(token) > 3 else ""}
    return token.is_stop or not forms.isdisjoint(lexicon.dictionary) or not forms.isdisjoint(lexicon.nouns.classes)


def is_no_shape(text: str) -> bool:
    """Say whether the text has the shape of something that is no name: a file, a letter by itself, a ticker."""
    return "_" in text.strip("_") or bool(
        re.search(rf"\w\.(?:{_FILE_ENDINGS})$|^[A-Z]\.?$|^\d+[AaPp][Mm]$|^[A-Z]{{3,6}}:[A-Z]{{1,5}}$", text)
    )


def is_ticker_or_staff(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether a word is behind `ticker`, or for those who work somewhere: `Googlers`."""
    text = doc.text_of(start, end)
    if end - start == 1 and start and doc[start - 1].lower_ in _TICKERS:
        return True
    stems = (text.removesuffix(ending) for ending in ("ers", "rs", "ians") if text.endswith(ending))
    return text not in lexicon.known and any(stem in lexicon.known and stem != text for stem in stems)


def is_one_body(doc: Doc, lexicon: Lexicon, start: int, conjunction: int, end: int) -> bool:
    """Say whether `A and B Agency` names one body or law: an article, plain words, and only at the end what it is."""
    first = start + 1 if doc[start].lower_ in DETERMINERS else start
    article = doc[start] if first > start else doc[start - 1] if start else None
    if article is None or article.lower_ != "the" or first == conjunction:
        return False
    bodies = {"GovernmentAgency", "Law"}
    last, before = (set(lexicon.name_words.of(doc[i].text)) for i in (end - 1, conjunction - 1))
    joined = doc[conjunction].ent_type_  # the model takes all of it for one name, or none of it for any
    plain = all(
        (t.lower_ in lexicon.dictionary or t.ent_type_ == joined) and t.text not in lexicon.known for t in doc[first:conjunction]
    )
    return plain and bool(last & bodies) and not before & {*bodies, "MediaOutlet", "EducationalInstitution", "Place"}


def is_no_word(token: Token, lexicon: Lexicon) -> bool:
    """Say whether the dictionary, if there is one, lacks the word: `jin` in `Hye-jin`, not `based` in `Oslo-based`."""
    return (
        token.text.replace("-", "").isalpha() and bool(lexicon.dictionary) and not {token.lower_, lemma(token)} & lexicon.dictionary
    )
