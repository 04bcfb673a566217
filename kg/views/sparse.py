"""Positions for thousands of nodes: stress against a few pivots and one's own neighbours, leaves in discs around what they hang on.

As everywhere in the layout, only operations that IEEE 754 rounds correctly are used, and sums are taken over integers.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from math import isqrt

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PIVOTS = 48
ROUNDS = 160
EDGE = 60
LEAF = 17  # room for a leaf, across
SPREAD = 1 << 20


def sparse(count: int, edges: list[tuple[int, int]]) -> Floats:
    """Return positions of a connected graph's nodes in pixels, in time that grows with their number, not with its square.

    Sparse stress model: Ortmann, Klimenta and Brandes 2017, https://doi.org/10.7155/jgaa.00440
    """
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    hanging: dict[int, list[int]] = defaultdict(list)
    for node in range(count):
        if len(near[node]) == 1 and (len(near[near[node][0]]) > 1 or node > near[node][0]):
            hanging[near[node][0]].append(node)
    leaves = {leaf for ones in hanging.values() for leaf in ones}
    core = [node for node in range(count) if node not in leaves]
    seat = {node: i for i, node in enumerate(core)}
    reach = np.array([isqrt(LEAF * LEAF * len(hanging.get(node, ()))) for node in core], dtype=np.int64)
    inner = [(seat[a], seat[b]) for a, b in edges if a in seat and b in seat]
    centres = _relax(inner, reach)
    points = np.zeros((count, 2))
    points[core] = centres
    for node, ones in hanging.items():
        points[ones] = points[node] + _disc(len(ones))
    return points


def _disc(count: int) -> Floats:
    """Return the places of leaves around their centre: rings of as many as have room, begun on the inmost."""
    spots: list[tuple[float, float]] = []
    radius = 24
    while len(spots) < count:
        places = min(count - len(spots), max(4, 6 * radius // LEAF))
        spots += [_on_circle(i, places, radius) for i in range(places)]
        radius += LEAF
    return np.array(spots)


def _on_circle(i: int, places: int, radius: int) -> tuple[float, float]:
    """Return a point near a circle without sine and cosine, which machines round differently: on an octagon of eight chords."""
    around = 8 * i / places
    side, along = int(around), around - int(around)
    corners = ((1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7), (1.0, 0.0))
    (x, y), (a, b) = corners[side], corners[side + 1]
    return radius * (x + (a - x) * along), radius * (y + (b - y) * along)


def _relax(edges: list[tuple[int, int]], reach: Ints) -> Floats:
    """Return positions whose distances to neighbours and pivots come close to those in the graph."""
    count = len(reach)
    if count < 3:
        return np.array([[0.0, 0.0], [0.0, 2.0 * EDGE + float(reach.sum())]][:count])
    pairs = np.array(edges, dtype=np.int64)
    degree = np.bincount(pairs.ravel(), minlength=count)
    room = reach + np.array([isqrt(200 * max(0, int(d) - 2)) for d in degree], dtype=np.int64)
    lengths = EDGE + room[pairs[:, 0]] + room[pairs[:, 1]]
    pivots, far = _pivots(count, pairs, lengths)
    wanted = far.astype(np.float64)
    shares = np.bincount(far.argmin(axis=0), minlength=len(pivots))  # how many nodes each pivot stands for
    safe = np.maximum(far, 1)
    pull = (shares[:, None] << 40) // (safe * safe)
    pull[far == 0] = 0
    own = (1 << 40) // (lengths * lengths) * max(4, count // 60)
    total = pull.sum(axis=0)
    np.add.at(total, pairs[:, 0], own)
    np.add.at(total, pairs[:, 1], own)
    share, edge_share = pull / total, (own / total[pairs[:, 0]], own / total[pairs[:, 1]])
    points = _seats(far)
    for _ in range(ROUNDS):
        target = np.zeros((count, 2), dtype=np.int64)
        for place, pivot in enumerate(pivots):
            target += _drawn(points, points[pivot], wanted[place], share[place])
        for one, other, part in ((0, 1, edge_share[0]), (1, 0, edge_share[1])):
            np.add.at(target, pairs[:, one], _drawn(points[pairs[:, one]], points[pairs[:, other]], lengths.astype(float), part))
        points = (points + target / SPREAD) / 2
    return points


def _drawn(points: Floats, fixed: Floats, wanted: Floats, share: Floats) -> Ints:
    """Return, in fixed point, where each point should be for the sake of another one, times how much that matters to it."""
    away = points - fixed
    apart = np.sqrt(away[:, 0] * away[:, 0] + away[:, 1] * away[:, 1])
    ratio = wanted / np.maximum(apart, 1e-3)
    scaled: Ints = np.rint((fixed + away * ratio[:, None]) * (share * SPREAD)[:, None]).astype(np.int64)
    return scaled


def _pivots(count: int, pairs: Ints, lengths: Ints) -> tuple[list[int], Ints]:
    """Return nodes far from each other, and the length of the shortest path from each of them to every node."""
    near: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for (a, b), length in zip(pairs.tolist(), lengths.tolist(), strict=True):
        near[a].append((b, length))
        near[b].append((a, length))
    busiest = int(np.bincount(pairs.ravel(), minlength=count).argmax())
    pivots: list[int] = []
    rows: list[Ints] = []
    nearest = np.full(count, 1 << 40, dtype=np.int64)
    following = busiest
    while len(pivots) < min(PIVOTS, count):
        pivots.append(following)
        rows.append(_shortest(near, following))
        nearest = np.minimum(nearest, rows[-1])
        following = int(nearest.argmax())
    return pivots, np.stack(rows)


def _shortest(near: list[list[tuple[int, int]]], start: int) -> Ints:
    """Return the length of the shortest path from one node to each: Dijkstra's algorithm."""
    reached = [-1] * len(near)
    waiting = [(0, start)]
    while waiting:
        length, node = heappop(waiting)
        if reached[node] >= 0:
            continue
        reached[node] = length
        for other, step in near[node]:
            if reached[other] < 0:
                heappush(waiting, (length + step, other))
    return np.array(reached, dtype=np.int64)


def _seats(far: Ints) -> Floats:
    """Return where to begin: each axis is the difference of the distances to two far-apart pivots."""
    one, other = 1, min(2, len(far) - 1)
    third = 3 if len(far) > 4 else 0
    seats = np.stack([far[one] - far[other], far[third] - far[min(third + 1, len(far) - 1)]], axis=1).astype(np.float64) / 2
    turn = np.arange(far.shape[1])
    seats[:, 0] += turn * 7919 % 83 - 41
    seats[:, 1] += turn * 104729 % 89 - 44
    return seats
