"""Positions: integers, apart, the same however the numbers are added up."""

from __future__ import annotations

import networkx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import large

from kg.views.layout import Box, pack, place, separate

SIZES = st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), max_size=25)


def rectangles_overlap(one, other):
    (x, y, w, h), (a, b, c, d) = one, other
    return x < a + c and a < x + w and y < b + d and b < y + h


@given(SIZES)
def test_packed_rectangles_do_not_overlap(sizes):
    placed = [(*corner, *size) for corner, size in zip(pack(sizes), sizes, strict=True)]
    assert not any(rectangles_overlap(one, other) for i, one in enumerate(placed) for other in placed[:i])


@given(st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=1, max_size=30), st.integers(4, 200))
@settings(deadline=None)
def test_separated_boxes_do_not_overlap(points, width):
    widths = np.full(len(points), width, dtype=np.int64)
    heights = np.full(len(points), 30, dtype=np.int64)
    moved = separate(np.array(points, dtype=np.int64), widths, heights)
    apart = np.abs(moved[:, None] - moved[None, :])
    touching = (apart[:, :, 0] < width) & (apart[:, :, 1] < 30) & ~np.eye(len(points), dtype=bool)
    assert not touching.any()


def test_every_entity_gets_an_integer_place_of_its_own_and_the_same_one_again():
    network = large(150)
    boxes = {node: Box(10, 90, 20) for node in network}
    places = place(network, boxes)
    assert places.keys() == set(network)
    assert all(type(x) is int and type(y) is int for x, y in places.values())
    assert len(set(places.values())) == len(network)
    assert place(network, boxes) == places


def test_neighbours_stand_nearer_than_strangers():
    network = networkx.MultiDiGraph(networkx.path_graph(9))
    places = place(network, {node: Box(10, 60, 20) for node in network})

    def apart(a, b):
        return ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5

    assert apart(0, 1) < apart(0, 3) < apart(0, 8)


def test_parallel_facts_and_facts_about_oneself_do_not_disturb():
    network = networkx.MultiDiGraph([("a", "b"), ("b", "a"), ("a", "a"), ("c", "c")])
    assert place(network, dict.fromkeys(network, Box(10, 60, 20))).keys() == {"a", "b", "c"}
    assert place(networkx.MultiDiGraph(), {}) == {}
