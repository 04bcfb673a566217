from __future__ import annotations

import importlib.util
import json
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluate import Account, Marks, Named, Report, Share, Stated, account_of, load_gold, predict_texts, score, score_article
from kg.evaluate.score import sentence_with

REPOSITORY = Path(__file__).parents[2]
ORACLE = REPOSITORY.parent / "shared" / "eval" / "score.py"

ADA = Named("e1", ("Person",), "Ada Obi", ("Ada Obi", "Obi"))
LUMORA = Named("e2", ("Company",), "Lumora Inc.", ("Lumora Inc.", "Lumora"))
HALVIK = Named("e3", ("Company",), "Halvik", ("Halvik",))
ENTITIES = (ADA, LUMORA, HALVIK)


def told(*facts: Stated, entities: tuple[Named, ...] = ENTITIES) -> Account:
    return Account("a", entities, facts)


def test_a_perfect_reading_has_perfect_marks() -> None:
    gold = told(Stated("e1", "ceoOf", "e2", cue="chief executive of"), Stated("e2", "competesWith", "e3"))
    read = told(
        Stated("e1", "ceoOf", "e2", sentences=("Ada Obi is chief executive of Lumora Inc.",)), Stated("e3", "competesWith", "e2")
    )
    report = score_article(gold, read)
    assert report.facts_strict == report.graph == Marks(2, 2, 2, 2)
    assert (report.entities.f1, report.types.value, report.aliases.f1) == (1, 1, 1)
    assert (report.false_assertions.value, report.evidence, report.status.value) == (0, Share(1, 1), 1)
    assert report.faults == ()


def test_direction_counts() -> None:
    report = score_article(told(Stated("e2", "acquires", "e3")), told(Stated("e3", "acquires", "e2")))
    assert report.facts_strict == Marks(0, 1, 0, 1)
    assert [fault.kind for fault in report.faults] == ["false", "missed"]


def test_a_former_chief_told_as_the_present_one_is_false() -> None:
    report = score_article(told(Stated("e1", "ceoOf", "e2", "former")), told(Stated("e1", "ceoOf", "e2")))
    assert report.facts_strict.f1 == 1
    assert report.graph == Marks(0, 1, 0, 0)
    assert report.false_assertions == Share(1, 1)
    assert report.status_not_current == Marks(0, 0, 0, 1)


def test_a_broader_relation_is_right_when_relaxed() -> None:
    report = score_article(told(Stated("e1", "ceoOf", "e2")), told(Stated("e1", "worksFor", "e2")))
    assert (report.facts_strict.f1, report.facts_relaxed.f1) == (0, 1)
    assert report.false_assertions == Share(0, 1)
    assert report.by_relation == {"ceoOf": Marks(0, 0, 0, 1), "worksFor": Marks(0, 1, 0, 0)}


def test_a_rumour_that_gold_lacks_is_wrong_but_asserts_nothing() -> None:
    report = score_article(told(), told(Stated("e2", "acquires", "e3", "alleged")))
    assert report.false_assertions == Share(0, 0)
    assert [fault.kind for fault in report.faults] == ["wrong"]


def test_names_match_without_case_accents_article_and_legal_form() -> None:
    read = told(entities=(Named("x", ("Company",), "The LUMÓRA Corp.", ()), Named("y", ("Product",), "Halvik's", ())))
    report = score_article(told(), read)
    assert report.entities == Marks(2, 2, 2, 3)
    assert report.types == Share(1, 2)


def test_a_cluster_of_two_things_costs_precision_and_a_split_one_recall() -> None:
    joined = told(entities=(Named("x", ("Company",), "Lumora", ("Lumora", "Halvik", "Ada Obi", "Obi")),))
    split = told(entities=(ADA, LUMORA, HALVIK, Named("x", ("Person",), "Obi", ()))[1:])
    assert score_article(told(), joined).aliases.precision < 1 == score_article(told(), joined).aliases.recall
    assert score_article(told(), split).aliases.precision == 1 > score_article(told(), split).aliases.recall


def test_one_wording_of_a_topic_within_another_is_enough_and_no_topic_is_counted() -> None:
    gold = told(Stated("e1", "reportsOn", "t"), entities=(ADA, Named("t", ("Topic",), "AI and data", ())))
    read = told(Stated("e1", "reportsOn", "u"), entities=(ADA, Named("u", ("Topic",), "AI", ())))
    report = score_article(gold, read)
    assert report.facts_strict.f1 == 1
    assert report.entities == Marks(1, 1, 1, 1)


def test_an_article_that_was_not_predicted_is_wholly_missed() -> None:
    report = score([told(Stated("e1", "ceoOf", "e2"))], [])
    assert (report.articles, report.predicted_articles) == (1, 0)
    assert report.entities == Marks(0, 0, 0, 3)
    assert [(fault.kind, fault.relation) for fault in report.faults] == [("missed", "ceoOf")]


def test_a_missed_fact_is_listed_with_the_sentence_that_states_it() -> None:
    text = "Lumora grew. Obi, who is no fan of meetings, runs Lumora Inc. from a barn.\n\nHalvik did not."
    assert sentence_with(text, "", ADA, LUMORA) == "Obi, who is no fan of meetings, runs Lumora Inc. from a barn."
    assert sentence_with(text, "did not", ADA, LUMORA) == "Halvik did not."
    assert sentence_with("", "", ADA, LUMORA) == ""


NAMES = ("Acme", "Acme Inc.", "the Acme", "Ácme", "Bolt", "Bolt's", "Bolt-On", "AI", "AI and data", "Zoë Ng", "Ng", "東京")
TYPES = ("Person", "Company", "Topic")
RELATIONS = ("ceoOf", "leads", "worksFor", "acquires", "competesWith")


@st.composite
def forms(draw: st.DrawFn, article: str, prefix: str) -> dict[str, Any]:
    """Draw what one side says of an article, in the JSON form."""
    names = st.sampled_from(NAMES)
    entities = [
        {
            "id": f"{prefix}{n}",
            "type": draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=2)),
            "name": draw(names),
            "aliases": draw(st.lists(names, max_size=3)),
        }
        for n in range(draw(st.integers(1, 5)))
    ]
    ids = st.sampled_from([entity["id"] for entity in entities])
    fact = st.fixed_dictionaries(
        {
            "s": ids,
            "r": st.sampled_from(RELATIONS),
            "o": ids,
            "status": st.sampled_from(("current", "former", "planned", "alleged", "denied")),
            "from": st.sampled_from(("reporter", "named", "self")),
            "cue": st.sampled_from(("", "bought", "chief of the firm")),
            "claims": st.sampled_from(([], [{"evidence": {"text": "It bought the chief of the firm."}}])),
        }
    )
    page = {
        "bylines": draw(st.lists(names, max_size=2)),
        "publisher": draw(names),
        "published": draw(st.sampled_from((None, "2024-05-16", "2024-05-17"))),
        "about": draw(st.lists(ids, max_size=2)),
        "quoted": draw(st.lists(ids, max_size=2)),
    }
    return {"id": article, "entities": entities, "facts": draw(st.lists(fact, max_size=6)), **page}


@pytest.fixture(scope="module")
def oracle() -> ModuleType:
    """Return the scorer whose definitions these are."""
    if not ORACLE.exists():
        pytest.skip("the reference scorer is not here")
    spec = importlib.util.spec_from_file_location("reference_score", ORACLE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_gold(form: dict[str, Any]) -> dict[str, Any]:
    """Return the form as a gold file has it, with what the page shows in a part of its own."""
    page = {name: form.get(name) for name in ("bylines", "publisher", "published", "about", "quoted")}
    return {"id": form["id"], "entities": form["entities"], "facts": form["facts"], "article": page}


def reference(oracle: ModuleType, gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        for form in gold:
            (Path(folder) / f"{form['id']}.json").write_text(json.dumps(form), encoding="utf-8")
        return oracle.score(Path(folder), {form["id"]: form for form in read})


def figures(report: Report) -> dict[str, Any]:
    """Return a report in the reference scorer's form."""

    def marks(of: Marks) -> dict[str, float]:
        counts = {"tp": of.right, "pred": of.predicted, "gold": of.gold}
        return {"p": round(of.precision, 4), "r": round(of.recall, 4), "f1": round(of.f1, 4), **counts}

    def share(of: Share) -> float | None:
        return None if of.value is None else round(of.value, 4)

    counted = ("entities", "facts_strict", "graph", "status_not_current", "sourcing_not_reporter", "bylines", "about", "quoted")
    rates = ("aliases", "facts_relaxed")
    return {
        "articles": report.articles,
        "predicted_articles": report.predicted_articles,
        **{name: marks(getattr(report, name)) for name in counted},
        **{name: {k: v for k, v in marks(getattr(report, name)).items() if k in ("p", "r", "f1")} for name in rates},
        **{name: share(getattr(report, name)) for name in ("evidence", "false_assertions", "publisher", "published")},
        "type_accuracy": share(report.types),
        "status_accuracy": share(report.status),
        "sourcing_accuracy": share(report.sourcing),
        "asserted": report.false_assertions.of,
        "by_relation": {name: marks(of) for name, of in report.by_relation.items()},
    }


def in_our_words(theirs: dict[str, Any]) -> dict[str, Any]:
    return {"aliases" if name == "aliases_b3" else name: value for name, value in theirs.items() if name != "errors"}


@settings(max_examples=100, deadline=None)
@given(gold=forms("a", "g"), read=forms("a", "p"), other_gold=forms("b", "g"), other_read=forms("b", "p"))
def test_every_figure_is_that_of_the_reference_scorer(oracle: ModuleType, gold, read, other_gold, other_read) -> None:
    golds, reads = [as_gold(gold), as_gold(other_gold)], [read, other_read]
    report = score(map(account_of, golds), map(account_of, reads))
    assert figures(report) == in_our_words(reference(oracle, golds, reads))
    listed = [(f.article, f.kind) for f in report.faults if f.kind in ("false", "missed")]
    assert sorted(listed) == sorted((article, kind) for article, kind, _ in reference(oracle, golds, reads)["errors"])


def test_figures_on_real_extractions_are_those_of_the_reference_scorer(oracle: ModuleType, extractor) -> None:
    from kg.pipeline import contract_form
    from kg.readers.text import text_article

    path = REPOSITORY / "tests" / "quality" / "dev.jsonl"
    golds = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    reads = [contract_form(e) for e in extractor.extract_all(text_article(form["text"], form["id"]) for form in golds)]
    report = score(load_gold(path), map(account_of, reads))
    assert figures(report) == in_our_words(reference(oracle, golds, reads))
    assert report.facts_strict.right > 0


def test_texts_that_gold_carries_are_read_in_order() -> None:
    texts = {"a": "Ada Obi is the chief executive of Lumora.", "b": "", "c": "Microsoft acquired GitHub in 2018."}
    read = list(predict_texts(Account(name, text=text) for name, text in texts.items()))
    assert [account.id for account in read] == ["a", "c"]
    assert [fact.relation for account in read for fact in account.facts] == ["ceoOf", "acquires"]
