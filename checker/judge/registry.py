"""All the rules there are: whatever stands in `checker/judge/rules/`, so that no list has to be kept in step."""

import inspect
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType

from rapidfuzz import fuzz, process

from checker.errors import SettingsError, UnknownNameError
from checker.judge import rules as package
from checker.judge.rule import Rule
from checker.model import Verdict
from checker.settings import STATES, Judge


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule in the order in which they are asked: agreement first, then what explains, then contradiction.

    Within a verdict the number of the code decides.
    """
    return tuple(sorted((_rule(module) for module in _modules().values()), key=_order))


def document(name: str) -> str:
    """The manual of the rule called `name`: its module's docstring.

    Raises:
        UnknownNameError: no rule has that name; the message names the closest one.
    """
    module = _modules().get(name)
    if module is None:
        msg = f"no rule is called {name!r}{did_you_mean(name, _modules())}"
        raise UnknownNameError(msg)
    return inspect.getdoc(module) or ""


def demand_known(settings: Judge) -> None:
    """Demand that every rule that is set to something exists, and that this is something that a rule can be.

    Raises:
        SettingsError: a name or a state is unknown; the message names the closest one.
    """
    for name, state in settings.rules:
        if name not in _modules():
            msg = f"no rule is called {name!r}{did_you_mean(name, _modules())}"
            raise SettingsError(msg)
        if state not in STATES:
            close = did_you_mean(str(state), STATES)
            msg = f"rule {name!r}: expected one of {', '.join(STATES)}, not {state!r}{close}"
            raise SettingsError(msg)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The end of a complaint about `name`, or nothing where no known name comes close.

    >>> did_you_mean("periods-differ", ["period-differs", "value-agrees"])
    "; did you mean 'period-differs'?"
    >>> did_you_mean("xyz", ["period-differs", "value-agrees"])
    ''
    """
    # 60 of 100: lets through a swapped word or two wrong letters of a ten-letter name, not a stranger
    found = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=60)
    return f"; did you mean {found[0]!r}?" if found else ""


def _order(rule: Rule) -> tuple[int, int]:
    # a contradiction is what no rule excuses, so its rules come last
    asked = (Verdict.AGREEMENT, Verdict.EXPLAINED, Verdict.CONTRADICTION)
    return asked.index(rule.verdict), int(rule.code[1:])


@cache
def _modules() -> Mapping[str, ModuleType]:
    """The modules of the rules, by the name of their rule."""
    found = (import_module(f"{package.__name__}.{info.name}") for info in pkgutil.iter_modules(package.__path__))
    return MappingProxyType({_rule(module).name: module for module in found})


def _rule(module: ModuleType) -> Rule:
    rule = module.RULE
    assert isinstance(rule, Rule), f"{module.__name__}.RULE is no Rule"
    return rule
