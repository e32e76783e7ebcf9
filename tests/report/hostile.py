"""A run whose articles, names and messages try to take over the page that shows them."""

from dataclasses import replace

from checker.model import Problem, Run, Span
from tests.report.sample import sample

ATTACKS = (
    "<script>window.pwned=1</script>",
    "</noscript></ol><script>window.pwned=2</script>",
    '"><img src=x onerror="window.pwned=3">',
    "'><svg onload=window.pwned=4>",
    "</style></title></textarea>--><iframe src=https://example.org></iframe>",
    "javascript:window.pwned=5",
    "{{ 7*7 }}{% raw %}",
    "&lt;script&gt;window.pwned=6&lt;/script&gt;",
    "[bold red]x[/bold red]",
    "\x1b]0;title\x07\x1b[2J\x9b31m\r\x08",
    "\u202egnp.exe\u2066\u2069\u200f\u00ad\ufeff\u2028",
)
ATTACK = " ".join(ATTACKS)


def hostile() -> Run:
    """The sample, with every attack in each place that text comes from."""
    run = sample()
    documents = [
        replace(
            source.document,
            path=f"../../{ATTACK}/{source.document.path}",
            raw=source.document.raw + ATTACK + "\n",
            title=ATTACK,
            publisher=ATTACK,
        )
        for source in run.sources
    ]
    sources = tuple(replace(s, document=d) for s, d in zip(run.sources, documents, strict=True))
    last = run.sources[-1].document
    attacked = replace(
        run.claims[-1],
        span=Span(len(last.raw), len(last.raw) + len(ATTACK)),
        quote=ATTACK,
        attribution=ATTACK,
        scope=frozenset({ATTACK}),
        derived_from=(ATTACK, run.claims[0].id),
    )
    findings = tuple(
        replace(
            finding,
            entity=ATTACK,
            attribute=ATTACK,
            message=ATTACK,
            fingerprint=f"'\"><{finding.fingerprint}",
            positions=tuple(replace(position, display=ATTACK) for position in finding.positions),
        )
        for finding in run.findings
    )
    return replace(
        run,
        sources=sources,
        claims=(*run.claims[:-1], attacked),
        findings=findings,
        problems=(Problem(ATTACK, ATTACK, ATTACK),),
        not_compared=tuple(replace(item, quote=ATTACK, why=ATTACK) for item in run.not_compared),
        version=ATTACK,
    )
