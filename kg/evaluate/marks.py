"""The two kinds of figures: precision with recall, and the share of what is right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """Precision and recall as the sums they come from, so that the marks of two articles add up.

    `right` of the `predicted` ones are right, and `found` of the `gold` ones are found; where one prediction serves one gold thing
    the two are equal.
    """

    right: float = 0
    predicted: float = 0
    found: float = 0
    gold: float = 0

    def __add__(self, other: Marks) -> Marks:
        return Marks(self.right + other.right, self.predicted + other.predicted, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Return the share of the predicted that is right, 0 when nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the gold that was found, 0 when there is none."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, 0 when both are."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def to_json(self) -> dict[str, float]:
        """Return precision, recall and F1 (four digits) with the sums."""
        return {
            "p": round(self.precision, 4),
            "r": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "right": round(self.right, 4),
            "predicted": self.predicted,
            "found": round(self.found, 4),
            "gold": self.gold,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """So many `right` `of` so many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float | None:
        """Return the share, None when there was nothing to judge."""
        return self.right / self.of if self.of else None

    def to_json(self) -> dict[str, float | None]:
        """Return the share (four digits) with its two numbers."""
        return {"share": None if self.value is None else round(self.value, 4), "right": self.right, "of": self.of}


NO_MARKS = Marks()
NO_SHARE = Share()


def plain_marks(right: int, predicted: int, gold: int) -> Marks:
    """Return marks where each right prediction finds one gold thing."""
    return Marks(right, predicted, right, gold)


def set_marks(predicted: frozenset[str], gold: frozenset[str]) -> Marks:
    """Return the marks of one set against another."""
    return plain_marks(len(predicted & gold), len(predicted), len(gold))
