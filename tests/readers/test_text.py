from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Article
from kg.readers.decoding import decode, tidy
from kg.readers.text import text_article

TITLE = "Looms learn to count"
BODY = "The workshop on the hill has turned out wooden looms for ninety years.\n\nOrders have doubled since then."


def _read(text: str) -> Article:
    return text_article(decode(text.encode(), "looms.txt"), "looms.txt")


def _marked(article: Article) -> list[tuple[str, str]]:
    return [(passage.kind, passage.span.of(article.text)) for passage in article.passages]


def test_a_text_is_kept_as_it_is() -> None:
    text = f"  {TITLE}\n\n{BODY}  \n\n\n"
    assert _read(text).text == text


@pytest.mark.parametrize(
    ("text", "section", "title"),
    [
        (f"{TITLE}\n\n{BODY}", None, TITLE),
        (f"{TITLE}?\n\n{BODY}", None, f"{TITLE}?"),
        (f"Weaving\n\n{TITLE} and to sing\n\n{BODY}", "Weaving", f"{TITLE} and to sing"),
        (f"{TITLE}\n{BODY}", None, ""),
        (f"{TITLE}.\n\n{BODY}", None, ""),
        (f"{'very ' * 50}long\n\n{BODY}", None, ""),
        (f"Photo: Ada Byron\n\n{BODY}", None, ""),
        (TITLE, None, ""),
    ],
)
def test_the_first_line_is_the_title_when_it_looks_like_one(text: str, section: str | None, title: str) -> None:
    article = _read(text)
    assert (article.section, article.title) == (section, title)
    assert [words for kind, words in _marked(article) if kind == "title"] == ([title] if title else [])


def test_a_byline_near_the_top_names_the_reporters() -> None:
    assert _read(f"{TITLE}\n\nBy Ada Byron and Karl Weber\n\n{BODY}").bylines == ("Ada Byron", "Karl Weber")


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    assert _read(f"{TITLE}\n\nBy May the looms were sold.\n\n{BODY}").bylines == ()


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        (f"{TITLE} | LoomWire", "LoomWire"),
        (f"{TITLE} and sing - The Weft", "The Weft"),
        (f"{TITLE}: the weft", None),
        (f"{TITLE} - and to sing", None),
        (TITLE, None),
    ],
)
def test_a_title_may_end_with_the_outlet(title: str, publisher: str | None) -> None:
    assert _read(f"{title}\n\n{BODY}").publisher == publisher


@pytest.mark.parametrize(
    ("bio", "publisher"),
    [
        (
            "Ada Byron (@ada) is a Leeds-based reporter at LoomWire covering textiles. Before that she wrote for The Weft.",
            "LoomWire",
        ),
        ("Ada Byron is LoomWire's senior reporter. She covered wool at The Weft.", "LoomWire"),
        ("Ada Byron covers textiles for LoomWire.", "LoomWire"),
        ("Ada Byron is a staff writer at Threads of Leeds covering textiles.", "Threads of Leeds"),
        ("Ada Byron is a freelance journalist based in Leeds.", None),
    ],
)
def test_a_closing_bio_is_marked_and_tells_reporter_and_outlet(bio: str, publisher: str | None) -> None:
    article = _read(f"{TITLE}\n\n{BODY}\n\nAda Byron\n\n{bio}\n")
    assert article.bylines == ("Ada Byron",)
    assert article.publisher == publisher
    assert [words for kind, words in _marked(article) if kind == "bio"] == ["Ada Byron", bio]


def test_a_line_of_contact_belongs_to_the_bio() -> None:
    article = _read(f"{TITLE}\n\nBy Ada Byron\n\n{BODY}\n\nFollow Ada Byron on Twitter @ada.")
    assert ("bio", "Follow Ada Byron on Twitter @ada.") in _marked(article)


def test_a_person_in_the_news_has_no_bio() -> None:
    article = _read(f"{TITLE}\n\n{BODY}\n\nKarl Weber is the foreman of the workshop, and he has no plans to retire.")
    assert article.bylines == ()
    assert [kind for kind, _ in _marked(article)] == ["title"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Karl Weber, the founder and publisher of LoomWire, said the looms would stay.",
        "Karl Weber is an editor at The Weft.",
        "Karl Weber covers the looms of the yard at night.",
    ],
)
def test_a_sentence_of_the_body_is_no_bio(paragraph: str) -> None:
    article = _read(f"{TITLE}\n\n{paragraph}\n\n{BODY}")
    assert (article.bylines, article.publisher) == ((), None)
    assert [kind for kind, _ in _marked(article)] == ["title"]


def test_what_a_person_said_at_the_end_is_no_bio() -> None:
    article = _read(f"{TITLE}\n\n{BODY}\n\nKarl Weber, the founder and editor of LoomWire, said the looms would stay.")
    assert (article.bylines, article.publisher) == ((), None)


def test_a_closing_note_may_name_others_before_the_reporter() -> None:
    note = "Karl Weber contributed reporting. Ada Byron covers textiles for The Weft."
    article = _read(f"{TITLE}\n\n{BODY}\n\n{note}")
    assert (article.bylines, article.publisher) == (("Ada Byron",), "The Weft")
    assert ("bio", note) in _marked(article)


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("April 14, 2025", "2025-04-14", None),
        ("Feb. 8, 2022", "2022-02-08", None),
        ("8 February 2022, 14.30 GMT", "2022-02-08", None),
        ("Published Sat, May 4 2024 9:29 AM EDT", "2024-05-04", None),
        ("2024-05-04T10:00:00Z", "2024-05-04", None),
        ("By Ada Byron | May 4, 2024", "2024-05-04", None),
        ("LONDON, 8 February 2022 — The looms have stopped.", "2022-02-08", None),
        ("SAN FRANCISCO, Calif., May 4, 2024 (LoomWire) - The looms have stopped.", "2024-05-04", None),
        ("Updated: June 1, 2024", None, "2024-06-01"),
        ("April 14, 2025, was a bad day for looms.", None, None),
        ("LONDON (LoomWire) - The looms have stopped.", None, None),
        ("31 February 2024", None, None),
    ],
)
def test_a_date_line_or_a_dateline_near_the_top_dates_the_article(line: str, published: str | None, modified: str | None) -> None:
    article = _read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (article.published, article.modified) == (published, modified)


def test_a_dateline_may_name_the_outlet() -> None:
    assert _read(f"{TITLE}\n\nLEEDS, May 4, 2024 (LoomWire) - The looms have stopped.\n\n{BODY}").publisher == "LoomWire"


@pytest.mark.parametrize(
    "line", ["Photo: Ada Byron/The Weft", "Image credit: LoomWire", "Photography by Ada Byron.", "A loom in Leeds. Getty Images"]
)
def test_a_credit_is_marked(line: str) -> None:
    assert ("credit", line) in _marked(_read(f"{TITLE}\n\n{line}\n\n{BODY}"))


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_kept_and_its_passages_are_lines_of_it(text: str) -> None:
    try:
        article = _read(text.encode("utf-8", "replace").decode())
    except SourceError:
        return
    assert article.text == tidy(article.text)
    ends = [0]
    for passage in article.passages:
        assert passage.span.start >= ends[-1]
        assert "\n" not in passage.span.of(article.text)
        ends.append(passage.span.end)
