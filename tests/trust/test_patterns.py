"""No pattern of the project takes more than time that grows with the text; see tests/trust/pumping.py."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.trust import patterns, pumping, stepping
from tests.trust.patterns import Listed
from tests.trust.pumping import Pump

# of patterns that are made of the words of a text, so many of each place are like the others
ALIKE = 4
PARTS = ("align", "clean", "extract", "extract/values", "judge", "lexicon", "model", "read", "report", "report/html")


def _part(place: str) -> str:
    folders = place.split("/")[:-1]
    return "/".join(folders[:2])


def _listed(part: str) -> Iterator[Listed]:
    """The patterns whose first place is in a part of the code."""
    seen: Counter[str] = Counter()
    for each in patterns.listing().patterns:
        place = each.places[0]
        if _part(place) != part:
            continue
        seen[place] += 1
        if each.longest == 0 or seen[place] <= ALIKE or part == "extract/values":
            yield each


def _blown(each: Listed) -> Iterator[str]:
    made = re.compile(each.pattern, each.flags)
    for way in stepping.ways(each.asked):
        for pump in (*pumping.pumps(each.pattern, each.flags), *pumping.common()):
            ratio = stepping.blown(made, way, pump)
            if ratio is not None:
                yield f"{each.places[0]}: {way} takes {ratio:.0f} times for 4 times {pump}: {each.pattern[:200]}"
                break


def test_every_pattern_is_listed() -> None:
    listing = patterns.listing()
    assert listing.unseen == ()
    assert len(listing.patterns) > 700
    assert {_part(each.places[0]) for each in listing.patterns} == set(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_time_grows_with_the_text(part: str) -> None:
    assert [told for each in _listed(part) for told in _blown(each)] == []


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        (r"(?:a+)+b", "search"),
        (r"(?:\d{1,4},?)+x", "match"),
        (r"\s*\|", "finditer"),
        (r"[a-z]+\Z", "search"),
        (r"\w+\s*\w+;", "match"),
        (r"(?:By|From) [^,]*\Z", "search"),
        (r"<!--.*?-->", "finditer"),
        (r"(?P<one>.*) of (?P<other>.*) in", "fullmatch"),
        (r"(?=\d+x)1", "finditer"),
    ],
)
def test_what_blows_up_is_seen(pattern: str, way: str) -> None:
    made = re.compile(pattern)
    assert any(stepping.blown(made, way, pump) for pump in pumping.pumps(pattern, made.flags))


@pytest.mark.parametrize(
    "pattern", [r"(?<!a)a++b", r"(?<!\s)\s++\|", r"\d{1,30}x", r"(?:By|From) [^,]{0,40}\Z", r"[^x]*"]
)
def test_what_does_not_is_not(pattern: str) -> None:
    made = re.compile(pattern)
    assert not any(stepping.blown(made, "search", pump) for pump in pumping.pumps(pattern, made.flags))


def test_a_pump_is_made_of_the_pattern() -> None:
    assert Pump("By A", "K", "\x00") in pumping.pumps(r"By [A-Z]+\.", 0)
