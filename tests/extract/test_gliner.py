"""Names from a GLiNER model: a tiny one made here, that sees a company in the first two words of every sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from kg.errors import ModelError
from kg.extract import Extractor, load_extractor
from kg.extract.gliner import FILES, PROMPTS, Gliner
from kg.extract.language import parse
from kg.extract.neural import TYPES
from kg.model import Article, Engine
from kg.ontology import Ontology

onnx = pytest.importorskip("onnx", reason="the tiny model is written with onnx")

COMPANY = list(PROMPTS).index("Company")


def write_model(path: Path, inputs: tuple[str, ...] = ("words_mask", "text_lengths", "span_mask")) -> None:
    """Write a model whose logits are 4 for a company in the first two words, and -200 for all else."""
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    def tensor(name: str, kind: int, *shape: int | str) -> object:
        return helper.make_tensor_value_info(name, kind, list(shape))

    high = np.zeros(len(PROMPTS), dtype=np.float32)
    high[COMPANY] = 204
    constants = {"wanted": np.array([0, 1]), "end": np.array([-1]), "high": high, "low": np.array(-200, dtype=np.float32)}
    graph = helper.make_graph(
        [
            helper.make_node("Equal", ["span_idx", "wanted"], ["same"]),
            helper.make_node("Cast", ["same"], ["float"], to=TensorProto.FLOAT),
            helper.make_node("ReduceMin", ["float"], ["both"], axes=[2], keepdims=1),
            helper.make_node("Mul", ["both", "high"], ["raised"]),
            helper.make_node("Add", ["raised", "low"], ["logits"]),
        ],
        "tiny",
        [
            tensor("input_ids", TensorProto.INT64, 1, "pieces"),
            tensor("attention_mask", TensorProto.INT64, 1, "pieces"),
            tensor("span_idx", TensorProto.INT64, 1, "spans", 2),
            *(tensor(name, TensorProto.BOOL if name == "span_mask" else TensorProto.INT64, 1, None) for name in inputs),
        ],
        [tensor("logits", TensorProto.FLOAT, 1, "spans", len(PROMPTS))],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gliner") / "tiny"
    folder.mkdir()
    write_model(folder / "model.onnx")
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "<<ENT>>": 1, "<<SEP>>": 2, "company": 3}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "gliner_config.json").write_text(json.dumps({"max_width": 3, "max_len": 40}), encoding="utf-8")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Return the model in a folder that a test may change."""
    for name in FILES:
        (tmp_path / name).write_bytes((made / name).read_bytes())
    return tmp_path


def test_the_first_two_words_of_each_sentence_are_a_company(made: Path, extractor: Extractor) -> None:
    text = "Zorblat Quimby makes lamps.\n\nVendrix Holm sells them.\n\nHush."
    ((_, doc),) = parse(extractor.language, [Article(id="a", source="a.txt", text=text)])
    names = Gliner(made).read(doc)
    found = {doc.text_of(guess.start, guess.end): guess for guess in names.guesses()}
    assert list(found) == ["Zorblat Quimby", "Vendrix Holm", "Hush."]
    for guess in names.guesses():
        assert guess.certainty == pytest.approx(0.982, abs=0.001)
        assert guess.chances[TYPES.index("Company")] == pytest.approx(1)
        assert names.chances(guess.start, guess.end) == (guess.certainty, guess.chances)
        assert names.chances(guess.start + 1, guess.end + 1) == (guess.certainty, guess.chances)
    assert names.chances(2, 4) == (0.0, (0.0,) * len(TYPES))


@pytest.mark.parametrize("text", ["", " \n ", "🦜 \0 \u200b", "word " * 500])
def test_odd_texts_are_read(made: Path, extractor: Extractor, text: str) -> None:
    ((_, doc),) = parse(extractor.language, [Article(id="a", source="a.txt", text=text)])
    for guess in Gliner(made).read(doc).guesses():
        assert 0 <= guess.start < guess.end <= len(doc)


def test_its_names_enter_the_extraction_and_its_version_the_graph(made: Path, ontology: Ontology) -> None:
    extractor = load_extractor(ontology, Engine(rules_only=True, model=str(made)))
    extraction = extractor.extract(Article(id="a", source="a.txt", text="Zorblat Quimby was founded in Lisbon by Ada Obi."))
    assert ("Zorblat Quimby", "Company") in {(cluster.name, cluster.types[0]) for cluster in extraction.clusters}
    assert Gliner(made).version in extraction.extractor
    assert "weights-" not in extraction.extractor


def test_the_version_changes_with_any_file(folder: Path) -> None:
    before = Gliner(folder).version
    assert before == Gliner(folder).version
    (folder / "gliner_config.json").write_text("{}", encoding="utf-8")
    assert Gliner(folder).version != before


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_in_one_line(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"lacks {name}; export the GLiNER model") as raised:
        Gliner(folder)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"[]"])
@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_named_in_one_line(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=f"{name} cannot be loaded; export the GLiNER model") as raised:
        Gliner(folder)
    assert "\n" not in str(raised.value)


def test_a_model_that_scores_tokens_is_none_for_us(folder: Path) -> None:
    write_model(folder / "model.onnx", ("words_mask", "text_lengths"))
    with pytest.raises(ModelError, match="is no span model"):
        Gliner(folder)
