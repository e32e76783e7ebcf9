"""Ties of one thing to two names: 换热器的活儿包给了鼎安 here, 换热器检修由宏锐承担 there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from checker.align.observations import told_apart
from checker.align.similarity import likeness
from checker.lexicon.concepts import concepts
from checker.lexicon.load import words
from checker.lexicon.names import NameKind, names
from checker.lexicon.overlay import kept
from checker.lexicon.pinyin import is_pinyin, spelled
from checker.model import WORK, Claim, Modality, NameValue, Pair, ValueKind
from checker.model.pattern import seldom

# which of several of a kind: 一期, 3号线, 第二标段
_PART = seldom(
    r"(?:(?:第|(?<![一二三四五六七八九十\d]))[一二三四五六七八九十\d]++|[A-Z甲乙丙丁])"
    r"(?:期|号|标段|段|线|季|部|座|批|代|轮|区|楼|[A-Z]\b)"
)
_ENGLISH_PART = seldom(
    r"\b(?:phase|lot|line|unit|season|block|stage|part|first|second|third|fourth)\b[ -]?\w{0,3}", re.IGNORECASE
)
# keys of a sentence that two need in common where the tie is of nothing that they name
_ALIKE = 2


def two_ties(claims: Iterable[Claim], origins: Mapping[str, str]) -> Iterator[Pair]:
    """The pairs of ties of one story in which two independent articles tie one thing, person or firm to two names.

    What is tied must be told by both in words that share something and of which neither tells more than the other
    (the front screen, the rear screen), or be one person or firm. An article that has the other's name for it as well
    tells of two.
    """
    stories: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.story and claim.kind is ValueKind.RELATION and claim.found_by.startswith("tie/"):
            stories[claim.story].append(claim)
    for story in sorted(stories):
        yield from _of_story(sorted(stories[story], key=lambda claim: claim.id), origins)


def _of_story(claims: Sequence[Claim], origins: Mapping[str, str]) -> Iterator[Pair]:
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        told[claim.document, claim.attribute.name] |= _names(claim)
    for one, other in combinations(claims, 2):
        if one.attribute.name != other.attribute.name or origins[one.document] == origins[other.document]:
            continue
        if Modality.ACTUAL is not one.modality or Modality.ACTUAL is not other.modality:
            continue
        if not _of_one(one, other):
            continue
        if _names(one).isdisjoint(_names(other)):
            mine, yours = (told[claim.document, claim.attribute.name] for claim in (one, other))
            both = (yours & _names(one)) | (mine & _names(other))
            if both or not _all_apart(one, other):
                continue
        yield Pair(one, other, "one thing, tied by the words beside it", weighed=True)


def _names(claim: Claim) -> set[str]:
    return set(claim.value.name.split("; ")) if isinstance(claim.value, NameValue) else set()


def _of_one(one: Claim, other: Claim) -> bool:
    """Whether two ties are of one thing, person, firm, event or incident."""
    if one.found_by != other.found_by or _parts_differ(one, other) or _years_differ(one, other):
        return False
    match one.found_by.removeprefix("tie/"):
        case "thing":
            return _one_thing(one, other)
        case "incident":
            return len((one.wording.sentence & other.wording.sentence) - _empty()) >= _ALIKE
        case "event":
            a, b = one.wording, other.wording
            if len((a.sentence & b.sentence) - _empty()) > _ALIKE:
                return True
            return _one_day(a.dated, b.dated) and not (a.names | {one.entity.name}).isdisjoint(b.sentence)
        case _:
            return bool(one.entity.name) and one.entity.name == other.entity.name


def _one_thing(one: Claim, other: Claim) -> bool:
    """Whether the words for two things are of one: they share a title, or something and neither tells more."""
    mine, yours = one.wording.beside - _empty(), other.wording.beside - _empty()
    shared = mine & yours
    if not shared or any(key.startswith(WORK) for key in shared):
        return bool(shared)
    sides = [{key for key in told if len(key) == 1} for told in (mine, yours)]
    if all(sides) and sides[0].isdisjoint(sides[1]):
        # 前挡风玻璃, 后挡风玻璃
        return False
    if not one.attribute.functional and len(shared) == 1:
        # 口罩由X生产: things of a kind have many makers
        return False
    rest, others = _beyond(one), _beyond(other)
    if one.trace[:1] == other.trace[:1] and not (rest <= others or others <= rest):
        # 高配版采用X的电池, 低配版采用Y的电池
        return False
    return _is_latin(one) != _is_latin(other) or mine <= yours or yours <= mine or len(shared) > 1


def _beyond(claim: Claim) -> frozenset[str]:
    """What the clause tells beside the thing that is tied."""
    return claim.wording.clause - claim.wording.beside - _empty()


_YEAR = seldom(r"^\d{4}")


def _years_differ(one: Claim, other: Claim) -> bool:
    """Whether both sentences tell years, and no year in common: what was sold in 2019 may be another's by now."""
    mine, yours = (
        frozenset(found.group() for time in claim.wording.dated if (found := _YEAR.match(time)))
        for claim in (one, other)
    )
    return told_apart(mine, yours)


def _one_day(mine: frozenset[str], yours: frozenset[str]) -> bool:
    """Whether two sentences tell one day: 2025-05-22 and, of a year not told, --05-22."""
    days = [{time[-_DAY:] for time in told if _MONTH_AND_DAY.search(time)} for told in (mine, yours)]
    return not days[0].isdisjoint(days[1])


_MONTH_AND_DAY = re.compile(r"-\d\d-\d\d$")
# signs of a day without its year: 05-22
_DAY = 5


@cache
def _empty() -> frozenset[str]:
    """Words for things that do not tell which thing: 工程, 项目, project."""
    told = (*words("zh/ties.toml", "carriers"), *words("en/ties.toml", "carriers"))
    return frozenset(told) | frozenset(concepts()[word] for word in told if word in concepts())


def _parts_differ(one: Claim, other: Claim) -> bool:
    """Whether the two tell of different ones of several: 一期 and 二期, unit 3 and unit 4."""
    mine, yours = (
        frozenset(_PART.findall(claim.context)) | frozenset(map(str.lower, _ENGLISH_PART.findall(claim.context)))
        for claim in (one, other)
    )
    return bool(mine) and bool(yours) and mine.isdisjoint(yours) and _is_latin(one) == _is_latin(other)


def _all_apart(one: Claim, other: Claim) -> bool:
    assert isinstance(one.value, NameValue)
    assert isinstance(other.value, NameValue)
    written = {claim.value.name: claim.value.written for claim in (one, other) if isinstance(claim.value, NameValue)}
    return all(_apart(a, b, {a: written.get(a, a), b: written.get(b, b)}) for a in _names(one) for b in _names(other))


def _apart(one: str, other: str, written: Mapping[str, str]) -> bool:
    """Whether two names are surely of two: none is short for the other, its translation or its branch."""
    if _known(one) and _known(other):
        return not _akin(one, other)
    if _is_han(one) != _is_han(other):
        chinese, latin = (one, other) if _is_han(one) else (other, one)
        return _known(one) or _known(other) or _of_two_scripts(chinese, written[chinese], written[latin])
    if not _is_han(one) and not _latin_apart(written[one], written[other]):
        return False
    short, long = sorted((one, other), key=len)
    if _is_short(short, long) or _akin(one, other):
        return False
    return not _one_front(one, other) or _two_halls(one, other)


def _of_two_scripts(chinese: str, written: str, latin: str) -> bool:
    """Whether a Chinese name and a Latin one are surely of two: Lanshi is not 北岸, Echo Records may be 回声."""
    gloss = _GLOSS.search(written)
    if gloss is not None:
        return _latin_apart(gloss.group(1), latin)
    # what spells Chinese is no translation
    return is_pinyin(latin) and not _may_spell(chinese, latin)


def _two_halls(one: str, other: str) -> bool:
    """Whether two names end in words for two kinds of building: 澜港大剧院, 澜港国际会展中心."""
    kinds = [next((end for end in words("zh/ties.toml", "venues") if name.endswith(end)), "") for name in (one, other)]
    return all(kinds) and kinds[0] != kinds[1]


_GLOSS = seldom(r"[(（]([A-Z][^()（）]*)[)）]")


def _latin_apart(one: str, other: str) -> bool:
    """Whether two Latin names as they are written share no word."""
    mine, yours = (set(re.findall(r"\w+", name.casefold())) - _forms() for name in (one, other))
    initials = {"".join(word[0] for word in re.findall(r"\w+", name.casefold())) for name in (one, other)}
    return mine.isdisjoint(yours) and initials.isdisjoint(mine | yours)


@cache
def _forms() -> frozenset[str]:
    return frozenset(words("en/bodies.toml", "forms")) | frozenset({"of", "the", "and"})


def _one_front(one: str, other: str) -> bool:
    """Whether two names begin alike, as those of a group's firms do: 中交二航局, 中国交建."""
    shared = set(one[:_FRONT]) & set(other[:_FRONT])
    return one[:_HEAD] == other[:_HEAD] or (_is_han(one) and one[:1] == other[:1] and len(shared) >= _HEAD)


# signs of the front of a Chinese name
_FRONT = 3
# signs or letters at the front of a name that two branches of one firm share
_HEAD = 2


def _is_short(short: str, long: str) -> bool:
    """Whether the signs of one name stand in the other in their order: 国网 in 国家电网."""
    rest = iter(long)
    return all(sign in rest for sign in short)


def _may_spell(chinese: str, latin: str) -> bool:
    """Whether a Latin name begins as the first signs of a Chinese one are read."""
    read = spelled(chinese[:_HEAD])
    return not read or likeness(read, latin.casefold().partition(" ")[0]) >= _SOUNDS


# how alike two spellings of one sound are at the least: wandai and bandai
_SOUNDS = 0.6


@kept
def _owners() -> dict[str, str]:
    return {name.canonical: name.parent or name.family for name in names() if name.kind is not NameKind.PLACE}


def _known(name: str) -> bool:
    return name in _owners() or name in _places()


@kept
def _places() -> frozenset[str]:
    return frozenset(name.canonical for name in names() if name.kind is NameKind.PLACE)


def _akin(one: str, other: str) -> bool:
    """Whether one of two known names belongs to the other."""
    owners = _owners()
    mine, yours = owners.get(one, ""), owners.get(other, "")
    return mine == other or yours == one or (bool(mine) and mine == yours)


def _is_han(name: str) -> bool:
    return any("一" <= char <= "鿿" for char in name)


def _is_latin(claim: Claim) -> bool:
    return not _is_han(claim.context)
