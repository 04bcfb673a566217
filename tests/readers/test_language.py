from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.readers import read
from kg.readers.language import SHORTEST, language_of

ENGLISH = (
    "The weavers of the valley have bought a second loom, the guild said on Monday. It will stand in the old mill, which has been "
    "empty since the river changed its course, and two apprentices are to work at it by spring."
)
OTHERS = {
    "de": "Die Weber des Tals haben einen zweiten Webstuhl gekauft, teilte die Zunft am Montag mit. Er soll in der alten Mühle "
    "stehen, die leer ist, seit der Fluss seinen Lauf geändert hat, und zwei Lehrlinge werden ab dem Frühjahr daran arbeiten.",
    "fr": "Les tisserands de la vallée ont acheté un second métier, a annoncé lundi la corporation. Il sera installé dans le vieux "
    "moulin, vide depuis que la rivière a changé de cours, et deux apprentis y travailleront au printemps.",
    "es": "Los tejedores del valle han comprado un segundo telar, dijo el lunes el gremio. Estará en el viejo molino, que está "
    "vacío desde que el río cambió de curso, y dos aprendices trabajarán en él en primavera.",
    "ja": "谷の織工たちは二台目の織機を買ったと組合が月曜日に発表した。川の流れが変わってから空いている古い水車小屋に置かれる。",
    "ru": "Ткачи долины купили второй станок, сообщила в понедельник гильдия. Он будет стоять на старой мельнице, которая пустует.",
    "zh": "行会星期一说，山谷里的织工买了第二台织机。它将放在旧磨坊里，自从河流改道以来那里一直空着。",
}


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
@pytest.mark.parametrize("stated", [[], ["en"], ["en-US", "en_GB"], [""]])
def test_another_language_is_found_though_the_page_says_nothing_or_english(language: str, text: str, stated: list[str]) -> None:
    assert language_of(stated, text) == language


@pytest.mark.parametrize("stated", [[], ["en-GB"], ["de"], ["fr_FR"], ["ja"], ["und"], ["English"]])
def test_english_is_found_whatever_the_page_says(stated: list[str]) -> None:
    assert language_of(stated, ENGLISH) == "en"


def test_the_stated_language_holds_where_no_english_is_at_stake() -> None:
    assert language_of(["nb-NO"], OTHERS["de"]) == "nb"
    assert language_of(["", "no language at all", "deu"], OTHERS["de"]) == "de"


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        ([], "Looms hum.", "en"),
        (["de"], "Looms hum.", "de"),
        ([], "", "en"),
        ([], "織機", "zh"),
        (["de-AT"], "Webstühle", "de"),
        ([], "!?… 123", "en"),
    ],
)
def test_a_few_words_are_what_the_page_says_or_what_their_script_says(stated: list[str], text: str, language: str) -> None:
    assert language_of(stated, text) == language


def test_names_of_other_languages_in_an_english_text_do_not_make_it_one_of_them() -> None:
    text = f"{ENGLISH} Among them are Zdeněk Růžička, José Ángel Muñoz, Søren Ørsted, Λουκάς Παπαδόπουλος and Владимир Ткаченко."
    assert language_of([], text) == "en"


def test_the_bundled_articles_are_english(samples: Path) -> None:
    texts = [article.text for article in read([str(samples)]) if isinstance(article, Article)]
    assert [language_of([], text) for text in texts] == ["en"] * 10
    beginnings = [text[start : start + 2 * SHORTEST] for text in texts for start in range(0, len(text) - 2 * SHORTEST, SHORTEST)]
    assert len(beginnings) > 200
    assert sum(language_of(["en"], beginning) != "en" for beginning in beginnings) <= len(beginnings) / 100


def test_text_files_have_their_language(tmp_path: Path) -> None:
    for language, text in OTHERS.items():
        (tmp_path / f"{language}.txt").write_text(text, encoding="utf-8")
    found = {article.id: article.lang for article in read([str(tmp_path)]) if isinstance(article, Article)}
    assert found == {language: language for language in OTHERS}


@given(st.lists(st.text(max_size=8), max_size=2), st.text(max_size=300))
def test_any_text_has_a_language(stated: list[str], text: str) -> None:
    language = language_of(stated, text)
    assert 2 <= len(language) <= 3
    assert language == language.casefold()
