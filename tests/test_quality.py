"""What can be checked of the code's form is checked here; ruff, mypy and import-linter check the rest."""

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted((ROOT / "checker").rglob("*.py"))
# given from outside and kept as they are: the corpora's own program and the scorer
GIVEN = {ROOT / "tests" / "corpora" / "validate.py", ROOT / "tests" / "score.py"}
ALL = CODE + [path for path in sorted((ROOT / "tests").rglob("*.py")) if path not in GIVEN]
# the only places that open files: everything else is a pure function of what it is given
OPENERS = {"cli", "read", "store", "lexicon"}
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "NamedTemporaryFile"}
HOMELESS = {"utils", "common", "helpers", "misc"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def _length(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", ALL, ids=_name)
def test_size(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert [node.name for node in _functions(path) if _length(node) > 60] == []
    assert path.stem not in HOMELESS


def test_most_files_and_functions_are_short() -> None:
    assert median(len(path.read_text(encoding="utf-8").splitlines()) for path in CODE) < 130
    lengths = [_length(node) for path in CODE for node in _functions(path)]
    assert quantiles(lengths, n=10)[-1] < 30


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_files_are_opened_in_few_places(path: Path) -> None:
    if path.relative_to(ROOT / "checker").parts[0] in OPENERS:
        return
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    names = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
    names |= {node.func.attr for node in calls if isinstance(node.func, ast.Attribute)}
    assert names & OPENING == set()
