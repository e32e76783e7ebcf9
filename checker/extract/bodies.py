"""Names of bodies, places and ships that no lexicon holds, known by how they are built: 晨帆|航运, 仁安|国际|医院."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from checker.extract import terms
from checker.extract.called import again, called, either, quoted
from checker.extract.grammar import grammar
from checker.extract.names import canonical
from checker.extract.tokens import Tok, Token
from checker.extract.words import Word, segmenter
from checker.lexicon.finder import Finder
from checker.lexicon.load import words
from checker.model import Span, Spans

_FILE = "zh/bodies.toml"
# code points before the ending that may belong to the name: two for the head, the rest for what stands between
_REACH = 14
# words between a name and its ending (南湖|市|第一|人民|医院)
_MIDDLES = 4
_LONGEST_HEAD = 4
# a noun of the dictionary that its corpus holds no oftener may be a name (牧野, 棋院); 眼科 and 初创 are held oftener
_RARE = 90
# 银杏: words that jieba holds for a person may be names up to this count; 康复 is held oftener
_RARE_PROPER = 600
_ORDINAL = re.compile(r"第[一二三四五六七八九十]+")
_HAN_END = re.compile(rf"[一-鿿]{{1,{_REACH}}}\Z")


# 3号线|车站|26座: what a line of a city has is no body of its own
NUMBERED_LINE = "号线"


def bodies(text: str, stops: Sequence[Span], known: Sequence[Token]) -> list[Token]:
    """The names in `text` that their endings tell, with the short forms that the text itself has for them.

    `stops` are the values: no name reaches over one. `known` are the names of the lexicon: 上海 makes 上海港.
    """
    found = list(_ended(text, Spans(stops), {token.span.end: token for token in known}))
    taken = [*stops, *(token.span for token in (*known, *found))]
    found += quoted(text, taken)
    renamed = called(text, [*taken, *(token.span for token in found)])
    found += renamed
    return [*found, *_shortened(text, found, known), *again(text, renamed, found)]


def head_before(text: str, ending: Span, stops: Spans, known: Mapping[int, Token]) -> int | None:
    """Where the name begins that ends in `ending` and takes in none of `stops`; None where nothing reads like one."""
    return _head(text, ending, _floor(text, ending.start, stops), known)


def _ended(text: str, stops: Spans, known: dict[int, Token]) -> Iterator[Token]:
    done = 0
    inside = Spans(token.span for token in known.values())
    for place, _ in _endings().find(text):
        if place.start < done or inside.touching(place) or stops.touching(place) or _goes_on(text, place, known):
            continue
        start = _head(text, place, max(done, _floor(text, place.start, stops)), known)
        if start is None:
            continue
        start = _behind_label(text, start, place.start)
        done = _whole(text, place.end)
        surface = text[start:done]
        tag = "body" if surface.endswith(words(_FILE, "offices")) else "built"
        known[done] = Token(Tok.NAME, Span(start, done), surface, canonical(surface), tag)
        yield known[done]


def _behind_label(text: str, start: int, ending: int) -> int:
    """Where a name begins whose first sign ends the word for what it is: 出品方|青柚传媒."""
    if text[start] not in _LABELS or start + 2 > ending - 1:
        return start
    labels = (text[max(0, start - n) : start + 1] for n in (2, 3, 4))
    return start + 1 if any(terms.attribute_named(label) is not None for label in labels) else start


# 出品方, 发行商, 收购人
_LABELS = frozenset("方商人")


def _goes_on(text: str, place: Span, known: Mapping[int, Token]) -> bool:
    """Whether the ending is only a part of another word: 大学|生, 集团|军, 港|元, 符|号."""
    alone = len(place) == 1 and 0 < place.start not in known
    if alone and segmenter().frequency(text[place.start - 1 : place.end]) > 0:
        # 符|号: the ending is itself the end of another word
        return True
    ahead = text[place.end : place.end + 1]
    return bool(ahead) and segmenter().frequency(text[place.start : place.end] + ahead) > 0


def _floor(text: str, start: int, stops: Spans) -> int:
    """Where the stretch of Han characters begins that a name ending at `start` may take from."""
    low = max(0, start - _REACH)
    run = _HAN_END.search(text, low, start)
    first = run.start() if run is not None else start
    ends = [stop.end for stop in stops.touching(Span(low, start)) if not _ORDINAL.match(text, stop.start)]
    return max([first, *ends])


def _head(text: str, ending: Span, floor: int, known: Mapping[int, Token]) -> int | None:
    """Where the name begins that ends in `ending`, or None where nothing before it reads like one."""
    if ending.start <= floor:
        return None
    passed = 0
    end = ending.start
    if ending.start not in known and text.startswith(_unknown_middles(), max(floor, end - _SHORT_MIDDLE), end):
        # 泓棠|电竞|大师赛: a word that the segmenter lacks would take a sign of the name along
        end, passed = end - _SHORT_MIDDLE, 1
    parts = list(segmenter().cut(text[floor:end], floor))
    while parts and passed < _MIDDLES and ending.start not in known and _is_middle(parts[-1].text):
        if parts[-1].span.start in known:
            break
        parts.pop()
        passed += 1
    at = parts[-1].span.end if parts else floor
    before = known.get(at)
    if before is not None:
        return before.span.start if _may_head(before, text[ending.start : ending.end]) else None
    start = _taken_apart(parts, bounded=floor > ending.start - _REACH)
    start = start if start is not None else _first(parts, text[ending.start : ending.end])
    start = _of_four(parts, start)
    owner = known.get(start) if start is not None else None
    # 卢浮宫|朗斯|分馆: whose branch it is belongs to the name; a place only tells where (上海|晨帆|航运)
    joins = owner is not None and (owner.tag != "place" or text[ending.start] in _BRANCHES)
    return owner.span.start if owner is not None and joins else start


# 分馆, 分公司, 子公司
_BRANCHES = frozenset("分子")


def _may_head(name: Token, ending: str) -> bool:
    """Whether a known name and an ending make another name: 上海港, 康宁医院; 中国队 is a team of China's."""
    if name.text.endswith(NUMBERED_LINE):
        return False
    if ending in words(_FILE, "teams"):
        return False
    return ending in words(_FILE, "endings") or (name.tag == "place" and ending in words(_FILE, "sited"))


def _is_middle(word: str) -> bool:
    return word in _middles() or _ORDINAL.fullmatch(word) is not None


def _first(parts: Sequence[Word], ending: str) -> int | None:
    """Where the head begins that the last words make, or None."""
    if not parts:
        return None
    last = parts[-1]
    if len(last.text) == 1:
        return _of_signs(parts)
    start = last.span.start
    text = last.text
    led = next((lead for lead in _leading() if text.startswith(lead)), "") if text.startswith(_leading()) else ""
    if is_led_level(text):
        return None
    if last.tag == "" and len(text) > len(led) + 1:
        text, start = text[len(led) :], start + len(led)
    return start if _is_head(text, last.tag, ending) else None


def _of_four(parts: Sequence[Word], start: int | None) -> int | None:
    """The start with the two signs before a head of two, where they are no word either: 海舟|慈光|建材."""
    if len(parts) < 2 or start != parts[-1].span.start or [len(word.text) for word in parts[-2:]] != [2, 2]:
        return start
    before, head = parts[-2:]
    named = before.tag == "" or (before.tag in {"nr", "nz"} and segmenter().frequency(before.text) <= _RARE)
    if "" not in {before.tag, head.tag} or not named or before.text[-1] in _KINDS or _leads(before):
        return start
    return before.span.start if _is_head(before.text, before.tag, "") or before.tag == "nz" else start


# 房企, 友商, 大厂, 股方: what firms are called by their kind
_KINDS = frozenset("企商厂店股方者")


@cache
def _leading() -> tuple[str, ...]:
    return (*grammar().hearsay, *_GOVERNORS)


_GOVERNORS = tuple("由从在与和将被把对至往到及是为向于以据比给")


def is_led_level(word: str) -> bool:
    """Whether the segmenter took two signs for one word of which the first leads on: 从|市应急管理局, 据|省水利厅.

    >>> is_led_level("从市"), is_led_level("从化")
    (True, False)
    """
    return len(word) == len("从市") and word[0] in _GOVERNORS and word[1] in _LEVELS


_LEVELS = frozenset("省市区县州镇乡村")


def _taken_apart(parts: Sequence[Word], *, bounded: bool) -> int | None:
    """Where a head begins that jieba took apart for its rare signs (雪淳|琅, 雪|琢顺, 琛|琢); None where it did not.

    `bounded` tells that nothing stands before the parts that the head could be a piece of.
    """
    led = max((j for j, word in enumerate(parts) if _leads(word)), default=-1)
    bounded, own = bounded or led >= 0, parts[led + 1 :]
    sizes = [len(word.text) for word in own]
    if sizes[-2:] == [2, 1] and own[-2].tag == "" and _is_sign(own[-1]):
        return _start_of(own[-2:])
    if not bounded or not 2 <= sum(sizes) <= _LONGEST_HEAD - 1 or not all(map(_is_sign, own)):
        return None
    # two signs alone, of which one may be a verb's (弦|望), stand for themselves where they are no phrase of two words
    rare = any(_is_rare(word) for word in own) or [word.tag[:1] for word in own] in _PAIRS
    return _start_of(own) if rare and len(own) > 1 else None


_PAIRS = (["n", "v"], ["g", "v"])


def _start_of(parts: Sequence[Word]) -> int | None:
    text, start = "".join(word.text for word in parts), parts[0].span.start
    if text.startswith(_GOVERNORS) and len(text) > len("给"):
        # 给钊|厚
        text, start = text[1:], start + 1
    return start if _is_head(text, "", "") else None


def _leads(word: Word) -> bool:
    """Whether a word only leads on to a name behind it: 给, 的, 据."""
    if word.text in _GOVERNORS or grammar().is_empty(word.text):
        return True
    return word.tag[:1] in _LEADING and segmenter().frequency(word.text) > _RARE_SIGN


_LEADING = frozenset("pcudrmqf")


def _is_sign(word: Word) -> bool:
    """Whether a word of one sign, or one that the dictionary hardly knows, may be a piece of a name."""
    if len(word.text) > 1:
        return word.tag == "" or (word.tag[:1] == "n" and segmenter().frequency(word.text) <= _RARE)
    known = grammar()
    said = word.text in known.speech or word.text in known.becomes or word.text in known.takes_up
    most = _COMMON_NOUN if word.tag[:1] == "n" else _COMMON_SIGN
    return not said and not _leads(word) and segmenter().frequency(word.text) <= most


def _is_rare(word: Word) -> bool:
    return word.tag == "" or segmenter().frequency(word.text) <= (_RARE if len(word.text) > 1 else _RARE_SIGN)


# how often jieba's corpus holds a sign that is seldom a word (琛 583), and one that may be a name's (宽 9081; 看 66641)
_RARE_SIGN, _COMMON_SIGN = 700, 20_000
# and a noun of one sign: 天 35979
_COMMON_NOUN = 40_000


def _of_signs(parts: Sequence[Word]) -> int | None:
    """Two single characters that make no word together may be a name that jieba took apart (澜|江)."""
    if len(parts) < len("澜江") or any(len(word.text) > 1 or word.tag[:1] not in _SIGNS for word in parts[-2:]):
        return None
    pair = parts[-2].text + parts[-1].text
    return parts[-2].span.start if _is_head(pair, "", "") else None


# classes of single characters that names are made of: nouns, adjectives, morphemes
_SIGNS = frozenset({"n", "a", "g", "j", "z"})


def _is_head(text: str, tag: str, ending: str) -> bool:
    """Whether a word reads like the proper part of a name."""
    starts, signs = words(_FILE, "phrase_starts")[0], words(_FILE, "phrase_signs")[0]
    if not 1 < len(text) <= _LONGEST_HEAD or text in _compounds() or text in grammar().standards:
        return False
    if tag == "":
        return text[0] not in starts and not any(sign in text for sign in signs)
    if tag == "ns":
        return True
    times = segmenter().frequency(text)
    if tag in {"nr", "nrt", "nz"}:
        return times <= _RARE_PROPER and (tag != "nz" or ending in words(_FILE, "endings"))
    return tag == "n" and times <= _RARE


def _whole(text: str, end: int) -> int:
    """The end of a name with the forms of firms behind it: 晨帆航运|集团|股份有限公司."""
    while True:
        form = _forms().match(text, end)
        if form is None or _goes_on(text, Span(*form.span()), {}):
            return end
        end = form.end()


def _shortened(text: str, found: Sequence[Token], known: Sequence[Token]) -> list[Token]:
    """晨帆 in a text that has 晨帆航运: the head alone stands for the whole, where only one name begins with it."""
    whole: dict[str, set[str]] = {}
    for token in found:
        ending = next((end for at in range(2, len(token.text) - 1) if (end := token.text[at:]) in _ends()), "")
        head = token.text.removesuffix(ending)
        if ending and segmenter().frequency(head) == 0 and len(head) <= _LONGEST_HEAD:
            whole.setdefault(head, set()).add(token.key)
    keys = {head: next(iter(names)) for head, names in whole.items() if len(names) == 1}
    if not keys:
        return []
    taken = Spans([token.span for token in (*found, *known)])
    return [
        Token(Tok.NAME, place, text[place.start : place.end], key, "built")
        for place, key in Finder(keys).find(text)
        if not taken.touching(place) and text[place.end : place.end + 1] not in _OTHER_KIND
    ]


# 晨帆号, 晨帆杯: another thing that bears the same word
_OTHER_KIND = frozenset("号轮杯奖路街镇县市村山湖江河岛湾")


@cache
def _ends() -> frozenset[str]:
    return frozenset(word for key in ("endings", "trades", "makers") for word in words(_FILE, key))


@cache
def _endings() -> Finder[str]:
    return Finder({end: end for end in _ends()})


@cache
def _middles() -> frozenset[str]:
    return frozenset(words(_FILE, "middles"))


@cache
def _unknown_middles() -> tuple[str, ...]:
    """Those of two signs that jieba's dictionary lacks."""
    return tuple(word for word in _middles() if len(word) == _SHORT_MIDDLE and segmenter().frequency(word) == 0)


_SHORT_MIDDLE = 2


@cache
def _compounds() -> frozenset[str]:
    """Words that jieba's dictionary lacks and that are no names for all that."""
    return frozenset((*words(_FILE, "product_classes"), *words(_FILE, "compounds")))


@cache
def _forms() -> re.Pattern[str]:
    return re.compile(either(words(_FILE, "forms")))
