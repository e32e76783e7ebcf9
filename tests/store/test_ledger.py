"""Who holds a number is looked up by it, and stays right as articles come, change and go."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.pipeline.packed import Packed, bytes_of
from checker.store.ledger import Days, Ledger, Sort
from checker.store.sqlite import Store

ALL = -1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "s.db", may_be_new=True) as opened:
        yield opened


def noted(store: Store, ledger: Ledger, shingles: dict[str, set[int]]) -> dict[str, int]:
    """The numbers of fresh articles with these shingles, which ask about as many words."""
    with store.writing():
        for id_, told in shingles.items():
            data = bytes_of(told, "u4")
            ledger.note(id_, whole=True, hashes=data, words=data)
    return {id_: serial for serial, id_ in ledger.waiting()[0].items() if id_ in shingles}


def test_holders_come_and_go_with_their_articles(store: Store) -> None:
    ledger = Ledger(store.connection)
    a, b = noted(store, ledger, {"a": {1, 2}, "b": {2, 1 << 31}}).values()
    assert ledger.holders(Sort.SHINGLE, [2], ALL)[2] == []
    with store.writing():
        ledger.hold(Sort.SHINGLE, [a, b])
    assert ledger.holders(Sort.SHINGLE, [2], ALL)[2] == [a, b]
    assert len(ledger.holders(Sort.SHINGLE, [2], 1)[2]) == 1
    assert ledger.holders(Sort.SHINGLE, [1 << 31], ALL)[1 << 31] == [b]
    assert ledger.holders(Sort.WORD, [2], ALL)[2] == []
    with store.writing():
        ledger.begin_anew()
    assert ledger.holders(Sort.SHINGLE, [2], ALL)[2] == []


def test_numbers_of_eight_bytes_are_told_again(store: Store) -> None:
    ledger = Ledger(store.connection)
    (a,) = noted(store, ledger, {"a": {1}}).values()
    large = {3, 1 << 63, (1 << 64) - 1}
    with store.writing():
        ledger.tell({a: bytes_of(large, "u8")})
    assert all(ledger.holders(Sort.NAME, [number], ALL)[number] == [a] for number in large)
    with store.writing():
        ledger.tell({a: bytes_of({4}, "u8")})
    assert [ledger.holders(Sort.NAME, [number], ALL)[number] for number in (3, 4, 1 << 63)] == [[], [a], []]


def test_of_what_many_hold_as_many_are_told_as_are_asked_for(store: Store) -> None:
    ledger = Ledger(store.connection)
    serials = noted(store, ledger, {f"a{at}": {7} if at else {7, 8} for at in range(9)})
    with store.writing():
        ledger.hold(Sort.SHINGLE, serials.values())
    first = serials["a0"]
    packed = Packed(ledger, Sort.SHINGLE, {99: bytes_of({8}, "u4")}, most=3, spare={7: 2})
    # three and one more, two that may be left out, and whom the ledger does not know
    assert packed.among([7]).count(7) == 6
    assert sorted(packed.among([8]).of(8)) == [first, 99]
    assert packed.among([8], without=[first]).of(8) == [99]
    assert packed.among([7, 8], without=list(serials.values())).all() == {99}
    assert Packed(ledger, Sort.SHINGLE).among([7]).count(7) == 9


def test_what_another_process_told_is_heard(store: Store) -> None:
    ledger = Ledger(store.connection)
    (a,) = noted(store, ledger, {"a": {1}}).values()
    ledger.look_again()
    assert ledger.holders(Sort.SHINGLE, [1], ALL)[1] == []
    with Store.open(store.path) as other, other.writing():
        Ledger(other.connection).hold(Sort.SHINGLE, [a])
    ledger.look_again()
    assert ledger.holders(Sort.SHINGLE, [1], ALL)[1] == [a]


def test_of_claims_that_tell_the_same_the_first_are_told_and_how_many_there_are(store: Store) -> None:
    ledger = Ledger(store.connection)
    key, other, same = 5, 1 << 63, (1 << 64) - 1
    with store.writing():
        ledger.stand("b", b"", [(key, same, "b-2", None), (key, same, "b-1", None), (other, same, "b-1", None)], ())
        ledger.stand("a", b"", [(key, same, "a-1", None), (key, 7, "a-2", (3, 9))], ())

    def told(key: int, few: int, most: int) -> list[tuple[int, dict[str, str], int, Days]]:
        return [
            (each.number, {claim: ledger.first_of(serial) for claim, serial in each.claims}, each.held, each.days)
            for each in ledger.tellers(key, few, most)
        ]

    assert told(key, 3, 2) == [(same, {"a-1": "a", "b-1": "b"}, 3, None), (7, {"a-2": "a"}, 1, (3, 9))]
    assert told(key, 4, 2)[0] == (same, {"a-1": "a", "b-1": "b", "b-2": "b"}, 3, None)
    assert told(other, 0, 2) == [(same, {"b-1": "b"}, 1, None)]
    # a claim that is in another group now, before the one that it was in is gone
    with store.writing():
        ledger.stand("c", b"", [(key, same, "b-1", None)], ())
        ledger.disband(["b"])
    assert told(key, 0, 9)[0] == (same, {"a-1": "a", "b-1": "c"}, 2, None)
    assert told(other, 0, 2) == []
