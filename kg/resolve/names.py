"""Takes names apart: what must agree, what may be left out, how two names of one kind relate. Knows nothing of articles.

Legal forms are cleanco's, nicknames those of the `nicknames` table, transliteration is anyascii's, and slips of one letter are
counted by rapidfuzz.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from anyascii import anyascii
from cleanco import basename
from nicknames import NickNamer
from rapidfuzz.distance import OSA

from kg.ontology import Ontology

_QUOTES = str.maketrans("‘’“”–—\u00a0", "''\"\"-- ")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}(?![a-z])")
_APOSTROPHE = re.compile(r"(?<=\w)'\s?(?=\w)")
_O_NAME = re.compile(r"(?<=\b[OD])'\s?(?=[A-Z])")
_POSSESSIVE = re.compile(r"\s?'s\b|(?<=s)'(?=\s|$)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)")
_WORD = re.compile(r"[a-z0-9+#]+")
_WEB_END = re.compile(r"\.(?:com|org|net|io|ai|co)$")
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "de", "du", "des", "la", "le", "et", "und", "to", "at"})
# What one sound is written as in names that come from other alphabets.
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"ei|ey|ii|iy|yi|ij", "y"),
        (r"i$|j$", "y"),
        (r"kh", "h"),
        (r"ts|tz|cz", "z"),
        (r"tch|tsch|sch|sh|zh", "s"),
        (r"ph", "f"),
        (r"ks", "x"),
        (r"yu|ju|iu", "u"),
        (r"ya|ja", "a"),
        (r"(?<=[aou])e(?=[^aeiouy])", ""),
        (r"y+", "y"),
        (r"w", "v"),
        (r"(.)\1+", r"\1"),
    )
)
SHORTEST_SLIP = 8


def plain(name: str) -> str:
    """Return the name in lower-case ASCII, with dotted initials closed up (`U.S.` gives `us`), without article and possessive."""
    text = name.translate(_QUOTES)
    text = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text)
    text = anyascii(text).casefold().strip().strip("\"'`.,;:()[] ")
    return _ARTICLE.sub("", _APOSTROPHE.sub("", _POSSESSIVE.sub("", text)))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a plain name, without punctuation and the word for and."""
    return tuple(word for word in _WORD.findall(text) if word != "and")


def squeezed(key: str) -> str:
    """Return a key without its blanks."""
    return key.replace(" ", "")


def numbers(key: str) -> tuple[str, ...]:
    """Return the numbers in a key: what tells one generation of a product from the next."""
    return tuple(re.findall(r"\d+", key))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: given names and initials in order, surname without particles, and what follows it (`jr`)."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def key(self) -> str:
        """Return the whole name as one normalised line."""
        return " ".join(filter(None, (*self.given, self.surname, self.suffix)))


@dataclass(slots=True)
class Names:
    """What the ontology's word lists say of names, and the tables of the libraries; remembers the names it has met."""

    honorifics: frozenset[str]
    particles: frozenset[str]
    empty_ends: tuple[tuple[str, ...], ...]
    loose_ends: tuple[tuple[str, ...], ...]
    plain_products: frozenset[str]
    one_name: Mapping[str, str]
    _nicknames: NickNamer = field(default_factory=NickNamer)
    _formal: dict[str, frozenset[str]] = field(default_factory=dict)
    _people: dict[str, PersonName] = field(default_factory=dict)
    _organizations: dict[str, str] = field(default_factory=dict)
    _shorter: dict[tuple[str, bool], str | None] = field(default_factory=dict)
    _acronyms: dict[str, frozenset[str]] = field(default_factory=dict)

    @staticmethod
    def of(ontology: Ontology) -> Names:
        """Return the names as an ontology's classes and word lists have them."""
        words = ontology.words
        people = ontology.classes.get("Person")

        def ends(name: str) -> tuple[tuple[str, ...], ...]:
            return tuple(sorted((words_of(word) for word in words.get(name, ())), key=lambda end: (-len(end), end)))

        return Names(
            honorifics=frozenset(plain(word) for word in (people.honorifics if people else ())),
            particles=words.get("personParticles", frozenset()),
            empty_ends=ends("emptyNameEnds"),
            loose_ends=ends("looseNameEnds"),
            plain_products=words.get("plainProductNames", frozenset()),
            one_name=dict(_one_names(words.get("oneName", ()))),
        )

    def person(self, name: str) -> PersonName:
        """Return a person's name taken apart: honorifics and particles gone, `Surname, Given` turned round, initials apart."""
        if name not in self._people:
            self._people[name] = self._person(name)
        return self._people[name]

    def _person(self, name: str) -> PersonName:
        text = _O_NAME.sub("", name.translate(_QUOTES).strip())
        head, comma, tail = (part.strip() for part in text.partition(","))
        if comma and tail and " " not in head and "," not in tail and plain(tail) not in _SUFFIXES:
            text = f"{tail} {head}"
        parts = text.replace("-", " ").split()
        words: list[str] = []
        for n, part in enumerate(parts):
            letters = part.replace(".", "")
            initials = (
                letters.isupper() and letters.isalpha() and n < len(parts) - 1 and len(letters) in (2, 3) and not text.isupper()
            )
            spelt = tuple(letters) if initials and ("." in part or n == 0) else (part,)
            words += [word for one in spelt if (word := squeezed(" ".join(_WORD.findall(plain(one)))))]
        while len(words) > 1 and words[0] in self.honorifics:
            words = words[1:]
        suffix = ""
        if len(words) > 1 and words[-1] in _SUFFIXES:
            suffix = _SUFFIXES[words.pop()]
        words = [word for n, word in enumerate(words) if n in (0, len(words) - 1) or word not in self.particles]
        if len(words) == 2 and words[0] in self.particles and parts[0].islower():  # "van Rossum" alone is a surname
            words = words[1:]
        return PersonName(tuple(words[:-1]), words[-1] if words else plain(name) or name, suffix)

    def organization(self, name: str, *, legal: bool = True) -> str:
        """Return the key of an organisation or product; the legal form counts unless `legal` says that it may be left out."""
        asked = f"{legal:d}{name}"
        if asked not in self._organizations:
            text = name.translate(_QUOTES).strip()
            if legal:
                shorter = basename(_DOTTED.sub(lambda found: found[0].replace(".", ""), text)) or text
                while shorter != text and len(plain(shorter)) > 1 and plain(shorter) not in ("the", "a", "an"):
                    text, shorter = shorter, basename(shorter) or shorter
            key = " ".join(words_of(plain(text))) or plain(name) or name
            self._organizations[asked] = self.one_name.get(key, key)
        return self._organizations[asked]

    def formal(self, given: str) -> frozenset[str]:
        """Return the given name with the formal names it may be short for."""
        if given not in self._formal:
            self._formal[given] = frozenset({given, *(self._nicknames.canonicals_of(given) or ())})
        return self._formal[given]

    def without_end(self, key: str, *, loose: bool) -> str | None:
        """Return an organisation's key without a last word that tells little, or None where it has no such word."""
        if (key, loose) not in self._shorter:
            words = tuple(key.split())
            ends = (end for end in (self.loose_ends if loose else self.empty_ends) if words[-len(end) :] == end != words)
            self._shorter[key, loose] = next((" ".join(words[: -len(end)]) for end in ends), None)
        return self._shorter[key, loose]

    def acronyms(self, name: str) -> frozenset[str]:
        """Return the acronyms of two to six letters that a name of several words may go by."""
        if name not in self._acronyms:
            self._acronyms[name] = self._acronyms_of(name)
        return self._acronyms[name]

    def _acronyms_of(self, name: str) -> frozenset[str]:
        closed = _DOTTED.sub(lambda found: found[0].replace(".", ""), name)
        words = words_of(plain(closed))
        if len(words) < 2:
            return frozenset()
        upper = {word.casefold() for word in re.findall(r"\b[A-Z]+\b", closed)}
        large = [word for word in words if word not in _SMALL]
        shorter = self.without_end(" ".join(words), loose=False)
        choices = [list(words), large, *([[w for w in shorter.split() if w not in _SMALL]] if shorter else [])]
        if shorter is None and len(large) > 2 and large[-1] in ("company", "corporation", "inc", "co", "corp"):
            choices.append(large[:-1])
        made = (
            "".join(word if word in upper and len(word) <= 3 else word[0] for word in choice)
            for choice in choices
            if len(choice) > 1
        )
        return frozenset(one for one in made if 2 <= len(one) <= 6)


def _one_names(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in sorted(lines):
        first, *others = (" ".join(words_of(plain(name))) for name in line.split("="))
        yield from ((other, first) for other in others)


def without_web_end(name: str) -> str | None:
    """Return a name without the ending of a web address, or None where it has none."""
    shorter = _WEB_END.sub("", name.strip(), count=1)
    return shorter if shorter != name.strip() and "." not in shorter else None


def sounds(word: str) -> str:
    """Return a word as it may sound: transliterations of one name into our alphabet come out alike."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return word


def slip(one: str, other: str, shortest: int) -> bool:
    """Say whether two words, both long enough, differ by one letter and in no number."""
    if min(len(one), len(other)) < shortest or numbers(one) != numbers(other) or one[0] != other[0]:
        return False
    # A last letter more or less is a plural, or another name.
    return OSA.distance(one, other, score_cutoff=1) == 1 and not (one.startswith(other) or other.startswith(one))


SAME, FEWER, INITIALS, INITIAL, NICKNAME, SOUND, SLIP, CLASH = (
    "same", "fewer", "initials", "initial", "nickname", "sound", "slip", "clash",
)  # fmt: skip
_WEAKNESS = {relation: n for n, relation in enumerate((SAME, FEWER, INITIALS, NICKNAME, SOUND, SLIP, INITIAL, CLASH))}


def given_relation(one: tuple[str, ...], other: tuple[str, ...], names: Names) -> str:
    """Return how two rows of given names relate: the weakest step between them decides."""
    if one == other:
        return SAME
    if not one or not other:
        return CLASH
    first = _step(one[0], other[0], names)
    if first == CLASH:
        # "J. Robert Oppenheimer" is "Robert Oppenheimer".
        for long, short in ((one, other), (other, one)):
            if len(long) > 1 and len(long[0]) == 1 and _step(long[1], short[0], names) == SAME and long[2:] == short[1:]:
                return FEWER
        return CLASH
    found = [first]
    middle, other_middle = one[1:], other[1:]
    if middle and other_middle:
        if len(middle) != len(other_middle):
            shorter, longer = sorted((middle, other_middle), key=len)
            if not set(shorter) <= set(longer) or (len(shorter[0]) == 1 and shorter[0] != longer[0]):
                return CLASH
            found.append(FEWER)
        else:
            steps = [_step(a, b, names) for a, b in zip(middle, other_middle, strict=True)]
            if CLASH in steps or SLIP in steps:
                return CLASH
            found += [FEWER if step == INITIAL else step for step in steps]
            if first == INITIAL:
                found[0] = INITIALS  # two initials that agree
    elif middle or other_middle:
        found.append(FEWER)
    return max(found, key=_WEAKNESS.__getitem__)


def _step(one: str, other: str, names: Names) -> str:
    if one == other:
        return SAME
    if len(one) == 1 or len(other) == 1:
        short, long = sorted((one, other), key=len)
        agree = len(long) > 1 and any(form[0] == short for form in names.formal(long))
        return INITIAL if agree else CLASH
    if names.formal(one) & {other} or names.formal(other) & {one}:
        return NICKNAME
    if sounds(one) == sounds(other):
        return SOUND
    return SLIP if slip(one, other, 4) else CLASH
