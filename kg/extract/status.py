"""Reads off the words around a trigger whether what it says is current, former, planned, alleged or denied, or not said at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.document import Stretch, Token
from kg.extract.frames import Reading
from kg.extract.language import lemma
from kg.extract.lexicon import Lexicon
from kg.extract.phrases import does_so, plan_of, selecting_noun
from kg.extract.scene import Scene
from kg.model import Status

HEARSAY = frozenset({"rumor", "rumour", "say", "report", "believe", "think", "understand", "allege"})
"""Verbs that, in the passive, make their infinitive hearsay: `is said to own Acme`."""
CONDITIONS = frozenset({"if", "whether", "unless", "should"})
STAYING = frozenset({"stay", "remain", "become"})
UNTIL = frozenset({"until", "till"})
PRIOR = frozenset({"previous", "prior", "preceding"})
WHEN = frozenset({"after", "before", "since", "upon", "while", "following", "until"})
"""Prepositions that tell when: what their verb says is no complement of the one above."""
_CHAIN = frozenset({"xcomp", "pcomp", "aux", "acl"})


def status_of(scene: Scene, reading: Reading) -> Status | None:
    """Return the status of a reading, or None when the text does not state it: a question, a condition, an attempt."""
    lexicon = scene.lexicon
    trigger = scene.doc[reading.trigger]
    verb = _verb(trigger, reading.role is not None)
    if _is_open(trigger, verb, lexicon):
        return None
    kind = lexicon.ontology.relations[reading.relation].kind
    status = reading.status or _by_words(scene, reading, trigger, verb, kind == "state") or "current"
    by_word = reading.expression is not None and reading.status == reading.expression.status
    if by_word or reading.status in {None, "former"}:
        status = _by_modality(scene, reading, trigger, verb) or status
    if kind == "event" and status == "former":
        return "current"
    return status


def _verb(trigger: Token, is_role: bool) -> Token | None:
    """Return the verb that a trigger is or completes: `was` in `Ada was chief executive`, `announced` in `announced a purchase`.

    A role completes only a verb that says who has it; in apposition it has none, whatever the sentence is about.
    """
    if trigger.pos_ in {"VERB", "AUX"}:
        return trigger
    token = trigger
    while token.dep_ in {"conj", "compound"} and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    head = token.head
    if is_role:
        if token.dep_ == "pobj" and head.lower_ in {"as", "from"}:
            return head.head if head.head.pos_ in {"VERB", "AUX"} else None
        lasts = token.dep_ == "dobj" and lemma(head) in STAYING  # "stayed chief executive", as some parsers have it
        return head if (token.dep_ in {"attr", "oprd", "xcomp", "acomp"} or lasts) and head.pos_ in {"VERB", "AUX"} else None
    if token.dep_ == "pobj" and head.pos_ == "ADP":
        head = head.head
    return head if token.dep_ in {"attr", "dobj", "nsubj", "nsubjpass", "pobj", "oprd"} and head.pos_ in {"VERB", "AUX"} else None


def _governors(verb: Token | None, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the verbs and nouns that a verb is the complement of: `agreed` and `plans` in `agreed to buy`, `plans to buy`."""
    token = verb
    plan = plan_of(lexicon, verb) if verb is not None and verb.dep_ in {"advcl", "xcomp"} else None
    if plan is not None:
        yield from (plan, plan.head)
        return
    for _ in range(5):
        if token is None or token.dep_ not in _CHAIN or token.head == token:
            return
        if token.dep_ == "acl" and token.tag_ in {"VBN", "VBG", "VBD"}:
            return
        if token.dep_ == "pcomp" and token.head.lower_ in WHEN and _means_itself(token.head.head, lexicon):
            return  # "After graduating from Yale, Ada studied law", "moved to Oslo"
        token = token.head
        if token.dep_ == "prep" or token.pos_ == "ADP":
            token = token.head
        yield token
        if token.pos_ == "NOUN":
            above = token.head
            if token.dep_ in {"dobj", "pobj", "attr"}:
                yield above if above.pos_ != "ADP" else above.head
            return


def _means_itself(verb: Token, lexicon: Lexicon) -> bool:
    """Say whether a verb that may be one of planning or pondering has no complement to be so."""
    words = lexicon.words("planningVerbs") | lexicon.words("ponderingVerbs")
    return lemma(verb) in words and not any(c.dep_ in {"xcomp", "ccomp"} for c in verb.children)


def is_question(sentence: Stretch) -> bool:
    """Say whether a sentence asks."""
    last = next((t for t in reversed(list(sentence)) if not t.is_space and t.text not in {'"', "”", "’", "'", ")"}), None)
    return last is not None and last.text == "?"


def _is_asked(trigger: Token) -> bool:
    """Say whether the trigger stands in a question that is quoted: `"Will Acme buy us?" she asked`."""
    doc = trigger.doc
    ends = (t for t in doc[trigger.i : trigger.sent.end] if t.text in {"?", ".", "!", "”", '"'})
    end = next(ends, None)
    return end is not None and end.text == "?"


PREVENTING = frozenset(
    {"ban", "bar", "block", "discourage", "dissuade", "forbid", "keep", "prevent", "prohibit", "refrain", "stop"}
)
"""Verbs with `from` before what does not happen."""
CORRECTED = re.compile(
    r"\b(?:earlier|previous|original|prior) version of th(?:is|e) (?:\w+ )?(?:article|story|post|piece|report|headline|caption)\b",
    re.I,
)
"""What opens a correction: that sentence tells what the article got wrong."""


def _is_corrected(sentence: Stretch) -> bool:
    """Say whether a sentence tells what the article said before it was corrected."""
    return CORRECTED.search(sentence.text) is not None


def _is_open(trigger: Token, verb: Token | None, lexicon: Lexicon) -> bool:
    """Say whether the text leaves it open: asks, supposes or only tries."""
    sentence = trigger.sent
    if is_question(sentence) or _is_asked(trigger) or _is_corrected(sentence):
        return True
    first = next((t for t in sentence if not t.is_space and not t.is_punct), trigger)
    if first.lower_ in {"should", "had", "were"} and first.pos_ == "AUX":  # "Had Ada studied at Oslo, …"
        return True
    token = verb or trigger
    if trigger.dep_ == "nsubj" and any(c.dep_ == "aux" and c.lower_ in {"would", "could"} for c in trigger.head.children):
        return True  # "a merger would create …"
    for above in [token, *token.ancestors]:
        if any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in above.children):
            return True
        if above.dep_ in {"relcl", "ccomp"} and above != token:
            break
    supposing = (above for above in token.ancestors if lemma(above) in {"suppose", "imagine", "assume"})
    if any(all(c.dep_ != "dobj" for c in above.children) for above in supposing) or first.lower_ in {"suppose", "imagine"}:
        return True
    if verb is None:
        return False
    if any(c.dep_ == "aux" and c.lower_ in {"can", "should", "must", "ca"} for c in verb.children):
        return True
    if any(c.dep_ == "advmod" and c.lower_ in lexicon.words("almostWords") for c in verb.children):
        return True
    stated = lexicon.words("planningVerbs") | lexicon.words("planningNouns")
    governors = list(_governors(verb, lexicon))
    if any(lemma(g) in lexicon.words("ponderingVerbs") and _is_past(g) for g in governors):
        return True
    if any(lemma(g) in lexicon.words("attemptVerbs") and lemma(g) not in stated for g in governors if g.pos_ == "VERB"):
        return True
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) and verb.dep_ != "ROOT":
        # "to buy Beta" alone is a purpose; it is stated only where a verb or noun above says that it happens or will
        governor = lemma(verb.head)
        ended = governor in lexicon.words("endingVerbs") | {"join", "return"}
        if verb.dep_ == "advcl" and verb.head.tag_ in {"VBD", "VBN"} and ended:
            return False  # "left Acme to found Beta"
        selected = lexicon.words("appointingVerbs") | lexicon.words("selectingVerbs")
        if does_so(verb) or (governor in selected and verb.head.tag_ in {"VBD", "VBN"}) or _is_selected(verb, lexicon):
            return False  # "picked Acme to join the program"
        if _is_to(verb):
            return False
        kinds = ("implicative", "refusing", "pondering")
        told = stated.union({"due", "likely"}, HEARSAY, *(lexicon.words(f"{kind}Verbs") for kind in kinds))
        return not any(lemma(g) in told for g in governors)
    return False


def _is_to(verb: Token) -> bool:
    """Say whether somebody `is to join Acme`; `the aim is to join Acme` is another matter."""
    above = verb.head
    if verb.dep_ != "xcomp" or above.lower_ not in {"is", "are", "'s", "’s"} or all(c.lower_ != "to" for c in verb.children):
        return False
    return any(c.dep_ == "nsubj" and c.pos_ in {"PROPN", "PRON"} and c.lower_ not in {"this", "that", "it"} for c in above.children)


def _is_past(verb: Token) -> bool:
    """Say whether a verb is in the simple past, also where the tagger takes `considered` for a participle."""
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children))


def _is_selected(verb: Token | None, lexicon: Lexicon) -> bool:
    """Say whether an infinitive says what somebody was selected for: `announced the selection of Acme to join the program`."""
    return verb is not None and selecting_noun(lexicon, verb) is not None


def _by_modality(scene: Scene, reading: Reading, trigger: Token, verb: Token | None) -> Status | None:
    """Return what negation, auxiliaries and governing verbs make of it."""
    lexicon = scene.lexicon
    chain = [t for t in (trigger, verb, *_governors(verb, lexicon)) if t is not None]
    verbs = [t for t in chain if t.pos_ in {"VERB", "AUX"}]
    denied = lexicon.words("deniedWords")
    for token in dict.fromkeys(verbs):
        negations = [c for c in token.children if c.dep_ == "neg" or c.lower_ == "never"]
        for negation in negations:
            following = negation.nbor(1).lower_ if negation.i + 1 < len(scene.doc) else ""
            if following == "only":
                continue
            return "former" if following == "longer" or (negation.lower_ == "no") else "denied"
        if any(c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no" for c in token.children):
            return "former"
    own = trigger if reading.expression is not None else None  # what the trained reader alone reads has no word of its own
    if any(_with_particles(t) & denied for t in verbs if t != own) or _is_denied_clause(trigger):
        return "denied"
    if any(c.dep_ == "amod" and c.lower_ in denied for c in trigger.children):  # "Acme's failed purchase of Beta"
        return "denied"
    nouns = [trigger, *(c for c in trigger.children if c.dep_ in {"dobj", "attr"} and c.i not in scene.at)]
    if any(c.lower_ in {"no", "neither", "nor"} and c.dep_ in {"det", "cc", "preconj"} for noun in nouns for c in noun.children):
        return "denied"
    if _is_excluded(scene, reading):
        return "denied"
    clause = [c.lower_ for t in dict.fromkeys(chain) for c in t.children if c.dep_ in {"advmod", "amod", "aux"}]
    if set(clause) & lexicon.words("allegedWords") or any(lemma(v) in {"rumor", "rumour", "allege"} for v in verbs):
        return "alleged"
    for token in dict.fromkeys(verbs):
        auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux" and c.i not in scene.at}  # "Will Hunt is …"
        if auxiliaries & {"may", "might", "could"}:
            return "alleged"
        if auxiliaries & {"will", "'ll", "’ll", "would", "'d", "’d", "shall"}:
            return None if lemma(token) in lexicon.words("lastingOn") else "planned"
    if verb is not None and _is_to(verb):
        return "planned"
    if trigger.dep_ in {"nsubj", "nsubjpass"} and _falls_through(trigger.head, lexicon):
        return "denied"
    if trigger.dep_ in {"nsubj", "nsubjpass"} and _is_ahead(trigger.head, lexicon):  # "the purchase is expected to close in May"
        return "planned"
    refusing = lexicon.words("refusingVerbs")
    for token in _governors(verb, lexicon):
        word = lemma(token)
        against = verb is not None and verb.dep_ == "pcomp" and verb.head.lower_ in {"against", "of", "out"}
        if word in lexicon.words("ponderingVerbs"):
            return "alleged"  # what was once considered is open, see `_is_open`
        if word in {"decline", "refuse"} or (against and word in refusing) or (verb is not None and verb.head.lower_ == "against"):
            return "denied"
        if _is_kept_from(verb, token):
            return "denied"
        if word in HEARSAY and token.tag_ == "VBN":
            return "alleged"
        if word == "use" and verb is not None and verb.dep_ == "xcomp":  # "used to work for Acme"
            return "former"
        if token.pos_ == "NOUN" and word in lexicon.words("planningNouns"):
            none = any(c.dep_ == "det" and c.lower_ == "no" for c in token.children)  # "has no plans to buy Acme"
            return "denied" if none or any(c.dep_ == "neg" for c in token.head.children) else "planned"
        planning = word in lexicon.words("planningVerbs") and not _is_selected(verb, lexicon)
        if token.pos_ in {"VERB", "ADJ"} and (planning or word in {"due", "likely", "ready"}):
            return "planned"
        if word in {"stop", "cease", "quit"}:
            return "former"
    if verb is not None and trigger != verb and trigger.dep_ == "dobj":
        if lemma(verb) in lexicon.words("finishingVerbs"):
            return "former"
        if lemma(verb) in lexicon.words("ponderingVerbs"):
            return "alleged"
    if {"proposed", "planned", "pending", "potential"} & {c.lower_ for noun in nouns for c in noun.children}:
        return "planned"
    return None


def _is_kept_from(verb: Token | None, above: Token) -> bool:
    """Say whether a verb above says that another never came about: `barred from buying Beta`, `gave up on buying Beta`."""
    if verb is None or verb.dep_ != "pcomp":
        return False
    given_up = lemma(above) == "give" and any(c.lower_ == "up" for c in above.children)
    return (verb.head.lower_ == "from" and lemma(above) in PREVENTING) or (verb.head.lower_ == "on" and given_up)


def _falls_through(verb: Token, lexicon: Lexicon) -> bool:
    """Say whether a verb says that its subject came to nothing: `the merger fell apart`."""
    apart = {c.lower_ for c in verb.children} & {"apart", "through"}
    return lemma(verb) in lexicon.words("collapsingVerbs") or (lemma(verb) == "fall" and bool(apart))


def _is_ahead(verb: Token, lexicon: Lexicon) -> bool:
    """Say whether a verb puts what its subject names into the future."""
    if any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "’ll"} for c in verb.children):
        return True
    return lemma(verb) in lexicon.words("planningVerbs") and any(c.dep_ == "xcomp" for c in verb.children)


def _is_excluded(scene: Scene, reading: Reading) -> bool:
    """Say whether `not` or `neither` stands right before one end: `based in Oslo, not in Paris`; `neither founder nor owner`."""
    doc = scene.doc
    places = [p for p in (reading.subject, reading.object) if p.start > reading.trigger]
    before = [doc[i].lower_ for p in places for i in range(max(reading.trigger, p.start - 2), p.start)]
    start = max(doc[reading.trigger].sent.start, reading.trigger - 3)
    return "not" in before or any(doc[i].lower_ in {"neither", "nor"} for i in range(start, reading.trigger))


def _with_particles(verb: Token) -> set[str]:
    """Return the verb alone and with each word that may be its particle: `turn`, `turn down`."""
    return {lemma(verb), *(f"{lemma(verb)} {child.lower_}" for child in verb.children)}


def _is_denied_clause(trigger: Token) -> bool:
    """Say whether the clause is what somebody denies: `denied that Acme owns Beta`."""
    for token in [trigger, *trigger.ancestors]:
        if token.dep_ in {"ccomp", "pcomp", "dobj"} and lemma(token.head) in {"deny", "refute", "dispute"}:
            return True
        if token.dep_ in {"relcl", "advcl"}:
            return False
    return False


def _by_words(scene: Scene, reading: Reading, trigger: Token, verb: Token | None, is_state: bool) -> Status | None:
    """Return what adjectives, adverbs and the tense of a lasting verb make of it."""
    lexicon = scene.lexicon
    clause = _clause_start(trigger)  # "Ada, formerly of Acme, leads Beta" says of Acme that it is over, not of Beta
    before = {t.lower_ for t in scene.doc[max(clause, trigger.i - 5) : trigger.i] if t.i not in scene.at or t.lower_ == "ex"}
    if reading.role is not None:
        near = _role_words(scene, trigger)
        if near & lexicon.words("formerWords"):
            return "former"
        if near & lexicon.words("futureWords"):
            return "planned"
        if verb is not None and lemma(verb) in lexicon.words("endingVerbs") and lemma(verb) != "replace":
            return "former"
        if _has_gone(trigger, lexicon) or _is_timed_out(trigger):
            return "former"
    if verb is None or not is_state:
        return None
    if reading.expression is None and lemma(verb) in lexicon.words("endingVerbs"):
        return "former"  # what the trained reader alone reads has no word of the ontology's that says so
    adverbs = {c.lower_ for c in verb.children if c.dep_ in {"advmod", "npadvmod"} and c.i >= clause}
    adverbs.add(verb.sent[0].lower_)
    if adverbs & lexicon.words("formerAdverbs") or (before & {"formerly", "previously"}):
        return "former"
    begun = lemma(verb) in _taking_up(lexicon)  # "after joining Acme"
    if _comes_before(verb) or (verb.dep_ == "pcomp" and verb.head.lower_ == "after" and not begun):  # "after working for Acme"
        return "former"
    auxiliaries = {lemma(c) for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if "have" in auxiliaries and verb.tag_ == "VBN" and lemma(verb) in lexicon.words("servingVerbs"):
        dated = {t.lower_ for t in verb.subtree}
        return None if dated & {"since", "now", "currently"} else "former"  # "has worked as an editor"
    lasting = lemma(verb) in lexicon.words("lastingVerbs") or reading.role is not None
    if verb.dep_ == "acl" or (
        verb.tag_ == "VBN" and "be" in auxiliaries and not any(c.tag_ == "VBD" for c in verb.children if c.dep_ == "auxpass")
    ):
        return None
    past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.lower_ in {"was", "were", "had"} for c in verb.children))
    ended = lemma(verb) in STAYING and any(c.lower_ in UNTIL for c in verb.children)  # "stayed chief executive until May"
    if past and lasting and (ended or lemma(verb) not in _taking_up(lexicon)):
        return "former"
    return None


def _has_gone(trigger: Token, lexicon: Lexicon) -> bool:
    """Say whether who has a role in apposition went, and not from another: `Ada, its chief for nine years, left in May`."""
    holder = trigger.head
    if trigger.dep_ != "appos":
        return False
    verbs = [c for c in holder.children if c.dep_ == "acl" and c.i > trigger.i]  # what the parser makes of "Ada, its chief, left"
    verbs += [holder.head] if holder.dep_ == "nsubj" else []
    return any(verb.tag_ in {"VBD", "VBN"} and lemma(verb) in lexicon.words("endingVerbs") and not _is_told(verb) for verb in verbs)


def _is_timed_out(trigger: Token) -> bool:
    """Say whether a role is told of with its end: `its chief for the previous eight years`, `its chief at the time`."""
    if trigger.dep_ not in {"appos", "nsubj", "nmod", "compound", "conj"}:
        return False
    doc, end = trigger.doc, trigger.sent.end
    behind = [t.lower_ for t in doc[trigger.i + 1 : min(trigger.i + 12, end)]]
    stop = next((i for i, word in enumerate(behind) if word in {",", ";", ")", "—", "who"}), len(behind))
    phrase = behind[:stop]
    if "at the time" in " ".join(phrase):
        return True
    return "for" in phrase and bool(PRIOR & {*phrase[phrase.index("for") :]})


def _is_told(verb: Token) -> bool:
    """Say whether the sentence tells what is given up."""
    return any(
        c.dep_ in {"dobj", "prt"} or (c.dep_ == "prep" and (c.lower_ in {"as", "from"} or _is_trip(c))) for c in verb.children
    )


def _is_trip(preposition: Token) -> bool:
    """Say whether somebody only leaves for a place: `left for Oslo`."""
    return preposition.lower_ == "for" and any(c.dep_ == "pobj" and c.ent_type_ in {"GPE", "LOC"} for c in preposition.children)


def _clause_start(trigger: Token) -> int:
    """Return the token behind the last comma before a trigger, the start of its sentence where there is none."""
    sentence = trigger.sent
    return next((i + 1 for i in range(trigger.i - 1, sentence.start - 1, -1) if trigger.doc[i].text == ","), sentence.start)


def _taking_up(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs of which the past tense does not end what they say."""
    return frozenset().union(*(lexicon.words(f"{kind}Verbs") for kind in ("appointing", "arriving", "succeeding")))


def _role_words(scene: Scene, trigger: Token) -> set[str]:
    """Return the words of the noun phrase before a role: from the last comma, verb or name of another."""
    words: set[str] = set()
    for i in range(trigger.i - 1, max(trigger.sent.start - 1, trigger.i - 8), -1):
        token = scene.doc[i]
        if token.lower_ == "under" and i and scene.doc[i - 1].lower_ == "then":  # "the agency, then under Chairman Ada Byron"
            words.add("then")
        if (token.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} and token.lower_ not in {"then", "ex"}) or token.text in {
            ",",
            ";",
            ":",
            "(",
            "—",
        }:
            break
        words.add(token.lower_)
    return words


def _comes_before(verb: Token) -> bool:
    """Say whether the clause opens with what it came before: `Before that, …`, `Prior to joining Acme, …`."""
    first = [t for t in verb.sent if not t.is_space][:3]
    if verb in first and verb.dep_ in {"pcomp", "advcl"}:
        return False  # joining Acme itself came later
    opening = [t.lower_ for t in first[:2]]
    return opening[:1] == ["before"] or opening == ["prior", "to"] or opening == ["earlier", "in"]
