"""What is compared where too much is of one measure to compare all with all: counted in pairs, never in seconds."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest

from checker.align.blocks import blocks, pairs
from checker.align.candidates import candidates
from checker.align.copies import altered
from checker.align.skewed import FULL, MET, in_one
from checker.align.stories import LARGEST, stories
from checker.model import (
    Attribute,
    Capped,
    Claim,
    Entity,
    Period,
    PeriodKind,
    Quantity,
    Span,
    ValueKind,
    Wording,
)

OUTPUT = Attribute("产量", "output")
START = date(2010, 1, 1)


def claim(number: int, figure: int, period: Period | None = None, *, told: date = START, story: str = "") -> Claim:
    """A claim of an article of its own."""
    value = Quantity(Decimal(figure), Decimal(figure), "t", f"{figure}吨", Decimal(figure))
    document = f"d{number:06d}"
    place = Span(0, 4)
    return Claim(
        f"{document}-c1",
        document,
        place,
        value.written,
        ValueKind.MONEY,
        Entity("中国", "中国", "中国"),
        OUTPUT,
        value,
        period,
        sentence=place,
        told=told,
        story=story,
    )


def quarter(number: int) -> Period:
    start = START + timedelta(days=91 * number)
    return Period(start, start + timedelta(days=90), PeriodKind.SPAN, f"Q{number}")


def timed(size: int) -> list[Claim]:
    """Claims of one owner and measure: a quarter is told by forty articles, in four roundings."""
    return [claim(number, 10_000 + 17 * (number // 40) + number % 4, quarter(number // 40)) for number in range(size)]


def untimed(size: int) -> list[Claim]:
    """Claims that tell no time and of which no two give one figure: an article each, five a day."""
    return [claim(number, 7_919 * number + 3, told=START + timedelta(days=number // 5)) for number in range(size)]


def met(claims: list[Claim], capped: list[Capped] | None = None) -> set[tuple[str, str]]:
    origins = {each.document: each.document for each in claims}
    found = [
        (pair.left.id, pair.right.id) for block in blocks(claims).values() for pair in pairs(block, origins, capped)
    ]
    assert len(found) == len(set(found)), "a pair is looked at once"
    return set(found)


@pytest.mark.parametrize("made", [timed, untimed])
def test_twice_the_claims_are_twice_the_pairs(made: Callable[[int], list[Claim]]) -> None:
    small, large = len(met(made(4 * FULL))), len(met(made(8 * FULL)))
    assert large <= 2.2 * small
    assert small < (4 * FULL) ** 2 / 8


def test_all_are_compared_where_they_are_few() -> None:
    capped: list[Capped] = []
    claims = untimed(FULL)
    assert met(claims, capped) == set(combinations([each.id for each in claims], 2))
    assert capped == []


def test_what_is_too_large_is_told() -> None:
    capped: list[Capped] = []
    met(untimed(FULL + 1), capped)
    assert [(each.of, each.held) for each in capped] == [("中国 / output", FULL + 1)]


def test_what_one_article_lists_costs_no_more_than_so_much() -> None:
    def listed(size: int) -> tuple[int, str]:
        capped: list[Capped] = []
        found = met([replace(claim(n, 7_919 * n + 3), document="d") for n in range(size)], capped)
        return len(found), capped[0].compared

    (few, of_few), (many, of_many) = listed(1200), listed(4800)
    assert many <= 1.5 * few
    # what is compared is told
    assert of_few.endswith("and 20 neighbours of each by value")
    assert of_many.endswith("and 5 neighbours of each by value")


PLANTED: Mapping[str, tuple[list[Claim], Claim]] = {
    # another value for a quarter that forty articles tell
    "of one time": (timed(6_000), claim(999_999, 5, quarter(3))),
    # told in the days in which others tell theirs
    "of one week": (untimed(6_000), claim(999_999, 5, told=START + timedelta(days=400))),
    # a figure with two digits changed places
    "a slip of digits": (untimed(6_000), claim(999_999, 7_991_003, told=START - timedelta(days=900))),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_conflict_in_a_huge_block_is_found(name: str) -> None:
    claims, planted = PLANTED[name]
    found = {
        one if other == planted.id else other for one, other in met([*claims, planted]) if planted.id in {one, other}
    }
    facing = {each.id for each in claims if _is_facing(name, each)}
    assert facing
    assert not found.isdisjoint(facing)


def _is_facing(name: str, each: Claim) -> bool:
    match name:
        case "of one time":
            return each.period == quarter(3)
        case "of one week":
            return each.told == START + timedelta(days=400)
        case _:
            return each.quote == "7919003吨"


def test_all_that_tell_the_very_same_stand_together() -> None:
    claims = [claim(number, 5, quarter(1)) for number in range(4 * FULL)]
    found = met(claims)
    assert len(found) < 4 * len(claims)
    assert {each.id for each in claims} == {id_ for two in found for id_ in two}


def test_a_story_too_large_is_parted_where_its_documents_share_least() -> None:
    # two camps, each of which shares four names, and one article that shares three with both
    names = {
        **{f"a{number:03d}": frozenset({f"a{name}" for name in _held(number)}) for number in range(LARGEST)},
        **{f"b{number:03d}": frozenset({f"b{name}" for name in _held(number)}) for number in range(LARGEST)},
    }
    names["c000"] = frozenset({"a0", "a1", "a2", "b0", "b1", "b2"})
    capped: list[Capped] = []
    found = stories(names, capped)
    assert {found[document] for document in names if document < "b"} == {"a000"}
    assert {found[document] for document in names if "b" < document < "c"} == {"b000"}
    assert [each.held for each in capped] == [2 * LARGEST + 1]
    assert found == stories(dict(sorted(names.items(), reverse=True)))


def _held(number: int) -> range:
    """Eight names, of which neighbours share most."""
    return range(number // 2, number // 2 + 8)


def worded(size: int) -> list[Claim]:
    """Figures of one story, each told in words of its own and by an article of its own."""
    made = untimed(size)
    return [
        replace(
            each, story="s", wording=Wording(clause=frozenset({f"w{at // 2}", "many"}), sentence=frozenset({"many"}))
        )
        for at, each in enumerate(made)
    ]


def test_neighbours_of_one_group_use_up_nobodys_window() -> None:
    # fifty figures of one group lie between each two of another
    claims = [
        claim(number, 100_000 + 3 * number, told=START + timedelta(days=7 * number)) for number in range(2 * FULL)
    ]
    origins = {each.document: each.document for each in claims}
    group = {each.document: "rest" if number % 50 else "few" for number, each in enumerate(claims)}
    found = {(pair.left.id, pair.right.id) for pair in pairs(claims, origins, [], group)}
    assert all(group[one.partition("-")[0]] != group[other.partition("-")[0]] for one, other in found)
    few = [each for each in claims if group[each.document] == "few"]
    # each is held against all that stand beside it by value
    beside = {(claims[at].id, claims[at + 1].id) for at in range(0, len(claims), 50)}
    assert len(few) == len(beside)
    assert beside <= found
    # a claim of the many finds the next of the few, though many of its own stand before it
    assert {(claims[at - 40].id, claims[at].id) for at in range(50, len(claims), 50)} <= found


def of_several(claims: list[Claim], capped: list[Capped] | None = None) -> set[tuple[str, str]]:
    """What is paired where each article tells a story of its own."""
    origins = {each.document: each.document for each in claims}
    return {(pair.left.id, pair.right.id) for pair in pairs(claims, origins, capped, origins)}


def test_what_many_stories_tell_of_two_times_is_not_compared() -> None:
    claims = [claim(number, 10_000 + 7 * number, quarter(number % 10)) for number in range(2 * MET)]
    capped: list[Capped] = []
    found = of_several(claims, capped)
    assert found == {
        (one.id, other.id) for one, other in combinations(claims, 2) if one.period and one.period == other.period
    }
    assert [(each.held, each.of) for each in capped] == [(2 * MET, "中国 / output")]
    # few are compared all with all, and so is what tells no time, or a time that another lies in
    assert len(of_several(claims[:MET], capped)) == MET * (MET - 1) // 2
    assert len(capped) == 1
    year = Period(START, START + timedelta(days=364), PeriodKind.SPAN, "2010")
    beside = [claim(1000, 5, year), claim(1001, 6)]
    found = of_several([*claims, *beside], capped)
    assert {(each.id, beside[0].id) for each in claims if each.period and each.period.text in {"Q0", "Q3"}} <= found
    assert (claims[9].id, beside[0].id) not in found
    assert {(each.id, beside[1].id) for each in claims} <= found


def test_running_totals_of_two_times_are_compared() -> None:
    days = [START + timedelta(days=30 * number) for number in range(MET + 1)]
    told = [Period(day, day, PeriodKind.CUMULATIVE, f"{day}") for day in days]
    claims = [claim(number, 10_000 - number, period) for number, period in enumerate(told)]
    assert len(of_several(claims)) == (MET + 1) * MET // 2


def test_what_is_left_out_between_stories_is_told_once() -> None:
    capped: list[Capped] = []
    for size in (MET + 1, 3 * MET, 2 * MET):
        of_several([claim(number, 10_000 + 7 * number, quarter(number)) for number in range(size)], capped)
    other = Capped("articles of one story", "d1", 60, "some")
    told = in_one([*capped, other])
    assert [each.held for each in told] == [60, 3 * MET]
    assert "each of 3" in told[1].compared
    assert in_one([other]) == [other]


def test_a_story_with_too_many_figures_is_looked_at_where_words_are_rare_or_values_near() -> None:
    def looked_at(size: int) -> set[tuple[str, str]]:
        claims = worded(size)
        origins = {each.document: each.document for each in claims}
        return {(found.left.id, found.right.id) for found in candidates(claims, origins, every=True)}

    small, large = looked_at(2 * FULL), looked_at(4 * FULL)
    assert len(large) <= 2.2 * len(small)
    listed = worded(2 * FULL)
    # each shares its rare word with the next
    assert {(one.id, other.id) for one, other in zip(listed[::2], listed[1::2], strict=True)} <= small


def copies(number: int, figure: Callable[[int], int]) -> list[Claim]:
    """One sentence in so many copies, with a figure each."""
    made = []
    for at in range(number):
        each = claim(at, figure(at))
        said = f"全年产量为{each.quote}，比上年多"
        made.append(replace(each, context=said, at=5, attribute=replace(OUTPUT, known=False)))
    return made


def altered_in(claims: list[Claim], capped: list[Capped]) -> list[tuple[str, str]]:
    return [(pair.left.id, pair.right.id) for pair in altered(claims, {each.document: "d" for each in claims}, capped)]


def test_mirrors_that_tell_the_same_are_held_against_the_altered_one_once() -> None:
    capped: list[Capped] = []
    found = altered_in(copies(400, lambda at: 5969 if at == 17 else 5699), capped)
    assert found == [("d000000-c1", "d000017-c1")]
    assert capped == []


def test_of_very_many_versions_each_is_held_against_the_commonest() -> None:
    capped: list[Capped] = []
    found = altered_in(copies(400, lambda at: 1000 + max(0, at - 300)), capped)
    assert len(found) == 99
    assert [each.held for each in capped] == [100]


def test_mirrors_do_not_part_a_story() -> None:
    names = {f"a{number:03d}": frozenset(f"x{at}" for at in range(12)) for number in range(30)}
    mirrors = {f"m{number:03d}": frozenset(f"{number}{part}" for part in "abcd") for number in range(15)}
    held = {**names, **{f"{one}-{at}": told for one, told in mirrors.items() for at in range(3)}}
    held |= {"a000": held["a000"].union(*mirrors.values())}
    origins = {document: document.partition("-")[0] + ("-0" if "-" in document else "") for document in held}
    parted: list[Capped] = []
    capped: list[Capped] = []
    stories(held, parted)
    assert [each.held for each in parted] == [30 + 3 * 15]
    assert set(stories(held, capped, origins).values()) == {"a000"}
    assert capped == []
