"""Why sentences gave no claim: every reason has its sentence, and the counts add up on all that is bundled."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kg.extract import Extractor
from kg.extract.explain import FEW, REASONS, SENTENCES, SILENT, TOLD, UNREAD, Explanation, Silence, count_lines, explain_all
from kg.extract.scene import Refusal
from kg.model import Article, Passage, Span
from kg.readers import read as read_sources

Explain = Callable[..., Explanation]


@pytest.fixture(scope="session")
def explained(extractor: Extractor) -> Explain:
    """Return a function that explains a text as an article."""

    def of(text: str, **fields: object) -> Explanation:
        return next(explain_all(extractor, [Article(id="a", source="a.txt", text=text, **fields)]))

    return of


def only(explanation: Explanation) -> Silence:
    (silence,) = explanation.silences
    return silence


@pytest.mark.parametrize(
    ("text", "reason", "word"),
    [
        ("Microsoft and Figma met in Berlin.", "no trigger", None),
        ("Google says that Microsoft bought well.", "trigger links no two", "bought"),
        ("Microsoft and Google regret that he bought it.", "unresolved pronoun", "bought"),
        ("Microsoft bought Microsoft, joked Google.", "same entity twice", "bought"),
        ("Anna Weber acquired Berlin.", "type clash", "acquired"),
        ("If Microsoft buys Figma, prices rise.", "hypothetical", "buys"),
        ("Will Microsoft buy Figma?", "question", "buy"),
    ],
)
def test_the_reason_is_that_of_the_attempt_that_came_furthest(explained: Explain, text: str, reason: str, word: str | None) -> None:
    silence = only(explained(text))
    assert (silence.reason, silence.word) == (reason, word)
    assert silence.sentence.of(text) == text


def test_a_name_of_no_sure_class_is_ambiguous(explained: Explain) -> None:
    assert only(explained("Halden Weber works with Ruben Voss.")).reason == "ambiguous name"


def test_a_caption_states_nothing_with_a_trigger_or_without(explained: Explain) -> None:
    for text in ("Microsoft bought Figma.", "Microsoft and Figma in Berlin."):
        assert only(explained(text, passages=(Passage(Span(0, len(text)), "caption"),))).reason == "silent passage"


def test_what_is_said_more_exactly_elsewhere_is_told_so(explained: Explain) -> None:
    text = "Anna Weber works for Figma. Anna Weber is the chief executive of Figma."
    explanation = explained(text)
    assert only(explanation).reason == "stated elsewhere"
    assert only(explanation).sentence.of(text) == "Anna Weber works for Figma."
    assert explanation.counts[TOLD] == 1


def test_a_denial_is_a_claim_and_needs_no_reason(explained: Explain) -> None:
    explanation = explained("Microsoft did not buy Figma.")
    assert (explanation.silences, explanation.counts[TOLD]) == ((), 1)


def test_json_form_points_into_the_text(explained: Explain) -> None:
    text = "  A note.  Will Microsoft buy Figma?"
    form = json.loads(json.dumps(only(explained(text)).to_json()))
    assert text[form["start"] : form["end"]] == form["text"] == "Will Microsoft buy Figma?"
    names = {one["id"]: one["name"] for one in form["entities"]}
    assert [[text[start:end] for start, end in one["mentions"]] for one in form["entities"]] == [["Microsoft"], ["Figma"]]
    attempt = form["attempts"][0]
    assert (names[attempt["s"]], attempt["r"], names[attempt["o"]]) == ("Microsoft", "acquires", "Figma")
    assert text[attempt["trigger"]["start"] : attempt["trigger"]["end"]] == attempt["trigger"]["text"] == form["trigger"] == "buy"


def test_an_article_that_is_not_read_is_counted_apart(extractor: Extractor) -> None:
    articles = [Article(id="d", source="d.txt", text="Microsoft kauft Figma.", lang="de")]
    (explanation,) = explain_all(extractor, articles)
    assert (explanation.silences, dict(explanation.counts)) == ((), {UNREAD: 1})
    assert count_lines(explanation.counts)[-1].endswith("1 articles not read: not English, or too long")


@pytest.fixture(scope="module")
def bundled(samples: Path, repository: Path) -> list[Article]:
    """Return the sample articles, and the hand-written sentences as articles of one sentence or two."""
    written = [json.loads(line) for line in (repository / "tests/quality/dev.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = [one for one in read_sources([str(samples)]) if isinstance(one, Article)]
    return articles + [Article(id=one["id"], source=one["id"], text=one["text"]) for one in written[::5]]


def test_counts_add_up_and_explaining_changes_no_reading(extractor: Extractor, bundled: list[Article]) -> None:
    total: Counter[str] = Counter()
    for article, doc in extractor.parse_all(bundled):
        refused: list[Refusal] = []
        assert doc is not None
        extraction = extractor.read(article, doc)
        assert extractor.read(article, doc, refused) == extraction
        (explanation,) = explain_all(extractor, [article])
        sentences = [Span(s[0].idx, s[0].idx + len(s.text)) for s in doc.sents if s.text.strip()]
        told = [s for s in sentences if any(c.evidence.overlaps(s) for c in extraction.claims)]
        rich = [s for s in sentences if _entities(extraction.clusters, s) > 1]
        shown = [silence.sentence for silence in explanation.silences]
        assert [s for s in rich if s not in told] == [next(s for s in sentences if s.contains(one)) for one in shown]
        assert explanation.counts[SENTENCES] == len(sentences)
        assert explanation.counts[TOLD] == len(told)
        total.update(explanation.counts)
    assert total[SENTENCES] == total[FEW] + total[TOLD] + total[SILENT]
    assert total[SILENT] == sum(total[reason] for reason in REASONS)
    assert min(total[FEW], total[TOLD], total[SILENT]) > 20


def _entities(clusters: Iterable, sentence: Span) -> int:
    return sum(any(mention.span.overlaps(sentence) for mention in cluster.mentions) for cluster in clusters)


def test_command_prints_sentences_and_counts(run_kg, samples: Path) -> None:
    done = run_kg("extract", samples / "nvidia-arm.txt", "--explain")
    forms = [json.loads(line) for line in done.stdout.splitlines()]
    counts = {name: int(number) for number, name in (line.split(maxsplit=1) for line in done.stderr.splitlines())}
    assert done.returncode == 0
    assert {form["id"] for form in forms} == {"nvidia-arm"}
    assert Counter(form["reason"] for form in forms) == {name: n for name, n in counts.items() if name in REASONS}
    assert counts[SILENT] == len(forms)
    table = run_kg("extract", samples / "nvidia-arm.txt", "--explain", "--format", "table").stdout.splitlines()
    assert table[0].split("\t") == ["article", "reason", "trigger", "entities", "sentence"]
    assert [line.split("\t")[1] for line in table[1:]] == [form["reason"] for form in forms]
