import re

import pytest

from checker.errors import UnknownNameError
from checker.judge import registry
from checker.judge import rules as package
from checker.judge.rule import Rule
from checker.model import Verdict

RULES = registry.rules()
HEADINGS = ("What it decides:", "Why it matters:", "Example:")
LETTERS = {Verdict.AGREEMENT: "A", Verdict.EXPLAINED: "E", Verdict.CONTRADICTION: "C"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_docstring_is_the_manual(rule: Rule) -> None:
    text = registry.document(rule.name)
    places = [text.find(f"\n{heading}") for heading in HEADINGS]
    assert places == sorted(places)
    assert min(places) > 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_file_name_and_code(rule: Rule) -> None:
    assert rule.check.__module__ == f"{package.__name__}.{rule.name.replace('-', '_')}"
    assert re.fullmatch(rf"{LETTERS[rule.verdict]}[1-9]\d*", rule.code)


def test_names_and_codes_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len({rule.code for rule in RULES}) == len(RULES) > 0


def test_excuses_are_asked_for_before_anything_is_called_a_contradiction() -> None:
    assert [rule.code[0] for rule in RULES] == sorted((rule.code[0] for rule in RULES), key="AEC".index)


def test_unknown_rule() -> None:
    with pytest.raises(UnknownNameError, match="no rule is called 'valu-differ'; did you mean 'value-differs'"):
        registry.document("valu-differ")
