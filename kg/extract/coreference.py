"""Finds what pronouns and common nouns like `the company` stand for, where the text leaves little doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.extract.antecedents import SUBJECTS, Choice, choose, genders_of, leads_to
from kg.extract.classify import Kind
from kg.extract.document import Doc, Token
from kg.extract.language import first_conjunct, lemma
from kg.extract.lexicon import Lexicon
from kg.extract.scene import Place

PERSON_WORDS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THING_WORDS = frozenset({"it", "its", "itself"})
THINGS = ("Organization", "Product")
RELATIVE = frozenset({"WP", "WDT", "WP$"})
"""Tags of `who`, `which`, `that`, `whose` and the like."""
OPENING = frozenset({"in", "from", "at", "on", "with", "for", "during"})
COMING = frozenset(
    {"launch", "release", "debut", "introduction", "arrival", "rollout", "wake", "place", "stead", "absence", "demise"}
)
"""What is rather of a product spoken of before, or of nobody who follows."""
PARTS = frozenset({"business", "unit", "division", "arm", "operation"})
"""What a company has several of: `the memory business` is one of them."""
OFTEN_CALLED = 2
"""How often something of no sure class must be `he` or `she` to be a person."""
FARTHEST_SENTENCES = 3
"""How many sentences back what a pronoun or a common noun stands for is looked for."""


def find_anaphors(doc: Doc, places: list[Place], kinds: Mapping[str, Kind], lexicon: Lexicon) -> list[Place]:
    """Return the pronouns and common nouns that stand for a cluster, as further mentions of it, in text order."""
    named = {i: place for place in places for i in range(place.start, place.end)}
    sentence_of = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
    seen: list[Place] = []
    found: list[Place] = []
    genders = genders_of(doc, places, lexicon)
    called: dict[str, str] = {}
    quoted = inside_quotes(doc)
    ahead = sorted(places, reverse=True)
    for token in doc:
        while ahead and ahead[-1].start <= token.i:
            seen.append(ahead.pop())
        is_pronoun = token.lower_ in PERSON_WORDS or token.lower_ in THING_WORDS
        if token.i in named or not (is_pronoun or token.tag_ == "NN"):
            continue
        near = _near(seen, token, sentence_of)
        start = token.i
        if token.lower_ in PERSON_WORDS:
            following = (place for place in reversed(ahead) if place.start < token.sent.end)
            gender = PERSON_WORDS[token.lower_]
            cluster = choose(Choice(doc, token, gender, (*near, *following), kinds, genders, called, sentence_of, quoted, lexicon))
            if cluster is not None:
                called[cluster] = gender
        elif is_pronoun:
            told = _introduced(token, [p for p in reversed(ahead) if p.start < token.sent.end], doc, kinds, lexicon)
            cluster = told or _thing(doc, token, near, kinds, lexicon, sentence_of)
        else:
            cluster = _noun(doc, token, near, seen, sentence_of, quoted, kinds, lexicon)
            start = next((c.i for c in token.children if c.dep_ == "det"), token.i)
        if cluster is not None:
            place = Place(start, token.i + 1, token.i, cluster, "pronoun" if is_pronoun else "nominal")
            found.append(place)
            seen.append(place)
    return found


def find_relatives(doc: Doc, places: Iterable[Place]) -> list[Place]:
    """Return the relative pronouns that stand for a mention, as further mentions of it: `Acme, which Ada founded`."""
    heads = {place.root: place for place in places}
    found = []
    for token in doc:
        if token.tag_ in RELATIVE:
            clause = next((above for above in token.ancestors if above.dep_ == "relcl"), None)
            meant = heads.get(clause.head.i) if clause is not None else None
            if meant is not None and meant.root < token.i:
                found.append(Place(token.i, token.i + 1, token.i, meant.cluster, "pronoun"))
    return found


def called_people(doc: Doc, anaphors: Iterable[Place], kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return the classes of the things that are a person after all: the text goes on about them with `he` or `she`."""
    called = Counter(p.cluster for p in anaphors if doc[p.root].lower_ in PERSON_WORDS)
    told = (c for c, count in called.items() if count >= OFTEN_CALLED and not kinds[c].sure and kinds[c].types[0] != "Person")
    return {cluster: Kind(("Person",), False) for cluster in told}


def _near(seen: list[Place], token: Token, sentence_of: Mapping[int, int]) -> list[Place]:
    """Return the mentions before a token that are a few sentences away at most."""
    least = sentence_of[token.i] - FARTHEST_SENTENCES
    near = []
    for place in reversed(seen):
        if sentence_of[place.root] < least:
            break
        if place.root < token.i:
            near.append(place)
    return near[::-1]


def _is_subject(token: Token) -> bool:
    """Say whether the token is a subject, or in apposition to one."""
    return token.dep_ in SUBJECTS or (token.dep_ == "appos" and token.head.dep_ in SUBJECTS)


def _thing(
    doc: Doc, token: Token, near: list[Place], kinds: Mapping[str, Kind], lexicon: Lexicon, sentence_of: Mapping[int, int]
) -> str | None:
    """Return what `it` or `its` is: the subject of its own or the last sentence, if that is an organisation or product."""
    if token.lower_ == "it" and (token.dep_ not in SUBJECTS or _is_empty(token)):
        return None
    bought = _bought(token, lexicon)
    if bought is not None:
        return next((p.cluster for p in near if p.start <= bought.i < p.end), None)
    described = _described(token)
    things = [p for p in near if p.root != described and lexicon.ontology.fits(kinds[p.cluster].types, THINGS)]
    things = [p for p in things if not p.start or doc[p.start - 1].text != "("]  # "Acme (NYSE: ACME) grew. It …"
    here = [p for p in things if p.start >= token.sent.start]
    last = [p for p in things if sentence_of[token.i] - sentence_of[p.root] == 1]
    for group in (here, last):
        subjects = [p for p in group if _is_subject(doc[p.root])]
        subjects = [p for p in subjects if doc[p.root].head.dep_ != "relcl"] or subjects  # "Acme, which Beta owns, grew. Its …"
        if group is last:  # "Acme grew after Beta left. It …"
            subjects = [p for p in subjects if doc[p.root].head.dep_ != "advcl"] or subjects
        joined = {p.cluster for p in group for s in subjects if first_conjunct(doc[p.root]) == first_conjunct(doc[s.root])}
        if group is last and len(joined) > 1:
            return None  # "Acme and Beta grew. It …"
        clusters = {p.cluster for p in group}
        if len(clusters) == 1 and (subjects or group is here or token.dep_ not in SUBJECTS):
            return clusters.pop()
        if subjects and token.lower_ != "it" and (group is last or not _has_own_subject(token)):
            return subjects[0 if group is last else -1].cluster
        if subjects and group is last:
            return subjects[0].cluster
        if group:
            return None
    return None


def _introduced(token: Token, following: list[Place], doc: Doc, kinds: Mapping[str, Kind], lexicon: Lexicon) -> str | None:
    """`In its filing, Acme said`: return the subject an opening phrase leads to; `since its launch` is of something else."""
    if token.dep_ != "poss" or token.head.dep_ != "pobj" or token.head.head.lower_ not in OPENING or lemma(token.head) in COMING:
        return None
    organisations = [p for p in following if lexicon.ontology.fits(kinds[p.cluster].types[:1], ("Organization",))]
    return next((p.cluster for p in organisations if leads_to(token, doc[p.root])), None)


def _described(token: Token) -> int:
    """Return the name that `its` stands in the description of, which it cannot mean: `Beta, its new app`; -1 without one."""
    noun = token.head
    return noun.head.i if token.dep_ == "poss" and noun.dep_ == "appos" and noun.i > token.i > noun.head.i else -1


def _bought(token: Token, lexicon: Lexicon) -> Token | None:
    """Return what is bought in `Acme bought Beta from its founders`: its founders, not Acme's."""
    source = token.head.head
    if token.dep_ != "poss" or token.head.dep_ != "pobj" or source.lower_ != "from":
        return None
    buys = any(expression.relation == "acquires" for expression in lexicon.verbs.get(lemma(source.head), ()))
    return next((c for c in source.head.children if c.dep_ == "dobj"), None) if buys else None


def _has_own_subject(token: Token) -> bool:
    """Say whether the pronoun stands in a clause of its own, whose subject need not be that of the sentence."""
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            return above.dep_ in {"relcl", "ccomp", "advcl"} and any(c.dep_ in SUBJECTS and c.i != token.i for c in above.children)
    return False


def _is_empty(token: Token) -> bool:
    """Say whether `it` refers to nothing: `it is clear that`, `it takes time to`; `it is open to all` is of something."""
    verb = token.head
    if verb.lemma_ not in {"be", "seem", "appear", "take"}:
        return False
    clauses, below = {"ccomp", "xcomp", "csubj", "advcl"}, {c.dep_ for c in verb.children}
    if "attr" in below:  # "it is a unit of Acme, making phones"
        clauses.discard("advcl")
    complements = [c for c in verb.children if c.dep_ == "acomp"]
    bare = any(not any(d.dep_ in {*clauses, "prep"} for d in c.children) for c in complements)  # "it is late"
    return bool(clauses & below) or bare or any(d.dep_ in clauses for c in complements for d in c.children)


def _is_kind(kind: Kind, classes: tuple[str, ...], told: int) -> bool:
    """Say whether a thing is of a noun's kind as far as is known; what the model alone takes for a company is told of before."""
    sure = kind.sure or (kind.types[0] == "Company" and told > 1)
    return sure and kind.types[0] in classes and kind.types[0] not in {"Person", "Place", "CreativeWork", "Law", "Topic"}


def _tells_apart(modifier: Token, lexicon: Lexicon) -> bool:
    """Say whether a word before the noun may single out another one: `the new company`, not `the software company`."""
    if modifier.text == "-" or modifier.lower_ in lexicon.participles or modifier.ent_type_ in {"NORP", "GPE"}:
        return False
    return modifier.pos_ == "PROPN" or modifier.lower_ in lexicon.words("otherWords") or modifier.like_num


def inside_quotes(doc: Doc) -> frozenset[int]:
    """Return the tokens between quotation marks, paragraph by paragraph."""
    inside: set[int] = set()
    opening: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            opening = None
        elif token.text in {"“", '"'} and opening is None:
            opening = token.i
        elif token.text in {"”", '"'} and opening is not None:
            inside.update(range(opening, token.i + 1))
            opening = None
    return frozenset(inside)


def _doers(token: Token) -> set[int]:
    """Return the subject of the verb whose object a noun is in: `Acme led the startup's round` is about another startup."""
    above = token
    while above.dep_ in {"poss", "pobj", "prep", "compound", "nmod"} and above.head != above:
        above = above.head
    if above.dep_ not in {"dobj", "dative"}:
        return set()
    doers = {c.i for c in above.head.children if c.dep_ in SUBJECTS}
    return doers | {above.head.head.i} if above.head.dep_ == "relcl" else doers  # "Acme, which sold the firm its lenses"


def _left(token: Token, lexicon: Lexicon) -> set[int]:
    """Return what comes before the purpose of a leaving: in `left Acme to start the firm` the firm is another."""
    verb = token.head
    leaves = verb.dep_ == "advcl" and lemma(verb.head) in lexicon.words("endingVerbs")
    return {t.i for t in verb.head.subtree if t.i < verb.i} if token.dep_ == "dobj" and leaves else set()


def _noun(
    doc: Doc,
    token: Token,
    near: list[Place],
    seen: list[Place],
    sentence_of: Mapping[int, int],
    quoted: frozenset[int],
    kinds: Mapping[str, Kind],
    lexicon: Lexicon,
) -> str | None:
    """Return what `the company` is: of the things of that kind named lately, the one most spoken of, most recent, and a subject."""
    if token.tag_ != "NN" or token.dep_ == "compound":
        return None
    determiner = next((c for c in token.children if c.dep_ == "det"), None)
    if determiner is None or determiner.lower_ not in {"the", "this"}:
        return None
    if any(
        c.dep_ in {"prep", "relcl", "appos", "acl", "poss", "nummod"} and c.i > token.i
        for c in token.children
        if (c.dep_ != "prep" or c.lower_ == "of") and not (c.dep_ == "relcl" and doc[token.i + 1].text == ",")
    ):
        return None
    modifiers = [c for c in token.children if c.i < token.i and c.dep_ in {"amod", "compound", "nmod", "npadvmod"}]
    if any(_tells_apart(c, lexicon) or (c.tag_ == "NN" and token.lower_ in PARTS) for c in modifiers):
        return None
    classes = lexicon.nouns.of(lemma(token))
    if lemma(token) in {"government", "administration"}:
        return None  # an agency is a part of it
    if not classes or (token.nbor(1).dep_ == "appos" if token.i + 1 < len(doc) else False):
        return None
    doers = _doers(token) | _left(token, lexicon)
    named = Counter(p.cluster for p in seen)
    of_kind = {c for c in named if _is_kind(kinds[c], classes, named[c])}
    fitting = [p for p in near if p.cluster in of_kind and not doers & {*range(p.start, p.end)}]
    alike = Counter(p.cluster for p in seen if p.cluster in of_kind and p.root < token.i)
    if alike:  # what the article speaks of most may be meant from any distance
        most = max(alike, key=lambda cluster: alike[cluster])
        if not fitting and alike[most] > 1 and sum(count == alike[most] for count in alike.values()) == 1:
            return most
        fitting += [p for p in seen if p.cluster == most and p not in near and p.root < token.i][-1:]
    if not fitting or (len(alike) > 1 and any(c.ent_type_ in {"NORP", "GPE"} for c in modifiers)):
        return None  # "the Dutch company" of two: which one is Dutch is not known

    def weight(place: Place) -> float:
        if place.root in quoted and token.i not in quoted:
            return 0.0  # what is only spoken of is seldom what the reporter goes on about
        near = 1.0 / (1 + sentence_of[token.i] - sentence_of[place.root])
        return near * (1.5 if _is_subject(doc[place.root]) else 1.0) + 0.7 * named[place.cluster] / max(named.values())

    best = max(fitting, key=lambda place: (weight(place), place.start))
    together = [p for p in fitting if p.cluster != best.cluster and first_conjunct(doc[p.root]) == first_conjunct(doc[best.root])]
    if any(named[p.cluster] >= named[best.cluster] for p in together):
        return None  # "Acme and Beta grew. The company …"
    return best.cluster if best in near else None  # two may be meant: the one named lately, or the one that all is about
