"""Scores what the extractor says against what people read: the same definitions for every article and every run."""

from kg.evaluate.account import Account, Named, Stated, account_of, load_gold
from kg.evaluate.marks import Marks, Share
from kg.evaluate.predict import predict_sources, predict_texts
from kg.evaluate.report import Fault, Report
from kg.evaluate.score import score, score_article

__all__ = [
    "Account",
    "Fault",
    "Marks",
    "Named",
    "Report",
    "Share",
    "Stated",
    "account_of",
    "load_gold",
    "predict_sources",
    "predict_texts",
    "score",
    "score_article",
]
