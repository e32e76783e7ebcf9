import pytest

from checker.errors import UnknownNameError
from checker.report import explanation, json_
from checker.report.layout import Screen
from tests.conftest import Snapshot
from tests.report.sample import sample

REPORT = json_.to_dict(sample())


def test_snapshot(snapshot: Snapshot) -> None:
    def asked(left: str, right: str) -> list[tuple[str, str | None]]:
        return [("period-differs", None), ("value-differs", f"{left} and {right} are apart")]

    snapshot("explanation-100.txt", explanation.render(REPORT, "3f2a", Screen(100), asked))


@pytest.mark.parametrize("name", ["f1", "3f", "3f2a9c0177aa"])
def test_names_of_a_finding(name: str) -> None:
    text = explanation.render(REPORT, name, Screen(100))
    assert "Pair 1 of 4: contradiction by value-differs" in text
    assert "figure 1.2亿" in text


@pytest.mark.parametrize(("name", "said"), [("zz", "no finding among 6"), ("", "no finding"), ("x", "'x'")])
def test_unknown_names(name: str, said: str) -> None:
    with pytest.raises(UnknownNameError, match=said):
        explanation.render(REPORT, name, Screen(100))


def test_first_letters_that_fit_several() -> None:
    findings = [{"fingerprint": "abc1"}, {"fingerprint": "abc2"}, {"fingerprint": "abc2"}]
    with pytest.raises(UnknownNameError, match="3 findings begin with 'abc': abc1, abc2"):
        explanation.render({"findings": findings}, "abc", Screen(60))
    assert explanation.render({"findings": findings}, "abc2", Screen(60)).count("How the claims were read") == 2


def test_a_report_of_nonsense_breaks_nothing() -> None:
    text = explanation.render({"findings": [{"id": "x", "pairs": [{"left": 5}], "message": None}]}, "x", Screen(60))
    assert "Pair 1 of 1" in text
