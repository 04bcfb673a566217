"""What the words around a mention say of the kind of thing it is: appositions, titles, verbs, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Doc, Token
from kg.extract.language import first_conjunct, lemma
from kg.extract.lexicon import LABEL_CLASSES, Lexicon, place_names, regions
from kg.extract.name import Name, is_dateline
from kg.ontology import Expression

Vote = tuple[str, str, float]
"""A class, the cue that speaks for it, and the weight: the unit is one mention labelled by the model."""
SMALL_PLACE = 15_000
"""Inhabitants from which the model may be believed that a name is a place's."""
_OWNERS = frozenset({"ORG", "PRODUCT", "PERSON", ""})
_HONORIFIC_WORDS = 3
"""Most tokens of an honorific: `President-elect`."""
_INSIDE = frozenset({"compound", "nmod", "amod", "poss"})
_TERMS = frozenset({"administration", "campaign", "presidency"})
_CALLED = frozenset({"called", "named", "dubbed", "known", "codenamed", "nicknamed"})
_AROUND = frozenset({"in", "near", "outside", "across", "throughout", "around"})
_EXAMPLE_PREPOSITIONS = frozenset({"like", "as", "including", "include"})


def mention_votes(doc: Doc, name: Name, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what the model and the words around one mention give away."""
    if name.label:
        weight = {"PERSON": 1.5, "GPE": 1.3, "EVENT": 2, "PRODUCT": 2, "LAW": 1.5, "WORK_OF_ART": 1.5}.get(name.label, 1)
        if name.label == "GPE" and doc.text_of(name.start, name.end) not in place_names(SMALL_PLACE):
            weight = 0.4
        if name.label == "PERSON" and doc[name.start].text not in lexicon.words("givenNames"):
            weight = 0.3 if name.end - name.start == 1 else 0.9
            if all(t.lower_ in lexicon.dictionary or t.text in lexicon.words("genericNames") for t in doc[name.start : name.end]):
                weight /= 2
                yield "Product", "plain words", 0.5
        yield LABEL_CLASSES[name.label], "model", weight
        if name.label == "ORG":
            yield "Product", "model", 0.4
    root = doc.root_of(name.start, name.end)
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    if before is not None:
        titles = {doc.text_of(max(0, name.start - n), name.start) for n in range(1, _HONORIFIC_WORDS + 1)}
        if titles & lexicon.honorifics and not doc[name.start].text[0].isdigit():
            yield "Person", "honorific", 3
        if not (root.dep_ == "nsubj" and root.head.dep_ == "relcl" and root.head.i > root.i):  # not "the startup Ada Byron founded"
            yield from _noun_before(before, lexicon)
        if (
            before.text == ","
            and name.start > 1
            and _is_role(doc[name.start - 2], lexicon)
            and (after is None or after.text in {",", "."})
        ):
            yield "Person", "role before", 2.5
        owner = doc[name.start - 2] if (before.text in {"'s", "’s"} or before.tag_ == "POS") and name.start > 1 else None
        if (
            owner is not None
            and owner.ent_type_ in _OWNERS
            and (not _is_persons(name, doc, lexicon) or owner.text in lexicon.known)
        ):
            yield "Product", "owned", 0.7 if owner.ent_type_ == "PERSON" and owner.text not in lexicon.known else 2
        yield from _owned_kind(doc, name, lexicon)
        if before.lower_ == "the" and root.dep_ not in _INSIDE:
            yield "Product", "the", 0.3 if name.label == "ORG" else 0.7
            yield "GovernmentAgency", "the", 0.4
            yield "Company", "the", -0.5
        elif before.lower_ in {"a", "an"} and root.dep_ not in _INSIDE and not _is_persons(name, doc, lexicon):
            yield "Product", "one of many", 1.5
    if after is not None and after.text == "," and _region_after(doc, name.end + 1):
        yield "Place", "in a region", 2.5
    if after is not None and doc.text_of(name.end, name.end + 2) == ", which":
        yield "Person", "which", -3
        yield "Company", "which", 0.5
    if is_dateline(doc, name.start, name.end):
        yield "Place", "dateline", 4
    yield from _behind_comma(doc, name, lexicon)
    if (
        after is not None
        and after.text == "-"
        and name.end + 1 < len(doc)
        and doc[name.end + 1].lower_ in {"based", "headquartered"}
    ):
        yield "Place", "based", 4
    yield from _nouns_said_of(root, name.end, lexicon)
    yield from _grammar(root, lexicon)
    yield from _selected(root, lexicon)
    yield from _siblings(root, lexicon)


def _owned_kind(doc: Doc, name: Name, lexicon: Lexicon) -> Iterator[Vote]:
    """`its Acme subscription service`, `the Acme program`: what a possessor or an article and a kind's noun hold between them."""
    before = doc[name.start - 1]
    head = doc.root_of(name.start, name.end).head
    if head.i < name.end or head.pos_ != "NOUN" or head.i - name.end > 2 or head.ent_type_:
        return
    word = lemma(head)
    owned = before.lower_ in {"its", "their", "whose"} or before.tag_ == "POS"
    if word in lexicon.words("programNouns") and head.tag_ == "NN" and (owned or before.lower_ == "the"):
        yield "Event", "program after", 2.5
    elif owned and "Product" in lexicon.nouns.of(word):
        yield "Product", "owned kind", 1.5
    elif owned and word in lexicon.words("siteNouns"):
        yield "Place", "owned site", 1.5
    elif owned and not lexicon.nouns.of(word) and not _is_part(head, lexicon):
        yield "Product", "owned kind", 2
    if word == "team" and head.i + 1 < len(doc) and doc[head.i + 1].lower_ == "at":
        yield "Product", "team at", 2.5  # "the Zyx team at Acme"


def _is_part(noun: Token, lexicon: Lexicon) -> bool:
    """Say whether the noun is a part of an organisation, somebody in it, or a deal: with a name before it, it makes no product."""
    word = lemma(noun)
    parts = lexicon.words("unitNouns") | lexicon.words("personNouns") | lexicon.words("dealNouns")
    return word in parts or word in lexicon.roles or word in lexicon.role_heads or word in lexicon.event_nouns


def _behind_comma(doc: Doc, name: Name, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what the noun behind a comma says where the parser sees no apposition: `At Acme, a fair that closed in May, …`."""
    if name.end + 2 >= len(doc) or doc[name.end].text != ",":
        return
    opening = doc[name.end + 1]
    noun = opening.head
    if opening.lower_ not in {"a", "an", "the"} or noun.i <= opening.i or noun.pos_ != "NOUN" or noun.ent_type_:
        return
    root = doc.root_of(name.start, name.end)
    if noun.dep_ in {"nsubj", "nsubjpass", "conj", "compound", "poss", "dobj"} or noun.head == root:
        return
    for one in _kinds(noun, lexicon):
        yield one, "noun behind comma", 2
    human = lemma(noun) in lexicon.person_roles or lemma(noun) in lexicon.words("personNouns")
    if human and lemma(noun) not in lexicon.words("eitherNouns"):
        yield "Person", "noun behind comma", 2


def _noun_before(before: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """`the startup Acme`, `engineer Ada Byron`: a common noun right before the name."""
    word = lemma(before)
    is_noun = before.pos_ in {"NOUN", "PROPN"} or (before.pos_ == "ADJ" and bool(lexicon.nouns.of(word)))  # "the nonprofit Acme"
    if not is_noun or before.ent_type_:
        return
    kinds = _kinds(before, lexicon)
    for name in kinds:
        yield name, "noun before", 2.5
    if lexicon.ontology.fits(kinds, ("Organization",)) and word not in lexicon.person_roles and word not in lexicon.role_heads:
        yield "Person", "noun before", -3  # "the lens maker Carl Zeiss", whoever that was
    if word in lexicon.person_roles or word in lexicon.words("personNouns"):
        yield "Person", "role before", 2.5


def _kinds(noun: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the classes that a noun speaks for, with the word before it where the two are a term: an `ad agency` is no agency."""
    word = lemma(noun)
    before = noun.nbor(-1) if noun.i else noun
    pair = lexicon.nouns.of(f"{before.lower_} {word}")
    if pair:
        return pair
    private = word == "agency" and before.dep_ in {"compound", "amod", "nmod"} and before.head == noun and not before.ent_type_
    if private and before.lower_ not in lexicon.words("publicWords"):
        return ("Company",)
    return lexicon.nouns.of(word)


def _region_after(doc: Doc, start: int) -> bool:
    """Say whether a country or state follows a comma: `Bedford, Massachusetts`, but not `Acme, Germany's carmaker`."""
    for end in range(min(len(doc), start + 3), start, -1):
        if doc.text_of(start, end) in regions():
            return end >= len(doc) or doc[end].text not in {"'s", "’s", "and"}
    return False


def _is_persons(name: Name, doc: Doc, lexicon: Lexicon) -> bool:
    """Say whether the model takes a name for a person's with some reason: it has several words or is a given name."""
    return name.label == "PERSON" and (name.end - name.start > 1 or doc[name.start].text in lexicon.words("givenNames"))


def _is_role(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.lower_ in lexicon.person_roles


def _nouns_said_of(root: Token, end: int, lexicon: Lexicon) -> Iterator[Vote]:
    """`Acme, a startup`, `Acme is a startup`, `startups such as Acme`, `the Acme app`."""
    nouns: list[tuple[Token, float]] = [(child, 4) for child in root.children if child.dep_ == "appos" and child.i >= end]
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        nouns += [(child, 4) for child in root.head.children if child.dep_ == "attr"]
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        nouns.append((root.head, 2))
    called = root.head if root.dep_ in {"oprd", "dobj", "attr"} else root.head.head if root.dep_ == "pobj" else root
    if called.lower_ in _CALLED and called.dep_ == "acl" and called.head.pos_ == "NOUN":
        nouns.append((called.head, 3))
    first = first_conjunct(root)
    if first.dep_ == "pobj" and first.head.lower_ in _EXAMPLE_PREPOSITIONS and first.head.head.pos_ == "NOUN":
        nouns.append((first.head.head, 2))
    if root.dep_ == "compound" and root.head.pos_ == "NOUN" and root.head.i == end:
        word = lemma(root.head)
        if word in lexicon.words("userNouns"):
            yield "Product", "users", 1
        elif word in lexicon.words("beatRoles"):
            yield "MediaOutlet", "role after", 2
        elif word in lexicon.words("localNouns") and root.text in place_names():
            yield "Place", "role after", 1
        elif word in lexicon.roles or word in lexicon.role_heads:
            yield "Company", "role after", 2
        elif word in _TERMS and root.ent_type_ != "GPE":
            yield "Person", "term of office", 1.5
        elif word != "team":
            kinds = lexicon.nouns.of(word)
            alone = (
                kinds == ("Product",)
                and root.head.tag_ == "NN"
                and root.left_edge.i > 0
                and root.left_edge.nbor(-1).lower_ == "the"
            )
            nouns.append((root.head, 2.5 if kinds == ("Event",) else 1.5 if alone else 0.7))  # "the Zyx lander"
    people = lexicon.words("personNouns")
    for noun, weight in nouns:
        if noun.pos_ == "PROPN" and noun.ent_type_ == "ORG":
            continue  # another name: "the unit of Acme, the Department of Fog"
        within = noun.dep_ == "pobj" and noun.head.lower_ in {"of", "under", "through", "in", "within"}
        if within and lemma(noun) in lexicon.words("programNouns") and noun != root.head:
            yield "Event", "program called", weight
            continue
        for name in _kinds(noun, lexicon):
            yield name, "noun said of it", weight
        human = lemma(noun) in lexicon.person_roles or lemma(noun) in people
        if noun.ent_type_ == "" and human and weight > 1 and lemma(noun) not in lexicon.words("eitherNouns"):
            yield "Person", "role said of it", weight


def _grammar(root: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what the name does in its sentence."""
    head = root.head
    verb = lemma(head) if head.pos_ in {"VERB", "AUX"} else ""
    if any(c.dep_ == "relcl" and any(t.lower_ == "who" and t.head == c for t in c.lefts) for c in root.children):
        yield "Person", "who", 2.5
    if root.dep_ in {"nsubj", "nsubjpass"} and verb:
        yield from _does(root, lexicon)
    if root.dep_ == "nsubj":
        if verb in {"say", "tell", "add", "explain", "recall", "think", "believe", "write"}:
            alone = root.left_edge.i == root.i and root.text not in lexicon.words("givenNames")  # people have two names at first
            yield "Person", "speaks", 0.2 if alone else 0.6
            yield "Company", "speaks", 0.4
        if verb in lexicon.words("companyVerbs"):
            yield "Company", "acts", 1
    elif root.dep_ == "nsubjpass" and (verb == "acquire" or (verb == "sell" and _has_preposition(head, "to"))):
        yield "Company", "is bought", 1
    elif root.dep_ == "dobj" and verb in lexicon.words("productVerbs"):
        if verb != "sell" or not _has_preposition(head, "to"):  # what is sold to somebody may be a company
            yield "Product", "is made", 1.3
    elif root.dep_ == "dobj" and verb == "tell" and not any(c.dep_ == "xcomp" for c in head.children):  # not "told Ada to stop"
        yield "MediaOutlet", "is told", 1.7 if root.ent_type_ == "ORG" else 1.2
    elif root.dep_ == "dobj" and verb in lexicon.words("foundingVerbs"):
        yield "Company", "is founded", 1.5
    elif root.dep_ == "pobj":
        above = head.head
        if head.lower_ == "of" and lemma(above) in lexicon.words("copyNouns"):
            yield "Product", "has versions", 2
        elif head.lower_ == "behind" and "Company" in lexicon.nouns.of(lemma(above)):
            yield "Product", "has a maker", 2
        elif head.lower_ == "at" and lemma(above) == "be" and any(_is_human(c) for c in above.children):
            yield "Company", "is at", 2
        elif head.lower_ == "on" and lemma(above) in lexicon.words("postingVerbs"):
            yield "Product", "is posted on", 1.3
        elif head.lower_ in _AROUND and root.ent_type_ in {"GPE", "LOC"}:
            yield "Place", "is in", 0.8
        elif head.lower_ in {"of", "at", "for"} and lemma(above) in lexicon.words("beatRoles"):
            yield "MediaOutlet", "has reporters", 2
        elif head.lower_ in {"of", "at", "for"} and (lemma(above) in lexicon.roles or lemma(above) in lexicon.role_heads):
            yield _object_of_role(lemma(above), lexicon), "has roles", 1.5
        elif head.lower_ in {"on", "via", "with", "using"}:
            yield "Product", "is used", 0.4
        elif head.lower_ == "in":
            yield "Place", "is in", 0.5
    elif root.dep_ == "poss" and head.pos_ == "PROPN":
        yield "Company", "owns", 0.6
    elif root.dep_ == "poss" and (lemma(head) in lexicon.roles or lemma(head) in lexicon.role_heads):
        yield "Company", "has roles", 2


def _has_preposition(verb: Token, preposition: str) -> bool:
    return any(c.dep_ in {"prep", "dative"} and c.lower_ == preposition for c in verb.children)


def _is_human(subject: Token) -> bool:
    """Say whether a subject is a person as far as the model sees it."""
    return subject.dep_ == "nsubj" and (subject.ent_type_ == "PERSON" or subject.lower_ in {"he", "she", "who"})


def _object_of_role(word: str, lexicon: Lexicon) -> str:
    """Return the class of what a role is of: a company for most, a product for `maker`, a work for `author`."""
    ranges = {name for e in (*lexicon.roles.get(word, ()), *lexicon.role_heads.get(word, ())) for name in _range_of(e, lexicon)}
    if word in lexicon.words("authorRoles"):
        return "CreativeWork"
    wanted = next((name for name in ("Organization", "Product", "EducationalInstitution") if name in ranges), "Organization")
    return "Company" if wanted == "Organization" else wanted


def _range_of(expression: Expression, lexicon: Lexicon) -> tuple[str, ...]:
    relation = lexicon.ontology.relations[expression.relation]
    return relation.domain if expression.shape.endswith("Inverse") else relation.range


_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})


def _does(root: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what only people do: `X studied at`, `X was born`, `X left his post`."""
    verb = root.head
    if lemma(verb) in lexicon.words("personVerbs"):
        yield "Person", "lives", 2
        return
    prepositions = {c.lower_ for c in verb.children if c.dep_ == "prep"}
    for expression in lexicon.verbs.get(lemma(verb), ()):
        relation = lexicon.ontology.relations[expression.relation]
        personal = relation.domain == ("Person",) and expression.shape == "verb"
        if personal and prepositions & {*expression.prepositions} and not expression.nouns and relation.range != ("Organization",):
            yield "Person", "does", 1.5
            return
    own = [t for c in verb.children if c.i > verb.i for t in c.subtree if t.lower_ in {"it", "its", "itself"}]
    if any(t.dep_ in {"nsubj", "poss"} for t in own):
        yield "Company", "it", 0.7
    if any(t.lower_ in _PERSONAL and t.i > verb.i and t.dep_ == "poss" for c in verb.children for t in c.subtree):
        yield "Person", "his", 0.7


def _selected(root: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield the class that a relation's expression asks of its object here: `graduated from X`, `written for X`, `based in X`."""
    first = first_conjunct(root)
    if first.dep_ != "pobj" or first.head.head.pos_ not in {"VERB", "AUX", "NOUN"} or lemma(first.head.head) == "be":
        return
    preposition, verb = first.head.lower_, first.head.head
    if first.head.dep_ == "agent":
        yield from _does_it(verb, lexicon)
        return
    for expression in lexicon.verbs.get(lemma(verb), ()):
        relation = lexicon.ontology.relations[expression.relation]
        wanted = relation.range if expression.shape == "verb" else relation.domain
        fits = preposition in expression.prepositions and len(wanted) == 1 and wanted[0] != "Topic"
        if fits and (not expression.nouns or any(lemma(c) in expression.nouns for c in verb.children)):
            yield ("Company", "selected", 1.0) if wanted[0] == "Organization" else (wanted[0], "selected", 2.5)
            return


def _does_it(verb: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """`headed by X` says that X is a person, `built by X` that it is somebody who does things."""
    active = [e for e in lexicon.verbs.get(lemma(verb), ()) if not e.prepositions and e.shape == "verb"]
    domains = {lexicon.ontology.relations[e.relation].domain for e in active}
    if domains == {("Person",)}:
        yield "Person", "does", 1.5
    elif domains:
        yield "Company", "does", 0.7


def _siblings(root: Token, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield the class of the names that this one is listed with: `Ada Byron, Xu Li and Bob Noyce`."""
    first = first_conjunct(root)
    members = [first, *(t for t in first.conjuncts)]
    if len(members) < 2:
        return
    for member in members:
        if member.i == root.i:
            continue
        known = next(
            (lexicon.known[t] for t in (member.text, member.doc.text_of(member.left_edge.i, member.i + 1)) if t in lexicon.known),
            None,
        )
        if known is not None:
            yield known.types[0], "listed with", 1
        elif member.ent_type_ == "PERSON" and any(t.text in lexicon.words("givenNames") for t in member.lefts):
            yield "Person", "listed with", 1.2
