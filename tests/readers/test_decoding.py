from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.readers.decoding import decode, tidy

SENTENCE = "Café owners weave naïve patterns, “they say”, for 20 € a yard. "


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (SENTENCE.encode(), SENTENCE),
        (codecs.BOM_UTF8 + SENTENCE.encode(), SENTENCE),
        (SENTENCE.encode("utf-16"), SENTENCE),
        (SENTENCE.encode("utf-16-le"), SENTENCE),
        (SENTENCE.encode("utf-16-be"), SENTENCE),
        (SENTENCE.encode("cp1252"), SENTENCE),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"the be\x00ll of the workshop on the hill and\x0cits page", "the bell of the workshop on the hill and\nits page"),
        ("Café ’ and ".encode() + b"a stray \x92 quote", "Café ’ and a stray ’ quote"),
    ],
)
def test_bytes_become_the_text_they_were_written_as(content: bytes, text: str) -> None:
    assert decode(content, "x.txt") == text


def test_a_declared_encoding_is_used_where_it_is_not_utf8() -> None:
    russian = "Ткацкая мастерская на холме выпускает станки девяносто лет. "
    assert decode(russian.encode("koi8-r"), "x.html", "koi8-r") == russian


def test_an_undeclared_encoding_is_detected() -> None:
    russian = "Ткацкая мастерская на холме выпускает деревянные станки уже девяносто лет, и до прошлой весны. " * 3
    assert decode(russian.encode("cp1251"), "x.txt") == russian


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"%PDF-1.7 ...", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (bytes(range(256)) * 8, "binary"),
        ("\ufeff\u0085".encode(), "nothing but blanks"),
    ],
)
def test_what_is_no_text_is_named_with_a_remedy(content: bytes, problem: str) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        decode(content, "loom.txt")
    assert caught.value.subject == "loom.txt"
    assert caught.value.remedy


@given(st.text())
def test_tidy_text_can_be_written_and_is_tidied_once(text: str) -> None:
    tidied = tidy(text)
    tidied.encode()
    assert "\r" not in tidied
    assert "\x00" not in tidied
    assert tidy(tidied) == tidied


@given(st.text(st.characters(blacklist_categories=["C"])))
def test_text_without_control_characters_is_kept(text: str) -> None:
    assert tidy(text) == text


@given(st.binary(max_size=400))
def test_any_bytes_become_text_or_one_clear_error(content: bytes) -> None:
    try:
        shown = decode(content, "x")
    except SourceError as error:
        shown = str(error).replace("\n", "\0")
    shown.encode()
    assert "\0" not in shown
