from __future__ import annotations

import pytest

from kg.readers.markdown import read_markdown
from tests.readers.pages import BODY
from tests.readers.sources import articles, problems

TEXT = "\n\n".join(BODY)


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Looms learn to count\nauthor: [Ada Byron, Karl Weber]\ndate: 2024-05-04\n"
        "outlet: LoomWire\ntags: [wool, warp]\n---\n",
        '---\nheadline: "Looms learn to count"\nauthors:\n  - name: Ada Byron\n  - name: Karl Weber\npublished: May 4, 2024\n'
        "publisher: LoomWire\nkeywords: wool, warp\n...\n",
        '+++\ntitle = "Looms learn to count"\nauthors = ["Ada Byron", "Karl Weber"]\n'
        'date = 2024-05-04T08:00:00Z\noutlet = "LoomWire"\n'
        'tags = ["wool", "warp"]\n+++\n',
    ],
)
def test_front_matter_tells_of_the_article(front: str) -> None:
    [article] = articles(read_markdown, f"{front}\n# Looms learn to count\n\n{TEXT}\n".encode())
    assert article.text == "\n".join(("Looms learn to count", "", *BODY))
    assert (article.title, article.bylines, article.published) == (
        "Looms learn to count",
        ("Ada Byron", "Karl Weber"),
        "2024-05-04",
    )
    assert (article.publisher, article.keywords) == ("LoomWire", ("wool", "warp"))


@pytest.mark.parametrize("heading", ["# Looms learn to count", "Looms learn to count\n===="])
def test_without_front_matter_the_heading_is_the_title(heading: str) -> None:
    [article] = articles(read_markdown, f"{heading}\n\n{TEXT}".encode())
    assert (article.title, article.text.count("Looms learn")) == ("Looms learn to count", 1)


def test_marks_are_not_part_of_the_text() -> None:
    text = f"# Looms\n\n{BODY[0]} See [*the* yard](https://x.example) and **wool**.\n\n> {BODY[1]}\n\n- one loom is counted\n"
    [article] = articles(read_markdown, text.encode())
    assert article.text.split("\n")[2:4] == [f"{BODY[0]} See the yard and wool.", BODY[1]]
    assert not {"*", "[", ">", "#"} & set(article.text)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "is empty"),
        ("---\ntitle: [open\n---\ntext", "broken front matter"),
        ("---\ntitle: !!python/object:os.system x\n---\ntext", "broken front matter"),
        ("---\na: &a [x]\nb: *a\n---\ntext", "holds references"),
        ("---\ndate: 2024-13-45\n? {a: b}\n: c\n---\ntext", "broken front matter"),
        (f"---\na: {'[' * 20_000}\n---\ntext", "broken front matter"),
        (f"---\na: {'x' * 60_000}\n---\ntext", "is longer than"),
        ("+++\ntitle = \n+++\ntext", "broken front matter"),
        ("---\ntitle: Looms\n---\n", "no article text|no text"),
        ("# Looms", "no article text|no text"),
    ],
)
def test_broken_files_are_told(content: str, problem: str) -> None:
    [told] = problems(read_markdown, content.encode())
    assert any(one in told for one in problem.split("|"))


@pytest.mark.parametrize("content", ["> " * 50_000, "[" * 50_000, "*a **a " * 20_000, "- " * 20_000, "`" * 50_000])
def test_markup_made_to_hang_does_not(content: str) -> None:
    assert articles(read_markdown, f"{BODY[0]}\n\n{content}x\n".encode()) or problems(read_markdown, content.encode())
