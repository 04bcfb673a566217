from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.readers import read
from kg.readers.dump import split

SEED = Path(__file__).parents[2].parent / "shared" / "data" / "seed"

PARAGRAPH = {
    "robots": "Two orchards near Hereford have rented robots that pick cider apples at night, when the fruit is firm.",
    "robots2": "The machines are slow, their owner says, but they do not mind the rain and they never drop a crate.",
    "cold": "Cold stores use a tenth of the power that a packing house pays for. Frostline's controllers learn when to rest.",
    "cold2": "Register for our webinar to learn how three growers halved their bills.",
    "prices": "Cider makers paid a fifth more for late apples this autumn than they did a year ago.",
    "prices2": "“Nobody planted for this,” said Maud Ferris, who runs the growers' auction in Ledbury.",
    "rootstock": "A dwarf rootstock bred at East Malling is being tried in Kent, on forty hectares of clay.",
    "drones": "Drones that count blossom have arrived in the perry country, and insurers are paying for them.",
    "hail": "Hail nets went up over six farms in April, after two seasons in which storms took half the crop.",
}

LABELLED = f"""Home | Growers | Machines | Markets | Sign in
Skip to main content

MACHINES

Robot pickers reach the cider valleys at night

By Lena Okonjo | March 3, 2023

Growers rent by the crate and keep their crews for the pruning.

A robot arm lifts apples into a crate near Hereford.

Image credit: Paul Idris/Orchard Dispatch

{PARAGRAPH["robots"]}

{PARAGRAPH["robots2"]}

Continue reading →

About the author

Lena Okonjo writes about farm machines for Orchard Dispatch. Before that she was an editor at The Hop Yard.

PARTNER CONTENT

How cold stores cut their power bills

{PARAGRAPH["cold"]}

{PARAGRAPH["cold2"]}

Continue reading →

MARKETS

Late apples fetch a fifth more

By Tom Abara | March 2, 2023

{PARAGRAPH["prices"]}

{PARAGRAPH["prices2"]}

Continue reading →

About the author

Tom Abara covers prices for Orchard Dispatch.

Most read

Why nobody presses quinces
The pear that would not ripen

© 2023 Orchard Dispatch. All rights reserved.
"""

REPEATED = f"""Perry & Press
Subscribe
Menu
New rootstock goes to trial in Kent
New rootstock goes to trial in Kent
4 min read
by Ines Calloway
{PARAGRAPH["rootstock"]}
Tap to read the full story
Ines Calloway is a correspondent at Perry & Press.
Follow her on Twitter @inescalloway.
Share this story
* * *
Drones count the blossom
Drones count the blossom
2 min read
by Yusuf Brandt and Ines Calloway
{PARAGRAPH["drones"]}
Photo: Yusuf Brandt
Tap to read the full story
Share this story
* * *
Nets for the hail that comes in April
Nets for the hail that comes in April
3 min read
by Yusuf Brandt
{PARAGRAPH["hail"]}
Tap to read the full story
Yusuf Brandt is the founder of Perry & Press. He reports from Herefordshire.
Share this story
You might also like
Drones count the blossom
Ten ciders for the winter table
Privacy policy
"""

TEASERS = f"""Growers

{PARAGRAPH["robots"]}

{PARAGRAPH["robots2"]}

Read the full article

Lena Okonjo

Lena Okonjo (@lokonjo) is a senior reporter at Orchard Dispatch.

Photo: Paul Idris

{PARAGRAPH["prices"]}

Read the full article

Tom Abara

Tom Abara is the president of Orchard Dispatch, which he joined in 2019.

{PARAGRAPH["cold"]}

Read the full article

Frostline

Frostline makes controllers for cold stores. We are proud to work with growers in nine counties.

Latest news
Jobs
"""


def _split(text: str) -> list[Article]:
    return split(text, "dump.txt")


def _shape(text: str) -> list[tuple[str, str | None, str, tuple[str, ...], str | None]]:
    return [(piece.kind, piece.section, piece.title, piece.bylines, piece.published) for piece in _split(text)]


def _lines(piece: Article, kind: str | None = None) -> list[str]:
    if kind:
        return [passage.span.of(piece.text) for passage in piece.passages if passage.kind == kind]
    return [line for line in piece.text.split("\n") if line]


def test_pieces_with_labels_bylines_and_boxes_are_told_apart() -> None:
    assert _shape(LABELLED) == [
        ("article", "MACHINES", "Robot pickers reach the cider valleys at night", ("Lena Okonjo",), "2023-03-03"),
        ("sponsored", "PARTNER CONTENT", "How cold stores cut their power bills", (), None),
        ("article", "MARKETS", "Late apples fetch a fifth more", ("Tom Abara",), "2023-03-02"),
    ]
    robots, cold, prices = _split(LABELLED)
    assert _lines(robots) == [
        "MACHINES",
        robots.title,
        "By Lena Okonjo | March 3, 2023",
        "Growers rent by the crate and keep their crews for the pruning.",
        "A robot arm lifts apples into a crate near Hereford.",
        "Image credit: Paul Idris/Orchard Dispatch",
        PARAGRAPH["robots"],
        PARAGRAPH["robots2"],
        "Lena Okonjo writes about farm machines for Orchard Dispatch. Before that she was an editor at The Hop Yard.",
    ]
    assert _lines(cold) == ["PARTNER CONTENT", cold.title, PARAGRAPH["cold"], PARAGRAPH["cold2"]]
    assert _lines(prices)[-1] == "Tom Abara covers prices for Orchard Dispatch."
    assert (robots.publisher, cold.publisher, prices.publisher) == ("Orchard Dispatch", None, "Orchard Dispatch")


def test_the_lines_of_a_piece_are_marked() -> None:
    robots = _split(LABELLED)[0]
    assert _lines(robots, "title") == [robots.title]
    assert _lines(robots, "caption") == ["A robot arm lifts apples into a crate near Hereford."]
    assert _lines(robots, "credit") == ["Image credit: Paul Idris/Orchard Dispatch"]
    assert _lines(robots, "bio") == [_lines(robots)[-1]]


def test_pieces_with_repeated_headlines_and_no_blank_lines_are_told_apart() -> None:
    assert _shape(REPEATED) == [
        ("article", None, "New rootstock goes to trial in Kent", ("Ines Calloway",), None),
        ("article", None, "Drones count the blossom", ("Yusuf Brandt", "Ines Calloway"), None),
        ("article", None, "Nets for the hail that comes in April", ("Yusuf Brandt",), None),
    ]
    assert [_lines(piece) for piece in _split(REPEATED)] == [
        [
            "New rootstock goes to trial in Kent",
            "by Ines Calloway",
            PARAGRAPH["rootstock"],
            "Ines Calloway is a correspondent at Perry & Press.",
            "Follow her on Twitter @inescalloway.",
        ],
        ["Drones count the blossom", "by Yusuf Brandt and Ines Calloway", PARAGRAPH["drones"], "Photo: Yusuf Brandt"],
        [
            "Nets for the hail that comes in April",
            "by Yusuf Brandt",
            PARAGRAPH["hail"],
            "Yusuf Brandt is the founder of Perry & Press. He reports from Herefordshire.",
        ],
    ]


def test_pieces_without_headlines_end_with_their_boxes() -> None:
    growers, prices, cold = _split(TEASERS)
    assert [piece.kind for piece in (growers, prices, cold)] == ["article", "article", "sponsored"]
    assert [piece.bylines for piece in (growers, prices, cold)] == [("Lena Okonjo",), ("Tom Abara",), ()]
    assert _lines(prices)[0] == "Photo: Paul Idris"
    assert _lines(prices, "bio") == ["Tom Abara", "Tom Abara is the president of Orchard Dispatch, which he joined in 2019."]
    assert _lines(cold)[-1].startswith("Frostline makes")
    assert cold.publisher is None


def test_the_pieces_of_a_file_are_numbered(tmp_path: Path) -> None:
    (tmp_path / "orchard.txt").write_text(LABELLED, encoding="utf-8")
    pieces = [piece for piece in read([str(tmp_path)]) if isinstance(piece, Article)]
    assert [piece.id for piece in pieces] == ["orchard#1", "orchard#2", "orchard#3"]
    assert {piece.source for piece in pieces} == {"orchard.txt"}


@pytest.mark.parametrize(
    "text",
    [
        LABELLED.split("PARTNER CONTENT")[0],  # one teaser with its frame
        TEASERS.split("Photo:")[0],
        "\n\n".join(
            [
                "Robots in the rows",
                "By Lena Okonjo",
                PARAGRAPH["robots"],
                "What they cost",
                PARAGRAPH["robots2"],
                "What they cannot do",
                PARAGRAPH["prices"],
                "Read more: the pear that would not ripen",
                PARAGRAPH["prices2"],
                PARAGRAPH["hail"],
            ]
        ),
        "\n\n".join(
            [
                "Robots in the rows",
                PARAGRAPH["robots"],
                "Maud Ferris, an editor at The Hop Yard, said she was glad.",
                PARAGRAPH["prices2"],
                "Advertisement",
                PARAGRAPH["hail"],
                "Tom Abara covers prices for Orchard Dispatch.",
                "Most read",
                "Why nobody presses quinces",
            ]
        ),
        "\n\n".join(
            [
                "Six machines to watch",
                "The Picker",
                "It picks at night and in the rain",
                "Photo: Paul Idris",
                PARAGRAPH["robots"],
                "The Counter",
                "It counts blossom from the air",
                "Photo: Paul Idris",
                PARAGRAPH["drones"],
            ]
        ),
    ],
)
def test_one_article_is_never_split_nor_changed(text: str) -> None:
    [article] = _split(text)
    assert article.text == text


@settings(deadline=None)
@given(st.lists(st.sampled_from([*LABELLED.split("\n"), *REPEATED.split("\n"), *TEASERS.split("\n")]), max_size=40))
def test_no_paragraph_is_lost_however_lines_are_shuffled(lines: list[str]) -> None:
    pieces = _split("\n".join(lines))
    written = [line for piece in pieces for line in _lines(piece)]
    for line in lines:
        assert line not in PARAGRAPH.values() or written.count(line) == lines.count(line)
    if len(pieces) > 1:
        assert all(piece.text.strip() == piece.text and piece.text for piece in pieces)


@settings(deadline=None)
@given(st.text(st.sampled_from("Ab .\n|-By:"), max_size=300))
def test_any_text_is_one_article_or_several(text: str) -> None:
    assert _split(text)


@pytest.mark.skipif(not SEED.is_dir(), reason="the dump that was marked by hand is not beside this checkout")
def test_the_marked_dump_splits_as_marked() -> None:
    lines = (SEED / "protocol_page_dump.txt").read_text(encoding="utf-8").split("\n")
    marked = json.loads((SEED / "segments.json").read_text(encoding="utf-8"))
    pieces = _split("\n".join(lines))
    assert len(pieces) == len(marked)
    for piece, segment in zip(pieces, marked, strict=True):
        own = range(segment["start_line"], segment["end_line"] + 1)
        furniture = {number for number in segment["boilerplate_lines"] if not lines[number - 1].startswith(("Photo:", "Image:"))}
        assert _lines(piece) == [
            lines[number - 1].strip() for number in own if number not in furniture and lines[number - 1].strip()
        ]
        stated = (segment["kind"], segment["section"], segment["title"] or "", tuple(segment["byline"]), segment["publisher"])
        assert (piece.kind, piece.section, piece.title, piece.bylines, piece.publisher) == stated
        first, last = segment["bio_lines"] or (1, 0)
        assert _lines(piece, "bio") == [line for line in lines[first - 1 : last] if line]
