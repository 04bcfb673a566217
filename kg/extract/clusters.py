"""Puts the names of one thing together within an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from kg.extract.document import Doc
from kg.extract.lexicon import Lexicon, place_names
from kg.extract.name import Name
from kg.model import Article, name_key


@dataclass
class Group:
    """Names with one normalised form, or of one known thing; groups of one thing are joined into one."""

    key: str
    known: str | None = None  # the known name's IRI
    names: list[Name] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)  # surface forms with their counts, in text order
    also: list[str] = field(default_factory=list)  # further aliases that no single mention shows, as "Reno, Nevada"
    second: set[str] = field(default_factory=set)  # forms that the text gives as another name of the thing, a former one often

    @property
    def longest(self) -> str:
        """Return the fullest surface form; the more frequent one, then the earlier one, where two are as long."""
        order = list(self.forms)
        return max(
            self.forms.keys() - self.second or self.forms,
            key=lambda form: (len(form.split()), self.forms[form], len(form), -order.index(form)),
        )


def build_groups(doc: Doc, names: Iterable[Name], lexicon: Lexicon) -> list[Group]:
    """Return the names grouped by normalised form or known thing, in order of first mention."""
    groups: dict[str, Group] = {}
    for name in names:
        text = name.text(doc)
        known = lexicon.known.get(text)
        key = known.iri if known else name_key(text)
        group = groups.setdefault(key, Group(key, known.iri if known else None))
        group.names.append(name)
        group.forms[text] = group.forms.get(text, 0) + 1
    by_key = {name_key(form): group for group in groups.values() if group.known for form in group.forms}
    joined: list[Group] = []
    for group in groups.values():
        home = None if group.known else by_key.get(group.key)
        if home is None:
            joined.append(group)
        else:  # "Apple inc." beside the known "Apple Inc."
            _absorb(home, group)
    return joined


def _absorb(home: Group, other: Group) -> None:
    home.names = sorted([*home.names, *other.names], key=lambda name: name.start)
    for form, count in other.forms.items():
        home.forms[form] = home.forms.get(form, 0) + count
    home.also += other.also
    home.second |= other.second
    home.known = home.known or other.known


def name_authors(doc: Doc, groups: Sequence[Group], article: Article, kind: Callable[[Group], str]) -> None:
    """Give a person called by one name in a bio the full name of the byline: `Ada is a reporter` for Ada Byron."""
    bios = [passage.span for passage in article.passages if passage.kind == "bio"]
    named = {form for group in groups for form in group.forms}
    authors = {byline: byline.split() for byline in article.bylines if byline not in named and len(byline.split()) > 1}
    for group in groups if bios else ():
        full = [byline for byline, words in authors.items() if {words[0], words[-1]} & group.forms.keys()]
        in_bio = any(bio.start <= doc[name.start].idx < bio.end for bio in bios for name in group.names)
        if in_bio and len(full) == len(group.forms) == 1 and group.known is None and kind(group) == "Person":
            group.forms[full[0]] = 0  # no mention of its own


def join_groups(doc: Doc, groups: list[Group], lexicon: Lexicon, kind: Callable[[Group], str]) -> list[Group]:
    """Return the groups with short forms, surnames, acronyms and branded forms joined to the fuller name.

    `kind` tells a group's main class as far as its own mentions show it. Two different known things are never joined, nor a short
    form to one of several fuller names that it could stand for.
    """
    _places(doc, groups)
    article = _Article(doc, groups, lexicon, {group.key: kind(group) for group in groups})
    links: nx.Graph[int] = nx.Graph()
    links.add_nodes_from(range(len(groups)))
    for rule in (_bracketed, _initials, _surnames, _branded, _shortened):
        for short, full in rule(article):
            if not (groups[short].known and groups[full].known):
                links.add_edge(short, full)
    result = []
    for component in nx.connected_components(links):
        members = sorted(component)
        known = [i for i in members if groups[i].known]
        if len(known) > 1:  # a chain of short forms that would make two known things one: each stays alone
            result += [groups[i] for i in members]
            continue
        home = groups[known[0] if known else members[0]]
        for i in members:
            if groups[i] is not home:
                _absorb(home, groups[i])
        result.append(home)
    return sorted(result, key=lambda group: group.names[0].start)


@dataclass(frozen=True, slots=True)
class _Article:
    """What the rules that join groups look at."""

    doc: Doc
    groups: list[Group]
    lexicon: Lexicon
    kinds: Mapping[str, str]  # main class by the group's key

    def is_person(self, group: Group) -> bool:
        return self.kinds[group.key] == "Person"


Links = Iterable[tuple[int, int]]
"""Positions of a short form's group and of the fuller name's."""


def _bracketed(article: _Article) -> Links:
    """`Digital Fairness Alliance (DFA)`, `…, or DFA`: a name right behind the one that it abbreviates; `Acme (formerly Beta)`."""
    doc, at = article.doc, {name.start: i for i, group in enumerate(article.groups) for name in group.names}
    ends = {name.end: (i, name) for i, group in enumerate(article.groups) for name in group.names}
    for end, (full, name) in ends.items():
        legal = end + 1 < len(doc) and doc[end].text == "," and bool(article.lexicon.legal_forms.of(doc[end + 1].text))
        behind = end + 2 if legal and end not in at else end  # "Digital Alliance, Inc. (DAI)"
        opening = doc.text_of(behind, behind + 2)
        start = behind + 1 if opening.startswith("(") else behind + 2 if opening in {", or", ", aka"} else -1
        listed = end + 3 in at and opening.startswith("(") and doc[end + 2].text == ":" and end + 1 in at
        if listed and at[end + 3] != full and next(iter(article.groups[at[end + 3]].forms)).isupper():
            yield at[end + 3], full  # "Acme (NASDAQ: ACME)"
        if start in at:
            short = at[start]
            form = next(iter(article.groups[short].forms))
            written = sum(c.isupper() for c in form) >= 2 and " " not in form
            fullest = (article.groups[full].longest, doc.text_of(name.start, behind))
            if short != full and written and any(abbreviates(form, one) for one in fullest):
                yield short, full
        renamed = _renamed(article, behind)
        if renamed in at and at[renamed] != full:
            one, other = article.groups[full], article.groups[at[renamed]]
            if article.is_person(one) == article.is_person(other):
                other.second |= other.forms.keys() if one.known is None and other.known is None else set()
                yield at[renamed], full


def _renamed(article: _Article, i: int) -> int:
    """Return where another name of the same thing begins behind a name, else -1: `(formerly Beta)`, `, also known as Beta,`."""
    doc = article.doc
    if i + 2 >= len(doc) or doc[i].text not in {"(", ","}:
        return -1
    marks, start = {"(": {")", ";", ","}, ",": {",", ")"}}[doc[i].text], i + 1
    phrases = article.lexicon.words("renamingPhrases")
    words = next((n for n in range(3, 0, -1) if doc.text_of(start, start + n).casefold() in phrases), 0)
    start += words + (doc[start + words].lower_ == "the" if start + words < len(doc) else 0)
    ends = (name.end for group in article.groups for name in group.names if name.start == start)
    return start if words and any(end < len(doc) and doc[end].text in marks for end in ends) else -1


def abbreviates(short: str, name: str) -> bool:
    """Say whether capitals can be read off the beginnings of a name's words in order: `INTELSAT` off `International Satellites`."""
    words = [word.casefold() for word in name.replace("-", " ").split()]

    def fits(rest: str, at: int) -> bool:
        if not rest:
            return True
        return any(
            rest.startswith(words[i][:n]) and fits(rest[n:], i + 1)
            for i in range(at, len(words))
            for n in range(1, len(words[i]) + 1)
        )

    return short[:1].casefold() == words[0][:1] and len(short) <= 10 and fits(short.casefold(), 0)


def initials(name: str) -> str:
    """Return the capitals that open the words of a name: `Federal Trade Commission` gives `FTC`."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def _initials(article: _Article) -> Links:
    """`DFA` for `Digital Fairness Alliance` elsewhere in the text."""
    for short, group in enumerate(article.groups):
        forms = [form.upper() for form in group.forms if _is_acronym(form, article.lexicon) and 3 <= len(form) <= 7]
        full = [
            i
            for i, g in enumerate(article.groups)
            if i != short and not article.is_person(g) and any(initials(f) in forms for f in g.forms if " " in f)
        ]
        if forms and len(full) == 1:
            yield short, full[0]


def _is_acronym(form: str, lexicon: Lexicon) -> bool:
    """Say whether a name has the shape of an acronym: `DFA`, or `Dfa` as some papers write it."""
    return form.isalpha() and (form.isupper() or (form.istitle() and form.lower() not in lexicon.dictionary))


def _surnames(article: _Article) -> Links:
    """`Byron` or `Ada` for `Ada Byron`, `Ms. Byron` included, and for a company that has a person's name."""
    given = article.lexicon.words("givenNames")
    people = [
        (i, words)
        for i, group in enumerate(article.groups)
        if len(words := group.longest.split()) > 1
        and (article.is_person(group) or (article.kinds[group.key] == "Company" and len(words) == 2 and words[0] in given))
    ]
    for short, group in enumerate(article.groups):
        if group.known or any(" " in form for form in group.forms) or _is_where(article, group):
            continue
        word = next(iter(group.forms))
        by_last = [i for i, words in people if words[-1] == word]
        by_first = [i for i, words in people if words[0] == word and article.is_person(article.groups[i])]
        if by_last or by_first:
            full = by_last or by_first
            before = [i for i in full if article.groups[i].names[0].start < group.names[0].start]
            if len(full) == 1 or len(before) == 1:
                yield short, (full if len(full) == 1 else before)[0]


def _is_where(article: _Article, group: Group) -> bool:
    """Say whether a name that may be a place's stands for one somewhere: `Jack London lives in London`."""
    before = {article.doc[name.start - 1].lower_ for name in group.names if name.start}
    return article.kinds[group.key] == "Place" and "in" in before


def _branded(article: _Article) -> Links:
    """`Zyx` for `Acme Zyx`: the longer form only puts the maker's name before."""
    makers = {form for g in article.groups if not article.is_person(g) for form in g.forms} | set(article.lexicon.known)
    by_form = {form: i for i, g in enumerate(article.groups) for form in g.forms}
    for full, group in enumerate(article.groups):
        if article.is_person(group):
            continue
        for form in group.forms:
            words = form.split()
            for cut in range(1, len(words)):
                brand, rest = " ".join(words[:cut]), " ".join(words[cut:])
                if brand in makers and rest in by_form and by_form[rest] not in (full, by_form.get(brand)):
                    yield by_form[rest], full


def _shortened(article: _Article) -> Links:
    """`Brightpath` for `Brightpath Games`, `Acme Corp.` for `Acme Corporation`: what is left out only says what kind it is."""
    lexicon = article.lexicon

    def is_kind(word: str, main: str) -> bool:
        return main in lexicon.name_words.of(word) or bool(lexicon.legal_forms.of(word)) or (word.isdigit() and main == "Event")

    def stands_for(group: Group, other: Group) -> bool:
        main = article.kinds[other.key]
        alike = article.kinds[group.key] == main
        if alike and not lexicon.ontology.fits([main], ("Organization", "Event")):
            return False
        if not alike and (group.known is not None or article.is_person(group) or main not in {"Company", "Place"}):
            return False
        if not alike and any(lexicon.is_place(form) for form in group.forms):
            return False
        for form in group.forms:
            for longer in (longer for longer in other.forms if longer.startswith(form + " ")):
                rest = longer[len(form) :].replace(",", " ").split()
                if group.known is not None and not all(word == "Group" or lexicon.legal_forms.of(word) for word in rest):
                    continue  # "Acme Ventures", "Acme Gaming" of the known Acme: its own full names are known
                if all(is_kind(word, main) for word in rest):  # "Bear Island" too, whatever "Bear" looks like by itself
                    return True
                if alike and group.known is None and len(longer.split()) == 2 and main == "Company":
                    return True
        return False

    for short, group in enumerate(article.groups):
        fuller = [i for i, other in enumerate(article.groups) if i != short and stands_for(group, other)]
        if len(fuller) == 1:
            yield short, fuller[0]


def _places(doc: Doc, groups: list[Group]) -> None:
    """Give a place the fuller name that `Reno, Nevada` shows once."""
    starts = {name.start: group for group in groups for name in group.names}
    found: dict[int, list[str]] = defaultdict(list)
    for group in groups:
        for name in group.names:
            following = starts.get(name.end + 1)
            if name.end + 1 < len(doc) and doc[name.end].text == "," and following is not None and following is not group:
                region = next(n for n in following.names if n.start == name.end + 1)
                if name.label in {"GPE", "LOC", ""} and region.text(doc) in place_names():
                    found[id(group)].append(f"{name.text(doc)}, {region.text(doc)}")
    for group in groups:
        group.also += [form for form in dict.fromkeys(found[id(group)]) if form not in group.forms]
