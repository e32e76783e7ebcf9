"""Processes as the system sees them, and enough work for some."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def many(folder: Path) -> Path:
    """A folder with so many articles that nothing is done with them soon."""
    folder.mkdir()
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    for at in range(300):
        (folder / f"{at}.txt").write_text(f"{at}年的数据\n" + text, encoding="utf-8")
    return folder


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def told(pid: int) -> list[str]:
    """What the system tells of a process behind its name, from its state on; nothing where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def running(pid: int) -> bool:
    """Whether a process is there, and no mere entry in a table."""
    return told(pid)[:1] not in ([], ["Z"])


def is_at_work(pid: int) -> bool:
    """Whether a process has worked for a second: it is through with its start, however busy the machine is."""
    return sum(map(int, told(pid)[11:13])) > os.sysconf("SC_CLK_TCK")
