"""Rules that are switched off or set to a severity, as a whole run sees them."""

import pytest

import checker
from checker.errors import SettingsError
from checker.model import Run, Severity, Verdict
from checker.settings import Judge, Settings

MONTHS = {"a.txt": "2025年11月,夸克的日活跃用户为3000万。", "b.txt": "2025年12月,夸克的日活跃用户为1000万。"}
REVISED = {
    "a.txt": "清溪镇洪水的死亡人数为9人。",
    "b.txt": "应急局更正：清溪镇洪水死亡人数由此前通报的9人修正为12人。",
}
APART = {
    "a.txt": "夸克的日活跃用户为1.2亿。",
    "b.txt": "夸克的日活跃用户为5000万。",
}
AGREED = {"a.txt": "夸克的日活跃用户为1.2亿。", "b.txt": "据了解,夸克日活跃用户达到1.2亿,增长很快。"}


def run(texts: dict[str, str], **rules: str) -> Run:
    named = tuple((name.replace("_", "-"), state) for name, state in rules.items())
    return checker.check(texts, settings=Settings(judge=Judge(named)))


def told(run: Run) -> list[tuple[str, str]]:
    return [(finding.rule, str(finding.severity)) for finding in run.findings]


def test_a_rule_that_is_off_is_not_asked_and_the_next_one_decides() -> None:
    assert ("value-differs", Verdict.CONTRADICTION) not in verdicts(run(REVISED))
    assert ("value-differs", Verdict.CONTRADICTION) in verdicts(run(REVISED, revised="off"))
    assert "revised" not in dict(verdicts(run(REVISED, revised="off")))


def test_an_excuse_that_is_off_leaves_what_no_other_rule_decides_out() -> None:
    # November and December are no contradiction, whether somebody wants to read of them or not
    assert told(run(MONTHS)) == [("period-differs", "low")]
    assert told(run(MONTHS, period_differs="off")) == []


def verdicts(run: Run) -> list[tuple[str, Verdict]]:
    return [(judgement.rule, judgement.verdict) for finding in run.findings for judgement in finding.judgements]


@pytest.mark.parametrize("severity", list(Severity))
def test_what_a_rule_decides_has_the_severity_that_was_set(severity: Severity) -> None:
    assert told(run(APART)) == [("value-differs", "high")]
    assert told(run(APART, value_differs=severity)) == [("value-differs", severity)]
    assert told(run(MONTHS, period_differs=severity)) == [("period-differs", severity)]
    assert told(run(AGREED, value_agrees=severity)) == [("value-agrees", severity)]


def test_findings_stand_in_the_order_of_the_severities_that_were_set() -> None:
    texts = APART | {
        "c.txt": "小米的首席执行官是雷军。",
        "d.txt": "小米的首席执行官是卢伟冰。",
    }
    rules = {finding.rule for finding in run(texts).findings}
    assert rules == {"value-differs", "role-differs"}
    for last in rules:
        findings = run(texts, **{last.replace("-", "_"): "low"}).findings
        assert [(finding.id, str(finding.severity)) for finding in findings] == [("F001", "high"), ("F002", "low")]
        assert findings[-1].rule == last


def test_a_rule_left_on_changes_nothing() -> None:
    plain = run(MONTHS)
    assert run(MONTHS, period_differs="on").findings == plain.findings
    assert checker.check(MONTHS, settings=Settings()) == plain


def test_fingerprints_and_claims_do_not_change_with_the_severity() -> None:
    plain, low = run(APART), run(APART, value_differs="low")
    assert [finding.fingerprint for finding in low.findings] == [finding.fingerprint for finding in plain.findings]
    assert low.claims == plain.claims


def test_the_digest_names_what_was_set() -> None:
    digests = {
        Settings(judge=Judge(rules)).digest()
        for rules in ((), (("denied", "off"),), (("denied", "low"),), (("revised", "off"),))
    }
    assert len(digests) == 4
    one, other = ("denied", "off"), ("revised", "low")
    assert Judge((one, other)) == Judge((other, one))


@pytest.mark.parametrize(
    ("name", "state", "said"),
    [
        ("valu-differs", "off", "no rule is called 'valu-differs'; did you mean 'value-differs'"),
        ("value-differs", "of", "rule 'value-differs': expected one of off, on, high, medium, low, not 'of'"),
    ],
)
def test_a_rule_that_does_not_exist_stops_the_run(name: str, state: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        checker.check(APART, settings=Settings(judge=Judge(((name, state),))))
