"""Fit the weights by which figures are seen to be one statement.

`python -m tests.benchmarks.fit_weights [--held TOPIC ...]`

Prints `weights.toml` fitted to the annotated corpora. Positive are the pairs that an annotator lists as contradiction
or agreement, negative the traps and all pairs that cannot both be true and that nobody lists; compatible pairs that
nobody lists are left out, since the agreements are a sample. With --held the named topics are left out, and what the
weights find in them is printed instead.
"""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.align.candidates import Candidate, candidates, probability
from checker.align.figure import amount, length, measure, told
from checker.judge.compare import agree, maybe_of_one_time
from checker.judge.named import names_meet
from checker.model import Claim, DateValue, Document, NameValue, Quantity, ValueKind
from checker.pipeline import claims_of, context_of, facts_in, read_documents
from checker.read.folders import read_paths
from checker.settings import Settings

CORPORA = Path(__file__).parents[1] / "corpora"
# strength of the pull of every weight towards zero
_RIDGE = (1.5, 0.5)


def main() -> None:
    """Fit, and print the table or what it finds in the topics held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", nargs="*", default=[])
    parser.add_argument("--corpora", type=Path, nargs="*", default=[CORPORA])
    options = parser.parse_args()
    folders = sorted(path.parent for root in options.corpora for path in root.glob("*/gold.jsonl"))
    data = {folder.name: examples(folder) for folder in folders}
    fitted = fit([row for name, rows in data.items() if name not in options.held for row in rows])
    if not options.held:
        print(table(fitted))
    for name in options.held:
        print(name, found_in(data[name], fitted))


class Example:
    """A candidate with its label: 1 one statement, 0 two, -1 not known."""

    def __init__(self, candidate: Candidate, label: int, gold: str) -> None:
        self.candidate = candidate
        self.label = label
        self.gold = gold
        self.differs = agree(candidate.left, candidate.right) is False
        self.open = maybe_of_one_time(candidate.left, candidate.right)


def examples(folder: Path) -> list[Example]:
    """The candidates of one annotated folder, its articles taken for one story."""
    documents, _ = read_paths([folder / "docs"])
    read, _ = read_documents(documents, Settings())
    context = context_of(read)
    owned, nobodys = claims_of(facts_in(read.values()), context)
    claims = [replace(claim, story="all") for claim in (*owned, *nobodys)]
    paths = {document.id: document for document in documents}
    rows = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    gold = [_Line(row, claims, paths) for row in rows if row["verdict"] in {*_ONE, "trap"}]
    made: list[Example] = []
    found = list(candidates(claims, context.origins, every=True))
    listed = [_labels(candidate, gold, paths) for candidate in found]
    same = {_values(c, context.origins) for c, (verdict, _) in zip(found, listed, strict=True) if verdict in _ONE}
    for candidate, (verdict, id_) in zip(found, listed, strict=True):
        differs = agree(candidate.left, candidate.right) is False
        if verdict in _ONE:
            label = 1
        elif _values(candidate, context.origins) in same or (not differs and verdict != "trap"):
            label = -1
        else:
            label = 0
        made.append(Example(candidate, label, id_ if verdict == "contradiction" else ""))
    return _told_elsewhere(made)


def _told_elsewhere(made: list[Example]) -> list[Example]:
    """The examples, those of persons labelled alike wherever the two persons are told."""
    listed = [(*_persons(row.candidate), row.gold) for row in made if row.gold and row.candidate.sort == "persons"]
    for row in made:
        if row.candidate.sort != "persons" or row.label == 1:
            continue
        one, other = _persons(row.candidate)
        for first, second, gold in listed:
            pairs = ((one, first), (other, second)), ((one, second), (other, first))
            if any(all(names_meet(*told) for told in pair) for pair in pairs):
                row.label, row.gold = 1, gold
    return made


def _persons(candidate: Candidate) -> tuple[str, str]:
    left, right = candidate.left.value, candidate.right.value
    assert isinstance(left, NameValue)
    assert isinstance(right, NameValue)
    return left.name, right.name


_ONE = {"contradiction", "agreement"}


def _values(candidate: Candidate, origins: dict[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (origins[claim.document], claim.value.name if isinstance(claim.value, NameValue) else str(amount(claim)))
        for claim in (candidate.left, candidate.right)
    )


_Told = tuple[tuple[ValueKind, str, str | None], tuple[str, str]]


def _telling(claim: Claim) -> _Told:
    """What a claim measures and what it gives."""
    kind, dimension, _ = measure(claim)
    return (kind, dimension, None), told(claim)


class _Line:
    """A line of an annotation, with what the claims on each of its sides tell."""

    def __init__(self, row: dict[str, object], claims: Iterable[Claim], paths: dict[str, Document]) -> None:
        self.verdict, self.id = str(row["verdict"]), str(row["id"])
        sides = row["sides"]
        assert isinstance(sides, list)
        self.sides: list[dict[str, object]] = sides
        self.told = tuple({_telling(claim) for claim in claims if _is_side(claim, side, paths)} for side in sides)


def _labels(candidate: Candidate, gold: Iterable[_Line], paths: dict[str, Document]) -> tuple[str, str]:
    """The verdict and id of the line that lists a pair: its two quotes, or elsewhere what its two quotes tell."""
    loosely = ("", "")
    for line in gold:
        for one, other in (line.sides, line.sides[::-1]):
            if _is_side(candidate.left, one, paths) and _is_side(candidate.right, other, paths):
                return line.verdict, line.id
        if line.verdict != "contradiction" or not _alike(candidate):
            continue
        here, there = _telling(candidate.left), _telling(candidate.right)
        if any(here in one and there in other for one, other in (line.told, line.told[::-1])):
            loosely = line.verdict, line.id
    return loosely


def _alike(candidate: Candidate) -> bool:
    """Whether two claims are told in words that are at all alike, or of figures too long to be equal by chance."""
    long = candidate.sort == "figures" and min(length(candidate.left), length(candidate.right)) > 1
    return long or candidate.telling["shared words"] > 0 or candidate.telling["same attribute"] > 0


def _is_side(claim: Claim, side: dict[str, object], paths: dict[str, Document]) -> bool:
    document = paths[claim.document]
    start = document.raw.find(str(side["quote"]))
    apart = claim.span.end <= start or start + len(str(side["quote"])) <= claim.span.start
    if not document.path.endswith(str(side["doc"])) or apart:
        return False
    value = side.get("value")
    if isinstance(claim.value, DateValue):
        return value in {claim.value.iso, str(claim.value.start)}
    if isinstance(claim.value, NameValue):
        return True
    assert isinstance(claim.value, Quantity)
    ends = [float(end) for end in (claim.value.value, claim.value.low, claim.value.high) if end is not None]
    return isinstance(value, (int, float)) and any(
        abs(abs(end) - abs(value)) <= 0.06 * abs(value) + 1e-9 for end in ends
    )


Fitted = dict[str, dict[str, float]]


def fit(rows: Sequence[Example]) -> Fitted:
    """The weights of the words, and those of the values of pairs that cannot both be true; figures and days apart."""
    made: Fitted = {}
    for kind in ("figures", "days", "persons", "relations"):
        known = [row for row in rows if row.label >= 0 and row.candidate.sort == kind]
        telling = _logistic([row.candidate.telling for row in known], [row.label for row in known], _RIDGE[0])
        made[f"words of {kind}"] = telling
        differing = [row for row in known if row.differs and row.open]
        observed = [{"match": _score(row.candidate.telling, telling), **row.candidate.values} for row in differing]
        made[kind] = _logistic(observed, [row.label for row in differing], _RIDGE[1])
    return made


def _conflict(candidate: Candidate, fitted: Fitted) -> float:
    match = _score(candidate.telling, fitted[f"words of {candidate.sort}"])
    return probability(_score({"match": match, **candidate.values}, fitted[candidate.sort]))


def _score(observed: Mapping[str, float], weights: dict[str, float]) -> float:
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in observed.items())


def _logistic(rows: Sequence[Mapping[str, float]], labels: Sequence[int], ridge: float) -> dict[str, float]:
    """Logistic regression by Newton's method, its weights (but the bias) drawn towards zero."""
    names = sorted({name for row in rows for name in row})
    x = np.array([[*(row.get(name, 0.0) for name in names), 1.0] for row in rows])
    y = np.array(labels, dtype=float)
    weights: NDArray[np.float64] = np.zeros(len(names) + 1)
    pull = np.diag([*([ridge] * len(names)), 1e-6])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + pull, x.T @ (y - p) - pull @ weights)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {name: round(float(weight), 3) for name, weight in zip([*names, "bias"], weights, strict=True)}


def table(fitted: Fitted) -> str:
    """The weights as TOML."""
    lines: list[str] = []
    for name, weights in fitted.items():
        lines += [f'["{name}"]', *(f'"{key}" = "{weight}"' for key, weight in sorted(weights.items())), ""]
    return "\n".join(lines)


def found_in(rows: Sequence[Example], fitted: Fitted) -> str:
    """How many listed contradictions the weights find at some thresholds, and how many pairs that nobody lists."""
    told: list[str] = []
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        right: set[str] = set()
        wrong: set[frozenset[tuple[str, float]]] = set()
        for row in rows:
            if not (row.differs and row.open):
                continue
            if _conflict(row.candidate, fitted) < least:
                continue
            if row.gold:
                right.add(row.gold)
            elif row.label == 0:
                wrong.add(
                    frozenset((claim.document, amount(claim)) for claim in (row.candidate.left, row.candidate.right))
                )
        told.append(f"{least}: {len(right)} right, {len(wrong)} wrong")
    return "; ".join(told)


if __name__ == "__main__":
    main()
