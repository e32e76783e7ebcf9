"""One run with every feature a report has to show, built by hand."""

from datetime import date
from decimal import Decimal

from checker.model import (
    Attribute,
    Bound,
    Claim,
    DateValue,
    Document,
    Entity,
    Finding,
    Judgement,
    Language,
    Modality,
    NameValue,
    NotCompared,
    Pair,
    Period,
    PeriodKind,
    Position,
    Precision,
    Problem,
    Quantity,
    Run,
    Severity,
    Source,
    SourceCoverage,
    Span,
    ValueKind,
    Verdict,
)

HOSTILE = "\x1b[31m[bold]红字[/bold]\x1b[0m\u202e=cmd|' /C calc'!A0"
TEXTS = {
    "晨报/星河用户之谜_0f3a77c1d2.txt": (
        "星河用户之谜\n\n坐拥1.2亿日活的星河,被寄予厚望。据《早点》报道,星河今年的DAU稳定在5000万量级。\n"
        "前三季度营收34.5亿元，同比增长12%。\n"
    ),
    "reprints/星河用户之谜.html": (
        "<p>坐擁1.2億日活的星河,被寄予厚望。據《早點》報導,星河今年的DAU穩(wěn)定在5000萬量級。</p>\r\n"
    ),
    "wire.md": (
        "# Galaxy\n\nThe Galaxy app was launched on 17 November 2025 and passed 10 million downloads in "
        "its first week; its maker expects revenue of 5.6 billion yuan in 2026. Wang Wei is its chief executive.\n"
    ),
    "周刊.txt": "星河App于2025年11月18日上线，一周下载量突破1000万次。首席执行官李雷表示，前三季度营收为34.5亿元。\n",
    "hostile.txt": f"星河\t{HOSTILE}下载量超1000万次，营收同比增长21%。\r第二行\u2028仍是第二行。\n",
}
NAMES = dict(zip("abcde", TEXTS, strict=True))
GALAXY = Entity("星河", "星河", "星河")
DAU = Attribute("日活跃用户", "users")
DOWNLOADS = Attribute("下载量", "downloads")
REVENUE = Attribute("营收", "revenue")
LAUNCH = Attribute("发布日期", "launch")
CEO = Attribute("首席执行官", "ceo")
Q3 = Period(date(2025, 1, 1), date(2025, 9, 30), PeriodKind.SPAN, "前三季度")
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31), PeriodKind.SPAN, "今年")
NEXT = Period(date(2026, 1, 1), date(2026, 12, 31), PeriodKind.SPAN, "in 2026")
WEEK = Period(date(2025, 11, 17), date(2025, 11, 23), PeriodKind.SPAN, "一周", explicit=False)


def _figure(low: str | None, high: str | None, unit: str, written: str, value: str | None = None) -> Quantity:
    return Quantity(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        unit,
        written,
        value=None if value is None else Decimal(value),
        hedge="突破" if high is None else None,
        bound=Bound.AT_LEAST if high is None else Bound.EXACT,
        open_top=high is not None and low != high,
    )


def _claim(
    name: str,
    quote: str,
    kind: ValueKind,
    attribute: Attribute,
    value: Quantity | DateValue | NameValue,
    **more: object,
) -> Claim:
    path = NAMES[name[0]]
    start = TEXTS[path].index(quote)
    return Claim(
        id=name,
        document=name[0],
        span=Span(start, start + len(quote)),
        quote=quote,
        kind=kind,
        entity=GALAXY,
        attribute=attribute,
        value=value,
        found_by="extract.sample",
        **more,
    )


def _claims() -> dict[str, Claim]:
    quantity, money = ValueKind.QUANTITY, ValueKind.MONEY
    big = _figure("1.15E+8", "1.25E+8", "user", "1.2亿", "1.2E+8")
    small = _figure("4E+7", "6E+7", "user", "5000万量级", "5E+7")
    million = _figure("1E+7", None, "download", "突破1000万", "1E+7")
    revenue = _figure("3445000000", "3455000000", "CNY", "34.5亿元", "3.45E+9")
    made = [
        _claim("a1", "1.2亿", quantity, DAU, big, trace=("figure 1.2亿", "subject 星河 from the same clause")),
        _claim("a2", "5000万量级", quantity, DAU, small, period=YEAR, attribution="《早点》"),
        _claim("a3", "34.5亿元", money, REVENUE, revenue, period=Q3, scope=frozenset({"集团", "全球"})),
        _claim("a4", "12%", ValueKind.PERCENT, REVENUE, _figure("11.5", "12.5", "percent", "12%", "12"), period=Q3),
        _claim("b1", "1.2億", quantity, DAU, big),
        _claim("b2", "5000萬量級", quantity, DAU, small, period=YEAR, attribution="《早点》"),
        _claim("c1", "17 November 2025", ValueKind.DATE, LAUNCH, _date(17, "17 November 2025")),
        _claim("c2", "passed 10 million", quantity, DOWNLOADS, million, period=WEEK),
        _claim(
            "c3",
            "5.6 billion yuan",
            money,
            REVENUE,
            _figure("5.55E+9", "5.65E+9", "CNY", "5.6 billion yuan", "5.6E+9"),
            period=NEXT,
            modality=Modality.FORECAST,
        ),
        _claim("c4", "Wang Wei", ValueKind.ROLE, CEO, NameValue("Wang Wei", "Wang Wei")),
        _claim("d1", "2025年11月18日", ValueKind.DATE, LAUNCH, _date(18, "2025年11月18日")),
        _claim("d2", "突破1000万次", quantity, DOWNLOADS, million, period=WEEK),
        _claim("d3", "34.5亿元", money, REVENUE, revenue, period=Q3),
        _claim("d4", "李雷", ValueKind.ROLE, CEO, NameValue("李雷", "李雷"), attribution="+1 =HYPERLINK(1)"),
        _claim("e1", f"{HOSTILE}下载量超1000万次", quantity, DOWNLOADS, million),
        _claim(
            "e2",
            "21%",
            ValueKind.PERCENT,
            REVENUE,
            _figure("20.85", "21.05", "percent", "21%"),
            derived_from=("a3", "gone"),
        ),
    ]
    return {claim.id: claim for claim in made}


def _date(day: int, written: str) -> DateValue:
    moment = date(2025, 11, day)
    return DateValue(moment, moment, Precision.DAY, written, moment.isoformat())


def _judge(claims: dict[str, Claim], pair: str, rule: str, verdict: Verdict, because: str) -> Judgement:
    left, right = pair.split()
    origins = {"a": "a", "b": "a"}
    same = origins.get(left[0], left[0]) == origins.get(right[0], right[0])
    return Judgement(rule, verdict, Pair(claims[left], claims[right], "same name", same), because)


def _contradictions(claims: dict[str, Claim]) -> list[Finding]:
    conflict = Verdict.CONTRADICTION
    apart = "2.4 times apart; one origin, two attributions; no period, scope or metric separates them"
    pairs = ("a1 a2", "a1 b2", "a2 b1", "b1 b2")
    return [
        Finding(
            id="f1",
            fingerprint="3f2a9c0177aa",
            verdict=conflict,
            rule="value-differs",
            severity=Severity.HIGH,
            entity="星河",
            attribute="日活跃用户",
            message=apart,
            positions=(Position("1.2亿", ("a1", "b1"), 1), Position("5000万量级", ("a2", "b2"), 1)),
            judgements=tuple(_judge(claims, pair, "value-differs", conflict, apart) for pair in pairs),
        ),
        Finding(
            id="f2",
            fingerprint="77b0c1d2e3f4",
            verdict=conflict,
            rule="date-differs",
            severity=Severity.MEDIUM,
            entity="星河",
            attribute="发布日期",
            message="one day apart",
            positions=(Position("2025-11-17", ("c1",), 1), Position("2025-11-18", ("d1",), 1)),
            judgements=(_judge(claims, "c1 d1", "date-differs", conflict, "one day apart"),),
        ),
        Finding(
            id="f3",
            fingerprint="91aa55",
            verdict=conflict,
            rule="name-differs",
            severity=Severity.LOW,
            entity="星河",
            attribute="首席执行官",
            message="two names for a post that one person holds",
            positions=(Position("Wang Wei", ("c4",), 1), Position("李雷", ("d4",), 1)),
            judgements=(_judge(claims, "c4 d4", "name-differs", conflict, "two names for one post"),),
        ),
        Finding(
            id="f4",
            fingerprint="a0a0a0a0",
            verdict=conflict,
            rule="change-mismatch",
            severity=Severity.LOW,
            entity="星河",
            attribute="营收 (同比)",
            message="a stated growth of 12% against 21% worked out from the two totals",
            positions=(Position("12%", ("a4",), 1), Position("21%", ("e2",), 1)),
            judgements=(_judge(claims, "a4 e2", "change-mismatch", conflict, "12% against 21%"),),
        ),
    ]


def _others(claims: dict[str, Claim]) -> list[Finding]:
    explained, agree = Verdict.EXPLAINED, Verdict.AGREEMENT
    why = "34.5亿元 is of 前三季度 (2025-01-01/2025-09-30), 5.6 billion yuan a forecast for 2026"
    return [
        Finding(
            id="f5",
            fingerprint="5e5e5e5e5e",
            verdict=explained,
            rule="period-differs",
            severity=Severity.LOW,
            entity="星河",
            attribute="营收",
            message=why,
            positions=(Position("34.5亿元", ("a3", "d3"), 2), Position("5.6 billion yuan", ("c3",), 1)),
            judgements=(
                _judge(claims, "a3 c3", "period-differs", explained, why),
                _judge(claims, "a3 d3", "value-agrees", agree, "the same figure"),
                _judge(claims, "c3 d3", "period-differs", explained, why),
            ),
        ),
        Finding(
            id="f6",
            fingerprint="c0ffee00",
            verdict=agree,
            rule="value-agrees",
            severity=Severity.LOW,
            entity="星河",
            attribute="下载量",
            message="three origins, one figure",
            positions=(Position("≥ 1000万", ("c2", "d2", "e1"), 3),),
            judgements=(
                _judge(claims, "c2 d2", "value-agrees", agree, "the same figure"),
                _judge(claims, "c2 e1", "value-agrees", agree, "the same figure"),
                _judge(claims, "d2 e1", "value-agrees", agree, "the same figure"),
            ),
        ),
    ]


def sample() -> Run:
    """The run."""
    claims = _claims()
    languages = (Language.HANS, Language.HANT, Language.ENGLISH, Language.HANS, Language.UNKNOWN)
    return Run(
        sources=tuple(
            Source(
                Document(
                    id=key,
                    path=path,
                    raw=TEXTS[path],
                    sha256=key * 64,
                    title="星河用户之谜" if key in "ab" else None,
                    published=date(2025, 12, 17) if key == "a" else None,
                ),
                language,
                "a" if key == "b" else key,
            )
            for (key, path), language in zip(NAMES.items(), languages, strict=True)
        ),
        claims=tuple(claims.values()),
        findings=(*_contradictions(claims), *_others(claims)),
        coverage=tuple(
            SourceCoverage(key, numbers, claimed, claimed - 1, numbers - claimed)
            for key, numbers, claimed in (("a", 6, 4), ("b", 2, 2), ("c", 5, 4), ("d", 4, 4), ("e", 123456, 2))
        ),
        problems=(
            Problem("晨报/空文件.txt", "read", "the file is empty"),
            Problem("图\x1b[2J片.txt", "read", "no text: bytes of an image (PNG)"),
        ),
        not_compared=(
            NotCompared("a", 0, 2, "星河", "no attribute"),
            NotCompared("c", 2, 8, "Galaxy", "no attribute"),
            NotCompared("c", 10, 13, "The", "no attribute"),
            NotCompared("d", 0, 2, "星河", "no attribute"),
            NotCompared("e", 3, 8, TEXTS["hostile.txt"][3:8], "figure without a subject [bold]"),
        ),
        version="0.1.0",
        settings_digest="0123456789abcdef",
    )
