"""Stretches of capitalised words, with the digits, joiners and particles that belong to a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.document import Doc, Token
from kg.extract.language import is_capitalised
from kg.extract.lexicon import Lexicon
from kg.extract.name import DETERMINERS, JOINERS, is_no_word, is_one_body, is_role_word, opens_sentence

LONGEST_BEFORE_FOR = 2
"""How many words of a name may stand before a `for` that belongs to it."""
NICKNAMED = {"(": ")", '"': '"', "“": "”", "‘": "’"}
"""What opens a nickname within a name, and what closes it."""
_QUANTITIES = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "TIME", "QUANTITY"})


def capital_runs(doc: Doc, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
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
                is_capitalised(token) and not is_role_word(token, lexicon) and token.text not in calendar and "@" not in token.text
            ) or (token.like_num and before.whitespace_ and re.fullmatch(r"\d{1,4}(\.\d+)?", token.text) and not _is_share(doc, i)):
                i += 1
            elif token.text in JOINERS and not before.whitespace_ and not token.whitespace_ and i + 1 < len(doc):
                given = token.text == "-" and i + 2 < len(doc) and is_capitalised(doc[i + 2]) and is_no_word(doc[i + 1], lexicon)
                if not (is_capitalised(doc[i + 1]) or doc[i + 1].like_num or given):
                    break
                i += 2
            elif token.text == "&" and i + 1 < len(doc) and is_capitalised(doc[i + 1]):
                i += 2
            elif (
                n := after_join(doc, lexicon, start, i)
                or _body_end(doc, lexicon, start, i)
                or _within_person(doc, lexicon, start, i)
            ):
                i = n
            else:
                break
        if not re.fullmatch(r"Series [A-H]\d?", doc.text_of(start, i)):  # a round of funding
            yield start, i


def _within_person(doc: Doc, lexicon: Lexicon, start: int, i: int) -> int:
    """Return where a person's name goes on behind what no other name has within, else 0."""
    return _after_nickname(doc, lexicon, start, i) or _after_month(doc, lexicon, i)


def _after_nickname(doc: Doc, lexicon: Lexicon, start: int, i: int) -> int:
    """Return where a person's name goes on behind a nickname within it, else 0: `Ada (Addie) Byron`, `Ada "Addie" Byron`."""
    closing = NICKNAMED.get(doc[i].text)
    if closing is None or i + 3 >= len(doc) or doc[i + 2].text != closing or not doc[i - 1].whitespace_:
        return 0
    nickname, behind = doc[i + 1], doc[i + 3]
    named = is_capitalised(nickname) and nickname.is_alpha and nickname.text not in lexicon.known
    goes_on = behind.is_title and behind.is_alpha and doc[i + 2].whitespace_ and not is_role_word(behind, lexicon)
    person = doc[start].text in lexicon.words("givenNames") and all(t.is_title for t in doc[start:i])
    return i + 4 if named and goes_on and person and not behind.is_sent_start else 0


def _after_month(doc: Doc, lexicon: Lexicon, i: int) -> int:
    """Return where a person's name goes on behind a given name that is a month's too, else 0: `Karl August Simon Weber`."""
    given = lexicon.words("givenNames")
    between = 0 < i < len(doc) - 1 and doc[i - 1].text in given and doc[i + 1].text in given
    return i + 1 if between and doc[i].is_alpha and doc[i].text in lexicon.words("calendarWords") else 0


def _starts_run(token: Token, calendar: frozenset[str], lexicon: Lexicon) -> bool:
    if _is_hyphenated_given(token, lexicon):
        return True
    if not is_capitalised(token) or token.text in calendar or token.is_punct or re.search(r"[@#%$€£]|://|www\.", token.text):
        return False
    if re.match(r"[a-z]+[A-Z]|[A-Z][a-z]+\.[a-z]{2,3}$", token.text):  # whatever the model says: "iRobot", "Acme.io"
        return True
    if (token.ent_type_ in _QUANTITIES and not is_no_word(token, lexicon)) or is_role_word(token, lexicon):
        return False
    followed = token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of"  # "Lords of the Dunes"
    title = token.text in lexicon.honorifics and token.ent_type_ != "ORG" and not followed and not _opens_body(token, lexicon)
    if title or token.lower_ in DETERMINERS:
        return False
    if token.text in lexicon.words("genericNames"):  # "AI Lab" is a name, "AI" and "AI research" are not
        following = token.nbor(1) if token.i + 1 < len(token.doc) else token
        return following.pos_ == "PROPN" and is_capitalised(following) and following.text not in calendar
    if token.ent_type_ == "NORP":
        return _is_no_people(token, lexicon)
    if token.pos_ == "ADJ" and token.ent_type_ == "":
        return token.nbor(1).is_title if token.i + 1 < len(token.doc) else False
    return True


def _is_no_people(token: Token, lexicon: Lexicon) -> bool:
    """Say whether a word that the model takes for a people or a party is a name of something else: `its Merlin mirrors`."""
    if token.pos_ == "ADJ" or token.text in lexicon.words("demonyms") or token.text in lexicon.words("partyWords"):
        return False
    alone = all(t.ent_type_ != "NORP" for t in token.doc[max(0, token.i - 1) : token.i + 2] if t.i != token.i)
    return alone and not re.search(r"(ese|ish|ists?|crats?|[^s]s)$", token.text) and (token.i == 0 or token.nbor(-1).text != "-")


def _opens_body(honorific: Token, lexicon: Lexicon) -> bool:
    """Say whether a title opens the name of an organisation: `Ms. Magazine`, `Justice Department`."""
    following = honorific.nbor(1) if honorific.i + 1 < len(honorific.doc) else honorific
    return bool(lexicon.name_words.of(following.text))


def _is_hyphenated_given(token: Token, lexicon: Lexicon) -> bool:
    """Say whether the token opens a given name like `Hye-jin`, with a name after it, whatever its first part means elsewhere."""
    doc, i = token.doc, token.i
    if i + 3 >= len(doc) or not token.is_title or doc[i + 1].text != "-" or token.whitespace_ or doc[i + 1].whitespace_:
        return False
    return doc[i + 2].is_lower and is_no_word(doc[i + 2], lexicon) and doc[i + 3].is_title and doc[i + 3].pos_ == "PROPN"


def after_join(doc: Doc, lexicon: Lexicon, start: int, i: int) -> int:
    """Return where the name goes on if the word at i joins two parts of it, else 0."""
    if _is_nobiliary(doc, lexicon, start, i):
        return _after_particles(doc, i, lexicon.words("personParticles"))
    particles = lexicon.words("nameParticles")
    return _after_particles(doc, i, particles) if doc[i].text in particles and _binds(doc, lexicon, start, i) else 0


def _body_end(doc: Doc, lexicon: Lexicon, start: int, conjunction: int) -> int:
    """Return where `Food and Drug Administration` ends if the word is the `and` of such a name, else 0."""
    if doc[conjunction].lower_ != "and":
        return 0
    end = conjunction + 1
    while end < len(doc) and is_capitalised(doc[end]) and doc[end].is_alpha and not doc[end].is_sent_start:
        end += 1
    return end if end > conjunction + 1 and is_one_body(doc, lexicon, start, conjunction, end) else 0


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
    """Say whether the particle at i continues the name begun at start: `Ministry of Health`, `Lords of the Dunes`."""
    before = doc[i - 1]
    if doc[i].text == "of" and _is_company_in(doc, lexicon, i):
        return False
    if any("Organization" in lexicon.parents(name) for t in doc[start:i] for name in lexicon.name_words.of(t.text)):
        short = i - start <= LONGEST_BEFORE_FOR  # "Center for Data", but "the Acme Space Center for Beta"
        return doc[i].text in {"of", "the", "&"} or (doc[i].text == "for" and short)
    alone = i - start == 1 and before.text not in lexicon.known and before.ent_type_ not in {"PERSON", "GPE", "NORP"}
    return alone and doc[i].text == "of" and before.pos_ in {"PROPN", "NOUN"} and not opens_sentence(before)


def _is_company_in(doc: Doc, lexicon: Lexicon, of: int) -> bool:
    """Say whether `of` only says where a company is: `Acme Group of the US`, not `Bank of Canada`."""
    place = of + 2 if of + 2 < len(doc) and doc[of + 1].lower_ == "the" else of + 1
    in_place = place < len(doc) and (doc[place].ent_type_ == "GPE" or lexicon.is_place(doc[place].text))
    return in_place and "Company" in lexicon.name_words.of(doc[of - 1].text) and doc[of - 1].text != "Bank"


def _after_particles(doc: Doc, i: int, particles: frozenset[str]) -> int:
    """Return the index after the capitalised token that follows up to two particles at i, or 0."""
    j = i
    while j < len(doc) and j < i + 2 and doc[j].text in particles:
        j += 1
    return j + 1 if j < len(doc) and doc[j].text[:1].isupper() else 0
