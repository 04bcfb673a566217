"""Which predicted entity is which gold entity, and how well the names of one thing were put together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from kg.evaluate.account import Named
from kg.evaluate.marks import Marks

_PLAIN = str.maketrans("’‘–—", "''--")
_LEGAL_FORM = re.compile(r"[\s,]+(inc|corp|corporation|co|company|ltd|limited|llc|plc|gmbh|ag|sa|nv|holdings?)\.?$")


def match_key(name: str) -> str:
    """Return the name as the scores compare it: without case, accents, leading article, legal form, possessive, stray punctuation.

    Kept apart from `kg.model.name_key`, which decides identity and may improve: a measure must not move with what it measures.
    """
    name = name.translate(_PLAIN)
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    text = text.casefold().strip().strip("\"'.,;:()[]")
    text = re.sub(r"'s$", "", text)
    text = re.sub(r"^(the|a|an)\s+", "", text)
    text = _LEGAL_FORM.sub("", text)
    return re.sub(r"[\s\-_./&']+", " ", text).strip()


def keys_of(entity: Named) -> frozenset[str]:
    """Return the keys of all names of an entity."""
    return frozenset(key for key in map(match_key, (entity.name, *entity.aliases)) if key)


def align(gold: Sequence[Named], predicted: Sequence[Named]) -> dict[str, str]:
    """Return the gold id of each predicted id that shares a name with a gold entity; of several gold entities the best match.

    Fragments of one gold thing all lead to it. Topics have no one right wording: one wording within the other is enough.
    """
    pairs = []
    our_keys = {ours.id: keys_of(ours) for ours in predicted}
    for theirs in gold:
        keys = keys_of(theirs)
        for ours in predicted:
            shared = keys & our_keys[ours.id]
            both_topics = theirs.is_topic and ours.is_topic
            wordings = shared or (_shared_wordings(keys, our_keys[ours.id]) if both_topics else shared)
            if wordings:
                same_name = match_key(theirs.name) == match_key(ours.name)
                surplus = len(our_keys[ours.id] - keys)
                pairs.append((bool(shared), len(wordings), same_name, -surplus, theirs.id, ours.id))
    gold_of: dict[str, str] = {}
    for *_, gold_id, predicted_id in sorted(pairs, reverse=True):
        gold_of.setdefault(predicted_id, gold_id)
    return gold_of


def _shared_wordings(theirs: frozenset[str], ours: frozenset[str]) -> frozenset[str]:
    return frozenset(a for a in theirs for b in ours if f" {a} " in f" {b} " or f" {b} " in f" {a} ")


def bcubed(gold: Sequence[Named], predicted: Sequence[Named]) -> Marks:
    """Return the B-cubed marks over the gold's names; a name that nothing predicted is a cluster of its own.

    The measure is that of Bagga and Baldwin 1998, https://aclanthology.org/P98-1012/.
    """
    gold_of = _owners(gold)
    predicted_of = {name: f"alone {name}" for name in gold_of} | {f: f"entity {e}" for f, e in _owners(predicted).items()}
    right = found = 0.0
    for name in gold_of:
        together = {other for other in gold_of if predicted_of[other] == predicted_of[name]}
        belong = {other for other in gold_of if gold_of[other] == gold_of[name]}
        right += len(together & belong) / len(together)
        found += len(together & belong) / len(belong)
    return Marks(right, len(gold_of), found, len(gold_of))


def _owners(entities: Iterable[Named]) -> dict[str, str]:
    return {name: entity.id for entity in entities for name in keys_of(entity)}
