"""Pages to measure confidence on are set in faces taught and not taught alike."""

from collections import defaultdict

from tests.bench.faced import UNSEEN, orders


def test_every_kind_and_level_is_set_in_faces_taught_and_not_taught() -> None:
    found = defaultdict(set)
    for order in orders(72, 1, None, UNSEEN):
        assert order.face is not None
        for what in (order.kind.id, order.level):
            found[what].add(order.face.family in UNSEEN)
    assert all(seen == {True, False} for seen in found.values())


def test_the_same_seed_gives_the_same_pages() -> None:
    assert list(orders(12, 1, None, UNSEEN)) == list(orders(12, 1, None, UNSEEN))
    assert list(orders(12, 1, None, UNSEEN)) != list(orders(12, 2, None, UNSEEN))
