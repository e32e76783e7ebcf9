"""Which claims are compared: those of one entity family and one attribute family, and no others."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from checker.align.blocks import blocks, pairs, pairs_of
from checker.model import Attribute, Claim, Entity, Pair, Quantity, Span, ValueKind

DAILY = Attribute("日活跃用户", "users")
MONTHLY = Attribute("月活跃用户", "users")
STAFF = Attribute("员工数", "headcount")


def claim(identifier: str, name: str, attribute: Attribute, figure: int = 5, family: str = "") -> Claim:
    value = Quantity(Decimal(figure), Decimal(figure), None, str(figure), Decimal(figure))
    entity = Entity(name, name, family or name)
    document = identifier.split("-", maxsplit=1)[0]
    place = Span(0, 1)
    return Claim(identifier, document, place, "5", ValueKind.QUANTITY, entity, attribute, value, sentence=place)


def met(claims: Sequence[Claim], origins: dict[str, str] | None = None) -> dict[tuple[str, str], Pair]:
    """The pairs of all blocks, by the ids of their claims."""
    by = origins or {each.document: each.document for each in claims}
    found = [pair for block in blocks(claims).values() for pair in pairs(block, by)]
    return {(pair.left.id, pair.right.id): pair for pair in found}


def test_one_entity_and_attribute_meet() -> None:
    assert set(met([claim("a-1", "晨帆", STAFF), claim("b-1", "晨帆", STAFF, 6)])) == {("a-1", "b-1")}


def test_claims_of_two_common_blocks_meet_once() -> None:
    # both are of one name, of one family and of one telling figure
    listed = blocks([claim(f"{at}-1", "晨帆App", DAILY, 12_000_000, family="晨帆") for at in "abc"]).values()
    origins = dict(zip("abc", "abc", strict=True))
    found = [(pair.left.id, pair.right.id) for pair in pairs_of(listed, origins)]
    assert len(listed) > 1
    assert sorted(found) == [("a-1", "b-1"), ("a-1", "c-1"), ("b-1", "c-1")]


def test_one_family_of_attributes_meets_under_its_own_level() -> None:
    [pair] = met([claim("a-1", "晨帆", DAILY), claim("b-1", "晨帆", MONTHLY, 6)]).values()
    assert pair.level == "same name, attributes of one family"


def test_owner_and_product_meet_under_their_own_level() -> None:
    [pair] = met([claim("a-1", "晨帆", DAILY), claim("b-1", "晨帆App", DAILY, family="晨帆")]).values()
    assert pair.level == "owner and product, same attribute"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (claim("a-1", "晨帆", STAFF), claim("b-1", "远航", STAFF)),
        (claim("a-1", "晨帆", STAFF), claim("b-1", "晨帆", DAILY)),
        (claim("a-1", "晨帆", STAFF), claim("b-1", "", STAFF)),
    ],
)
def test_strangers_do_not_meet(one: Claim, other: Claim) -> None:
    assert met([one, other]) == {}


def test_what_no_lexicon_names_is_held_against_another_story_of_nobody() -> None:
    """Umbrellas beside the door of one story are not those of the next; a known measure of one owner is one."""
    umbrellas = Attribute("雨伞", "open:雨伞", known=False)
    one, other = claim("a-1", "喷泉", umbrellas), claim("b-1", "喷泉", umbrellas, 6)
    assert met([one, other]) == {}
    assert set(met([replace(each, story="a") for each in (one, other)])) == {("a-1", "b-1")}


def test_two_products_of_one_owner_do_not_meet() -> None:
    assert met([claim("a-1", "晨帆App", DAILY, family="晨帆"), claim("b-1", "远航App", DAILY, family="晨帆")]) == {}


def test_left_sorts_before_right_whatever_the_order() -> None:
    claims = [claim(f"{document}-1", "晨帆", STAFF, figure) for figure, document in enumerate("dacb")]
    wanted = set(combinations(sorted(each.id for each in claims), 2))
    assert set(met(claims)) == set(met(claims[::-1])) == wanted


def test_copies_are_marked_where_the_sentence_is_one() -> None:
    said = "晨帆的员工人数为5人"
    left = replace(claim("a-1", "晨帆", STAFF), context=said, at=8)
    right = replace(claim("b-1", "晨帆", STAFF, 6), context=said.replace("5", "6"), at=8)
    [pair] = met([left, right], {"a": "a", "b": "a"}).values()
    assert (pair.same_origin, pair.one_sentence, pair.copies) == (True, True, True)
    [pair] = met([left, right], {"a": "a", "b": "b"}).values()
    assert (pair.same_origin, pair.one_sentence, pair.copies) == (False, False, False)


def test_two_figures_of_one_article_are_no_copies() -> None:
    [pair] = met([claim("a-1", "晨帆", STAFF), claim("a-2", "晨帆", STAFF, 6)]).values()
    assert (pair.same_origin, pair.one_sentence, pair.copies) == (True, True, False)
