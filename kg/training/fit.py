"""The training loop: both tasks together, fixed seeds, a checkpoint after every epoch from which a run goes on."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.extract.neural import Piecer
from kg.training.batches import Batch, batches
from kg.training.network import Encoder, Scorer
from kg.training.pooling import context, pool
from kg.training.sample import Sample

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plan:
    """How to train: epochs, the highest learning rates of the encoder and of the new layers, and the seed.

    `weights` is what the pairs of a corpus count in the loss, `twice` names corpora that are gone through twice an epoch.
    """

    epochs: int = 6
    encoder_rate: float = 1.2e-4
    head_rate: float = 6e-4
    warm_up: float = 0.08
    pair_weight: float = 1.0
    seed: int = 7
    half: bool = True
    """Whether matrices are multiplied in bfloat16: twice as fast where the processor can."""
    weights: tuple[tuple[str, float], ...] = (("core", 3.0), ("own", 3.0), ("redocred", 0.5))
    twice: tuple[str, ...] = ("own",)

    def learned(self, samples: Sequence[Sample]) -> list[Sample]:
        """Return the samples of the part `train`, weighted and repeated as the plan says."""
        weights = dict(self.weights)
        chosen = [replace(sample, weight=weights.get(sample.corpus, 1.0)) for sample in samples if sample.part == "train"]
        return chosen + [sample for sample in chosen if sample.corpus in self.twice]


def tag_loss(tags: Tensor, batch: Batch) -> Tensor:
    """Return the mean over tagged words of minus the log chance of the tags that the word may have."""
    if not len(batch.word_at):
        return tags.new_zeros(())
    scores = tags[batch.word_at[:, 0], batch.word_at[:, 1]].float().log_softmax(-1)
    return -scores.masked_fill(~batch.allowed, -1e4).logsumexp(-1).mean()


def pair_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Return ATLOP's adaptive threshold loss, over the judged relations only: holds above the threshold, the others below it."""
    scores = scores.float()
    labels, threshold = scores[:, :-1], scores[:, -1:]
    holds, fails = batch.holds, batch.judged & ~batch.holds
    positive = torch.cat([labels.masked_fill(~holds, -1e4), threshold], 1)
    above = -(positive.log_softmax(1)[:, :-1] * holds).sum(1)
    negative = torch.cat([labels.masked_fill(~fails, -1e4), threshold], 1)
    below = -negative.log_softmax(1)[:, -1]
    return ((above + below) * batch.weight).sum() / batch.weight.sum()


def pair_scores(encoded: tuple[Tensor, Tensor, Tensor], batch: Batch, scorer: Scorer) -> Tensor:
    """Return the scores of a batch's pairs from what the encoder made of its sentences."""
    tags, states, attention = encoded
    mean, attended, kinds = pool(batch.mentions, states, attention, tags.detach())
    one, other = batch.subject, batch.object
    shared = context(attended[one], attended[other], batch.mentions[one, 0], states)
    return scorer(mean[one], mean[other], shared, kinds[one], kinds[other], batch.distance)


def fit(encoder: Encoder, scorer: Scorer, samples: Sequence[Sample], piecer: Piecer, plan: Plan, folder: Path) -> None:
    """Train both parts in place; `folder` keeps the checkpoint. Uses a GPU where there is one.

    Raises ValueError for a checkpoint of another plan or of other samples.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    encoder.to(device)
    scorer.to(device)
    torch.manual_seed(plan.seed)
    tagger = [*encoder.tagger.parameters(), *encoder.cases.parameters(), *scorer.parameters()]
    fresh = {id(p) for p in tagger}
    frozen = [encoder.words.weight, encoder.positions.weight]  # too many for so few words: they would only forget
    for parameter in frozen:
        parameter.requires_grad_(False)
    body = [p for p in encoder.parameters() if id(p) not in fresh and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": plan.encoder_rate}, {"params": tagger, "lr": plan.head_rate}], weight_decay=0.01
    )
    steps = sum(1 for _ in batches(samples, piecer, plan.seed)) * plan.epochs

    def rate(step: int) -> float:
        risen = step / max(1.0, steps * plan.warm_up)
        return min(1.0, risen, max(0.0, (steps - step) / (steps * (1 - plan.warm_up))))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    first = 0
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location=device, weights_only=True)
        if kept["of"] != [repr(plan), steps]:
            raise ValueError(f"{checkpoint} is of another plan or of other samples; remove it to train anew")
        encoder.load_state_dict(kept["encoder"])
        scorer.load_state_dict(kept["scorer"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["epoch"]
    encoder.train()
    scorer.train()
    for epoch in range(first, plan.epochs):
        torch.manual_seed(plan.seed + epoch)
        started = time.monotonic()
        totals = [0.0, 0.0, 0]
        for batch in batches(samples, piecer, plan.seed + epoch):
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=plan.half):
                tags_, pairs_ = _step(encoder, scorer, _moved(batch, device))
            loss = tags_ + plan.pair_weight * pairs_
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *tagger], 1.0)
            optimiser.step()
            schedule.step()
            totals = [totals[0] + tags_.item(), totals[1] + pairs_.item(), totals[2] + 1]
            if totals[2] % 50 == 0:
                log.info(
                    "epoch %d, step %d: tags %.3f, pairs %.3f, %.0f s",
                    epoch + 1,
                    totals[2],
                    totals[0] / totals[2],
                    totals[1] / totals[2],
                    time.monotonic() - started,
                )
        log.info("epoch %d: tags %.3f, pairs %.3f", epoch + 1, totals[0] / totals[2], totals[1] / totals[2])
        torch.save(
            {
                "of": [repr(plan), steps],
                "encoder": encoder.state_dict(),
                "scorer": scorer.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch + 1,
            },
            folder / "unfinished.pt",
        )
        (folder / "unfinished.pt").replace(checkpoint)  # a run that is cut off here leaves the former one whole
    encoder.eval()
    scorer.eval()


def _step(encoder: Encoder, scorer: Scorer, batch: Batch) -> tuple[Tensor, Tensor]:
    encoded = encoder(batch.ids, batch.cases, batch.mask)
    tags_ = tag_loss(encoded[0], batch)
    pairs_ = pair_loss(pair_scores(encoded, batch, scorer), batch) if len(batch.subject) else tags_.new_zeros(())
    return tags_, pairs_


def _moved(batch: Batch, device: torch.device) -> Batch:
    moved = {name: value.to(device) if isinstance(value, Tensor) else value for name, value in vars(batch).items()}
    return Batch(**moved)
