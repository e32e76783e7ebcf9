"""How many of the annotated figures of the seeds are read with the right value, entity and attribute.

    python -m tests.gold.compare_claims        prints what is missing, by class, and the share that was read

A gold claim is read when one of ours in the same file overlaps its quote, has its figure (or day), is about its entity
and names its attribute. Names are compared by the lexicon's canonical name, attributes by the lexicon's attribute or,
for those that it lacks, by the characters that both share.
"""

import json
import tomllib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from math import isclose
from pathlib import Path

import checker
from checker.extract import terms
from checker.extract.names import canonical
from checker.extract.values.units import to_base
from checker.model import Claim, DateValue, Quantity

ROOT = Path(__file__).parent
SEEDS = ROOT.parent.parent / "seeds"
KINDS = frozenset({"quantity", "money", "percent", "rank", "date"})
# of the characters of an annotated attribute or entity that our words must share where no lexicon row decides
SHARED = 0.5
EMPTY = frozenset("数量额的率()日期时间")


@dataclass(frozen=True)
class Missing:
    """A gold claim that was not read, and the first thing that was wrong with the nearest of ours."""

    gold: dict[str, object]
    why: str
    nearest: str


def compare() -> tuple[int, int, list[Missing]]:
    """How many gold figures there are, how many were read, and the rest."""
    run = checker.check([SEEDS])
    raw = {source.document.path: source.document.raw for source in run.sources}
    paths = {source.document.id: source.document.path for source in run.sources}
    ours: dict[str, list[Claim]] = {path: [] for path in raw}
    for claim in run.claims:
        ours[paths[claim.document]].append(claim)
    missing: list[Missing] = []
    owed = 0
    for gold in _owed():
        owed += 1
        doc = str(gold["doc"])
        why = _verdict(gold, ours[doc], raw[doc])
        if why is not None:
            missing.append(Missing(gold, *why))
    return owed, owed - len(missing), missing


def _owed() -> list[dict[str, object]]:
    excluded = tomllib.loads((ROOT / "excluded.toml").read_text(encoding="utf-8"))["ids"]
    left_out = {identifier for group in excluded.values() for identifier in group}
    lines = (ROOT / "seeds" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    claims = [json.loads(line) for line in lines]
    copies = {c["mirror_of"]: c["id"] for c in claims if c.get("mirror_of")}
    return [c for c in claims if c["kind"] in KINDS and c["id"] not in left_out and copies.get(c["id"]) not in left_out]


def _verdict(gold: dict[str, object], ours: list[Claim], raw: str) -> tuple[str, str] | None:
    quote = str(gold["quote"])
    start = -1
    for _ in range(int(str(gold.get("occurrence") or 1))):
        start = raw.find(quote, start + 1)
    near = [c for c in ours if c.span.start < start + len(quote) and start < c.span.end]
    valued = [c for c in near if _value(gold, c)]
    if not valued:
        return ("value", "; ".join(c.quote for c in near))
    owned = [c for c in valued if _entity(gold, c)]
    if not owned:
        return ("entity", "; ".join(f"{c.entity.name}|{c.attribute.name}" for c in valued))
    if not any(_attribute(gold, c) for c in owned):
        return ("attribute", "; ".join(f"{c.entity.name}|{_words(c)}" for c in owned))
    return None


def _value(gold: dict[str, object], claim: Claim) -> bool:
    value = claim.value
    if isinstance(value, DateValue):
        return gold["kind"] == "date" and _day(gold, value)
    wanted = gold["value"]
    if not isinstance(value, Quantity) or gold["kind"] == "date" or not isinstance(wanted, int | float):
        return False
    figures = [x for x in (value.value, value.low, value.high) if x is not None]
    return _same_ends(gold, value) or any(abs(abs(float(x)) - abs(wanted)) <= 0.005 * abs(wanted) for x in figures)


def _same_ends(gold: dict[str, object], value: Quantity) -> bool:
    """几秒钟: the figure of an interval that tells none is the annotator's middle; what is read are its ends."""
    low, high = (
        Decimal(str(end)) if isinstance(end := gold.get(key), int | float) else None for key in ("low", "high")
    )
    unit = gold.get("unit")
    if low is None or high is None or low == high:
        return False
    wanted = to_base(Quantity(low, high, str(unit) if unit is not None else None, ""))
    read = to_base(value)
    both = zip((read.low, read.high), (wanted.low, wanted.high), strict=True)
    return all(mine is not None and theirs is not None and isclose(mine, theirs) for mine, theirs in both)


def _day(gold: dict[str, object], value: DateValue) -> bool:
    """Whether a date is the annotated one to the month, and to the day one of its days where it tells an interval."""
    if value.start is None:
        return False
    end = value.end if value.end is not None else value.start
    first = str(gold["value"]).split("/", maxsplit=1)[0][:7]
    return value.start.isoformat()[: len(first)] <= first <= end.isoformat()[: len(first)]


def _entity(gold: dict[str, object], claim: Claim) -> bool:
    mine = claim.entity.name
    for name in str(gold["entity"]).split("; "):
        wanted = canonical(name)
        if wanted == mine or _share(wanted, mine + _words(claim)) >= SHARED or _share(canonical(mine), wanted) >= 1:
            return True
    return False


def _attribute(gold: dict[str, object], claim: Claim) -> bool:
    wanted = str(gold["attribute"]).split("(", maxsplit=1)[0]
    row = terms.attribute_named(wanted)
    if row is not None and claim.attribute.known and row.family == claim.attribute.family:
        return True
    named_events = [terms.event(token.key) for token in terms.terms(wanted) if token.kind == "event"]
    if any(event is not None and event.family == claim.attribute.family for event in named_events):
        return True
    mine = terms.attribute(claim.attribute.name)
    if mine is not None and any(len(form) > 1 and form in wanted for form in (mine.name, *mine.forms, *mine.weak)):
        return True
    words = _words(claim)
    if claim.kind == "rank" and "排名" in wanted:
        wanted = wanted.replace("排名", "")
        words += claim.context
    if claim.kind == "percent" and not claim.attribute.known:
        # an open share is named by the words behind it, as many as an annotator would read
        words += claim.context[claim.at : claim.at + 24]
    if claim.kind == "duration":
        words += claim.context
    # an open attribute is named by its head noun: 分成 for 从淘宝拿到的分成
    return wanted.endswith(claim.attribute.name) or _share(wanted, words) >= SHARED


def _words(claim: Claim) -> str:
    return claim.attribute.name + "".join(sorted(claim.attribute.qualifiers))


def _share(wanted: str, words: str) -> float:
    letters = [char for char in wanted if char not in EMPTY]
    return sum(char in words for char in letters) / len(letters) if letters else 1.0


def main() -> None:
    """Print what is missing and the share that was read."""
    owed, read, missing = compare()
    for one in missing:
        gold = one.gold
        print(f"{gold['id']} {one.why}: {gold['entity']} | {gold['attribute']} | {gold['value']} | {gold['quote']}")
        print(f"        ours: {one.nearest or 'nothing'}")
    print(Counter(one.why for one in missing))
    print(f"{read} of {owed} read, {read / owed:.1%}")


if __name__ == "__main__":
    main()
