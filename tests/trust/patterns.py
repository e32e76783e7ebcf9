"""Every regular expression of the project, found by watching it: `python -m tests.trust.patterns` writes the list.

A child process imports every module, calls what makes patterns when first asked, and reads texts of every kind; each
pattern that any of it makes is noted with its place in the code and with how it is asked. What a scan of the code
finds besides (`unseen`) is a place that nothing came by.
"""

import ast
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
CODE = ROOT / "checker"
# the functions of `re` that take a pattern, and what the project itself makes patterns with
_ASKING = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
_MAKING = {"compile", *_ASKING}
_OURS = {"seldom", "one_of"}
# what a pattern is made by when it is first asked, and not by the code that wrote it
_THROUGH = ("model/pattern.py",)


@dataclass(slots=True)
class Listed:
    """A pattern, the places that made it, how it was asked, and the longest text that it was asked about."""

    pattern: str
    flags: int
    places: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """All patterns, and the places of the code that make one and were not come by."""

    patterns: tuple[Listed, ...]
    unseen: tuple[str, ...]


@cache
def listing() -> Listing:
    """Every pattern of the project, found in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.trust.patterns"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = json.loads(ran.stdout)
    return Listing(tuple(Listed(**each) for each in told["patterns"]), tuple(told["unseen"]))


class _Watched:
    """A pattern that notes how it is asked."""

    def __init__(self, made: re.Pattern[str], listed: Listed) -> None:
        self._made = made
        self._listed = listed
        for name in _ASKING:
            setattr(self, name, self._noted(name, getattr(made, name), name in {"sub", "subn"}))

    def _noted(self, name: str, ask: Callable[..., Any], second: int) -> Callable[..., Any]:
        def asked(*given: Any, **named: Any) -> Any:
            text = given[second] if len(given) > second else named["string"]
            if name not in self._listed.asked:
                self._listed.asked.append(name)
            self._listed.longest = max(self._listed.longest, len(text))
            return ask(*given, **named)

        return asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)


class _Watch:
    """Takes the place of what `re` compiles with; notes only what the project's own code asks for."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], Listed] = {}
        self.lines: set[tuple[str, int]] = set()
        # what was answered to the same line of code before
        self._again: dict[tuple[object, ...], Any] = {}
        self._compile = re._compile  # type: ignore[attr-defined]
        re._compile = self.compile  # type: ignore[attr-defined]

    def compile(self, pattern: Any, flags: int) -> Any:
        if isinstance(pattern, _Watched):
            return pattern
        caller = sys._getframe(2)
        asked = pattern, flags, caller.f_code, caller.f_lineno
        if asked in self._again:
            return self._again[asked]
        made = self._again[asked] = self._compile(pattern, flags)
        frames = list(_frames(sys._getframe(1)))
        if not frames or not isinstance(made, re.Pattern):
            return made
        self.lines.update(frames)
        written = made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")
        listed = self.known.setdefault((written, made.flags), Listed(written, made.flags))
        path, line = next(frame for frame in frames if frame[0] not in _THROUGH)
        if f"{path}:{line}" not in listed.places:
            listed.places.append(f"{path}:{line}")
        self._again[asked] = watched = _Watched(made, listed)
        return watched


def _frames(frame: FrameType | None) -> Iterator[tuple[str, int]]:
    """The lines of the project that a call comes from, the closest first, if `re` was called by one of them."""
    while frame is not None and frame.f_code.co_filename.endswith(("/re/__init__.py", "/tests/trust/patterns.py")):
        frame = frame.f_back
    first = True
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        ours = path.is_relative_to(CODE)
        if first and not ours:
            return
        first = False
        if ours:
            yield path.relative_to(CODE).as_posix(), frame.f_lineno
        frame = frame.f_back


def _modules() -> list[ModuleType]:
    import checker  # noqa: PLC0415 -- under watch

    names = (found.name for found in pkgutil.walk_packages(checker.__path__, "checker."))
    return [import_module(name) for name in sorted(names) if not name.endswith("__main__")]


def _ask_all(modules: list[ModuleType]) -> None:
    """Call every function that keeps its answer: without an argument, or with the words that the code calls it with."""
    words = _literals()
    for module in modules:
        for name, found in vars(module).items():
            if getattr(found, "__module__", None) != module.__name__ or not hasattr(found, "__wrapped__"):
                continue
            wanted = inspect.signature(found).parameters
            if not wanted:
                found()
            for word in words.get(name, ()) if len(wanted) == 1 else ():
                found(word)


def _literals() -> Mapping[str, set[str]]:
    """The words that functions are called with, by the functions' names, as the code writes them."""
    told: dict[str, set[str]] = {}
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(word))]):
                    told.setdefault(name, set()).add(word)
    return told


def _read_all() -> None:
    """Read texts of every kind, and make every report of them."""
    import checker  # noqa: PLC0415 -- under watch
    from checker.read.kinds import documents_of  # noqa: PLC0415
    from checker.report import formats, github, line, notebook, terminal  # noqa: PLC0415
    from checker.report.layout import Screen  # noqa: PLC0415
    from checker.settings import Read  # noqa: PLC0415
    from tests.read import made  # noqa: PLC0415
    from tests.report.sample import sample  # noqa: PLC0415
    from tests.trust import texts  # noqa: PLC0415

    documents_of("a.docx", made.word("A first heading", "1.2 million users", title="Users"), Read())
    for articles in texts.cases():
        checker.check(articles)
    terminal.render(sample(), Screen(60, language="zh"))
    run = checker.check([str(path) for path in texts.files()])
    for known in (formats.FINDINGS, formats.ALL_PAIRS, formats.CLAIMS):
        for suffix in known:
            formats.renderer(known, suffix)(run)
    for language in ("en", "zh"):
        terminal.render(run, Screen(60, language=language))
    for render in (line.render, github.render, notebook.render):
        render(run)
    for finding in run.findings[:5]:
        checker.explain(run, finding)


def written() -> Iterator[tuple[str, ast.Call]]:
    """Every call of the code that makes a pattern, with its file."""
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name)) if name in _MAKING:
                    pass
                case ast.Call(func=ast.Name(id=name)) if name in _OURS:
                    pass
                case _:
                    continue
            yield path.relative_to(CODE).as_posix(), node


def _uses() -> Mapping[str, set[str]]:
    """How the code asks the patterns that have a name, by the place where each is made."""
    asked: dict[str, set[str]] = {}
    named: dict[str, str] = {}
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr=way) if way in _ASKING:
                    asked.setdefault(name, set()).add(way)
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(lineno=line)):
                    named[f"{path.relative_to(CODE).as_posix()}:{line}"] = name
    return {place: asked[name] for place, name in named.items() if name in asked}


def main() -> None:
    """Watch, and write what was seen."""
    watch = _Watch()
    _watch_seldom()
    modules = _modules()
    _ask_all(modules)
    _read_all()
    unseen = []
    for path, node in written():
        if any((path, line) in watch.lines for line in range(node.lineno, (node.end_lineno or 0) + 1)):
            continue
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(value=str(pattern)), *_]):
                made = re.compile(pattern)
                seen = Listed(pattern, made.flags, [f"{path}:{node.lineno}"], [name] if name in _ASKING else [])
                watch.known.setdefault((pattern, made.flags), seen)
            case _:
                unseen.append(f"{path}:{node.lineno}")
    uses = _uses()
    for each in watch.known.values():
        each.asked = each.asked or sorted({way for place in each.places for way in uses.get(place, ())})
    told = sorted(watch.known.values(), key=lambda each: (each.places, each.pattern, each.flags))
    patterns = [{name: getattr(each, name) for name in Listed.__dataclass_fields__} for each in told]
    json.dump({"patterns": patterns, "unseen": unseen}, sys.stdout)


def _watch_seldom() -> None:
    """Let patterns that are compiled when first asked be compiled where they are written."""
    pattern = import_module("checker.model.pattern")

    class Eager(pattern.seldom):  # type: ignore[misc]
        def __init__(self, written: str, flags: re.RegexFlag = re.NOFLAG) -> None:
            super().__init__(written, flags)
            _ = self.pattern

    pattern.seldom = Eager


if __name__ == "__main__":
    main()
