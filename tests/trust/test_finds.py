"""What fuzzing found, and was mended, stays mended."""

from pathlib import Path

import pytest

from tests.trust import fuzz, targets
from tests.trust.grammar import AS_IT_STANDS, PUT_TOGETHER, scraps, text_of

FINDS = sorted(path for path in (Path(__file__).parent / "finds").glob("*/*"))


@pytest.mark.parametrize("path", FINDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_find_stays_mended(path: Path) -> None:
    targets.timed(targets.TARGETS[path.parent.name], path.read_bytes())


def test_every_target_takes_noise_and_text() -> None:
    for name, target in targets.TARGETS.items():
        for noise in (b"", b"\xff", bytes(range(256)), PUT_TOGETHER + bytes(range(0, 240, 3))):
            targets.timed(target, target.input_of(noise))
        assert name in fuzz.TARGETS


def test_noise_makes_texts() -> None:
    assert text_of(AS_IT_STANDS + "夸克".encode()) == "夸克"
    assert text_of(PUT_TOGETHER + b"\0\0\0\1") == scraps()[0] + scraps()[1]
    assert len({text_of(PUT_TOGETHER + bytes([n, n, 7])) for n in range(200)}) > 100


def test_a_target_sees_what_breaks() -> None:
    def harm(_: bytes) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        targets.timed(targets.Target(bytes, harm), b"x")


def test_what_takes_too_long_is_a_find() -> None:
    def idle(_: bytes) -> None:
        for _ in range(20_000):
            pass

    with pytest.raises(targets.TooSlowError):
        targets.timed(targets.Target(bytes, idle), b"", slack=0.0)
