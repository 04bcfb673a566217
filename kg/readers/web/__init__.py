"""Web addresses to bytes: politely, within limits, and never from a private network unless asked. Knows nothing of articles."""

from kg.readers.web.fetch import Fetched, Fetcher

__all__ = ["Fetched", "Fetcher"]
