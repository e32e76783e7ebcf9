"""Claims whose value is a date: when something was launched, founded, listed, announced."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import timedelta

from checker.extract import names, terms
from checker.extract.draft import Draft, Scene
from checker.extract.english import is_verb
from checker.extract.grammar import grammar
from checker.extract.modality import denied, modality_of
from checker.extract.periods import compared
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.subject import UNNAMED, Owner, clause_subject, is_led_in, named
from checker.extract.tokens import Tok, Token
from checker.lexicon.events import Takes
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.lexicon.names import NameKind
from checker.model import Attribute, DateValue, Entity, Modality, Precision, Span, ValueKind
from checker.model.pattern import seldom
from checker.model.record import replace

_PART = 120
_ANNOUNCED = "宣布日期"
_DATED = frozenset({Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR})


# what happened, and when
_NEEDED = frozenset({Tok.EVENT, Tok.TIME})


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the dated events of one sentence to the draft."""
    if not row.kinds >= _NEEDED:
        return
    time: Token | None = None
    subject = scene.subject
    for index, tokens in enumerate(row.parts):
        own = clause_subject(tokens) if index == 0 else None
        subject = own if own is not None else subject
        stated = [t for t in tokens if t.kind is Tok.EVENT]
        for j, token in enumerate(tokens):
            if token.kind is not Tok.EVENT or _is_of_other(tokens, j, stated):
                continue
            when = _time_at(tokens, j) or (time if _may_be_of_the_time_before(tokens[:j]) else None)
            if when is None or (_is_founding(token) and _is_part_of_a_year(when)):
                # 2026年上半年,这家靠扫码起家的公司: nobody is founded in a half of a year
                continue
            owner = _told_of(row, index, token) or _added(row, index, j) or _owner(tokens, j, token, subject)
            if (owner is None or owner.entity.inherited) and index == 0 and _only_tells_when(row):
                # 自2023年开源以来,Qwen…: a clause that only tells when has its subject in the next
                owner = clause_subject(row.parts[1]) or owner
            if owner is None and _is_origin(token):
                # 沉在湖底的“锦帆18号”,2009年建成: only its wording tells of what it is the beginning
                owner = UNNAMED
            if owner is None:
                continue
            _add(draft, row, index, when, token, owner)
        alone = _time_alone(tokens)
        # a clause that holds only a time speaks of the next one; any other time is spent in its own
        time = alone if alone is not None else (time if index == 0 and not stated else _unspent(tokens, stated))


def _is_of_other(tokens: Sequence[Token], j: int, stated: Sequence[Token]) -> bool:
    """Whether an event only belongs to another: 宣布推出, 11月完成260万辆, 举行火灾第五场新闻发布会."""
    if tokens[j].key == _ANNOUNCED and tokens[j] is not stated[-1]:
        # what was announced is the event
        return True
    counts = any(token.kind is Tok.VALUE for token in tokens[j + 1 : j + 2])
    # so much was done in that time
    return (counts and tokens[j].text in grammar().finishes) or _is_of_meeting(tokens, j)


def _is_of_meeting(tokens: Sequence[Token], j: int) -> bool:
    """Whether an event only tells what a meeting is about that the clause ends with: 举行火灾第五场新闻发布会."""
    last = "".join(token.text for token in tokens[j:] if token.kind is not Tok.MARK)
    held = tokens[j].key == _HELD
    return not held and last.endswith(words("zh/events.toml", "meetings")) and any(t.key == _HELD for t in tokens[:j])


_HELD = "召开日期"


def _may_be_of_the_time_before(before: Sequence[Token]) -> bool:
    """Whether what stands before an event leaves it to the time of the clause before: no figure, no later day."""
    if any(map(_is_figure, before)):
        return False
    text = "".join(token.text for token in before)
    # 6月11日下午四点，第二天我们就发了公告
    return not any(word in text for word in words("zh/events.toml", "later_days"))


def _add(  # noqa: PLR0913, PLR0917 -- what a dated claim is made of
    draft: Draft, row: Row, index: int, when: Token, event: Token, owner: Owner
) -> None:
    value = when.value
    assert value is not None
    assert isinstance(value.payload, DateValue)
    known = terms.event(event.key)
    tokens = row.parts[index]
    clause = Span(tokens[0].span.start, tokens[-1].span.end)
    modality = modality_of(draft.clean.text, clause, when.span if clause.contains(when.span) else event.span, [])
    at = tokens.index(event)
    if modality is Modality.ACTUAL and any(
        t.text in words("zh/modality.toml", "able") for t in tokens[max(0, at - 2) : at]
    ):
        modality = Modality.PLAN
    draft.add(
        when.span,
        ValueKind.DATE,
        owner.entity,
        Attribute(
            event.key,
            known.family if known is not None else event.key,
            functional=_is_once(event, owner, row.parts[index].index(event)),
        ),
        closed(value.payload),
        found_by="dated/event",
        sentence=row.span,
        modality=Modality.DENIED if denied(draft.clean.text, row.span) else modality,
        attribution=attribution_of(row),
        trace=(f"date: {when.text}", f"event: {event.text}", f"entity: {owner.entity.surface}"),
    )


def _is_founding(event: Token) -> bool:
    known = terms.event(event.key)
    return known is not None and known.family == "founding_date"


def _is_part_of_a_year(when: Token) -> bool:
    payload = when.value.payload if when.value is not None else None
    return isinstance(payload, DateValue) and payload.precision in {Precision.HALF, Precision.QUARTER}


def _told_of(row: Row, index: int, event: Token) -> Owner | None:
    """阿里巴巴正式官宣，千问App月活突破3000万: what was announced is whom the next clause speaks of."""
    if event.key != _ANNOUNCED or event is not row.parts[index][-1] or index + 1 >= len(row.parts):
        return None
    return clause_subject(row.parts[index + 1])


def _added(row: Row, index: int, j: int) -> Owner | None:
    """The Surge S1, a chip released in 2017: what is added behind a name in English is of that name."""
    tokens = row.parts[index]
    if index == 0 or row.marks[index - 1] != "," or any(token.kind is Tok.NAME for token in tokens[:j]):
        return None
    opens = lower(tokens[0].text) in {"a", "an", "the", "which"} or (j == 0 and tokens[0].text.isascii())
    last = row.parts[index - 1][-1]
    if not opens or last.kind is not Tok.NAME or any(map(is_verb, row.parts[index - 1])):
        return None
    return named(last, -1)


def _is_origin(event: Token) -> bool:
    known = terms.event(event.key)
    families = words("zh/events.toml", "origins")
    return known is not None and (known.family in families or event.key in words("zh/events.toml", "origins_of"))


def _only_tells_when(row: Row) -> bool:
    """自2023年开源以来, / 公测一周后,: a first clause that ends so has its subject in the next."""
    return len(row.parts) > 1 and row.parts[0][-1].text in grammar().when_ends


def closed(payload: DateValue) -> DateValue:
    """自2023年开源以来 tells when it was opened: the year itself, not all that came after."""
    start = payload.start
    if payload.end is not None or start is None:
        return payload
    if any(part in payload.written for part in _THIRDS):
        end = start + timedelta(days=_THIRD - 1)
        return replace(payload, end=end, precision=Precision.SPAN, iso=f"{start}/{end}")
    english = _ENGLISH.search(payload.written)
    if (
        "日" in payload.written
        or "号" in payload.written
        or (english is not None and (english["day"] or english["before"]))
    ):
        return replace(payload, end=start, precision=Precision.DAY, iso=start.isoformat())
    if "月" in payload.written or english is not None:
        end = start.replace(day=monthrange(start.year, start.month)[1])
        return replace(payload, end=end, precision=Precision.MONTH, iso=f"{start:%Y-%m}")
    return replace(payload, end=start.replace(month=12, day=31), precision=Precision.YEAR, iso=f"{start:%Y}")


# since June 2024, since March 5
_ENGLISH = seldom(
    r"\b(?:(?P<before>\d{1,2}) )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: (?P<day>\d{1,2})\b)?"
)


def _is_once(event: Token, owner: Owner, j: int) -> bool:
    """Whether the event happens to its owner once: a phone is released once, a company releases all the time."""
    known = terms.event(event.key)
    family = known.family if known is not None else ""
    if family in words("zh/events.toml", "once"):
        return True
    if family in words("zh/events.toml", "repeated"):
        return False
    entry = names.known(owner.entity.name)
    return owner.at > j or event.tag == Takes.SUBJECT or (entry is not None and entry.kind is NameKind.PRODUCT)


# 自9月初, 自9月中旬: a third of a month; 月底 and 下旬 go on to its end
_THIRDS = ("月初", "上旬", "中旬")
_THIRD = 10


def is_date(token: Token) -> bool:
    """Whether a time tells a date that an event can have: a day up to a year, or a part of a month or year.

    截至15日18时 tells how things stood by then, and of no event when it was.
    """
    payload = token.value.payload if token.value is not None else None
    if isinstance(payload, DateValue) and payload.as_of:
        return False
    if not isinstance(payload, DateValue) or payload.start is None or payload.end is None:
        # 6月28日 in an article that tells no year: the folder may tell it
        known = isinstance(payload, DateValue) and (payload.start is not None or payload.iso.startswith("--"))
        return known and isinstance(payload, DateValue) and payload.precision in _DATED
    # 2024年底, 11月初: a part of a year or month dates an event, a span of years does not
    return payload.precision in _DATED or (payload.end - payload.start).days <= _PART


def _time_at(tokens: Sequence[Token], j: int) -> Token | None:
    """The nearest date before the event in its clause, or right behind it (launched on May 22, 成立于1993年).

    In English what stands right behind comes first: begun in 2026 and finished by 2031.
    """
    if tokens[j].text.isascii() and j + 1 < len(tokens) and tokens[j + 1].kind is Tok.TIME:
        # by 2031 is a limit, and no day on which it was
        return tokens[j + 1] if is_date(tokens[j + 1]) else None
    led = tokens[j + 2] if tokens[j].text.isascii() and j + 2 < len(tokens) else None
    if led is not None and led.kind is Tok.TIME and is_date(led) and lower(tokens[j + 1].text) in _AT:
        return led
    for k in range(j - 1, -1, -1):
        if tokens[k].kind is Tok.TIME and is_date(tokens[k]) and not compared(tokens, k) and not _of_paper(tokens, k):
            return tokens[k]
    for k in range(j + 1, min(j + 7, len(tokens))):
        token = tokens[k]
        if token.kind in {Tok.EVENT, Tok.VALUE}:
            return None
        if token.kind is Tok.TIME and is_date(token) and lower(tokens[k - 1].text) != "for":
            return token if token.text.isascii() or tokens[k - 1].text == "于" or _labelled(tokens, j, k) else None
    return None


def _of_paper(tokens: Sequence[Token], k: int) -> bool:
    """Whether a time only tells which of several papers is meant: 根据各行2025年年报及合并方案整理."""
    return k + 1 < len(tokens) and tokens[k + 1].text in words("zh/events.toml", "papers")


_AT = frozenset({"in", "on", "by", "from", "until", "around"})


def _labelled(tokens: Sequence[Token], j: int, k: int) -> bool:
    """成立时间：1996年5月: the event and its date as a label and what it labels."""
    between = [token.text for token in tokens[j + 1 : k]]
    return (
        len(between) > 1
        and between[0] in {"时间", "日期", "年份", "日"}
        and between[1] in {"：", ":", "为", "是", "定在"}
    )


def _is_figure(token: Token) -> bool:
    """Whether a token tells how much: a time that stands before is the figure's; how long something went on is none."""
    return token.kind is Tok.VALUE and token.value is not None and token.value.kind is not ValueKind.DURATION


def _unspent(tokens: Sequence[Token], stated: Sequence[Token]) -> Token | None:
    """11月用某某的“闪电战”，进军…: the one date of a clause that tells neither an event nor a figure."""
    dates = [token for token in tokens if token.kind is Tok.TIME and is_date(token)]
    spent = stated or any(token.kind in {Tok.VALUE, Tok.ATTRIBUTE} for token in tokens)
    return dates[0] if len(dates) == 1 and not spent else None


def _time_alone(tokens: Sequence[Token]) -> Token | None:
    """The date of a clause that holds nothing else, but for a label: 告示：从10月4日起."""
    label = next((k for k in range(len(tokens) - 1, -1, -1) if tokens[k].text in {":", "："}), -1)
    tokens = tokens[label + 1 :]
    dates = [token for token in tokens if token.kind is Tok.TIME and is_date(token)]
    rest = [t for t in tokens if t.kind not in {Tok.TIME, Tok.MARK}]
    return dates[0] if len(dates) == 1 and len(rest) <= 2 else None


# what a time ends with since which something is so
SINCE = ("起", "以来")


def _owner(tokens: Sequence[Token], j: int, event: Token, subject: Owner | None) -> Owner | None:
    after = _name_after(tokens, j)
    beside = j > 0 and tokens[j - 1].kind is Tok.NAME and not is_led_in(tokens, j - 1)
    before = named(tokens[j - 1], j - 1) if beside else clause_subject(tokens[:j])
    inherited = subject.carried() if subject is not None else None
    if event.tag == Takes.SUBJECT:
        return before or after or inherited
    if event.tag == Takes.OBJECT:
        return after or before or inherited
    told = after if after is not None and (after.at - j <= _NEAR or _one_phrase(tokens[j + 1 : after.at])) else None
    return told or before or inherited


# tokens between an event and the name that it is told of
_NEAR = 4


def _one_phrase(tokens: Sequence[Token]) -> bool:
    """上线|个人AI助手“|千问App: nouns that only tell what the name is of."""
    return all(
        token.is_noun or token.text in {"的", "“", "「", "《", "款", "一款"} or token.kind in {Tok.QUALIFIER, Tok.ROLE}
        for token in tokens
    )


def _longer(tokens: Sequence[Token], k: int) -> Owner:
    """官宣高德扫街榜: a known name that goes on in a word of no dictionary is a new name."""
    end = k + 1
    while end < len(tokens) and tokens[end].kind is Tok.WORD and tokens[end].is_noun and tokens[end].tag != "eng":
        end += 1
    closes = end == len(tokens) or tokens[end].kind is Tok.MARK
    goes_on = closes and any(token.tag == "" for token in tokens[k + 1 : end])
    if not goes_on:
        return named(tokens[k], k)
    surface = "".join(token.text for token in tokens[k:end])
    return Owner(Entity(names.canonical(surface), surface), k)


def _name_after(tokens: Sequence[Token], j: int) -> Owner | None:
    for k in range(j + 1, len(tokens)):
        if tokens[k].kind is Tok.NAME and not is_led_in(tokens, k):
            return _longer(tokens, k)
        if tokens[k].kind in {Tok.VALUE, Tok.TIME}:
            return None
    return None
