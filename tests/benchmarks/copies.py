"""Prints how many reprints are found, how many other stories are taken for reprints, and how the time grows: run it by hand."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import kg
from kg.model import Article, Passage, Span
from kg.readers import read
from kg.resolve.copies import find_copies

COPIES_EACH = 10
TITLE = "Another headline altogether"
WORDS, FOOTER = 400, 40  # of a generated article, and of what all of them have in common


def bodies() -> list[str]:
    """Return the bodies of the bundled articles."""
    samples = Path(kg.__file__).parent / "samples"
    return [one.text.partition("\n\n")[2] for one in read([str(samples)]) if isinstance(one, Article)]


def article(name: str, body: str, published: str) -> Article:
    """Return an article with a headline that is not its own."""
    title = Passage(Span(0, len(TITLE)), "title")
    url = f"https://news.example/{name}"
    return Article(id=name, source=name, text=f"{TITLE}\n\n{body}", title=TITLE, url=url, published=published, passages=(title,))


def edited(body: str, share: float, kept: float, rng: random.Random) -> str:
    """Return the text with a share of its plain words dropped, put in or put for others, and only its beginning kept."""
    words = body.split()
    plain = [word for word in words if word.isalpha() and word.islower()]
    found: list[str] = []
    for word in words[: int(len(words) * kept)]:
        if word in plain and rng.random() < share:
            found += rng.choice([[], [rng.choice(plain)], [word, rng.choice(plain)]])
        else:
            found.append(word)
    return " ".join(found)


def renamed(body: str, rng: random.Random) -> str:
    """Return the same sentences with other names and figures."""
    return re.sub(
        r"\b[A-Z]\w+|\d",
        lambda m: str(rng.randrange(10)) if m[0].isdigit() else "".join(rng.sample("BCDFGHKLMNPRSTVZ", 5)).title(),
        body,
    )


def main() -> None:
    """Measure and print."""
    rng = random.Random(1)
    texts = bodies()
    firsts = [article(f"a{n}", body, "2024-05-16") for n, body in enumerate(texts)]
    print("edited  kept  reprints found")
    for share, kept in ((0.0, 1.0), (0.05, 1.0), (0.1, 1.0), (0.15, 1.0), (0.2, 1.0), (0.05, 0.5), (0.05, 0.3), (0.05, 0.2)):
        reprints = [
            article(f"b{n}-{m}", edited(body, share, kept, rng), "2024-05-17")
            for n, body in enumerate(texts)
            for m in range(COPIES_EACH)
        ]
        found = find_copies([*firsts, *reprints], {})
        right = sum(found.get(one.key) == f"https://news.example/a{one.id[1:].split('-')[0]}" for one in reprints)
        print(f"{share:6.0%} {kept:5.0%}  {right / len(reprints):.1%} of {len(reprints)}")
    alike = [article(f"c{n}-{m}", renamed(body, rng), "2024-05-17") for n, body in enumerate(texts) for m in range(COPIES_EACH)]
    print(f"other names and figures taken for reprints: {len(find_copies([*firsts, *alike], {}))} of {len(alike)}")
    plain = [word for body in texts for word in body.split()]
    footer = " ".join(plain[:FOOTER])
    for count in (1_000, 4_000, 16_000, 64_000):
        many = [
            article(f"d{n}", f"{renamed(' '.join(rng.choices(plain, k=WORDS)), rng)} {footer}", "2024-05-16") for n in range(count)
        ]
        many += [article(f"e{n}", many[n].text.partition("\n\n")[2] + f" Edition {n}.", "2024-05-17") for n in range(count // 4)]
        start = time.perf_counter()
        found = find_copies(many, {})
        seconds = time.perf_counter() - start
        print(
            f"{len(many):,} articles, {len(found):,} copies found: {seconds:.2f} s, {seconds / len(many) * 1000:.2f} ms an article"
        )


if __name__ == "__main__":
    main()
