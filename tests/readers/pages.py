"""Saved pages made for these tests: one builder, so that a test shows only what it is about."""

from __future__ import annotations

import json

BODY = (
    "The workshop on the hill has turned out wooden looms for ninety years, and until last spring it had never owned a computer.",
    "Now every loom that leaves the yard carries a sensor, and the weavers who buy them see on a screen how the warp is holding.",
    "The change began with a flood that ruined the paper ledgers and with a nephew who knew how to solder.",
    "Orders have doubled since then, according to the foreman, although he keeps a new ledger all the same.",
)


def page(
    head: str = "",
    *,
    before: str = "",
    after: str = "",
    title: str = "Looms learn to count",
    tab: str | None = None,
    lang: str = "en",
    linked: object = None,
) -> bytes:
    """Return the bytes of a page with a headline, four paragraphs, and whatever a test puts around them."""
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked is not None else ""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{tab or title}</title>{head}{script}</head>'
        f"<body><main><article><h1>{title}</h1>{before}{paragraphs}{after}</article></main></body></html>"
    ).encode()


def meta(**contents: str) -> str:
    """Return meta tags; `og__site_name` is written `og:site_name`."""
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in contents.items())
