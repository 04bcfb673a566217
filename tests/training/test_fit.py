"""Training itself, on a network small enough to learn three sentences by heart within seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

import kg.extract.neural as reader
from kg.extract.neural import Piecer
from kg.training.sample import OUTSIDE, Pair, Sample, span_tags

torch = pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("onnx", reason="the export needs the extra `train`")
pytest.importorskip("safetensors", reason="training needs the extra `train`")

from kg.training import fit as fitting  # noqa: E402
from kg.training.batches import Batch, batches  # noqa: E402
from kg.training.export import export  # noqa: E402
from kg.training.network import Encoder, Scorer  # noqa: E402

CONFIG = {
    **{"hidden_size": 64, "num_attention_heads": 4, "intermediate_size": 64, "num_hidden_layers": 2},
    **{"vocab_size": 40, "max_position_embeddings": 256},
}
PLAN = fitting.Plan(epochs=2, encoder_rate=1e-3, head_rate=3e-3, half=False)
quiet = pytest.mark.filterwarnings("ignore")  # the exporter warns of itself and of what it traces


def sample(text: str, person: tuple[int, int], firm: tuple[int, int], relation: str) -> Sample:
    words = tuple(text.split())
    tags: list[frozenset[int] | None] = [OUTSIDE] * len(words)
    for (start, end), name in ((person, "Person"), (firm, "Company")):
        tags[start:end] = span_tags(frozenset({name}), end - start)
    judged = frozenset({"ceoOf", "founderOf", "acquires"})
    pairs = (Pair(person, firm, frozenset({relation}), judged), Pair(firm, person, frozenset(), judged))
    return Sample("own", "train", words, tuple(tags), pairs)


SAMPLES = [
    sample("Ada Byron runs Acme .", (0, 2), (3, 4), "ceoOf"),
    sample("Xu Li founded Zork Labs in May .", (0, 2), (3, 5), "founderOf"),
    sample("The firm Blip was founded by Bo .", (6, 7), (2, 3), "founderOf"),
]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = ["[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted({word for one in SAMPLES for word in one.words})]
    made = Tokenizer(models.WordLevel({word: n for n, word in enumerate(words)}, "[UNK]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    made.save(str(path))
    return path


def network() -> tuple[Encoder, Scorer]:
    torch.manual_seed(3)
    return Encoder(CONFIG), Scorer(CONFIG["hidden_size"])


def weights(*parts: torch.nn.Module) -> list[torch.Tensor]:
    return [value for part in parts for _, value in sorted(part.state_dict().items())]


def losses(encoder: Encoder, scorer: Scorer, piecer: Piecer) -> tuple[float, float]:
    encoder.eval()
    scorer.eval()
    (batch,) = batches(SAMPLES, piecer, 1)
    with torch.no_grad():
        encoded = encoder(batch.ids, batch.cases, batch.mask)
        pairs = fitting.pair_loss(fitting.pair_scores(encoded, batch, scorer), batch)
        return fitting.tag_loss(encoded[0], batch).item(), pairs.item()


@pytest.fixture(scope="module")
def trained(tokenizer: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Encoder, Scorer]:
    encoder, scorer = network()
    work = tmp_path_factory.mktemp("work")
    fitting.fit(encoder, scorer, SAMPLES * 4, Piecer(tokenizer), fitting.Plan(60, 1e-3, 3e-3, half=False), work)
    return encoder, scorer


def test_both_losses_fall(trained: tuple[Encoder, Scorer], tokenizer: Path) -> None:
    piecer = Piecer(tokenizer)
    before, after = losses(*network(), piecer), losses(*trained, piecer)
    assert after[0] < before[0] / 2
    assert after[1] < before[1] / 2


def test_the_same_seed_gives_the_same_weights_and_a_broken_run_goes_on_to_them(
    tokenizer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(name: str) -> list[torch.Tensor]:
        encoder, scorer = network()
        (tmp_path / name).mkdir(exist_ok=True)
        fitting.fit(encoder, scorer, SAMPLES * 4, Piecer(tokenizer), PLAN, tmp_path / name)
        return weights(encoder, scorer)

    whole = run("whole")
    assert all(torch.equal(one, other) for one, other in zip(run("again"), whole, strict=True))

    def broken(samples: Sequence[Sample], piecer: Piecer, seed: int) -> Iterator[Batch]:
        if seed == PLAN.seed + 1:  # the second epoch
            raise KeyboardInterrupt
        return batches(samples, piecer, seed)

    monkeypatch.setattr(fitting, "batches", broken)
    with pytest.raises(KeyboardInterrupt):
        run("resumed")
    monkeypatch.undo()
    assert (tmp_path / "resumed" / "checkpoint.pt").exists()
    for one, other in zip(run("resumed"), whole, strict=True):
        torch.testing.assert_close(one, other)


def test_batches_hold_every_sentence_and_what_is_known_of_it(tokenizer: Path) -> None:
    (batch,) = batches([*SAMPLES, Sample("own", "train", (), ())], Piecer(tokenizer), 5)
    assert batch.ids.shape[0] == len(SAMPLES)
    assert len(batch.word_at) == len(batch.allowed) == sum(len(one.words) for one in SAMPLES)
    assert batch.allowed.any(1).all()
    assert len(batch.subject) == len(batch.object) == len(batch.distance) == 2 * len(SAMPLES)
    assert batch.holds.sum() == len(SAMPLES)
    assert not (batch.holds & ~batch.judged).any()
    assert (batch.mentions[:, 1] < batch.mentions[:, 2]).all()


@quiet
def test_weights_as_exported_read_as_they_were_trained(trained: tuple[Encoder, Scorer], tokenizer: Path, tmp_path: Path) -> None:
    encoder, scorer = trained
    export(encoder, scorer, tokenizer, tmp_path / "float", quantised=False)
    exported = reader.Encoder(tmp_path / "float")
    reads = exported.read([one.words for one in SAMPLES])
    for one, read in zip(SAMPLES, reads, strict=True):
        pieces = read.pieces
        with torch.no_grad():
            tags, states, attention = encoder(
                torch.from_numpy(pieces.ids)[None], torch.from_numpy(pieces.cases)[None], torch.ones(1, len(pieces.ids))
            )
        np.testing.assert_allclose(read.tags, tags[0].numpy(), atol=1e-3)
        np.testing.assert_allclose(read.states, states[0].numpy(), atol=1e-3)
        np.testing.assert_allclose(read.attention, attention[0].numpy(), atol=1e-3)
        found = read.word_tags().argmax(1)
        assert [frozenset({int(tag)}) for tag in found] == list(one.tags)
        person, firm = one.pairs[0].subject, one.pairs[0].object
        scores = exported.score(read, [person, firm], [(0, 1), (1, 0)])
        (relation,) = one.pairs[0].holds
        assert scores[0, reader.RELATIONS.index(relation)] > 0 > scores[1, reader.RELATIONS.index(relation)]


@quiet
def test_numpy_and_torch_score_a_pair_alike(trained: tuple[Encoder, Scorer], tokenizer: Path, tmp_path: Path) -> None:
    encoder, scorer = trained
    export(encoder, scorer, tokenizer, tmp_path, quantised=False)
    exported = reader.Encoder(tmp_path)
    one = SAMPLES[1]
    (read,) = exported.read([one.words])
    here = exported.score(read, [one.pairs[0].subject, one.pairs[0].object], [(0, 1), (1, 0)])
    piecer = Piecer(tokenizer)
    seed = next(n for n in range(100) if not (next(batches([one], piecer, n)).ids == piecer.mask).any())  # no name is hidden
    (batch,) = batches([one], piecer, seed)
    with torch.no_grad():
        scores = fitting.pair_scores(encoder(batch.ids, batch.cases, batch.mask), batch, scorer)
    np.testing.assert_allclose(here, (scores[:, :-1] - scores[:, -1:]).numpy(), atol=1e-2)


@quiet
def test_eight_bits_read_nearly_the_same(trained: tuple[Encoder, Scorer], tokenizer: Path, tmp_path: Path) -> None:
    export(*trained, tokenizer, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["encoder.onnx", "scorer.onnx", "tokenizer.json"]
    for one, read in zip(SAMPLES, reader.Encoder(tmp_path).read([one.words for one in SAMPLES]), strict=True):
        assert [frozenset({int(tag)}) for tag in read.word_tags().argmax(1)] == list(one.tags)
