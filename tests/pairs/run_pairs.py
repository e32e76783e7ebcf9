"""How pairs of news sentences that people judged come out: run_pairs.py FOLDER [-v].

A pair is checked as two texts. Flagged is one with a finding of contradiction; asked for are the contradictions whose
two texts hold figures of one unit and share none (`unit_clash`); false are flags on agreements and neutral pairs.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import checker
from checker.model import Verdict

FILE = "uhgeval-news.dev.jsonl"


@dataclass(frozen=True)
class Outcome:
    """One pair, and whether the checker finds it contradictory."""

    label: str
    asked: bool
    flagged: bool
    text_a: str
    text_b: str


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Each pair of the folder's file with what the checker says of it."""
    for line in (folder / FILE).read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        run = checker.check({"a.txt": pair["text_a"], "b.txt": pair["text_b"]})
        flagged = any(finding.verdict is Verdict.CONTRADICTION for finding in run.findings)
        asked = pair["label"] == "contradiction" and pair["unit_clash"]
        yield Outcome(pair["label"], asked, flagged, pair["text_a"], pair["text_b"])


def main() -> None:
    """Print recall, precision and the share of false flags."""
    found = list(outcomes(Path(sys.argv[1])))
    asked = [one for one in found if one.asked]
    others = [one for one in found if one.label != "contradiction"]
    hits = sum(one.flagged for one in asked)
    false = sum(one.flagged for one in others)
    if "-v" in sys.argv:
        for one in found:
            if one.flagged != one.asked and (one.asked or one.label != "contradiction"):
                print("missed" if one.asked else "false", one.text_a, one.text_b, sep="\n    ")
    print(f"recall {hits} of {len(asked)}, {hits / len(asked):.0%}")
    print(f"precision {hits} of {hits + false}, {hits / max(1, hits + false):.0%}")
    print(f"false flags {false} of {len(others)}, {false / len(others):.1%}")


if __name__ == "__main__":
    main()
