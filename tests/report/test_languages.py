"""Both languages say the same things, and a Chinese reader is left with no English but the articles' own."""

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from checker.judge import registry
from checker.model import Run
from checker.report import terminal
from checker.report.layout import Screen
from checker.report.places import Places
from checker.report.reasons import reason
from checker.report.sentence import sentence
from checker.report.voice import Voice
from tests.conftest import Snapshot
from tests.report.sample import TEXTS, sample

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "checker" / "lexicon" / "messages"
RUN = sample()
ZH = Voice("zh")


def _tables(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((MESSAGES / f"{name}.toml").read_text(encoding="utf-8"))


def _holes(message: str) -> set[str]:
    return {name for part in message.split("|") for _, name, _, _ in Formatter().parse(part) if name}


@pytest.mark.parametrize("name", ["terminal", "reasons"])
def test_both_languages_have_the_same_messages(name: str) -> None:
    tables = _tables(name)
    assert list(tables["en"]) == list(tables["zh"])
    for key, message in tables["en"].items():
        assert _holes(message) == _holes(tables["zh"][key]), key


def test_every_rule_has_a_sentence_and_a_name() -> None:
    tables = _tables("rules")
    names = {rule.name for rule in registry.rules()}
    assert set(tables["zh"]) == set(tables["zh_names"]) == names
    assert len(set(tables["zh_names"].values())) == len(names)


@pytest.mark.parametrize("key", _tables("reasons")["en"])
def test_reasons_are_those_that_the_program_gives(key: str) -> None:
    """A reason that is said otherwise somewhere would reach a Chinese reader in English."""
    message = _tables("reasons")["en"][key]
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("read", "extract", "pipeline")
        for path in (ROOT / "checker" / folder).rglob("*.py")
    )
    for text, _, _, _ in Formatter().parse(message):
        assert text in sources
    filled = message.format(**dict.fromkeys(_holes(message), "(x.y)"))
    told = reason(filled, "zh")
    assert told != filled
    assert ("(x.y)" in told) == bool(_holes(message))
    assert reason(filled, "en") == filled


def _own_words() -> list[str]:
    """What the run itself holds: names, quotes, paths, and the reasons that its maker invented."""
    words = [*TEXTS, *TEXTS.values(), *(problem.message for problem in RUN.problems)]
    words += [claim.quote for claim in RUN.claims] + [claim.attribution or "" for claim in RUN.claims]
    words += [claim.period.text for claim in RUN.claims if claim.period]
    return words + [item.why for item in RUN.not_compared]


@pytest.mark.parametrize("width", [60, 80, 100, 160, 200])
@pytest.mark.parametrize("quiet", [True, False])
def test_no_english_is_left_in_a_chinese_report(width: int, *, quiet: bool) -> None:
    own = set(re.findall("[a-z]+", " ".join(_own_words()).lower()))
    # a derived claim may name one that the run lacks; fingerprints are letters and digits; quotes are cut anywhere
    own |= {"gone", "u", "e"}
    text = terminal.render(RUN, Screen(width, language="zh"), quiet=quiet).lower()
    for finding in RUN.findings:
        text = text.replace(finding.fingerprint[:8], "")
    left = {word for word in re.findall("[a-z]+", text) if word not in own}
    assert {word for word in left if not any(word in known for known in own)} == set()


def test_english_report_has_no_chinese_of_its_own() -> None:
    plain = Run(RUN.sources[2:3], (), (), RUN.coverage[2:3])
    assert not re.search("[一-鿿]", terminal.render(plain, Screen(100)))


def test_a_sentence_is_made_of_the_claims() -> None:
    first, second, _, fourth, fifth, _ = (sentence(finding, Places(RUN), ZH) for finding in RUN.findings)
    # the figures 120 and 50 million are 2.4 times apart, and copies are one origin
    assert "“1.2亿”" in first
    assert "“5000万量级”" in first
    assert "2.4" in first
    assert "出自同一来源" in first
    assert "出自 2 个独立来源" in second
    assert "倍" not in second
    assert fourth.startswith("算得21%，而文中写的是“12%”")
    assert fifth == "一个说的是前三季度（2025-01 至 2025-09），另一个说的是in 2026"


def test_in_english_a_finding_says_its_own_sentence() -> None:
    for finding in RUN.findings:
        assert sentence(finding, Places(RUN), Voice()) == finding.message


def test_snapshot(snapshot: Snapshot) -> None:
    snapshot("terminal-zh-80.txt", terminal.render(RUN, Screen(80, language="zh")))
