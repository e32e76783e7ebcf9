"""The templates and word lists that articles are made from, as their TOML files hold them."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LANGS = ("zh", "en")
# the files of statements, by what they are about
STATEMENTS = ("firm", "product", "event", "place")
_SLOT = re.compile(r"\{([a-z]+(?::\d+-\d+)?)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots: texts and slots by turns, a text first and last."""

    parts: tuple[str, ...]

    def fill(self, slots: Mapping[str, str]) -> str:
        """The sentence; slots that `slots` does not hold are left out."""
        return "".join(slots.get(part, "") if n % 2 else part for n, part in enumerate(self.parts))


def template(text: str) -> Template:
    """A template of its text.

    >>> template("{e}的营收为{v}").fill({"e": "甲", "v": "3亿元"})
    '甲的营收为3亿元'
    """
    return Template(tuple(_SLOT.split(text)))


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is told of a kind of subjects: how its values are drawn and written, and the wordings of each language."""

    kind: str
    name: str
    value: str
    nature: str
    low: float
    high: float
    digits: int
    whole: bool
    unit: Mapping[str, str]
    leads: Mapping[str, tuple[Template, ...]]
    more: Mapping[str, tuple[Template, ...]]
    labels: Mapping[str, str]

    @property
    def key(self) -> str:
        """Kind and name: firm.revenue."""
        return f"{self.kind}.{self.name}"


_KNOWN = {"value", "nature", "low", "high", "digits", "whole", "unit_zh", "unit_en", "zh", "en", "more_zh", "more_en"}


def _attribute(kind: str, name: str, row: Mapping[str, object]) -> Attribute:
    if unknown := row.keys() - _KNOWN:
        msg = f"{kind}.{name}: {sorted(unknown)} means nothing"
        raise ValueError(msg)
    texts = {key: [str(text) for text in row[key]] for key in ("zh", "en", "more_zh", "more_en")}  # type: ignore[attr-defined]
    return Attribute(
        kind,
        name,
        str(row["value"]),
        str(row["nature"]),
        float(str(row.get("low", 0))),
        float(str(row.get("high", 0))),
        int(str(row.get("digits", 4))),
        bool(row.get("whole", False)),
        {lang: str(row.get(f"unit_{lang}", "")) for lang in LANGS},
        {lang: tuple(map(template, texts[lang])) for lang in LANGS},
        {lang: tuple(map(template, texts[f"more_{lang}"])) for lang in LANGS},
        {"zh": texts["more_zh"][0].replace("{v}", "").removesuffix("为"), "en": name.replace("_", " ")},
    )


@cache
def attributes() -> Mapping[str, tuple[Attribute, ...]]:
    """The attributes of each kind of subjects."""
    made: dict[str, tuple[Attribute, ...]] = {}
    for stem in STATEMENTS:
        for kind, rows in table(stem).items():
            assert isinstance(rows, dict)
            made[kind] = tuple(_attribute(kind, name, row) for name, row in rows.items())
    return made


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the facts in one language."""

    lists: Mapping[str, tuple[str, ...]]
    templates: Mapping[str, tuple[Template, ...]]

    def __getitem__(self, name: str) -> tuple[Template, ...]:
        return self.templates[name]


@cache
def around(lang: str) -> Around:
    """The sentences and words that stand around the facts."""
    rows = table("around")[lang]
    assert isinstance(rows, dict)
    lists = {name: tuple(row) for name, row in rows.items()}
    return Around(lists, {name: tuple(map(template, row)) for name, row in lists.items()})


@cache
def table(stem: str) -> Mapping[str, object]:
    """A file of words as it stands."""
    return tomllib.loads((HERE / f"{stem}.toml").read_text(encoding="utf-8"))


def signs(text: object) -> Sequence[tuple[str, str]]:
    """The signs of a list, each with its syllable: 霁ji 澜lan."""
    return [(word[0], word[1:]) for word in str(text).split()]
