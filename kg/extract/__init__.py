"""Reads one article: mentions, who is who within it, and the claims its sentences make."""

from kg.extract.extractor import Extractor, load_extractor

__all__ = ["Extractor", "load_extractor"]
