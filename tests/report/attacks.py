"""What an article, or whoever names its file, may try on those who read a report; and a run full of it."""

from decimal import Decimal

from checker.model import (
    Attribute,
    Claim,
    Document,
    Entity,
    Finding,
    Judgement,
    Language,
    Modality,
    NotCompared,
    Pair,
    Period,
    PeriodKind,
    Position,
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

CALC = "=cmd|' /C calc'!A0"
ATTACKS = {
    "plain words": "红",
    "tag": "<img src=x onerror=alert(1)>",
    "script": "</details><script>alert(1)</script>",
    "open comment": "<!-- never closed",
    "entities": "&lt;b&gt;&#x3c;i&#62;",
    "terminal markup": "[bold red]红[/bold red][link=http://evil.example]x[/link]",
    "escape codes": "\x1b[2J\x1b]0;title\x07\x1b[31m红",
    "escape codes of one byte": "\x9b2J\x9d0;title\x9c",
    "bidi overrides": "\u202e红\u2066字\u200f",
    "invisible": "红\u200b\ufeff\u00ad字\u2028行\u2029段\x0b\x0c\x85",
    "nothing that XML holds": "a\0b\x01\ufffe\uffff",
    "half a character": "a\udcffb",
    "formula": CALC,
    "formula behind a space": f" {CALC}",
    "formula behind a tab": f"\t{CALC}",
    "formula behind a line end": f"\r\n{CALC}",
    "formula behind a quote": f'"{CALC}',
    "formula behind an apostrophe": f"'{CALC}",
    "formula behind a semicolon": f"a;{CALC}",
    "formula with plus": "+1+cmd|' /C calc'!A0",
    "formula with minus": "-2+3+cmd|' /C calc'!A0",
    "formula with at": "@SUM(A1:A9)",
    "formula of full width": "＝HYPERLINK(1)",
    "spreadsheet's escape": "_x003D_cmd_x202E_",
    "spreadsheet's error": "#N/A",
    "script as a link": "[x](javascript:alert(1)) [y]: javascript:alert(2)",
    "picture": "![x](http://evil.example/pixel.png)",
    "links that need no brackets": "<http://evil.example> https://evil.example/a www.evil.example me@evil.example",
    "mentions": "@everyone #123 :skull: :100:",
    "code": "```\n# heading\n``` `x` ~~~",
    "table": "a|b|c\n-|-|-\n1|2|3",
    "emphasis": "**a** _b_ ~~c~~ $d$ \\*e\\*",
    "list and rule": "\n\n# heading\n- item\n1. item\n\n---\n> said",
    "many": "长" * 40_000,
    "folder above": "../../etc/passwd",
    "folder at the root": "/etc/passwd",
    "other machine": "//evil.example/a",
    "Windows path": "..\\..\\C:\\a",
    "script as a name": "javascript:alert(1)",
    "workflow command": "::error::gone",
    "workflow command on a new line": "a\n::add-mask::1\r::error file=x::y\r\n::error::z",
    "workflow command, escaped": "a%0A::error::gone,line=7::%25",
    "JSON": '"},{"a":[1],"b":"\\u0000',
    "arguments": "{0} {{1}} %s [2](1)",
}


def run_of(attack: str) -> Run:
    """A run of two articles that have the attack wherever words of articles go, with a finding of each verdict."""
    texts = [f"{attack}1.2亿\n", f"前{attack}5000万\n"]
    claims = [_claim(attack, text, number) for number, text in enumerate(texts)]
    paths = (attack, f"{attack}/b.txt")
    return Run(
        sources=tuple(
            Source(
                Document(f"d{n}", paths[n], texts[n], "0" * 64, title=attack, publisher=attack), Language.HANS, f"{n}"
            )
            for n in range(2)
        ),
        claims=tuple(claims),
        findings=tuple(_finding(attack, claims, verdict) for verdict in Verdict),
        coverage=(SourceCoverage("d0", 1, 1, 1, 0), SourceCoverage("d1", 1, 1, 1, 0)),
        problems=(Problem(attack, "read", attack),),
        not_compared=(NotCompared("d0", 0, 1, attack, attack),),
        version="0.1.0",
    )


def _claim(attack: str, text: str, number: int) -> Claim:
    start = text.index(attack)
    return Claim(
        id=f"c{number}",
        document=f"d{number}",
        span=Span(start, len(text) - 1),
        quote=text[start:-1],
        kind=ValueKind.QUANTITY,
        entity=Entity(attack, attack),
        attribute=Attribute(attack, attack),
        value=Quantity(Decimal(-number), Decimal(number), attack, attack, Decimal(-number), hedge=attack),
        period=Period(None, None, PeriodKind.VAGUE, attack),
        scope=frozenset({attack}),
        modality=Modality.PLAN,
        attribution=attack,
        found_by="extract.sample",
        derived_from=("c0",) if number else (),
        trace=(attack,),
    )


def _finding(attack: str, claims: list[Claim], verdict: Verdict) -> Finding:
    return Finding(
        id=f"f-{verdict}",
        fingerprint=f"{verdict:0<16}"[:16],
        verdict=verdict,
        rule=f"{verdict}-rule",
        severity=Severity.HIGH,
        entity=attack,
        attribute=attack,
        message=attack,
        positions=tuple(Position(attack, (claim.id,), 1) for claim in claims),
        judgements=(Judgement(f"{verdict}-rule", verdict, Pair(*claims, "same name"), attack),),
    )
