"""How many of a generated corpus' planted conflicts a report has, and how many traps it takes for conflicts.

Run: python -m tests.benchmarks.recall OUT [REPORT.json] [--first N] [--missed]. OUT is what tests.benchmarks.generate
wrote, the report what `checker check OUT/docs -o REPORT.json` wrote; without one the corpus is checked first. A
conflict is found when a pair that contradicts has a claim at a place of each of its sides, a trap is sprung in the same
way. Findings of conflicts that were not planted are counted, too. With --first only what is planted in the first N
articles is counted: a small corpus is the beginning of a large one, and the same conflicts in both show what size
costs.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import checker
from checker.settings import Settings

CONFLICT = "contradiction"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file."""

    file: str
    start: int
    end: int

    def meets(self, other: "Place") -> bool:
        """Whether the two share a sign."""
        return self.file == other.file and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Answer:
    """A planted conflict or trap, with all the places of each side."""

    name: str
    verdict: str
    why: str
    attribute: str
    sides: tuple[tuple[Place, ...], ...]

    def stands_in(self, articles: int) -> bool:
        """Whether all its places are in the first articles of the corpus, by their numbers."""
        return all(int(Path(place.file).stem) < articles for side in self.sides for place in side)


@dataclass(frozen=True, slots=True)
class Score:
    """The answers by what became of them, and how many findings of conflicts belong to none of them."""

    found: Sequence[Answer]
    missed: Sequence[Answer]
    sprung: Sequence[Answer]
    passed: Sequence[Answer]
    findings: int
    others: Sequence[str]

    @property
    def recall(self) -> float:
        """The share of the planted conflicts that were found."""
        return len(self.found) / max(1, len(self.found) + len(self.missed))

    def of_first(self, articles: int) -> "Score":
        """The same of what is planted in so many articles at the beginning of the corpus."""
        some = (self.found, self.missed, self.sprung, self.passed)
        found, missed, sprung, passed = ([each for each in these if each.stands_in(articles)] for these in some)
        return replace(self, found=found, missed=missed, sprung=sprung, passed=passed)

    def line(self) -> str:
        """The figures in one line."""
        planted, traps = len(self.found) + len(self.missed), len(self.sprung) + len(self.passed)
        return (
            f"recall {self.recall:.3f} ({len(self.found)} of {planted}), traps sprung {len(self.sprung)} of {traps}, "
            f"contradictions {self.findings}, of which not planted {len(self.others)}"
        )


def answers(out: Path) -> Iterator[Answer]:
    """The answers of a corpus."""
    with (out / "answers.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            sides = tuple(
                tuple(Place(at["file"], at["start"], at["start"] + len(at["quote"])) for at in side)
                for side in row["sides"]
            )
            yield Answer(row["id"], row["verdict"], row["why"], row["attribute"], sides)


def score(given: Iterable[Answer], report: Mapping[str, Any]) -> Score:
    """What a JSON report has of the answers."""
    files = {source["id"]: source["path"] for source in report["sources"]}
    places = {
        claim["id"]: Place(_below_docs(files[claim["source"]]), claim["evidence"]["start"], claim["evidence"]["end"])
        for claim in report["claims"]
    }
    told: defaultdict[str, list[tuple[Place, Answer, int]]] = defaultdict(list)
    known = list(given)
    for answer in known:
        for side, some in enumerate(answer.sides):
            for place in some:
                told[place.file].append((place, answer, side))

    def sides(claim: str) -> set[tuple[str, int]]:
        place = places[claim]
        return {(answer.name, side) for own, answer, side in told[place.file] if own.meets(place)}

    hit: set[str] = set()
    others: list[str] = []
    findings = [finding for finding in report["findings"] if finding["verdict"] == CONFLICT]
    conflicts = {answer.name for answer in known if answer.verdict == CONFLICT}
    for finding in findings:
        met: set[str] = set()
        for pair in finding["pairs"]:
            if pair["verdict"] == CONFLICT:
                left, right = sides(pair["left"]), sides(pair["right"])
                met |= {name for name, side in left if (name, 1 - side) in right}
        hit |= met
        if not met & conflicts:
            others.append(finding["id"])
    by = {
        (verdict, was): [a for a in known if (a.verdict == CONFLICT, a.name in hit) == (verdict, was)]
        for verdict in (True, False)
        for was in (True, False)
    }
    return Score(by[True, True], by[True, False], by[False, True], by[False, False], len(findings), others)


def _below_docs(path: str) -> str:
    """A path as the answers have it."""
    return path.rpartition("docs/")[2]


def main() -> None:
    parser = argparse.ArgumentParser(description="Counts the planted conflicts that a report has.")
    parser.add_argument("out", type=Path)
    parser.add_argument("report", type=Path, nargs="?")
    parser.add_argument("--first", type=int, help="count what is planted in so many articles (default: in all)")
    parser.add_argument("--missed", action="store_true", help="the answers that were missed, by attribute")
    given = parser.parse_args()
    if given.report is None:
        report = checker.check([given.out / "docs"], settings=Settings()).to_dict()
    else:
        report = json.loads(given.report.read_text(encoding="utf-8"))
    made = score(answers(given.out), report)
    if given.first is not None:
        made = made.of_first(given.first)
    print(made.line())
    for why in sorted({answer.why for answer in (*made.found, *made.missed)}):
        found, missed = (sum(answer.why == why for answer in some) for some in (made.found, made.missed))
        print(f"  {why:10} {found} of {found + missed}")
    if given.missed:
        for attribute, many in Counter(answer.attribute for answer in made.missed).most_common():
            print(f"  missed {many:3} {attribute}")
        print("  sprung", [(answer.name, answer.why, answer.attribute) for answer in made.sprung])


if __name__ == "__main__":
    main()
