"""The word data: every file loads, every word means one thing, every reference leads somewhere."""

from collections import defaultdict
from collections.abc import Iterable

import opencc

from checker.lexicon.attributes import DIMENSIONS, AttributeRow, attributes
from checker.lexicon.concepts import concepts
from checker.lexicon.events import events
from checker.lexicon.load import ROOT, rows_of
from checker.lexicon.names import NameKind, names
from checker.lexicon.qualifiers import Qualifier, qualifiers
from checker.lexicon.roles import Role, roles

ATTRIBUTE_FILES = sorted((ROOT / "attributes").glob("*.toml"))


def shared(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The words that belong to more than one owner, from (word, owner) pairs; case does not matter."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for word, owner in pairs:
        owners[word.casefold()].add(owner)
    return {word: found for word, found in owners.items() if len(found) > 1}


def every_form() -> list[str]:
    found = [form for name in names() for form in name.forms]
    found += [form for row in attributes() for form in (*row.forms, *row.weak)]
    found += [form for qualifier in qualifiers() for form in qualifier.forms]
    found += [form for event in events() for form in event.forms]
    return found + [form for role in roles() for form in role.forms]


def test_there_are_enough_words() -> None:
    kinds: defaultdict[NameKind, int] = defaultdict(int)
    for name in names():
        kinds[name.kind] += 1
    assert kinds[NameKind.COMPANY] >= 350
    assert kinds[NameKind.PRODUCT] >= 300
    assert kinds[NameKind.PERSON] >= 250
    assert kinds[NameKind.PLACE] >= 350
    assert kinds[NameKind.BODY] >= 200
    assert len(attributes()) >= 320
    assert len(qualifiers()) >= 150
    assert len(events()) >= 90
    assert len(roles()) >= 120


def test_no_alias_belongs_to_two_names() -> None:
    assert not shared((form, name.canonical) for name in names() for form in name.forms)


def test_canonical_names_are_unique() -> None:
    canonical = [name.canonical for name in names()]
    assert len(canonical) == len(set(canonical))


def test_every_parent_is_a_name_and_no_chain_is_a_ring() -> None:
    parents = {name.canonical: name.parent for name in names()}
    for name in names():
        seen = {name.canonical}
        parent = name.parent
        while parent:
            assert parent in parents, f"{name.canonical}: no name {parent}"
            assert parent not in seen, f"{name.canonical} is its own ancestor"
            seen.add(parent)
            parent = parents[parent]


def test_app_model_and_owner_stay_apart() -> None:
    of = {form: name for name in names() for form in name.forms}
    assert of["千问"].canonical == of["千问APP"].canonical == "千问App"
    assert of["通义千问"].canonical == "Qwen"
    assert of["千问"].parent == of["夸克"].parent == of["淘宝"].parent == "阿里巴巴"
    assert of["豆包"].parent == of["抖音"].parent == "字节跳动"
    assert of["微信"].parent == of["元宝"].parent == "腾讯"
    assert of["Alibaba"].canonical == of["阿里"].canonical == "阿里巴巴"


def test_no_form_belongs_to_two_attributes() -> None:
    assert not shared((form, row.name) for row in attributes() for form in (row.name, *row.forms, *row.weak))


def test_no_form_is_both_strong_and_weak() -> None:
    for row in attributes():
        assert not {form.casefold() for form in row.forms} & {form.casefold() for form in row.weak}, row.name


def test_every_attribute_is_well_formed() -> None:
    families = {row.name: row.family for row in attributes()}
    assert len(families) == len(attributes())
    for row in attributes():
        assert set(row.dimensions) <= DIMENSIONS, row.name
        assert row.family, row.name
        assert row.name in (*row.forms, *row.weak)
        assert all(families.get(other) == row.family for other in row.distinct), row.name


def test_confused_attributes_share_a_family() -> None:
    family = {row.name: row.family for row in attributes()}
    assert family["日活跃用户"] == family["月活跃用户"] == "users"
    assert family["营业收入"] == family["净利润"] == family["营业利润"] == family["EBITA"]
    assert family["产量"] == family["销量"] == family["交付量"] == family["订单量"]
    assert family["国内生产总值"] == family["GDP增速"]
    assert family["死亡人数"] == family["受伤人数"] == family["失踪人数"]
    assert family["估值"] == family["融资额"] == family["市值"]
    assert family["售价"] == family["起售价"]


def test_no_form_belongs_to_two_qualifiers() -> None:
    assert not shared((form, qualifier.id) for qualifier in qualifiers() for form in qualifier.forms)


def test_qualifiers_keep_their_axis_between_languages() -> None:
    axes: defaultdict[str, set[str]] = defaultdict(set)
    for language in ("zh", "en"):
        for row in rows_of(ROOT / language / "qualifiers.toml", "qualifier", Qualifier):
            axes[row.id].add(row.axis)
    assert not {name: found for name, found in axes.items() if len(found) > 1}


def test_no_form_belongs_to_two_events() -> None:
    assert not shared((form, event.attribute) for event in events() for form in event.forms)
    families: defaultdict[str, set[str]] = defaultdict(set)
    for event in events():
        families[event.attribute].add(event.family)
    assert all(len(found) == 1 for found in families.values())


def test_distinct_kinds_of_event_stay_apart() -> None:
    of = {form: event.attribute for event in events() for form in event.forms}
    kinds = [of[form] for form in ("宣布", "上线", "上市", "成立", "注册", "召开", "闭幕", "交付", "出生", "去世")]
    assert len(set(kinds)) == len(kinds)


def test_no_form_belongs_to_two_roles() -> None:
    assert not shared((form, role.name) for role in roles() for form in role.forms)
    for language in ("zh", "en"):
        for row in rows_of(ROOT / language / "roles.toml", "role", Role):
            assert next(role for role in roles() if role.name == row.name).single == row.single


def test_single_posts() -> None:
    single = {form: role.single for role in roles() for form in role.forms}
    assert single["CEO"]
    assert single["董事长"]
    assert single["mayor"]
    assert not single["创始人"]
    assert not single["院士"]


def test_words_are_found_in_simplified_text() -> None:
    """Text is simplified before matching: a form that simplification changes must have its changed twin."""
    simplify = opencc.OpenCC("t2s").convert
    forms = set(every_form())
    assert not {form for form in forms if simplify(form) not in forms}


def test_words_are_clean() -> None:
    for form in every_form():
        assert form
        assert form == form.strip()
        assert len(form) <= 60


def test_every_attribute_file_has_rows() -> None:
    assert ATTRIBUTE_FILES
    for path in ATTRIBUTE_FILES:
        assert rows_of(path, "attribute", AttributeRow), path.name


def test_the_concepts_hold_both_languages() -> None:
    held = defaultdict(set)
    for word, concept in concepts().items():
        held[concept].add("en" if word.isascii() else "zh")
    both = [concept for concept, languages in held.items() if len(languages) > 1]
    assert len(both) >= 0.9 * len(held)
    assert concepts()["住宅"] == concepts()["home"] != concepts()["车站"]
