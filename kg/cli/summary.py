"""The closing words of a build or removal."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline import BuildSummary

MOST_REFUSALS = 5


def summary(done: BuildSummary, folder: Path) -> str:
    """Return what was done, what failed and what the graph holds now, a few lines for a person to read."""
    lines = [f"kg: {failure}" for failure in done.failures]
    if done.graph is None:
        return "\n".join([*lines, "Nothing was done."])
    if done.graph.refused:
        reasons = [refusal.reason for refusal in done.graph.refused]
        lines += [f"left out: {reason}" for reason in reasons[:MOST_REFUSALS]]
        if len(reasons) > MOST_REFUSALS:
            lines.append(f"left out: {len(reasons) - MOST_REFUSALS:,} more claims that do not fit the ontology")
    counts = {
        "added": done.added,
        "replaced": done.replaced,
        "unchanged": done.unchanged,
        "removed": done.removed,
        "not in English, so without facts": done.not_english,
        "failed": len(done.failures),
    }
    did = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    graph = done.graph
    copies = f", {graph.copies:,} of them copies of another" if graph.copies else ""
    lines += [
        f"Articles  {graph.articles:,} in the graph{copies} ({did or 'none new'})",
        f"Entities  {graph.entities:,}",
        f"Facts     {graph.facts:,}, of which {graph.current:,} current",
        f"Time      {done.seconds:.1f} s",
        f"Look at {folder / 'graph.html'}, or ask: kg query -g {folder}",
    ]
    return "\n".join(lines)
