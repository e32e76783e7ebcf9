"""The versions that the suite runs with are named with their hashes, and there are no more of them than serve."""

import ast
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8")
# what is imported by another name than it is installed by, and what only has its data read
MODULES = {"charset-normalizer": "charset_normalizer"}
DATA = {"jieba": 'find_spec("jieba")'}


def _locked() -> dict[str, tuple[str, int]]:
    """The version of each locked package, and how many hashes it has."""
    found = re.findall(r"^([\w.-]+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})*)", LOCK, re.MULTILINE)
    return {canonicalize_name(name): (told, hashes.count("sha256:")) for name, told, hashes in found}


def _asked(extra: str = "") -> list[Requirement]:
    """What the project asks for itself, or with an extra and those that it stands for."""
    listed = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    found = []
    for each in map(Requirement, listed):
        found += [more for name in sorted(each.extras) for more in _asked(name)] if each.name == "checker" else [each]
    return found


def test_the_lock_holds_all_that_is_asked_for() -> None:
    locked = _locked()
    assert len(locked) > len(_asked()) + len(_asked("dev"))
    assert [name for name, (_, hashes) in locked.items() if not hashes] == []
    for each in [*_asked(), *_asked("dev")]:
        told, _ = locked[canonicalize_name(each.name)]
        assert each.specifier.contains(told), f"{each}: {told} is locked; renew the lock as the README tells"


def test_the_lock_names_no_other_place_to_install_from() -> None:
    lines = [line for line in LOCK.splitlines() if not line.lstrip().startswith("#")]
    assert [line for line in lines if line.startswith("-") or "://" in line or " @ " in line] == []


def test_every_library_that_is_always_installed_is_needed() -> None:
    texts = [path.read_text(encoding="utf-8") for path in ROOT.glob("checker/**/*.py")]
    imported = {
        name.partition(".")[0]
        for text in texts
        for node in ast.walk(ast.parse(text))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    for name in (each.name for each in _asked()):
        if name in DATA:
            assert any(DATA[name] in text for text in texts), name
        else:
            assert MODULES.get(name, name) in imported, name
        assert version(name)
