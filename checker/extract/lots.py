"""What falls to each figure of a list: 甲、乙和丙的月活分别为1.7亿、1.4亿和3200万 is a figure for each of three."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache

from checker.extract import terms
from checker.extract.attribute import Said, fits, is_direction, is_growth
from checker.extract.grammar import grammar
from checker.extract.names import canonical
from checker.extract.part import Part, once
from checker.extract.rows import Row
from checker.extract.special import known
from checker.extract.subject import Owner, named
from checker.extract.terms import WEAK
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import mapping
from checker.model import DateValue, Entity, Precision, Quantity, ValueKind
from checker.model.record import dataclass, replace


@dataclass(frozen=True, slots=True)
class Lot:
    """Whose one figure is, of what and when, as far as a list of such things tells it.

    `mod` narrows the figure; `names` are all names of the list, whose words narrow nothing.
    """

    owner: Owner | None = None
    said: Said | None = None
    time: Token | None = None
    mod: str = ""
    names: str = ""


# a figure that belongs to no list
ALONE = (Lot(),)


class _Kind(StrEnum):
    NAMES = "names"
    MEASURES = "measures"
    PAIRS = "pairs"
    TIMES = "times"
    FIELDS = "fields"


@dataclass(frozen=True, slots=True)
class _Series:
    """Things of one kind, one after another; `end` is the place behind them among their clause's tokens."""

    kind: _Kind
    lots: tuple[Lot, ...]
    end: int


# a list of figures in turn is no longer than this
_LONGEST_LIST = 12
# lists of one sentence that its later clauses may still go on with
_REMEMBERED = 24


def lots(row: Row) -> Mapping[tuple[int, int], tuple[Lot, ...]]:
    """For each figure of a list, by clause and place, what falls to it; none where no list has as many items."""
    found: dict[tuple[int, int], tuple[Lot, ...]] = {}
    words = grammar()
    if words.in_turn.isdisjoint(row.words) and words.each.isdisjoint(row.words) and not any(map(_is_top, row.values)):
        return found
    earlier: list[_Series] = []
    told: list[Said] = []
    last: list[tuple[Lot, ...]] | None = None
    for index, tokens in enumerate(row.parts):
        here = [*_unknown_names(tokens), *_names(tokens), *_measures(tokens), *_times(tokens), *_fields(tokens)]
        for group in _groups(tokens):
            dealt = _dealt(tokens, group, here, earlier)
            if dealt is None and last is not None and len(last) == len(group) and _goes_on(tokens, group[0], last):
                dealt = last
            elif dealt is not None and len(group) > 1:
                last = dealt
            found.update({(index, i): lot for i, lot in zip(group, dealt, strict=True)} if dealt is not None else {})
        told = [*told, *_paired(tokens)][-_LONGEST_LIST - 1 :]
        earlier = [*(one for one in earlier if one.kind is not _Kind.PAIRS), *here][-_REMEMBERED:]
        earlier.append(_Series(_Kind.PAIRS, tuple(Lot(said=one) for one in told), 0))
    return found


def _dealt(
    tokens: Sequence[Token], group: Sequence[int], here: Sequence[_Series], earlier: Sequence[_Series]
) -> list[tuple[Lot, ...]] | None:
    """What falls to each figure of a group, or None where the words deal nothing out."""
    ahead = [series for series in here if series.end <= group[0]]
    if len(group) > 1 and _says(tokens, group[0], "in_turn"):
        chosen = _fitting(len(group), [*earlier, *ahead])
        return [()] * len(group) if chosen is None else [(lot,) for lot in chosen.lots]
    near = ahead[-1] if ahead else None
    if len(group) > 1 or near is None or not (_spreads(tokens, near, group[0]) or _tops(tokens[group[0]], near)):
        return None
    return [near.lots]


def _goes_on(tokens: Sequence[Token], i: int, last: Sequence[tuple[Lot, ...]]) -> bool:
    """Whether a clause tells more of what was dealt out before: 分别为259万辆和252万辆,同比增长3.8%和3.5%.

    Of names it may tell another measure, of measures only how these have changed.
    """
    before, value = tokens[:i], tokens[i].value
    named_ = all(lot.owner is not None for dealt in last for lot in dealt)
    own = [token for token in before if token.kind is Tok.ATTRIBUTE and not is_growth(token)]
    if any(token.kind in {Tok.NAME, Tok.VALUE} for token in before) or (own and not named_):
        return False
    changes = value is not None and value.direction is not None
    return bool(own) or changes or any(is_direction(t.text) or t.kind is Tok.ATTRIBUTE for t in before)


def _fitting(count: int, series: Sequence[_Series]) -> _Series | None:
    """The one list with as many items as there are figures; None where two kinds of things could be meant."""
    fitting = [one for one in series if len(one.lots) == count]
    kinds = {one.kind for one in fitting}
    return fitting[-1] if len(kinds) == 1 else None


def _says(tokens: Sequence[Token], end: int, key: str) -> bool:
    marks: frozenset[str] = getattr(grammar(), key)
    return any(token.text in marks for token in tokens[:end])


def _spreads(tokens: Sequence[Token], series: _Series, i: int) -> bool:
    """甲和乙均为1200张, 各5金: one figure for every item."""
    behind = tokens[series.end : i]
    return any(token.text in grammar().each for token in behind) and not any(t.kind is Tok.VALUE for t in behind)


def _is_top(token: Token) -> bool:
    """Whether a figure is so many first places (前三)."""
    return token.text[:1] == _FIRST


def _tops(token: Token, series: _Series) -> bool:
    """甲、乙、丙位列前三: as many names as there are places."""
    value = token.value
    payload = value.payload if value is not None else None
    ranked = value is not None and value.kind is ValueKind.RANK and isinstance(payload, Quantity)
    return ranked and series.kind is _Kind.NAMES and token.text == _FIRST + _COUNTS.get(len(series.lots), "")


_FIRST = "前"


_COUNTS = {2: "二", 3: "三", 4: "四", 5: "五", 6: "六", 10: "十"}


def _groups(tokens: Sequence[Token]) -> Iterator[list[int]]:
    """The figures of a clause, those that only joining words part together."""
    group: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind is not Tok.VALUE:
            continue
        if group and not _only_joins(tokens[group[-1] + 1 : i]):
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _only_joins(between: Sequence[Token]) -> bool:
    if between and (between[0].is_noun or between[0].tag == WEAK):
        # 120万标箱、45万标箱: what is counted stands between as well
        between = between[1:]
    joined = any(token.text in grammar().joins for token in between)
    return joined and all(
        token.text in grammar().joins or is_direction(token.text) or (token.kind is Tok.ATTRIBUTE and is_growth(token))
        for token in between
    )


def _runs(tokens: Sequence[Token], places: Sequence[int]) -> Iterator[list[int]]:
    """The places that only a joining word, and a few words for what the next one is, parts from one another."""
    run: list[int] = []
    for j in places:
        if run and not _next_item(tokens[run[-1] + 1 : j]):
            yield run
            run = []
        run.append(j)
    if run:
        yield run


def _next_item(between: Sequence[Token]) -> bool:
    bare = [token for token in between if token.text not in _QUOTES]
    if not bare:
        # 《雾港来信》《青禾》: titles need no other mark between them
        return len(between) > 1 and between[0].text == "》"
    return (
        bare[0].text in grammar().joins
        and all(token.kind is Tok.QUALIFIER or token.is_noun for token in bare[1:])
        and len(bare) <= _ITEM
    )


_QUOTES = frozenset("“”「」《》‘’")
# a joining word and two nouns before the next item (马士基和竞争对手中远海运)
_ITEM = 3


def _names(tokens: Sequence[Token]) -> Iterator[_Series]:
    for run in _runs(tokens, [j for j, token in enumerate(tokens) if token.kind is Tok.NAME]):
        owners = [named(tokens[j], j) for j in run]
        end = run[-1] + 1
        last = _last_name(tokens, end)
        if last is not None:
            owners.append(last[0])
            end = last[1]
        if len(owners) > 1:
            listed = " ".join(owner.entity.surface for owner in owners)
            yield _Series(_Kind.NAMES, tuple(Lot(owner=owner, names=listed) for owner in owners), end)


def _unknown_names(tokens: Sequence[Token]) -> Iterator[_Series]:
    """股东为楚游文旅集团、香港海澄娱乐和江汉城发: a list of which no lexicon knows all names, up to the clause's end.

    One of its items must hold a name or a word of no dictionary.
    """
    first = next((j + 1 for j, token in enumerate(tokens) if token.text in _BEGINS), 0)
    listed = [token for token in tokens[first:] if token.kind is not Tok.MARK or token.text in grammar().joins]
    items: list[list[Token]] = [[]]
    for token in listed:
        if token.text in grammar().joins:
            items.append([])
        else:
            items[-1].append(token)
    han = [token for item in items for token in item if not token.text.isascii()]
    named_ = any(token.kind is Tok.NAME or token.tag == "" for token in han)
    if len(items) <= 1 or not named_ or not all(map(_is_item, items)):
        return
    owners = [_whole(item) for item in items]
    surfaces = " ".join(owner.entity.surface for owner in owners)
    yield _Series(_Kind.NAMES, tuple(Lot(owner=owner, names=surfaces) for owner in owners), len(tokens))


# before a list of names
_BEGINS = frozenset({"为", "是", "有", "包括", "由", "即", "系"})
# code points of one item
_LONGEST_ITEM = 10


def _is_item(item: Sequence[Token]) -> bool:
    surface = "".join(token.text for token in item)
    plain = all(token.is_noun or token.kind in {Tok.NAME, Tok.QUALIFIER} for token in item)
    return plain and 1 < len(surface) <= _LONGEST_ITEM and not surface.isascii()


def _whole(item: Sequence[Token]) -> Owner:
    """The name that an item is, or that stands in it behind a place: 香港|海澄娱乐."""
    names_ = [token for token in item if token.kind is Tok.NAME and token.tag != "place"]
    if len(names_) == 1 and item[-1] is names_[0]:
        return named(names_[0], -1)
    surface = "".join(token.text for token in item)
    return Owner(Entity(canonical(surface), surface))


def _last_name(tokens: Sequence[Token], start: int) -> tuple[Owner, int] | None:
    """甲、乙和达飞的员工人数: what no lexicon knows at the end of a list of names, up to 的 or the measure."""
    if start >= len(tokens) or tokens[start].text not in grammar().joins:
        return None
    end = start + 1
    while end < len(tokens) and tokens[end].kind is Tok.WORD and tokens[end].text != "的":
        end += 1
    surface = "".join(token.text for token in tokens[start + 1 : end])
    bounded = end < len(tokens) and (tokens[end].text == "的" or tokens[end].kind is Tok.ATTRIBUTE)
    if not bounded or not 1 < len(surface) <= _UNKNOWN:
        return None
    return Owner(Entity(canonical(surface), surface), start + 1), end


# code points of a name that is known by its place in a list only
_UNKNOWN = 6


def _measures(tokens: Sequence[Token]) -> Iterator[_Series]:
    places = [j for j, token in enumerate(tokens) if token.kind is Tok.ATTRIBUTE and not is_growth(token)]
    for run in _runs(tokens, places):
        if len(run) > 1:
            said = [known(tokens, j, after=False) for j in run]
            yield _Series(_Kind.MEASURES, tuple(Lot(said=one) for one in said), run[-1] + 1)
    for j in places:
        if parts := _both().get(tokens[j].key):
            # 产销分别完成259万辆和252万辆: one word for two measures
            whole = known(tokens, j, after=False)
            rows = [row for part in parts if (row := terms.attribute(part)) is not None]
            lots_ = tuple(Lot(said=replace(whole, name=row.name, family=row.family)) for row in rows)
            yield _Series(_Kind.MEASURES, lots_, j + 1)


@cache
def _both() -> Mapping[str, Sequence[str]]:
    return {whole: parts.split() for whole, parts in mapping("zh/grammar.toml", "both").items()}


def _fields(tokens: Sequence[Token]) -> Iterator[_Series]:
    """射击、举重各得5金: fields that narrow the figure, each in its own way."""
    for run in _runs(tokens, [j for j, token in enumerate(tokens) if token.kind is Tok.QUALIFIER]):
        if len(run) > 1:
            yield _Series(_Kind.FIELDS, tuple(Lot(mod=tokens[j].key) for j in run), run[-1] + 1)


def _times(tokens: Sequence[Token]) -> Iterator[_Series]:
    places = [j for j, token in enumerate(tokens) if token.kind is Tok.TIME]
    for run in _runs(tokens, places):
        if len(run) > 1:
            yield _Series(_Kind.TIMES, tuple(Lot(time=tokens[j]) for j in run), run[-1] + 1)
    for j in places:
        years = _years(tokens[j])
        if len(years) > 1:
            yield _Series(_Kind.TIMES, tuple(Lot(time=year) for year in years), j + 1)


def _years(token: Token) -> list[Token]:
    """2023年至2025年: the years of a span, one by one."""
    payload = token.value.payload if token.value is not None else None
    if token.value is None or not isinstance(payload, DateValue) or payload.start is None or payload.end is None:
        return []
    first, last = payload.start, payload.end
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and "年" in payload.written
    if not whole or last.year - first.year >= _LONGEST_LIST:
        return []
    made: list[Token] = []
    for year in range(first.year, last.year + 1):
        told = replace(
            payload, start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR, iso=f"{year:04}"
        )
        made.append(replace(token, text=f"{year}年", value=replace(token.value, payload=told)))
    return made


def _paired(tokens: Sequence[Token]) -> list[Said]:
    """营收165亿元、净利润18.3亿元: the measures of which a clause tells a figure each; none where one is not clear."""
    said: list[Said] = []
    at = -1
    for i, token in enumerate(tokens):
        if token.kind is not Tok.VALUE or token.value is None:
            continue
        value = token.value
        place = next((j for j in range(i - 1, at, -1) if tokens[j].kind is Tok.ATTRIBUTE), None)
        if place is None or not fits(tokens[place], value) or is_growth(tokens[place]):
            return []
        said.append(known(tokens, place, after=False))
        at = i
    return said


@once
def _listed_names(tokens: Part) -> tuple[_Series, ...]:
    return tuple(_names(tokens))


def together(tokens: Part, owned: Owner, i: int) -> Owner:
    """甲和乙的贸易额: what is told of several at once, and not of each, belongs to all of them together."""
    if owned.at < 0 or owned.at >= i or tokens[owned.at].kind is not Tok.NAME:
        return owned
    for series in _listed_names(tokens):
        owners = [lot.owner for lot in series.lots if lot.owner is not None]
        if series.end <= i and any(owner.at == owned.at for owner in owners):
            surface = "和".join(owner.entity.surface for owner in owners)
            name = "和".join(sorted(owner.entity.name for owner in owners))
            return Owner(Entity(name, surface), owners[0].at)
    return owned
