"""Which articles tell one story, by the names and the long figures that they share."""

from dataclasses import replace
from datetime import date, timedelta

import checker
from checker.align.stories import of_lines, stories, telling, telling_figures
from checker.model import Profile

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


def test_a_model_makes_none_by_itself() -> None:
    """A telephone is spoken of for years; what else two articles share tells whether they tell one story."""
    assert stories({"a": frozenset({"风隼X5"}), "b": frozenset({"风隼X5"})}) == {"a": "", "b": ""}
    assert stories({"a": frozenset({"风隼X5", "望"}), "b": frozenset({"风隼X5", "望"})}) == {"a": "a", "b": "a"}


def profile(document: str, day: date | None, *names: str, subject: str = "") -> Profile:
    """What the folder knows of an article that writes these names."""
    subjects = frozenset({subject} if subject else ())
    written, nothing = frozenset({*names, *subjects}), frozenset[str]()
    return Profile(document, 100, written, nothing, nothing, (), (), (), nothing, subjects, day)


def found(*profiles: Profile) -> dict[str, str]:
    """The stories of a folder."""
    return stories({each.document: telling(each, str) for each in profiles})


DAY = date(2026, 8, 3)


def test_articles_of_one_time_on_one_subject_tell_one_story() -> None:
    one, week = profile("a", DAY, subject="晨帆航运"), profile("b", DAY + timedelta(days=6), subject="晨帆航运")
    assert found(one, week) == {"a": "a", "b": "a"}
    assert found(one, replace(week, day=DAY + timedelta(days=21))) == {"a": "", "b": ""}
    assert found(one, replace(week, day=None)) == {"a": "", "b": ""}


def test_who_is_named_by_the_way_makes_no_story() -> None:
    assert found(profile("a", DAY, "晨帆航运"), profile("b", DAY, subject="晨帆航运")) == {"a": "", "b": ""}


def test_a_story_stays_one_however_many_articles_of_other_times_have_its_subject() -> None:
    """What a firm was in the news for in other years tells nothing of this week's story."""
    two = profile("a1", DAY, subject="晨帆航运"), profile("a2", DAY + timedelta(days=1), subject="晨帆航运")
    others = [profile(f"b{n:03d}", DAY - timedelta(days=30 * n), subject="晨帆航运") for n in range(1, 60)]
    assert found(*two)["a2"] == found(*two, *others)["a2"] == "a1"


def test_what_an_article_tells_of_others_is_no_mark_of_its_story() -> None:
    """Two stories compare their firm with a third, by the same figures of last year."""
    aside = "作为对比，石浦重工2025年营收36.7亿元，净利润4.219亿元。"
    texts = {
        "a.txt": f"晨帆航运扩建码头\n\n2026年8月3日\n\n晨帆航运今年扩建了码头。{aside}",
        "b.txt": f"林植森书店关门\n\n2026年8月3日\n\n林植森书店将在月底关门。{aside}",
        "c.txt": "青溪合唱团又上路了。",
    }
    assert {claim.story for claim in checker.check(texts).claims} == {""}


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
