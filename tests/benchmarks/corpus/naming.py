"""Invented names: every story has its own, whatever the size of the corpus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import gcd
from random import Random

from tests.benchmarks.corpus.wordings import signs, table

# names that belong to no story: the large firms that many articles name
RESERVED = 100
_STEP = 7919  # a prime: names that follow one another have nothing in common


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a story is about, as it is named first and again, by language."""

    kind: str
    brand: Mapping[str, str]
    names: Mapping[str, str]
    again: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[str, ...]]
    currency: str = "CNY"


@cache
def _table(part: str) -> Mapping[str, object]:
    rows = table("names")[part]
    assert isinstance(rows, dict)
    return rows


@cache
def _pairs() -> Sequence[tuple[str, str]]:
    """All names of two signs, each with its spelling; those that long names begin with do not come first."""
    words = set(str(_table("zh")["words"]).split())
    long = set(str(_table("zh")["long"]).split())
    return [
        (a + b, (x + y).capitalize())
        for a, x in _signs()
        for b, y in _signs()
        if a != b and a not in long and a + b not in words
    ]


@cache
def _english() -> Sequence[str]:
    first, middle, second = (str(_table("en")[name]).split() for name in ("first", "middle", "second"))
    joined = [a + b for b in ["", *middle] for a in first if not b or a[-1] not in "aeiou"]
    return [a + b for a in joined for b in second if a[-1] != b[0]]


def _place(number: int, size: int) -> tuple[int, int]:
    """Where a name stands in its list, and how often the list was used up before."""
    step = _STEP
    while gcd(step, size) > 1:
        step += 2
    return number * step % size, number // size


def brand(number: int, *, long: bool = False) -> dict[str, str]:
    """The two names of a number, one in signs and its spelling: no two numbers share one.

    A long one has one sign more, before the others. When all are used up, the next have more signs behind.

    >>> brand(3) != brand(4), len({brand(n)["zh"] for n in range(50_000)})
    (True, 50000)
    """
    place, again = _place(number, len(_pairs()))
    zh, en = _pairs()[place]
    for digit in _digits(again - 1, len(_signs())) if again else []:
        zh, en = zh + _signs()[digit][0], en + _signs()[digit][1]
    if long:
        first = [(sign, spelled) for sign, spelled in _signs() if sign in str(_table("zh")["long"])]
        sign, spelled = first[number % len(first)]
        zh, en = sign + zh, (spelled + en).capitalize()
    return {"zh": zh, "en": en}


def english_brand(number: int, *, long: bool = False) -> dict[str, str]:
    """An English name of a number; it stands in both languages."""
    place, again = _place(number, len(_english()))
    first = str(_table("en")["first"]).split()
    prefix = "".join(f"{first[digit]} " for digit in _digits(again - 1, len(first))) if again else ""
    name = prefix + _english()[place] + (f" {first[number % len(first)]}field" if long else "")
    return {"zh": name, "en": name}


def _digits(number: int, base: int) -> list[int]:
    digits = [number % base]
    while number := number // base:
        digits.append(number % base)
    return digits


def subject(kind: str, number: int, rng: Random, *, english: bool = False, trade: str = "") -> Subject:
    """The subject of a kind under the name of a number; a firm of a trade has a longer one, which is no other's."""
    kinds = table("names")["kind"]
    assert isinstance(kinds, dict)
    row = kinds[kind]
    own = (english_brand if english else brand)(number, long=bool(trade))
    place = row["zh"].index(trade) if trade else rng.randrange(len(row["zh"]))
    zh, en = row["zh"][place], row["en"][place]
    if "models" in row:
        zh = _designation(rng) + rng.choice(row["models"])
        en = f" {zh}"
    names = {"zh": own["zh"] + zh, "en": f"{own['en']}{en}" if en.startswith(" ") else f"{own['en']} {en}"}
    if kind == "film":
        names = {"zh": f"《{names['zh']}》", "en": f'"{names["en"]}"'}
    if kind in _WITH_ARTICLE:
        names["en"] = f"the {names['en']}"
    named = {lang: (names[lang], own[lang]) if row["short"] else (names[lang],) for lang in names}
    again = {lang: (*row[f"again_{lang}"], *named[lang]) for lang in names}
    return Subject(kind, own, names, again, named, "USD" if english else "CNY")


def second_subject(kind: str, number: int, rng: Random, *, english: bool = False) -> Subject:
    """The firm behind the subject of a kind: the maker of a car, the host of a tournament."""
    kinds = table("names")["kind"]
    assert isinstance(kinds, dict)
    trade = rng.choice(kinds[kind]["behind"])
    return subject("firm", number + _FAR, rng, english=english, trade=trade)


# the name of a firm behind a subject has nothing of the subject's own
_FAR = 12_000


_WITH_ARTICLE = frozenset({"incident", "line", "tournament", "venue", "spot"})


def _designation(rng: Random) -> str:
    """L7, MK47: what tells a maker's models apart."""
    letters = rng.choices("ABCDEGKLMNPQRSTVXYZ", k=rng.choice((1, 1, 2)))
    return "".join(letters) + str(rng.randint(2, 99))


@cache
def kinds() -> tuple[Sequence[str], Sequence[int]]:
    """The kinds of subjects and how often each comes up."""
    rows = table("names")["kind"]
    assert isinstance(rows, dict)
    return list(rows), [int(row["weight"]) for row in rows.values()]


def person(rng: Random, *, english: bool = False) -> dict[str, str]:
    """A person's name in both languages."""
    if english:
        given = str(_table("en")["given"]).split()
        name = f"{rng.choice(given)} {rng.choice(_english())}"
        return {"zh": name, "en": name}
    family, spelled = rng.choice(_surnames())
    (one, first), (two, second) = rng.sample(_signs(), 2)
    return {"zh": family + one + two, "en": f"{spelled.capitalize()} {(first + second).capitalize()}"}


@cache
def _surnames() -> Sequence[tuple[str, str]]:
    return signs(_table("zh")["surnames"])


@cache
def _signs() -> Sequence[tuple[str, str]]:
    return signs(_table("zh")["signs"])


def passer_by(rng: Random, lang: str) -> str:
    """Somebody met on the way: 罗女士, Clara Halden."""
    if lang == "en":
        return person(rng, english=True)["en"]
    misters = _table("zh")["misters"]
    assert isinstance(misters, list)
    return rng.choice(_surnames())[0] + str(rng.choice(misters))


def place(rng: Random, lang: str) -> str:
    """Some place that no story is about."""
    if lang == "en":
        return rng.choice(_english())
    places = _table("zh")["places"]
    assert isinstance(places, list)
    (one, _), (two, _) = rng.sample(_signs(), 2)
    return one + two + str(rng.choice(places))
