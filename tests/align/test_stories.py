"""Which articles tell one story, by the names and the long figures that they share."""

from dataclasses import replace

import checker
from checker.align.stories import of_lines, stories, telling_figures

ONE = "灯塔更换了1286吨花岗石，刷了3470平方米的塔身。"
OTHER = "塔身刷漆3470平方米，换掉花岗石1286吨。"


def test_three_rare_names_make_one_story() -> None:
    found = stories({"a": frozenset("望北青"), "b": frozenset("望北青"), "c": frozenset("望")})
    assert found == {"a": "a", "b": "a", "c": ""}


def test_names_that_many_articles_have_make_none() -> None:
    """Three indexes whose closing figures thirty articles tell are no story; three names of two of these are one."""
    names = {f"a{number:02d}": frozenset({"沪指", "深成指", "创业板"}) for number in range(30)}
    names |= {document: names[document] | {"晨帆", "林植森", "石浦"} for document in ("a07", "a21")}
    found = stories(names)
    assert {document for document, story in found.items() if story} == {"a07", "a21"}


def test_the_number_of_a_train_makes_one_by_itself() -> None:
    assert stories({"a": frozenset({"K1285"}), "b": frozenset({"K1285"})}) == {"a": "a", "b": "a"}


def test_two_long_figures_make_one() -> None:
    run = checker.check({"a.txt": ONE, "b.txt": OTHER})
    [story] = {claim.story for claim in run.claims}
    assert story


def test_a_year_and_a_short_figure_tell_no_story() -> None:
    run = checker.check({"a.txt": "2026年，灯塔有12名工人，塔高26米，灯每8秒闪一次。"})
    assert telling_figures(run.claims) == set()
    [long] = telling_figures(checker.check({"a.txt": "灯塔更换了1286吨花岗石。"}).claims)
    assert long.startswith("1286 ")


def test_no_claim_of_a_stranger_is_in_the_story() -> None:
    run = checker.check({"a.txt": ONE, "b.txt": OTHER, "c.txt": "晨帆航运的员工人数为820人。"})
    assert {claim.story for claim in run.claims if "820" in claim.quote} == {""}


def test_what_two_articles_of_a_language_tell_joins_those_of_another() -> None:
    # the Chinese pair and the English pair share one name between any two articles, and three all in all
    held = {"a": "望北青单", "b": "望北青双", "c": "xyz单", "d": "xyz双望"}
    found = stories({document: frozenset(names) for document, names in held.items()})
    assert set(found.values()) == {"a"}


def test_what_is_told_of_a_city_is_of_the_one_line_that_its_story_tells_it_of() -> None:
    """The second article opens with the city and goes on with "the line"; the third names the city beside its cost."""
    [told] = checker.check({"a.txt": "合肥地铁9号线投资额为214亿元。"}).claims
    city = replace(told.entity, name="合肥", surface="合肥", family="合肥", inherited=True)
    line = replace(told, story="a")
    goes_on = replace(told, story="a", document="b", entity=city)
    named = replace(goes_on, document="c", entity=replace(city, inherited=False))
    stranger = replace(goes_on, document="d", story="d")
    found = [each.entity.name for each in of_lines([line, goes_on, named, stranger])]
    assert found == ["合肥9号线", "合肥9号线", "合肥", "合肥"]
