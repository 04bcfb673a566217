"""What may be a mention in a corpus that marks only some of them: the names that our own rules find, and pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.extract.document import document
from kg.extract.language import dictionary_words, load_language
from kg.extract.lexicon import build_lexicon
from kg.extract.names import find_names
from kg.ontology import load_ontology
from kg.training.corpora import PRONOUNS
from kg.training.sample import Range

Found = tuple[list[tuple[int, int]], list[Range]]


def find_candidates(texts: Iterable[str]) -> Mapping[str, Found]:
    """Return, for each text, the character offsets of its words and the ranges of words that may be mentions."""
    language = load_language()
    lexicon = build_lexicon(load_ontology(), dictionary_words(language))
    found: dict[str, Found] = {}
    for parsed in language.pipe(sorted({*texts}), batch_size=64):
        doc = document(parsed)
        position: dict[int, int] = {}
        offsets: list[tuple[int, int]] = []
        for token in doc:
            position[token.i] = len(offsets)
            if not token.is_space:
                offsets.append((token.idx, token.idx + len(token)))
        position[len(doc)] = len(offsets)
        names = find_names(doc, lexicon)
        places = [(position[name.start], position[name.end]) for name in names]
        places += [(position[token.i], position[token.i] + 1) for token in doc if token.lower_ in PRONOUNS]
        found[doc.text] = offsets, sorted(place for place in places if place[0] < place[1])
    return found
