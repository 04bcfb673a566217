from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Article
from kg.readers.page import read_page
from tests.readers.pages import BODY, meta, page

URL = "https://www.loomwire.example/2024/05/looms-learn-to-count"
ADA = {"@type": "Person", "name": "Ada Byron"}


def _read(content: bytes) -> Article:
    return read_page(content, "looms.html")


def _linked(**fields: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Looms learn to count", **fields}


def _marked(article: Article, kind: str) -> list[str]:
    return [passage.span.of(article.text) for passage in article.passages if passage.kind == kind]


def test_the_text_is_title_blank_line_body() -> None:
    assert _read(page()).text == "\n".join(("Looms learn to count", "", *BODY))


# Bylines


@pytest.mark.parametrize(
    ("content", "bylines"),
    [
        (page(linked=_linked(author=ADA)), ["Ada Byron"]),
        (page(linked=_linked(author=[ADA, {"@type": "Person", "name": "Karl Weber"}])), ["Ada Byron", "Karl Weber"]),
        (page(linked=_linked(author="Ada Byron, Karl Weber")), ["Ada Byron", "Karl Weber"]),
        (page(linked=_linked(author={"@type": "Organization", "name": "Loom Holdings"})), []),
        (page(linked=_linked(author={"@type": "Person", "name": "LoomWire Staff"})), []),
        (page(linked=_linked(author=ADA), head=meta(author="Ada Byron and Karl Weber")), ["Ada Byron", "Karl Weber"]),
        (page(meta(author="Ada Byron, Staff Writer")), ["Ada Byron"]),
        (page('<meta name="author" value="Ada Byron">'), ["Ada Byron"]),
        (
            page('<meta name="parsely-author" content="Ada Byron"><meta name="parsely-author" content="Karl Weber">'),
            ["Ada Byron", "Karl Weber"],
        ),
        (page('<meta name="sailthru.author" content="ADA BYRON">'), ["Ada Byron"]),
        (page('<meta name="dc.creator" content="Byron, Ada">'), ["Ada Byron"]),
        (page('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Byron">'), ["Ada Byron"]),
        (page('<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Four Minutes">'), []),
        (page(meta(article__author="https://www.facebook.com/loomwire")), []),
        (page(meta(article__author="https://loomwire.example/author/ada-byron")), ["Ada Byron"]),
        (page(before='<p>By <a rel="author" href="/ada">Ada Byron</a></p>'), ["Ada Byron"]),
        (page(before='<span itemprop="author" itemscope><b itemprop="name">Ada Byron</b>, reporter</span>'), ["Ada Byron"]),
        (page(before='<div class="c-byline">By Ada Byron@ada May 4, 2024, 1:55pm EST</div>'), ["Ada Byron"]),
        (page(before="<div><p>By Ada Byron and Karl Weber</p></div>"), ["Ada Byron", "Karl Weber"]),
        (page(before='<p class="byline">4 May 2024</p>'), []),
        (page(), []),
    ],
)
def test_bylines_are_people_wherever_the_page_names_them(content: bytes, bylines: list[str]) -> None:
    assert list(_read(content).bylines) == bylines


@pytest.mark.parametrize(
    "frame",
    [
        '<aside class="related-stories">{}</aside>',
        '<div class="comments">{}</div>',
        "<nav>{}</nav>",
        "<article><h3>Other</h3>{}</article>",
    ],
)
def test_reporters_of_other_stories_are_not_taken(frame: str) -> None:
    other = (
        '<p class="byline">By <a rel="author" href="/author/karl-weber">Karl Weber</a></p><time datetime="2001-01-01">2001</time>'
    )
    article = _read(page(after=frame.format(other)))
    assert (article.bylines, article.published) == ((), None)


def test_other_articles_in_the_markup_are_not_taken() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Spindles",
        "url": "https://www.loomwire.example/spindles",
        "author": {"name": "Karl Weber"},
        "datePublished": "2001-01-01",
    }
    own = _linked(url=URL, author=ADA, datePublished="2024-05-04")
    article = _read(page(f'<link rel="canonical" href="{URL}">', linked=[other, own]))
    assert (article.bylines, article.published, article.url) == (("Ada Byron",), "2024-05-04", URL)


# Outlet


@pytest.mark.parametrize(
    ("content", "publisher"),
    [
        (page(meta(og__site_name="LoomWire")), "LoomWire"),
        (page('<meta name="og:site_name" value="LoomWire">'), "LoomWire"),
        (page(meta(og__site_name="LoomWire Inc.")), "LoomWire"),
        (page(meta(og__site_name="LoomWire | News from the weavers"), linked=_linked(url=URL)), "LoomWire"),
        (page(meta(og__site_name="loomwire.example"), tab="Looms learn to count | LoomWire"), "LoomWire"),
        (page(meta(og__site_name="weft.example"), tab="Looms learn to count - The Daily Weft"), "The Daily Weft"),
        (page(meta(og__site_name="weft.com", twitter__site="@weftdotcom"), tab="Looms | Weft"), "weft.com"),
        (
            page(meta(og__site_name="loomwire.example"), after="<p>The editors of LoomWire wrote this, and LoomWire is proud.</p>"),
            "LoomWire",
        ),
        (page(linked=_linked(publisher={"@type": "Organization", "name": "LoomWire"})), "LoomWire"),
        (page(linked=_linked(url=URL, publisher={"name": "Textile Holdings"}), tab="Looms learn to count | LoomWire"), "LoomWire"),
        (page(linked=_linked(url=URL, publisher={"name": "Textile Holdings"})), "Textile Holdings"),
        (
            page(meta(og__site_name="DLW"), linked=_linked(url="https://dlw.example/a", publisher={"name": "Daily Loom Weekly"})),
            "Daily Loom Weekly",
        ),
        (page('<meta name="application-name" content="LoomWire">'), "LoomWire"),
        (page(linked=_linked(url=URL), tab="Looms learn to count :: LoomWire"), "LoomWire"),
        (page(f'<link rel="canonical" href="{URL}">', after='<img class="site-logo" alt="LoomWire logo" src="l.png">'), "LoomWire"),
        (
            page(f'<link rel="canonical" href="{URL}">', after='<div class="footer">© 2024 LoomWire. All rights reserved.</div>'),
            "LoomWire",
        ),
        (page(f'<link rel="canonical" href="{URL}">'), "Loomwire"),
        (page(meta(og__site_name="Home")), None),
        (page(), None),
    ],
)
def test_the_outlet_has_its_real_name(content: bytes, publisher: str | None) -> None:
    assert _read(content).publisher == publisher


def test_a_reprint_is_published_by_the_outlet_that_shows_it() -> None:
    article = _read(page(meta(og__site_name="LoomWire", og__url="https://weft.example/looms", author="Ada Byron, The Weft")))
    assert (article.publisher, article.bylines, article.url) == ("LoomWire", ("Ada Byron",), "https://weft.example/looms")


# Dates


@pytest.mark.parametrize(
    ("content", "published", "modified"),
    [
        (page(linked=_linked(datePublished="2024-05-04T08:00:00+02:00", dateModified="2024-06-01")), "2024-05-04", "2024-06-01"),
        (
            page(meta(article__published_time="2024-05-04T08:00:00Z", article__modified_time="2024-05-09T08:00:00Z")),
            "2024-05-04",
            "2024-05-09",
        ),
        (page('<meta name="sailthru.date" content="2024-05-04 05:45:00">'), "2024-05-04", None),
        (page('<meta name="pubdate" content="20240504">'), "2024-05-04", None),
        (page(before='<time datetime="2024-05-04T08:00">May 4, 2024</time>'), "2024-05-04", None),
        (page(before='<p class="timestamp">Published Sat, May 4 20249:29 AM EDT</p>'), "2024-05-04", None),
        (page(before="<p class='date'>4th of May 2024</p>"), "2024-05-04", None),
        (
            page(before='<time datetime="2024-06-01">Updated June 1, 2024</time><time datetime="2024-05-04">May 4, 2024</time>'),
            "2024-05-04",
            None,
        ),
        (page('<link rel="canonical" href="https://loomwire.example/2024/05/04/looms">'), "2024-05-04", None),
        (
            page(meta(article__published_time="2024-05-05T01:30:00Z"), before="<time>May 4, 2024, 9:30pm EDT</time>"),
            "2024-05-04",
            None,
        ),
        (page(meta(article__published_time="2024-05-05T01:30:00Z"), before="<time>May 1, 2024</time>"), "2024-05-05", None),
        (page(linked=_linked(datePublished="yesterday"), head=meta(article__published_time="2024-05-04")), "2024-05-04", None),
        (page(), None, None),
    ],
)
def test_the_day_of_publication_is_the_displayed_one(content: bytes, published: str | None, modified: str | None) -> None:
    article = _read(content)
    assert (article.published, article.modified) == (published, modified)


# Headline


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (page(meta(og__title="Looms learn to count | LoomWire", og__site_name="LoomWire")), "Looms learn to count"),
        (page(meta(og__title="LoomWire: looms learn to count")), "LoomWire: looms learn to count"),
        (
            page(tab="Looms learn to count - Tech - LoomWire", head=meta(og__site_name="LoomWire"), title=""),
            "Looms learn to count - Tech",
        ),
        (page(meta(og__title="Looms learn to …")), "Looms learn to count"),
        (page(linked=_linked(headline="Looms &amp; learning")), "Looms & learning"),
        (page(meta(og__title="Looms — they count", og__site_name="LoomWire"), title="Looms — they count"), "Looms — they count"),
    ],
)
def test_the_title_is_the_headline_without_the_outlet(content: bytes, title: str) -> None:
    assert _read(content).title == title


def test_a_headline_repeated_in_the_body_is_dropped() -> None:
    assert _read(page(before="<p>Looms learn to count</p>")).text.count("Looms learn to count") == 1


# Address, language, section, keywords, kind


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (f'<link rel="canonical" href="{URL}#top">', URL),
        (meta(og__url=URL), URL),
        (f'<link rel="canonical" href="/2024/05/looms-learn-to-count">{meta(og__url="https://www.loomwire.example/x")}', URL),
        (f'<link rel="canonical" href="https://www.loomwire.example/">{meta(og__url=URL)}', URL),
        (
            '<link rel="canonical" href="https://loomwire.example/käse kuchen?a=ü">',
            "https://loomwire.example/k%C3%A4se%20kuchen?a=%C3%BC",
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="http://[broken">', None),
        ("", None),
    ],
)
def test_the_address_is_canonical(head: str, url: str | None) -> None:
    assert _read(page(head)).url == url


def test_the_address_may_stand_in_the_note_of_whoever_saved_the_page() -> None:
    saved = page().replace(b"<html", f"<!-- saved from url=(0050){URL} --><html".encode())
    assert _read(saved).url == URL


@pytest.mark.parametrize(
    ("lang", "head", "expected"),
    [("nb-NO", "", "nb"), ("", meta(og__locale="da_DK"), "da"), ("en-US", "", "no"), ("", "", "no")],
)
def test_the_language_is_the_stated_one_unless_that_is_english(lang: str, head: str, expected: str) -> None:
    body = "Veverne i dalen har kjøpt en vevstol til, sa lauget mandag, og den skal stå i den gamle mølla som ikke er i bruk. " * 2
    content = page(head, lang=lang).decode()
    for paragraph in BODY:
        content = content.replace(paragraph, body)
    assert _read(content.encode()).lang == expected


def test_an_unstated_language_in_another_script_is_found() -> None:
    russian = "<p>Ткацкая мастерская на холме выпускает деревянные станки уже девяносто лет, и до прошлой весны.</p>" * 3
    assert _read(f"<html><body><h1>Станки</h1>{russian}</body></html>".encode()).lang == "ru"


def test_section_and_keywords_are_kept() -> None:
    article = _read(page(meta(article__section="Weaving", article__tag="looms"), linked=_linked(keywords=["loom, warp", "weft"])))
    assert (article.section, article.keywords) == ("Weaving", ("loom", "warp", "weft"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (page(linked={**_linked(), "@type": "AdvertiserContentArticle"}), "sponsored"),
        (page(meta(article__section="Sponsored content")), "sponsored"),
        (page(meta(article__section="Weaving")), "article"),
    ],
)
def test_sponsored_pieces_are_known(content: bytes, kind: str) -> None:
    assert _read(content).kind == kind


# Passages


def test_title_captions_and_credits_are_marked() -> None:
    figure = "<figure><img src=x><figcaption>The yard where the looms are loaded, seen from the hill.</figcaption></figure>"
    article = _read(page(before=figure, after="<p>Photography by Ada Byron.</p>"))
    assert _marked(article, "title") == ["Looms learn to count"]
    assert _marked(article, "credit") == ["Photography by Ada Byron."]
    assert _marked(article, "caption") == ["The yard where the looms are loaded, seen from the hill."]


def test_a_caption_stands_before_the_paragraph_that_follows_its_picture() -> None:
    figure = (
        '<figure><svg viewBox="0 0 9 9"><text>7</text></svg><figcaption><span class="caption">A loom with its sensor.</span> '
        '<span class="credit">Karl Weber for LoomWire</span></figcaption></figure>'
    )
    article = _read(page(before=figure))
    assert article.text.splitlines()[2:5] == ["A loom with its sensor.", "Karl Weber for LoomWire", BODY[0]]
    assert (_marked(article, "caption"), _marked(article, "credit")) == (["A loom with its sensor."], ["Karl Weber for LoomWire"])


def test_a_caption_that_no_paragraph_follows_and_the_later_pictures_of_a_slideshow_are_left_out() -> None:
    figures = [f"<figure><figcaption>Picture number {word} of looms.</figcaption></figure>" for word in ("one", "two", "six")]
    assert "Picture" not in _read(page(after=figures[0])).text
    assert _marked(_read(page(before="".join(figures * 2))), "caption") == ["Picture number one of looms."]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="author-bio"><p>{}</p></div>',
        '<section class="article-author"><div class="author-box"><h4>Ada Byron</h4><div>{}</div></div></section>',
        '<footer><div class="post-footer__authors">{}</div></footer>',
        "<p>{}</p>",
    ],
)
@pytest.mark.parametrize(
    "bio",
    [
        "Ada Byron is a senior reporter at LoomWire, where she covers textiles.",
        "Ada covers textiles for LoomWire and edits its weekly newsletter.",
    ],
)
def test_the_reporters_bio_is_kept_once_and_marked(box: str, bio: str) -> None:
    article = _read(page(meta(author="Ada Byron"), after=box.format(bio)))
    assert _marked(article, "bio") == [bio]
    assert article.text.count(bio) == 1


def test_the_bio_of_somebody_else_is_not_added() -> None:
    other = '<div class="author-bio"><p>Karl Weber is a senior reporter at LoomWire, where he covers wool.</p></div>'
    assert _marked(_read(page(meta(author="Ada Byron"), after=other)), "bio") == []


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Sign up for our weekly newsletter",
        "Share this story",
        "Please log in to comment.",
        "Read more",
        "View 12 comments",
    ],
)
def test_furniture_is_dropped(line: str) -> None:
    assert line not in _read(page(after=f"<p>{line}</p>")).text


# Rough pages


def test_letters_that_inline_tags_part_stay_together() -> None:
    assert _read(page(before='<p class="byline">By Ada Byr<span>on</span></p>')).bylines == ("Ada Byron",)


def test_control_characters_are_removed() -> None:
    article = _read(page().replace(b"workshop", b"work\x00\x1bshop"))
    assert BODY[0] in article.text


def test_a_page_in_an_old_encoding_is_read_as_declared() -> None:
    content = page(title="Café looms").decode().replace("utf-8", "iso-8859-1").encode("iso-8859-1")
    assert _read(content).title == "Café looms"


def test_a_body_that_advertisements_part_is_read_to_its_end() -> None:
    halves = [[f"{word} {sentence}" for sentence in BODY] for word in ("First:", "Then:")]
    boxes = [
        f'<div class="row"><div class="article__body">{"".join(f"<p>{one}</p>" for one in part)}</div><div class="ad"></div></div>'
        for part in halves
    ]
    article = _read_whole(boxes)
    assert [line for line in article.text.split("\n") if line.startswith(("First:", "Then:"))] == [*halves[0], *halves[1]]


def test_a_box_with_a_headline_of_its_own_is_another_story() -> None:
    texts = [[f"{word} {sentence}" for sentence in BODY] for word in ("First:", "Then:")]
    boxes = [
        f'<div class="row">{headline}<div class="article__body">{"".join(f"<p>{text}</p>" for text in story)}</div></div>'
        for headline, story in zip(("", "<h1>Mills learn to read</h1>"), texts, strict=True)
    ]
    assert "Then:" not in _read_whole(boxes).text


def _read_whole(boxes: list[str]) -> Article:
    body = '<div class="wide"></div>'.join(boxes)
    return read_page(
        f"<html><head><title>Looms learn to count</title></head><body><main><article><h1>Looms learn to count</h1>"
        f"<div>{body}</div></article></main></body></html>".encode(),
        "a",
    )


def test_text_that_only_the_markup_holds_is_taken() -> None:
    shell = page(linked=_linked(articleBody=" ".join(BODY))).decode()
    assert " ".join(BODY) in _read(re.sub("<main>.*</main>", "<div id=root></div>", shell).encode()).text


@pytest.mark.parametrize("tag", ["b", "div", "x-y"])
def test_a_million_nested_tags_neither_crash_nor_lose_the_text(tag: str) -> None:
    count = 1_000_000 if len(tag) == 1 else 300_000
    nested = f"<html><body>{f'<{tag}>' * count}<p>{'</p><p>'.join(BODY)}</p></body></html>"
    assert BODY[-1] in _read(nested.encode()).text


def test_thousands_of_attributes_do_not_hang() -> None:
    attributes = " ".join(f'a{number}="x"' for number in range(100_000))
    assert BODY[-1] in _read(page().replace(b"<body>", f"<body {attributes}>".encode())).text


def test_embedded_pictures_do_not_count_as_markup() -> None:
    picture = f'<img src="data:image/png;base64,{"iVBORw0K" * 1_000_000}">'
    assert BODY[-1] in _read(page(before=picture)).text


_PIECES = st.sampled_from(
    [
        "<",
        ">",
        "</",
        "<p>",
        "</p>",
        "<article>",
        "<h1>",
        "<div class='byline'>",
        "<script type='application/ld+json'>{",
        "</script>",
        "<!--",
        "-->",
        "&#0;",
        "&amp;",
        '"',
        "By Ada Byron",
        "\x00",
        "é",
        "<meta name=author content=",
        "<table><tr><td>",
        "<![CDATA[",
        "<svg>",
        "Words of an article that go on. ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=20), max_size=40), st.sampled_from([bytes, page]))
def test_any_markup_gives_an_article_or_one_clear_error(pieces: list[str], wrap: Callable[..., bytes]) -> None:
    soup = "".join(pieces)
    content = soup.encode("utf-8", "replace") if wrap is bytes else page(before=soup)
    try:
        article = _read(content)
    except SourceError as error:
        shown = str(error)
        assert "\n" not in shown
        return
    assert Article.from_json(article.to_json()) == article
    assert article.text.startswith(article.title)
    for passage in article.passages:
        assert passage.span.of(article.text)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_page_gives_an_article_or_one_clear_error(data: st.DataObject) -> None:
    content = page(meta(author="Ada Byron", og__site_name="LoomWire"), linked=_linked(author=ADA, datePublished="2024-05-04"))
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    damaged = content[:start] + data.draw(st.binary(max_size=20)) + content[end:]
    try:
        article = _read(damaged)
    except SourceError:
        return
    article.text.encode()
