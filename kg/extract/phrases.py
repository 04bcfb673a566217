"""What phrases and clauses stand for: the mentions behind a noun, the subject, objects and agents of a verb."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.document import Token
from kg.extract.language import first_conjunct, lemma
from kg.extract.lexicon import Lexicon
from kg.extract.scene import Place, Scene

EXAMPLE_WORDS = frozenset({"like", "as", "including", "include"})
NAMING_WORDS = frozenset({"called", "named", "dubbed", "known"})
RELATIVE_WORDS = frozenset({"who", "which", "that", "whom"})
ITSELF = frozenset({"itself", "themselves", "himself", "herself"})
"""Words that only stress the subject: `the editor that Acme makes itself`."""
DOING_SO = frozenset({"first", "second", "third", "last", "latest", "only"})
"""Words for those of whom an infinitive says what they do: `the latest to buy Acme`."""
CLAUSE_DEPS = frozenset({"xcomp", "advcl", "conj"})


def heads(scene: Scene, token: Token, depth: int = 0) -> list[Place]:
    """Return the mentions that a noun phrase headed by this token stands for.

    `Apple`; `the startup, Acme`; `Apple and Google`; `companies such as Apple`; `who` for the noun it refers to.
    """
    if depth > 6:
        return []
    found: list[Place] = []
    place = scene.at.get(token.i) or scene.behind.get(token.i)
    if place is not None and place.kind not in {"name", "pronoun"} and token.dep_ == "appos":
        place = None  # "Acme, the firm that makes it" refers to nothing before Acme
    if place is not None:
        if place.root == token.i or token.head.i not in range(place.start, place.end):
            found.append(place)
    elif (token.lower_ in RELATIVE_WORDS and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}) or token.lower_ == "whose":
        clause = next((t for t in [token, *token.ancestors] if t.dep_ == "relcl"), None)
        if clause is None:
            return []
        last = scene.at.get(token.i - 2) if scene.doc[token.i - 1].text == "," else None
        below = last is not None and last.root != clause.head.i and _hangs_from(scene.doc[last.root], clause.head)
        if last is not None and below and clause.tag_ == "VBZ" and not _of_many(token, clause):
            return [last]  # "Acme and Beta, which makes phones": Beta alone does
        if _of_many(token, clause):
            return heads(scene, first_conjunct(clause.head), depth + 1)
        meant = heads(scene, clause.head, depth + 1)
        return [p for p in meant if p.start < token.i] or meant  # "Acme, which makes phones, and Beta": Acme alone does
    elif token.pos_ in {"NOUN", "PROPN"} or (token.pos_ == "ADJ" and token.dep_ == "appos"):
        found += [p for child in token.children if child.dep_ == "appos" for p in heads(scene, child, depth + 1)]
        found += _examples(scene, token, depth)
        if not found:
            found += _named_kind(scene, token)
        if not found and token.dep_ == "appos":
            found += [] if _is_of_many(token) else _of_its_kind(scene, token)
        if not found and token.dep_ == "appos" and token.head.i in scene.at:  # "Acme, a firm founded by Ada": the firm is Acme
            if _is_of_many(token):  # "Acme and Beta, two firms that …"
                found += heads(scene, first_conjunct(token.head), depth + 1)
            else:
                found.append(scene.at[token.head.i])
        if not found and token.dep_ == "appos" and token.head.pos_ == "NOUN" and token.head.i not in scene.at:
            return heads(scene, token.head, depth + 1)  # "Acme is an airline, the largest carrier based in Oslo"
        if not found and token.dep_ == "conj" and token.head.i < token.i and token.head.i not in scene.at:
            return heads(scene, token.head, depth + 1)  # "Acme is a label and publisher based in London"
        if not found and (one := one_of(token)) is not None:  # "Acme is one of the firms that make phones"
            return heads(scene, one.head, depth + 1) if one.dep_ == "appos" else subjects(scene, one.head)[0]
        if not found and token.dep_ == "attr" and token.head.lemma_ == "be":  # "Acme is a firm that makes phones"
            return [p for c in token.head.children if c.dep_ == "nsubj" and c != token for p in heads(scene, c, depth + 1)]
        listed = scene.at.get(token.i + 1) if token.tag_ in {"NNS", "NNPS"} and not found else None
        if listed is not None and listed.start == token.i + 1 and scene.doc[listed.root].head == token:
            found += heads(scene, scene.doc[listed.root], depth + 1)  # "the companies Acme, Beta and Gamma"
        if not found and token.tag_ in {"NNS", "NNPS"} and token.i + 2 in scene.at and scene.doc[token.i + 1].text == ":":
            found += heads(scene, scene.doc[scene.at[token.i + 2].root], depth + 1)  # "three companies: Acme, Beta and Gamma"
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i and child.pos_ in {"NOUN", "PROPN", "PRON", "X", "ADJ", "NUM"}:
            found += heads(scene, child, depth + 1)
        elif child.dep_ == "relcl":  # "Acme, whose shop is old, as well as Beta": to no verb is a noun joined
            joined = [c for c in child.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
            found += [p for c in joined for p in heads(scene, c, depth + 1)]
        elif child.dep_ == "appos" and place is not None and child.i in scene.at and _is_list(token):
            found += heads(scene, child, depth + 1)  # a list that the parser takes for appositions: "Apple, Google, and Meta"
    if place is not None and place.kind == "name" and found:
        found += _others_listed(scene, place)
    return list(dict.fromkeys(found))


def _others_listed(scene: Scene, place: Place) -> list[Place]:
    """Return the names of a list that the parser joins otherwise than as one: `Acme and Beta Labs` with Acme before Labs."""
    run, sure = [], False
    for step in (1, -1):
        last = place
        while True:
            between = last.end if step > 0 else last.start - 1
            while 0 <= between < len(scene.doc) and scene.doc[between].lower_ in {",", "and", "&", "or"}:
                sure = sure or scene.doc[between].text != ","
                between += step
            following = scene.at.get(between)
            if following is None or following.kind != "name" or between in {last.end, last.start - 1}:
                break
            run.append(following)
            last = following
    return [p for p in run if _hangs_from(scene.doc[p.root], scene.doc[place.root])] if sure else []


def _hangs_from(token: Token, above: Token) -> bool:
    """Say whether a name is below another with nothing but names between, and does not own it."""
    while token.dep_ in {"nmod", "compound", "appos", "conj", "pobj"} and token.head.pos_ in {"PROPN", "NOUN", "ADP"}:
        token = token.head
        if token == above:
            return True
    return False


def _of_many(relative: Token, clause: Token) -> bool:
    """Say whether a relative clause has a verb in the plural: `Acme and Beta, which compete with Gamma`."""
    verbs = [clause, *(c for c in clause.children if c.dep_ in {"aux", "auxpass"})]
    return relative.dep_ in {"nsubj", "nsubjpass"} and any(v.tag_ == "VBP" or v.lower_ == "were" for v in verbs)


def _is_of_many(apposed: Token) -> bool:
    """Say whether a noun in apposition describes a whole list: `Acme and Beta, two firms`."""
    return apposed.tag_ == "NNS" and (apposed.head.dep_ == "conj" or any(c.dep_ == "conj" for c in apposed.head.children))


def one_of(noun: Token) -> Token | None:
    """Return `one` of `is one of the firms`, `Acme, one of the firms`, seen from the noun."""
    one = noun.head.head
    is_one = noun.dep_ == "pobj" and noun.head.lower_ == "of" and one.lower_ == "one"
    return one if is_one and (one.dep_ == "appos" or (one.dep_ == "attr" and one.head.lemma_ == "be")) else None


def _whole(scene: Scene, unit: Token) -> list[Place]:
    """`the antitrust division of Acme`, `Acme's legal team`: what a unit without a name of its own does, its whole does."""
    if unit.tag_ not in {"NN", "NNP"} or lemma(unit) not in scene.lexicon.words("unitNouns"):
        return []
    below = [c for c in unit.children if c.dep_ == "poss"]
    below += [p for c in unit.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return [p for one in below for p in heads(scene, one) if scene.fits(p, ("Organization",))]


def _named_kind(scene: Scene, noun: Token) -> list[Place]:
    """`the Acme unit`, `the Acme app`: a name before a noun that only says what kind of thing the name is."""
    place = scene.at.get(noun.i - 1)
    if place is None or place.kind != "name" or noun.tag_ != "NN" or scene.doc[place.root].head.i != noun.i:
        return []
    before = scene.doc[place.start - 1].lower_ if place.start else ""
    programs = {"Event"} if noun.lower_ in scene.lexicon.words("programNouns") else set()
    kinds = {*scene.lexicon.nouns.of(noun.lower_)} | programs | ({"Company", "Product"} if noun.lower_ == "unit" else set())
    owned = place.start > 0 and scene.doc[place.start - 1].tag_ in {"PRP$", "POS"}
    return [place] if (before == "the" or owned) and kinds & set(scene.types(place)) else []


def _of_its_kind(scene: Scene, noun: Token) -> list[Place]:
    """`Ada, an analyst at Acme, a firm founded by Bob`: right before the comma stands what is of the noun's kind."""
    classes = tuple(scene.lexicon.nouns.of(lemma(noun)))
    first = noun.left_edge.i
    place = scene.at.get(first - 2) if first > 1 and scene.doc[first - 1].text == "," else None
    return [place] if place is not None and classes and scene.fits(place, classes) else []


def _is_list(token: Token) -> bool:
    """Say whether a coordination stands somewhere below the token."""
    return any(child.dep_ == "conj" or (child.dep_ == "appos" and _is_list(child)) for child in token.children)


def _examples(scene: Scene, noun: Token, depth: int) -> list[Place]:
    """`companies such as Apple and Google`, `rivals including Acme`; `a firm like Acme` is another one. `a ring called Halo`."""
    found = []
    word = lemma(noun)
    is_kind = bool(scene.lexicon.nouns.of(word)) or word in scene.lexicon.roles or word in scene.lexicon.role_heads
    for child in noun.children:
        if child.dep_ == "acl" and child.lower_ in NAMING_WORDS:
            found += _given_name(scene, child, depth)
        if is_kind and child.dep_ == "relcl" and lemma(child) == "include":  # "companies that include Apple and Google"
            found += [p for below in child.children if below.dep_ == "dobj" for p in heads(scene, below, depth + 1)]
        if child.dep_ == "prep" and child.lower_ == "of" and noun.lower_ == "likes":  # "the likes of Acme"
            found += [p for below in child.children if below.dep_ == "pobj" for p in heads(scene, below, depth + 1)]
        if (
            is_kind
            and child.dep_ == "prep"
            and child.lower_ in EXAMPLE_WORDS
            and (child.lower_ != "like" or noun.tag_ in {"NNS", "NNPS"})
        ):
            found += [p for below in child.children if below.dep_ in {"pobj", "pcomp"} for p in heads(scene, below, depth + 1)]
    if not found and noun.dep_ == "nsubjpass" and noun.head.lower_ in NAMING_WORDS:  # "the app, made in Oslo, is called Acme"
        found += _given_name(scene, noun.head, depth)
    return found


def _given_name(scene: Scene, naming: Token, depth: int) -> list[Place]:
    """Return the name that `called`, `named` or `known as` gives."""
    below = [c for c in naming.children if c.dep_ in {"oprd", "dobj", "attr"} and c.i > naming.i]
    below += [p for c in naming.children if c.dep_ == "prep" and c.lower_ == "as" for p in c.children if p.dep_ == "pobj"]
    return [p for one in below for p in heads(scene, one, depth + 1)]


def selecting_noun(lexicon: Lexicon, verb: Token) -> Token | None:
    """Return the noun for a selection that an infinitive says the purpose of: `announced the selection of Acme to join Beta`.

    The parser hangs the infinitive from the noun, from whoever is selected, or from the verb.
    """
    nouns = lexicon.words("selectingNouns")
    if verb.dep_ in {"xcomp", "advcl"}:
        found = next((c for c in verb.head.children if c.dep_ == "dobj" and lemma(c) in nouns), None)
        return found if any(c.lower_ == "to" for c in verb.children) else None
    if verb.dep_ not in {"acl", "relcl"} or not any(c.lower_ == "to" for c in verb.children):
        return None
    noun = verb.head
    while noun.dep_ in {"conj", "appos"} and noun.head.i < noun.i:
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    return noun if lemma(noun) in nouns else None


def subjects(scene: Scene, verb: Token, depth: int = 0) -> tuple[list[Place], bool]:
    """Return who does what a verb says, or who it is done to when it is passive; and whether it is passive.

    The subject of a verb without one is that of the verb it depends on: `Acme agreed to buy Beta and sold Gamma`.
    """
    passive = is_passive(verb)
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            whole = _whole(scene, child) if child.dep_ == "nsubj" else []  # what is done to an office is not done to all of Acme
            return heads(scene, child) or _shares(scene, child) or whole, child.dep_ == "nsubjpass" or passive
    if depth > 4:
        return [], passive
    if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if verb.tag_ in {"VBN", "VBD"}:  # "Acme, founded by Ada"
            return heads(scene, verb.head), True
        if verb.tag_ == "VBG":  # "a firm making phones"
            return heads(scene, verb.head), False
        if (selection := selecting_noun(scene.lexicon, verb)) is not None:
            return prepositional(scene, selection, ("of",)), passive
        noun = verb.head
        if (plan := plan_of(scene.lexicon, verb)) is not None:
            return _holders(scene, plan, depth), False
        if does_so(verb):
            said = subjects(scene, noun.head, depth + 1)[0] if noun.dep_ == "attr" else []
            return heads(scene, noun) or said, passive
        return [], False
    if verb.dep_ == "relcl":
        return heads(scene, verb.head), passive
    if verb.dep_ == "prep" and verb.tag_ == "VBN" and verb.head.pos_ in {"VERB", "AUX"}:  # "Based in Oslo, Acme is …"
        return subjects(scene, verb.head, depth + 1)[0], True
    if verb.dep_ == "xcomp" and verb.head.dep_ == "acomp":  # "Acme is due to buy Beta"
        return subjects(scene, verb.head.head, depth + 1)[0], passive
    if (selection := selecting_noun(scene.lexicon, verb)) is not None:
        return prepositional(scene, selection, ("of",)), passive
    if (plan := plan_of(scene.lexicon, verb)) is not None:
        return _holders(scene, plan, depth), False
    if verb.dep_ == "advcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        words = scene.lexicon.words("endingVerbs") | scene.lexicon.words("startingVerbs")
        if lemma(verb.head) in scene.lexicon.words("appointingVerbs"):  # "Acme tapped Ada to lead Beta": whoever is given the job
            return (subjects(scene, verb.head)[0] if is_passive(verb.head) else objects(scene, verb.head)), passive
        if lemma(verb.head) not in words:  # "Ada left Acme to join Beta"; of other verbs it is a purpose, and anybody's
            return [], passive
    if verb.dep_ in CLAUSE_DEPS and verb.head.pos_ in {"VERB", "AUX"}:
        above, above_passive = subjects(scene, verb.head, depth + 1)
        if verb.dep_ == "xcomp" and not above_passive:  # "Acme hired Ada to lead Beta": the object does it
            words = scene.lexicon.words("appointingVerbs") | scene.lexicon.words("attemptVerbs")
            given = [child for child in verb.head.children if child.dep_ == "dobj" and lemma(verb.head) in words]
            if given and any(c.lower_ == "to" for c in verb.children):
                return heads(scene, given[0]), False
        return above, passive
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        above_verb = verb.head.head
        if above_verb.lower_ == "prior":  # "Prior to joining Acme, Ada led Beta"
            above_verb = above_verb.head
        if above_verb.pos_ in {"VERB", "AUX"}:
            return subjects(scene, above_verb, depth + 1)[0], passive
    return [], passive


def plan_of(lexicon: Lexicon, verb: Token) -> Token | None:
    """Return the noun for a plan or deal of which an infinitive says what for: `a plan to buy Beta`, `struck a deal to buy Beta`.

    The parser hangs the infinitive from the noun, or from the verb that has it for its object.
    """
    noun: Token | None = verb.head
    if verb.dep_ in {"advcl", "xcomp"} and verb.left_edge.lower_ == "to" and verb.left_edge.i > 0:
        before = verb.left_edge.nbor(-1)
        noun = before if before.dep_ == "dobj" and before.head == verb.head else None
    elif verb.dep_ != "acl":
        return None
    return noun if noun is not None and lemma(noun) in lexicon.words("planningNouns") else None


def does_so(verb: Token) -> bool:
    """Say whether an infinitive says what somebody does: `the first firm to use Beta` uses it; who is not the first may not."""
    noun = verb.head
    denied = any(c.dep_ == "neg" for c in noun.head.children)
    return verb.dep_ == "acl" and not denied and any(word.lower_ in DOING_SO for word in (noun, *noun.children))


def _shares(scene: Scene, noun: Token) -> list[Place]:
    """`Acme shares trade in Oslo`: whose shares they are."""
    if lemma(noun) not in {"share", "stock"}:
        return []
    return [p for child in noun.children if child.dep_ in {"compound", "nmod", "poss"} for p in heads(scene, child)]


def _holders(scene: Scene, noun: Token, depth: int) -> list[Place]:
    """Return whose plan, deal or talks it is: the possessor, else the subject of the verb that the noun depends on."""
    owners = [p for child in noun.children if child.dep_ == "poss" for p in heads(scene, child)]
    if owners:
        return owners
    above = noun.head
    if noun.dep_ == "pobj" and above.head.pos_ in {"VERB", "AUX"}:
        above = above.head
    return subjects(scene, above, depth + 1)[0] if above.pos_ in {"VERB", "AUX"} and above != noun else []


def is_passive(verb: Token) -> bool:
    """Say whether the verb is in the passive."""
    return any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in verb.children) or (
        verb.dep_ in {"acl", "advcl"} and verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)
    )


def objects(scene: Scene, verb: Token) -> list[Place]:
    """Return the direct objects of a verb."""
    below = [child for child in verb.children if child.dep_ in {"dobj", "obj"} and child.lower_ not in ITSELF]
    if not below:  # the parser takes a name behind a verb for a measure, or for a verb: "had acquired Acme", "buys Acme for"
        following = scene.at.get(verb.i + 1)
        named = following is not None and following.kind == "name"
        below = [c for c in verb.children if named and c.i == verb.i + 1 and c.dep_ in {"npadvmod", "xcomp", "ccomp"}]
    found = [p for child in below for p in heads(scene, child) or _before_amount(scene, child)]
    if found or verb.dep_ != "relcl" or below or any(child.dep_ == "nsubjpass" for child in verb.children):
        return found
    named = any(child.dep_ == "nsubj" and child.lower_ not in RELATIVE_WORDS for child in verb.children)
    return heads(scene, verb.head) if named else []  # "Beta, the firm Acme bought"


def shared_with(verb: Token) -> Token | None:
    """Return the verb with which one that has neither object nor preposition shares what stands behind both.

    `founded and runs Acme`; `studied, and later worked, at Acme`, with two commas or none. What ends is not shared: `left and
    joined Acme`.
    """
    doc = verb.doc
    other = next((c for c in verb.children if c.dep_ == "conj" and c.i > verb.i), None)
    if other is None or other.pos_ not in {"VERB", "AUX"} or any(c.dep_ in {"nsubj", "nsubjpass"} for c in other.children):
        return None
    if any(c.i > verb.i and c != other and c.dep_ not in {"cc", "punct"} for c in verb.children):
        return None
    commas = (doc[verb.i + 1].text == ",", other.i + 1 < len(doc) and doc[other.i + 1].text == ",")
    return other if commas[0] == commas[1] else None


def _before_amount(scene: Scene, noun: Token) -> list[Place]:
    """`fined Acme 40 million euros`: who stands before the amount, where the parser takes both for one phrase."""
    place = scene.at.get(noun.left_edge.i)
    counted = noun.ent_type_ in {"MONEY", "QUANTITY", "CARDINAL"} or any(c.dep_ == "nummod" for c in noun.children)
    return [place] if place is not None and counted and place.end <= noun.i else []


def agents(scene: Scene, token: Token) -> list[Place]:
    """Return who did it in a passive or nominal phrase: `bought by Acme`, `the purchase of Beta by Acme`."""
    return [
        p
        for child in token.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for below in child.children
        if below.dep_ == "pobj"
        for p in heads(scene, below) or _whole(scene, below)
    ]


def prepositional(scene: Scene, token: Token, prepositions: tuple[str, ...]) -> list[Place]:
    """Return the mentions that prepositions below a token introduce: `invest in Acme`, `based out of Oslo`."""
    return [p for pobj in prepositional_tokens(token, prepositions) for p in heads(scene, pobj)]


def prepositional_tokens(token: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    """Yield the objects of prepositions below a token, coordinated prepositions and `out of` included."""
    for child in token.children:
        again = child.dep_ == "conj" and child.pos_ == "ADP"  # "graduated from Yale in 1960 and then from Oslo"
        if child.dep_ not in {"prep", "dative", "agent", "prt", "advmod"} and not again:
            continue
        chain = [child, *(c for c in child.children if c.dep_ in {"prep", "conj"} and c.pos_ in {"ADP", "SCONJ"})]
        for preposition in chain:
            if preposition.lower_ in prepositions or child.lower_ in prepositions:
                yield from (below for below in preposition.children if below.dep_ == "pobj")


def owners(scene: Scene, noun: Token) -> list[Place]:
    """Return the possessors of a noun: `Acme's chief`, `its chief`."""
    return [p for child in noun.children if child.dep_ == "poss" for p in heads(scene, child)]
