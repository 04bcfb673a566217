"""Where everything stands: integer positions that are the same on every machine.

A force layout is chaotic: one differing last bit ends in another picture. So no step here depends on how a machine rounds or
adds up: distances, labels and packing are integers, and the one step in floating point uses only operations that IEEE 754 rounds
correctly (+ - * / and the square root), with every sum taken over integers, where order does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isqrt
from typing import Any

import networkx
import numpy as np
from numpy.typing import NDArray

from kg.views.sparse import sparse

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

EDGE = 52  # the length of an edge between two entities that have no other
ROOM = 24  # how much longer it gets with the number of neighbours at either end
GAP = 40  # between components
SPREAD = 1 << 20  # fixed point for coordinates: sums over integers are exact
UNREACHED = 1 << 40
EXACT = 2_500  # nodes of a component up to which every pair is weighed


@dataclass(frozen=True, slots=True)
class Box:
    """What an entity takes up, in pixels at scale 1: its mark's radius, and its label's width and height below."""

    radius: int
    width: int
    height: int


def place(
    network: networkx.MultiDiGraph[Any], boxes: Mapping[Any, Box], *, padding: tuple[int, int] = (20, 22)
) -> dict[Any, tuple[int, int]]:
    """Return the integer position of every node's mark: components laid out one by one, without overlap, packed side by side.

    `padding` is how much room a box has to itself, sideways and up and down. Layout is by stress majorisation (Gansner, Koren and
    North 2004, https://doi.org/10.1007/978-3-540-31843-9_25), for components of thousands by its sparse form.
    """
    graph = networkx.Graph(network.edges())
    graph.add_nodes_from(network)
    graph.remove_edges_from([(node, node) for node in graph if graph.has_edge(node, node)])
    components = sorted((sorted(part) for part in networkx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    islands = [_island(graph.subgraph(part), part, [boxes[node] for node in part], padding) for part in components]
    corners = pack([size for _, size in islands])
    return {
        node: (int(x) + left, int(y) + top)
        for part, (points, _), (left, top) in zip(components, islands, corners, strict=True)
        for node, (x, y) in zip(part, points, strict=True)
    }


def _island(
    graph: networkx.Graph[Any], nodes: list[Any], boxes: list[Box], padding: tuple[int, int]
) -> tuple[Ints, tuple[int, int]]:
    """Return one component's positions from its top left corner, and its width and height with gaps."""
    number = {node: i for i, node in enumerate(nodes)}
    edges = sorted((min(number[a], number[b]), max(number[a], number[b])) for a, b in graph.edges())
    exact = len(nodes) <= EXACT
    points = np.rint(_stress(_distances(len(nodes), edges)) if exact else sparse(len(nodes), edges)).astype(np.int64)
    points[:, 0] = points[:, 0] * 5 // 4  # labels and screens are wider than high
    widths = np.array([max(box.width, 2 * box.radius) + padding[0] for box in boxes], dtype=np.int64)
    heights = np.array([2 * box.radius + box.height + padding[1] for box in boxes], dtype=np.int64)
    lowered = np.array([box.height // 2 for box in boxes], dtype=np.int64)
    points[:, 1] += lowered
    points = separate(points, widths, heights)
    points -= np.array([(points[:, 0] - widths // 2).min(), (points[:, 1] - heights // 2).min()])
    size = (int((points[:, 0] + widths // 2).max()) + GAP, int((points[:, 1] + heights // 2).max()) + GAP)
    points[:, 1] -= lowered
    return points, size


def _distances(count: int, edges: list[tuple[int, int]]) -> Ints:
    """Return the lengths of the shortest paths between all nodes of a connected graph, in pixels.

    Edges at busy nodes are longer, so that hubs stand apart and their neighbours find room around them.
    """
    degree = np.bincount(np.array(edges, dtype=np.int64).ravel(), minlength=count) if edges else np.zeros(count, np.int64)
    room = [isqrt(ROOM * ROOM * max(0, int(d) - 2)) for d in degree]
    table = np.full((count, count), UNREACHED, dtype=np.int64)
    np.fill_diagonal(table, 0)
    while edges:
        before = table.copy()
        for a, b in [*edges, *reversed(edges)]:
            length = EDGE + room[a] + room[b]
            np.minimum(table[a], table[b] + length, out=table[a])
            np.minimum(table[b], table[a] + length, out=table[b])
        if np.array_equal(before, table):
            break
    return table


def _seats(distances: Ints) -> Floats:
    """Return where to begin: each axis is the difference of the distances to two far-apart nodes, the longer axis lying flat."""
    near: Ints = distances[0]
    axes = []
    for _ in range(2):
        one = int(near.argmax())
        other = int(distances[one].argmax())
        axes.append(distances[one] - distances[other])
        near = np.minimum(near, np.minimum(distances[one], distances[other]))
    seats = np.stack(axes, axis=1).astype(np.float64) / 2
    turn = np.arange(len(distances))
    seats[:, 0] += turn * 7919 % 83 - 41  # two at the very same seat would never part
    seats[:, 1] += turn * 104729 % 89 - 44
    return seats


def _stress(distances: Ints) -> Floats:
    """Return positions whose distances come close to the given ones: each node in turn moves to where the others want it."""
    count = len(distances)
    if count < 3:
        return np.array([[0.0, 0.0], [0.0, 2.0 * EDGE]][:count])
    points = _seats(distances)
    wanted = distances.astype(np.float64)
    safe = distances + np.eye(count, dtype=np.int64)
    pull = (1 << 40) // (safe * safe)
    np.fill_diagonal(pull, 0)
    share = pull / pull.sum(axis=1, keepdims=True)
    scaled = share * SPREAD
    x, y = points[:, 0].copy(), points[:, 1].copy()
    for _ in range(max(24, min(140, 40_000 // count))):
        moved = 0.0
        for i in range(count):
            right, down = x[i] - x, y[i] - y
            apart = np.sqrt(right * right + down * down)
            ratio = wanted[i] / np.maximum(apart, 1e-3)
            # whole numbers below 2**53: their sum is exact in whatever order it is taken
            to_x = float(np.rint((x + right * ratio) * scaled[i]).sum()) / SPREAD
            to_y = float(np.rint((y + down * ratio) * scaled[i]).sum()) / SPREAD
            moved = max(moved, abs(to_x - x[i]), abs(to_y - y[i]))
            x[i], y[i] = to_x, to_y
        if moved < 0.5:
            break
    return np.stack([x, y], axis=1)


def separate(points: Ints, widths: Ints, heights: Ints) -> Ints:
    """Return the centres moved, no further than needed, until no two boxes of these widths and heights overlap."""
    points = points.copy()
    rounds = 0
    while True:
        first, second, over_x, over_y = _overlaps(points, widths, heights)
        if not len(first):
            return points
        rounds += 1
        if rounds % 6 == 0:  # too crowded to sort out in place: a little more room for all
            points = points * 26 // 25
        sideways = over_x < over_y
        forward = points[second] - points[first]
        for axis, over, chosen in ((0, over_x, sideways), (1, over_y, ~sideways)):
            push = np.where(chosen, over // 2 + 1, 0) * np.where(forward[:, axis] < 0, -1, 1)
            shift = np.zeros(len(points), dtype=np.int64)
            np.add.at(shift, second, push)
            np.add.at(shift, first, -push)
            points[:, axis] += np.where(np.abs(shift) > 2, shift * 3 // 5, shift)


def _overlaps(points: Ints, widths: Ints, heights: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the overlapping pairs, first and second, and by how much each overlaps along x and along y.

    Boxes are sorted into cells as large as the largest box: only those in one cell or in two that touch can overlap.
    """
    across, down = points[:, 0] // int(widths.max()), points[:, 1] // int(heights.max())
    columns = int(across.max() - across.min()) + 3
    cells = (down - down.min()) * columns + across - across.min()
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    found = []
    for beyond in (0, 1, columns - 1, columns, columns + 1):
        start = np.searchsorted(cells, cells + beyond) if beyond else np.arange(1, len(cells) + 1)
        end = np.searchsorted(cells, cells + beyond, side="right")
        for step in range(int((end - start).max())):
            here = np.flatnonzero(start + step < end)
            one, other = order[here], order[start[here] + step]
            over_x = (widths[one] + widths[other]) // 2 - np.abs(points[one, 0] - points[other, 0])
            over_y = (heights[one] + heights[other]) // 2 - np.abs(points[one, 1] - points[other, 1])
            both = (over_x > 0) & (over_y > 0)
            if both.any():
                found.append((one[both], other[both], over_x[both], over_y[both]))
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none, none
    first, second, over_x, over_y = (np.concatenate(column) for column in zip(*found, strict=True))
    return first, second, over_x, over_y


def pack(sizes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the top left corner of each rectangle, in the order given, packed so that the whole is a third wider than high."""
    widest = max((width for width, _ in sizes), default=0)
    rows = [widest, *(isqrt(sum(width * height for width, height in sizes) * tenths // 10) for tenths in (10, 14, 18, 24))]
    tries = [_hang(sizes, limit) for limit in sorted({max(widest, row) for row in rows})]
    return min(tries, key=lambda corners: _extent(corners, sizes))


def _extent(corners: list[tuple[int, int]], sizes: list[tuple[int, int]]) -> int:
    """Return how small a screen of four by three has to draw rectangles that stand at these corners: the more the smaller."""
    return max([max(3 * (x + w), 4 * (y + h)) for (x, y), (w, h) in zip(corners, sizes, strict=True)], default=0)


def _hang(sizes: list[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Return the corners when each rectangle goes as high up, then as far left, as the others leave it room."""
    skyline = [(0, limit, 0)]  # left, width, how far down it is taken
    corners = []
    for width, height in sizes:
        left, top = min(
            ((x, _depth(skyline, x, x + width)) for x, _, _ in skyline if x + width <= limit),
            key=lambda corner: (corner[1], corner[0]),
        )
        corners.append((left, top))
        skyline = _taken(skyline, left, left + width, top + height)
    return corners


def _depth(skyline: list[tuple[int, int, int]], left: int, right: int) -> int:
    return max(depth for x, width, depth in skyline if x < right and x + width > left)


def _taken(skyline: list[tuple[int, int, int]], left: int, right: int, depth: int) -> list[tuple[int, int, int]]:
    """Return the skyline after a rectangle was hung below it from left to right."""
    kept = [(left, right - left, depth)]
    for x, width, deep in skyline:
        if x < left:
            kept.append((x, min(width, left - x), deep))
        if x + width > right:
            start = max(x, right)
            kept.append((start, x + width - start, deep))
    return sorted(kept)
