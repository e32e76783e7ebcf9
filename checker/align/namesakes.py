"""Names that differ in one sign where two articles mean one: 方以舟 here, 方亦舟 there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import log

from checker.align.people import nearly_one
from checker.align.similarity import same_sentence
from checker.lexicon.pinyin import spelled
from checker.model import Claim, Pair, Span

# what the words of two sentences must weigh together that tell of one person
_ALIKE, _ALIKE_BY_SOUND, _SURELY_ALIKE = 3.5, 2.5, 8.0
# the same where both have one family name in Latin letters, which two people of one story seldom share
_OF_A_FAMILY = 1.5


# what two places of names have in common, where they stand, and the two
_Weighed = tuple[float, int, int, Claim, Claim]

# signs that end a place's name and hardly a person's
_SITES = frozenset("路街镇乡县市村屯寨沟湾岛湖")
# sorts of names that may turn out to be none
_MAYBE = frozenset({"name:person", "name:built"})


def namesakes(mentions: Iterable[Claim], origins: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Pair]:
    """The pairs of nearly one name of which no article has both, in sentences that tell of one bearer.

    `texts` are the articles' repaired texts by their ids. Where neither name of a person or firm is written
    twice or stands beside a post, either may be no name at all, and more must be alike.
    """
    stories: dict[str, list[Claim]] = defaultdict(list)
    for claim in mentions:
        if claim.story and not _is_credit(claim):
            stories[claim.story].append(claim)
    for story in sorted(stories):
        yield from _of_story(stories[story], origins, texts)


# who wrote is nobody that the story tells of
_CREDITS = re.compile(r"记者|通讯员|实习生|责编|编辑|撰文")
# code points before a name in which a credit stands
_BESIDE = 8


def _is_credit(claim: Claim) -> bool:
    return _CREDITS.search(claim.context[max(0, claim.at - _BESIDE) : claim.at]) is not None


def _of_story(claims: Sequence[Claim], origins: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Pair]:
    by_name: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_name[claim.attribute.family, claim.entity.surface].append(claim)
    told = {claim.document: texts[claim.document] for claim in claims}
    whole = "\n".join(told.values())
    for sort, name in sorted(by_name):
        if sort == "name:person" and _is_cut_long(name, whole):
            del by_name[sort, name]
    times = {name: whole.count(name) for _, name in by_name}
    sentences: dict[tuple[str, Span], set[str]] = defaultdict(set)
    for claim in claims:
        sentences[claim.document, claim.sentence] |= claim.wording.sentence
    held = Counter(word for words in sentences.values() for word in words)
    rarity = {word: log(1 + len(sentences) / holding) for word, holding in held.items()}
    for (sort, name), (_, other) in sorted(_nearly(by_name)):
        mine, yours = by_name[sort, name], by_name[sort, other]
        if any(other in told[claim.document] for claim in mine) or any(name in told[claim.document] for claim in yours):
            continue
        alone = max(times[name], times[other]) < len((name, other))
        unsure = sort in _MAYBE and alone and not any(claim.wording.beside for claim in (*mine, *yours))
        sure = not alone and _is_sure(sort, name, other)
        weighed = [
            (_weight(one, two, rarity), -one.span.start, -two.span.start, one, two) for one in mine for two in yours
        ]
        best = max(weighed, key=lambda item: item[:3])[3:]
        left, right = sorted(best, key=lambda claim: claim.id)
        if origins[left.document] == origins[right.document]:
            if same_sentence(left.context, right.context):
                yield Pair(
                    left,
                    right,
                    "one sentence of two copies",
                    same_origin=True,
                    one_sentence=True,
                    copies=True,
                    weighed=True,
                )
        elif sure or _weight(left, right, rarity) >= (_SURELY_ALIKE if unsure else _least(name, other)):
            yield from _told_by_each(best, weighed, origins)


def _told_by_each(best: Sequence[Claim], weighed: Iterable[_Weighed], origins: Mapping[str, str]) -> Iterator[Pair]:
    """The two places that are most alike, and of each other article that writes one of the names the likest place."""
    first, second = best
    told = [(first, second)]
    seen = {first.document, second.document}
    for *_, one, two in sorted(weighed, key=lambda item: item[:3], reverse=True):
        for mine, pair in ((one, (one, second)), (two, (first, two))):
            if mine.document not in seen:
                seen.add(mine.document)
                told.append(pair)
    for pair in told:
        left, right = sorted(pair, key=lambda claim: claim.id)
        if origins[left.document] != origins[right.document]:
            yield Pair(left, right, "nearly one name, told of in the same words", weighed=True)


def _is_cut_long(name: str, told: str) -> bool:
    """Whether three signs are a name of two and the sign behind it: 柳七|在, 柳七|走, where many signs follow 柳七.

    >>> told = "柳七在直播中否认 柳七走了 柳七本名 去柳七化 贺明谦说 贺明廉说"
    >>> _is_cut_long("柳七在", told), _is_cut_long("贺明谦", told)
    (True, False)
    """
    short = name[:-1]
    # behind most names of two nothing else stands
    if len(name) != _THREE or 1 + told.count(short) - told.count(name) < _MANY:
        return False
    return len(set(re.findall(rf"{re.escape(short)}([一-鿿])", told))) >= _MANY


# signs of a name with a given name of two, and how many different ones behind two show that these are the name
_THREE, _MANY = 3, 4


def _nearly(names: Iterable[tuple[str, str]]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """The pairs of names of one sort that differ in one sign, in the order of two, or in the given name."""
    blocks: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    for sort, name in names:
        if sort == "name:latin":
            first, last = name.split()[0], name.split()[-1]
            blocks[sort, "last", last].add((sort, name))
            blocks[sort, "first", first].add((sort, name))
            continue
        blocks[sort, "".join(sorted(name))].add((sort, name))
        if sort == "name:number":
            continue
        for at in range(0 if sort == "name:work" else 1, len(name)):
            blocks[sort, f"{name[:at]}?{name[at + 1 :]}"].add((sort, name))
    found = set()
    for block in blocks.values():
        for one, other in combinations(sorted(block), 2):
            if one[0] != "name:latin" or nearly_one(one[1], other[1]):
                found.add((one, other))
    return found


def _is_sure(sort: str, one: str, other: str) -> bool:
    """Whether two names are so nearly one that their sentences need have nothing in common.

    Two people of one family name who share a given sign, or two trains with the same digits, are seldom told of in
    one story without an article that has both.
    """
    if sort == "name:number":
        turned = [at for at in range(min(len(one), len(other))) if one[at] != other[at]]
        return len(one) == len(other) and len(turned) == len((one, other)) and turned[1] - turned[0] == 1
    return sort == "name:person" and _SITES.isdisjoint({one[-1], other[-1]})


def _least(one: str, other: str) -> float:
    """What the words of two sentences must weigh together where the names are told for sure."""
    if one.isascii() and one.rsplit(maxsplit=1)[-1] == other.rsplit(maxsplit=1)[-1]:
        return _OF_A_FAMILY
    return _ALIKE_BY_SOUND if _sound_alike(one, other) else _ALIKE


def _sound_alike(one: str, other: str) -> bool:
    return not one.isascii() and spelled(one) == spelled(other) != ""


def _weight(one: Claim, other: Claim, rarity: Mapping[str, float]) -> float:
    """What two sentences have in common, rare words counting more; a post of both counts as much as is asked."""
    post = _ALIKE if not one.wording.beside.isdisjoint(other.wording.beside) else 0.0
    return post + sum(sorted(rarity[word] for word in one.wording.sentence & other.wording.sentence))
