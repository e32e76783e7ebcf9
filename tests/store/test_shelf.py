"""What is put on a shelf is there again, in its order, whether it is held or packed."""

import copy
import errno
import pickle
import random
from collections.abc import Sequence

import pytest

from checker.errors import CheckerError
from checker.model import Span
from checker.store import shelf as shelves
from checker.store.shelf import File, Part, Picked, Shelf

MANY = [Span(at, at + 1) for at in range(3000)]


@pytest.fixture(params=[1, 7, 64, 1000])
def shelf(request: pytest.FixtureRequest) -> Shelf[Span]:
    return Shelf(MANY, lot=request.param)


def test_it_is_the_sequence_of_what_was_put_there(shelf: Shelf[Span]) -> None:
    assert len(shelf) == len(MANY)
    assert list(shelf) == MANY
    assert shelf == MANY
    assert tuple(MANY) == shelf
    assert shelf != MANY[1:]
    assert shelf[-1] == MANY[-1]
    assert shelf[5:2000:13] == tuple(MANY[5:2000:13])
    assert hash(shelf) == hash(tuple(MANY))
    with pytest.raises(IndexError):
        shelf[len(MANY)]


def test_each_thing_is_found_in_any_order_and_while_others_are_added(shelf: Shelf[Span]) -> None:
    order = random.Random(1).sample(range(len(MANY)), 500)
    for at in order:
        assert shelf[at] == MANY[at]
        shelf.append(Span(at, at))
    assert shelf[len(MANY) :] == tuple(Span(at, at) for at in order)


def test_who_copies_it_gets_a_tuple(shelf: Shelf[Span]) -> None:
    for made in (copy.deepcopy(shelf), pickle.loads(pickle.dumps(shelf))):
        assert made == tuple(MANY)
        assert type(made) is tuple


def test_several_shelves_share_a_file() -> None:
    file = File()
    even, odd = (Shelf[int](lot=2, held=4, file=file) for _ in range(2))
    for number in range(1000):
        (odd if number % 2 else even).append(number)
    assert even == range(0, 1000, 2)
    assert odd == range(1, 1000, 2)


def test_some_of_it_in_another_order(shelf: Shelf[Span]) -> None:
    places = [2999, 0, 1500, 0]
    assert Picked(shelf, places) == [MANY[at] for at in places]
    assert Picked(shelf, places)[2] == MANY[1500]


def test_a_part_is_a_sequence_of_its_own() -> None:
    listed: list[Sequence[int]] = [tuple(range(length)) for length in range(600)]
    shelf: Shelf[tuple[int, ...]] = Shelf(map(tuple, listed), lot=4)
    parts = [Part(shelf, at, len(each)) for at, each in enumerate(listed)]
    assert parts == listed
    assert parts[9][8] == 8


def test_little_is_held_as_it_is_and_much_is_not() -> None:
    few, many = Shelf(MANY[:100]), Shelf(MANY)
    assert all(few[at] is MANY[at] for at in range(100))
    assert sum(many[at] is MANY[at] for at in range(len(MANY))) < 2 * shelves.HELD


def test_no_room_is_a_line_that_tells_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shelves, "SpooledTemporaryFile", full)
    with pytest.raises(CheckerError, match=r"temporary files cannot be written \(No space left on device\); TMPDIR"):
        Shelf(MANY)
