"""Judgements gathered into findings: one entity and attribute, its positions, and the gravest verdict."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import lru_cache

from checker.judge.compare import in_words
from checker.judge.figures import apart
from checker.judge.positions import positions
from checker.lexicon.measures import dimension, to_base
from checker.model import Capped, Claim, DateValue, Finding, Judgement, NameValue, Quantity, Severity, Verdict
from checker.model.record import replace

_GRAVITY = (Verdict.CONTRADICTION, Verdict.EXPLAINED, Verdict.AGREEMENT)
_SEVERITY = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


# what findings are sorted by: verdict, severity, entity, attribute and fingerprint, and what comes first of equals
Order = tuple[int, int, str, str, str, tuple[str, ...]]


def gather(
    judgements: Iterable[Judgement], origins: Mapping[str, str], severities: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """The findings, gravest and most severe first, numbered in that order.

    `severities` tells how severe it is what a rule decides, by the rule's name, where that is not left to the pairs.
    """
    found = sorted(gathered(judgements, origins, severities), key=lambda each: each[0])
    return tuple(numbered(finding, number) for number, (_, finding) in enumerate(found, 1))


def numbered(finding: Finding, number: int) -> Finding:
    """A finding with the id of its place among all."""
    return replace(finding, id=f"F{number:03d}")


def gathered(
    judgements: Iterable[Judgement],
    origins: Mapping[str, str],
    severities: Mapping[str, str] | None = None,
    capped: list[Capped] | None = None,
) -> Iterator[tuple[Order, Finding]]:
    """The findings as they come, without ids, each with its place in the order of all.

    Of a folder too large for one go, the judgements can come in parts: such that judgements which agree or contradict
    are in one part with all that they share claims with, and those that explain with all of one `excuse`. `capped` is
    told of a finding of too many values.
    """
    graded = {rule: Severity(severity) for rule, severity in (severities or {}).items()}
    listed = sorted(judgements, key=lambda j: (j.pair.left.id, j.pair.right.id))
    against = [j for j in listed if j.verdict is Verdict.CONTRADICTION]
    # that an article's parts do not come to its total is told by itself, whoever else gives another total
    inside = _components([j for j in against if _in_itself(j)])
    conflicts = [*inside, *_components([j for j in against if not _in_itself(j)])]
    first = [(str(int(at >= len(inside))), _first(told)) for at, told in enumerate(conflicts)]
    place = {claim: at for at, told in enumerate(conflicts) for j in told for claim in _ids(j)}
    grouped: dict[tuple[str, str, str], list[Judgement]] = defaultdict(list)
    agreed: list[Judgement] = []
    for judgement in listed:
        if judgement.verdict is Verdict.EXPLAINED:
            grouped[excuse(judgement)].append(judgement)
        elif judgement.verdict is Verdict.AGREEMENT:
            at = {place[claim] for claim in _ids(judgement) if claim in place}
            if len(at) == 1:
                # who else tells one side of a conflict stands with it
                conflicts[at.pop()].append(judgement)
            else:
                agreed.append(judgement)
    agreed = _with_sums(agreed, conflicts)
    for told, before in zip(conflicts, first, strict=True):
        yield _placed(_finding(told, origins, graded, capped), before)
    for key in sorted(grouped):
        for told in _components(grouped[key]):
            yield _placed(_finding(told, origins, graded, capped), (*key, _first(told)))
    # one fact told under two attributes (公测日期, 发布日期) or of two names is one agreement
    for told in _components(agreed):
        finding = _finding(told, origins, graded, capped)
        if max(position.origins for position in finding.positions) > 1:
            yield _placed(finding, (_first(told),))


def _placed(finding: Finding, before: tuple[str, ...]) -> tuple[Order, Finding]:
    gravity, severity = _GRAVITY.index(finding.verdict), _SEVERITY.index(finding.severity)
    return (gravity, severity, finding.entity, finding.attribute, finding.fingerprint, before), finding


def _first(judgements: Iterable[Judgement]) -> str:
    """The first of the claims that judgements are about."""
    return min(claim for judgement in judgements for claim in _ids(judgement))


def _with_sums(agreed: Sequence[Judgement], conflicts: Sequence[list[Judgement]]) -> list[Judgement]:
    """The agreements that stand by themselves; who agrees with those that tell a wrong total as it is stands with it.

    A sum that does not come out is a conflict inside one article, about which the others are at one.
    """
    sums = [told for told in conflicts if all(_is_sum(j) for j in told if j.verdict is Verdict.CONTRADICTION)]
    place = {claim: at for at, told in enumerate(sums) for j in told for claim in _ids(j)}
    alone: list[Judgement] = []
    for component in _components(agreed):
        at = {place[claim] for judgement in component for claim in _ids(judgement) if claim in place}
        (sums[at.pop()] if len(at) == 1 else alone).extend(component)
    return alone


def _is_sum(judgement: Judgement) -> bool:
    return bool(judgement.pair.left.derived_from or judgement.pair.right.derived_from)


def _in_itself(judgement: Judgement) -> bool:
    """Whether a sum does not come out in the one sentence or list that does it."""
    left, right = judgement.pair.left, judgement.pair.right
    return _is_sum(judgement) and left.document == right.document and left.span == right.span


def _ids(judgement: Judgement) -> tuple[str, str]:
    return judgement.pair.left.id, judgement.pair.right.id


def excuse(judgement: Judgement) -> tuple[str, str, str]:
    """Whose difference it is, in what, and the rule that explains it.

    What is explained stands in findings of its own, one for each excuse, so that nothing true rides along with it.
    """
    left, right = judgement.pair.left, judgement.pair.right
    if left.attribute.is_unsaid != right.attribute.is_unsaid:
        # the one that words tell names both
        left = right = right if left.attribute.is_unsaid else left
    entity = _joined({left.entity.name, right.entity.name})
    return entity, _joined({left.attribute.name, right.attribute.name}), judgement.rule


def _named_by(judgements: Sequence[Judgement]) -> tuple[str, str]:
    """The names of entities and of attributes: of the claims that these brought together, if there are any."""
    strict = [j.pair for j in judgements if not j.pair.weighed] or [j.pair for j in judgements]
    claims = {claim.id: claim for pair in strict for claim in (pair.left, pair.right)}.values()
    named = [claim for claim in claims if not claim.attribute.is_unsaid] or claims
    return _joined({claim.entity.name for claim in named}), _joined({claim.attribute.name for claim in named})


def _joined(names: AbstractSet[str]) -> str:
    return " / ".join(sorted(names)) if len(names) > 1 else next(iter(names))


def _finding(
    judgements: Sequence[Judgement],
    origins: Mapping[str, str],
    graded: Mapping[str, Severity],
    capped: list[Capped] | None,
) -> Finding:
    verdict = min((j.verdict for j in judgements), key=_GRAVITY.index)
    claims = {claim.id: claim for j in judgements for claim in (j.pair.left, j.pair.right)}
    entity, attribute = _named_by(judgements)
    ordered = tuple(sorted(judgements, key=lambda j: (_GRAVITY.index(j.verdict), j.pair.left.id, j.pair.right.id)))
    return Finding(
        id="",
        fingerprint=_fingerprint(ordered),
        verdict=verdict,
        rule=min(j.rule for j in judgements if j.verdict is verdict),
        severity=_graded([j for j in ordered if j.verdict is verdict], origins, graded),
        entity=entity,
        attribute=_attribute(attribute, claims),
        message=_message(verdict, ordered, origins),
        positions=positions(claims, judgements, origins, capped),
        judgements=ordered,
    )


def _attribute(name: str, claims: Mapping[str, Claim]) -> str:
    common = frozenset.intersection(*(claim.attribute.qualifiers for claim in claims.values()))
    return f"{name} ({', '.join(map(in_words, sorted(common)))})" if common else name


def _components(judgements: Sequence[Judgement]) -> list[list[Judgement]]:
    """Judgements that share claims, put together: one finding speaks of one period and scope."""
    root: dict[str, str] = {}

    def find(claim: str) -> str:
        while root.setdefault(claim, claim) != claim:
            root[claim] = root[root[claim]]
            claim = root[claim]
        return claim

    for judgement in judgements:
        left, right = find(judgement.pair.left.id), find(judgement.pair.right.id)
        root[max(left, right)] = min(left, right)
    grouped: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        grouped[find(judgement.pair.left.id)].append(judgement)
    return [grouped[key] for key in sorted(grouped)]


def _graded(worst: Sequence[Judgement], origins: Mapping[str, str], graded: Mapping[str, Severity]) -> Severity:
    """The gravest of what was set for the rules behind a finding's verdict, and of what the other pairs come to."""
    found = [graded[j.rule] for j in worst if j.rule in graded]
    left = [j for j in worst if j.rule not in graded]
    return min([*found, *([_severity(left, origins)] if left else [])], key=_SEVERITY.index)


def _severity(worst: Sequence[Judgement], origins: Mapping[str, str]) -> Severity:
    """How severe pairs of one verdict are by themselves."""
    if any(j.verdict is not Verdict.CONTRADICTION for j in worst):
        return Severity.LOW
    if any(j.rule == "copy-altered" for j in worst):
        return Severity.HIGH
    independent = any(origins[j.pair.left.document] != origins[j.pair.right.document] for j in worst)
    gaps = [gap for j in worst if (gap := apart(j.pair.left, j.pair.right)) is not None]
    # twice apart is no slip of rounding: an editor reads it first whoever says it
    wide = bool(gaps) and max(gaps) >= 2
    carried = all(j.pair.left.entity.inherited or j.pair.right.entity.inherited for j in worst)
    if carried:
        return Severity.MEDIUM if wide and independent else Severity.LOW
    return Severity.HIGH if wide or independent else Severity.MEDIUM


def _message(verdict: Verdict, judgements: Sequence[Judgement], origins: Mapping[str, str]) -> str:
    first = next(j for j in judgements if j.verdict is verdict)
    if verdict is not Verdict.CONTRADICTION:
        return first.because
    gap = apart(first.pair.left, first.pair.right)
    voices = {origins[c.document] for j in judgements for c in (j.pair.left, j.pair.right)}
    parts = [first.because]
    if gap is not None and gap > 1 and not _is_of_day(first.pair.left):
        parts.append(f"{gap.quantize(Decimal('0.1') if gap >= Decimal('1.1') else Decimal('0.001'))} times apart")
    parts.append("one origin" if len(voices) == 1 else f"{len(voices)} origins")
    parts.append("no period, scope or metric separates them")
    return "; ".join(parts)


def _is_of_day(claim: Claim) -> bool:
    """Whether a figure is a time of day, of which none is a multiple of another."""
    return isinstance(claim.value, Quantity) and claim.value.unit == "minute_of_day"


def _fingerprint(judgements: Iterable[Judgement]) -> str:
    """A name made of the pairs' contents: values and attribute, in any order.

    How a value is written (script, words, unit) is left out: one more copy, or one more article that tells the same
    value in words of its own, is no news to somebody who has settled the finding.
    """
    parts = sorted(
        {_pair_print(j) for j in judgements if j.verdict is not Verdict.AGREEMENT}
        or {_pair_print(j) for j in judgements}
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _pair_print(judgement: Judgement) -> str:
    left, right = judgement.pair.left, judgement.pair.right
    one, other = f"{_plain(left)}|{left.attribute.name}", f"{_plain(right)}|{right.attribute.name}"
    return _print(one, other) if one <= other else _print(other, one)


@lru_cache(maxsize=1 << 14)
def _print(one: str, other: str) -> str:
    return hashlib.sha256(f"{one}||{other}".encode()).hexdigest()


def _plain(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, Quantity):
        return _interval(value.low, value.high, value.unit)
    return value.iso if isinstance(value, DateValue) else value.name if isinstance(value, NameValue) else ""


@lru_cache(maxsize=1 << 14)
def _interval(low: Decimal | None, high: Decimal | None, unit: str | None) -> str:
    figure = to_base(Quantity(low, high, unit, ""))
    return f"{_digits(figure.low)}..{_digits(figure.high)} {dimension(figure.unit)}"


def _digits(end: Decimal | None) -> str:
    # 1.2E+8 and 120000000.0 are one figure
    return "" if end is None else f"{end.normalize():f}"
