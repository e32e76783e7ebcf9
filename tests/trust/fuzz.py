"""Texts and files that nobody would write, for as long as it takes: no input may break what `targets` demands.

Run: python -m tests.trust.fuzz TARGET --seconds N. TARGET is read, clean, values, extract or report. It uses atheris
where that is installed, which follows what the code does, and hypothesis otherwise. What is found goes to FOLDER
(--finds), a file each, and the fuzzer goes on; `tests/trust/finds/TARGET/` holds those that were mended, and a test
replays them.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
import tomllib
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from tests.trust.texts import strings

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TARGETS = ("read", "clean", "values", "extract", "report")
LONGEST = 1500  # bytes of an input: some 700 scraps
# seconds for one input, after which it counts as one that never ends
HANGS = 60
# instrumented code is some times slower
SLACK = 4.0
SHORTEST_SEED = 6


class Fuzzing:
    """The run of one target: counts, and keeps what breaks it."""

    def __init__(self, target: str, seconds: float, finds: Path) -> None:
        from tests.trust import targets  # noqa: PLC0415 -- it loads what is to be instrumented

        self._check = targets.timed
        self._target = targets.TARGETS[target]
        self._name = target
        self._finds = finds
        self._began = time.monotonic()
        self._end = self._began + seconds
        self._seen: set[str] = set()
        self.inputs = 0

    def __call__(self, noise: bytes) -> None:
        """Check one input; end the process when the time is over."""
        if time.monotonic() > self._end:
            self._told()
            sys.stdout.flush()
            os._exit(bool(self._seen))
        self.inputs += 1
        data = self._target.input_of(noise)
        try:
            self._check(self._target, data, SLACK)
        except Exception as error:  # noqa: BLE001 -- whatever is raised is a find
            self._keep(error, data)

    def _keep(self, error: Exception, data: bytes) -> None:
        """Keep an input that fails as no other did: where in the code it does tells them apart."""
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/checker/" in frame.filename]
        last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
        if kind in self._seen:
            return
        self._seen.add(kind)
        self._finds.mkdir(parents=True, exist_ok=True)
        path = self._finds / f"{self._name}-{hashlib.sha256(kind.encode()).hexdigest()[:8]}"
        path.write_bytes(data)
        sys.stdout.write(f"{path}: {kind}: {str(error)[:200]!r}\n")
        sys.stdout.flush()

    def _told(self) -> None:
        minutes = (time.monotonic() - self._began) / 60
        sys.stdout.write(f"{self._name}: {self.inputs:,} inputs in {minutes:.1f} minutes, {len(self._seen)} finds\n")


def seeds() -> Iterator[str]:
    """Texts to begin with: the sentences of the tests' cases, and the articles of the seeds in parts."""
    for path in sorted((ROOT / "tests" / "cases").rglob("*.toml")):
        told = strings(tomllib.loads(path.read_text(encoding="utf-8")))
        yield from (text for text in told if len(text) >= SHORTEST_SEED)
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        yield from (text[at : at + 400] for at in range(0, len(text), 400))


def _with_atheris(atheris: ModuleType, arguments: argparse.Namespace) -> None:
    with atheris.instrument_imports(include=["checker"]):
        import checker.report.html  # noqa: PLC0415
        import checker.report.workbook  # noqa: F401, PLC0415
        from tests.trust import targets  # noqa: F401, PLC0415
    from tests.trust.grammar import AS_IT_STANDS, PUT_TOGETHER  # noqa: PLC0415

    corpus = arguments.corpus or Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus.mkdir(parents=True, exist_ok=True)
    kinds = [bytes([kind]) for kind in range(8)] if arguments.target == "read" else [b""]
    for number, seed in enumerate(seeds()):
        data = kinds[number % len(kinds)] + AS_IT_STANDS + seed.encode("utf-8", "surrogatepass")[: LONGEST - 2]
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        if not number % 4:  # and as many scraps as the seed has bytes
            noise = b"".join(hashlib.sha256(b"%d" % at + data).digest() for at in range(len(seed) // 16 + 1))
            data = kinds[number % len(kinds)] + PUT_TOGETHER + noise[: LONGEST - 2]
            (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    arguments.finds.mkdir(parents=True, exist_ok=True)
    options = [f"-max_len={LONGEST}", f"-timeout={HANGS}", "-rss_limit_mb=3000", "-print_final_stats=0", "-verbosity=0"]
    given = [sys.argv[0], *options, f"-artifact_prefix={arguments.finds}/noise-{arguments.target}-", str(corpus)]
    atheris.Setup(given, Fuzzing(arguments.target, arguments.seconds, arguments.finds))
    atheris.Fuzz()


def _with_hypothesis(arguments: argparse.Namespace) -> None:
    from hypothesis import HealthCheck, Phase, given, settings  # noqa: PLC0415
    from hypothesis import strategies as st  # noqa: PLC0415

    fuzzing = Fuzzing(arguments.target, arguments.seconds, arguments.finds)
    told = st.sampled_from(sorted(set(seeds()))).map(lambda seed: b"\0" + seed.encode("utf-8", "surrogatepass"))
    noise = st.one_of(st.binary(max_size=LONGEST), st.tuples(st.binary(min_size=1, max_size=1), told).map(b"".join))

    @settings(max_examples=1000, deadline=None, database=None, phases=[Phase.generate])
    @settings(suppress_health_check=list(HealthCheck))
    @given(noise)
    def go(data: bytes) -> None:
        fuzzing(data)

    again: Callable[[], None] = go
    while True:  # the fuzzing itself ends the process
        again()


def main() -> None:
    """Fuzz what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--finds", type=Path, default=Path(tempfile.gettempdir(), "checker-finds"))
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what atheris learned")
    arguments = parser.parse_args()
    try:
        import atheris  # noqa: PLC0415 -- it is had for few systems
    except ImportError:
        _with_hypothesis(arguments)
    else:
        _with_atheris(atheris, arguments)


if __name__ == "__main__":
    main()
