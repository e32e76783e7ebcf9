"""A large run, made up by counting: as many sources and findings as wanted, of the length that articles have."""

from decimal import Decimal

from checker.model import (
    Attribute,
    Claim,
    Document,
    Entity,
    Finding,
    Judgement,
    Language,
    Pair,
    Position,
    Quantity,
    Run,
    Severity,
    Source,
    SourceCoverage,
    Span,
    ValueKind,
    Verdict,
)

TELLS = 3  # claims of each finding, each in another source
LENGTH = 7000  # code points of an article
FILL = "这一年里行业的变化比许多人预想的更快,分析人士认为竞争才刚刚开始。"


def many(sources: int, findings: int) -> Run:
    """A run of that size: every tenth finding a contradiction, every fifth explained, the others agreements."""
    texts: list[list[str]] = [[] for _ in range(sources)]
    places: dict[str, tuple[int, int, int, str]] = {}
    for number in range(findings):
        for tell in range(TELLS):
            told = (number * 7 + tell * 41) % sources
            amount = 1000 + number + (500 if tell and number % 10 < 3 else 0)
            line = f"据统计,第{number}号产品的用户达到{amount}万,比预期的多。{FILL}\n"
            start = sum(map(len, texts[told])) + line.index(f"{amount}万")
            places[f"{number}-{tell}"] = (told, start, amount, f"{amount}万")
            texts[told].append(line)
    raws = ["".join(lines) for lines in texts]
    raws = [raw + (FILL * 3 + "\n") * ((LENGTH - len(raw)) // (len(FILL) * 3)) for raw in raws]
    claims = {name: _claim(name, *place) for name, place in places.items()}
    return Run(
        sources=tuple(
            Source(
                Document(f"s{index}", f"folder/{index:03}_article.txt", raw, f"{index:064}"), Language.HANS, f"s{index}"
            )
            for index, raw in enumerate(raws)
        ),
        claims=tuple(claims.values()),
        findings=tuple(_finding(number, claims) for number in range(findings)),
        coverage=tuple(SourceCoverage(f"s{index}", 40, 30, 30, 10) for index in range(sources)),
        version="0.1.0",
    )


def _claim(name: str, source: int, start: int, amount: int, quote: str) -> Claim:
    low, high = Decimal(amount * 10_000 - 5000), Decimal(amount * 10_000 + 5000)
    return Claim(
        id=name,
        document=f"s{source}",
        span=Span(start, start + len(quote)),
        quote=quote,
        kind=ValueKind.QUANTITY,
        entity=Entity(f"产品{name}", f"产品{name}"),
        attribute=Attribute("用户", "users"),
        value=Quantity(low, high, None, quote, value=Decimal(amount * 10_000), open_top=True),
    )


def _finding(number: int, claims: dict[str, Claim]) -> Finding:
    kinds = {0: Verdict.CONTRADICTION, 1: Verdict.EXPLAINED, 2: Verdict.EXPLAINED}
    verdict = kinds.get(number % 10, Verdict.AGREEMENT)
    rule = {Verdict.CONTRADICTION: "value-differs", Verdict.EXPLAINED: "period-differs"}.get(verdict, "value-agrees")
    told = [claims[f"{number}-{tell}"] for tell in range(TELLS)]
    message = f"{told[0].quote} and {told[1].quote} were compared"
    groups = (told[:1], told[1:]) if verdict is not Verdict.AGREEMENT else (told,)
    return Finding(
        id=f"F{number}",
        fingerprint=f"{number:08x}",
        verdict=verdict,
        rule=rule,
        severity=list(Severity)[number % 3],
        entity=f"第{number // 3}号产品",
        attribute="用户",
        message=message,
        positions=tuple(Position(group[0].quote, tuple(c.id for c in group), len(group)) for group in groups),
        judgements=tuple(Judgement(rule, verdict, Pair(told[0], other, "same name"), message) for other in told[1:]),
    )
