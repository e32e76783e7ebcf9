"""What an English verb and its figure tell together: lost $321 million, can turn out 180,000 a year, won five Emmys."""

from collections.abc import Sequence

from checker.extract import terms
from checker.extract.attribute import Said
from checker.extract.english import dealt_at, inhabited, listed, spent
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import mapping, words
from checker.model import ValueKind

_FILE, _ZH = "en/verbs.toml", "zh/events.toml"
# what a firm lost, all in all
LOSS = "净亏损"


def told_by_verb(tokens: Sequence[Token], i: int, earlier: Sequence[Said], own: frozenset[str]) -> Said | None:
    """What verb and unit tell together: India has 1.45 billion people; travellers spent 809 billion yuan."""
    value = tokens[i].value
    assert value is not None
    if value.kind is ValueKind.MONEY and spent(tokens, i) and any(said.name == "游客人数" for said in earlier):
        return Said("旅游收入", "tourism_revenue", known=True, mods=own)
    if value.kind is ValueKind.MONEY and (dealt := dealt_at(tokens, i) or _earned(tokens, i)):
        row = terms.attribute(dealt)
        assert row is not None
        return Said(row.name, row.family, known=True, mods=own - {"per share"})
    if did := _done(tokens, i):
        row = terms.attribute(did)
        assert row is not None
        return Said(row.name, row.family, known=True, mods=own | ({_prize_of(tokens, i)} - {""}))
    if value.unit == "person" and inhabited(tokens, i):
        return Said("总人口", "population", known=True, mods=own)
    return None


def _earned(tokens: Sequence[Token], i: int) -> str:
    """The attribute of what a firm lost or earned, all in all: the company lost $321 million; "" where it is no result.

    What savers lost, or was lost in market value, is none.
    """
    verb = lower(tokens[i - 1].text) if i > 1 else ""
    told = next((name for name, verbs in mapping(_FILE, "results").items() if verb in verbs.split()), "")
    if not told or not _ends_there(tokens, i):
        return ""
    k = i - 2
    while k > 0 and lower(tokens[k].text) in _BESIDE_RESULTS:
        k -= 1
    who = tokens[k]
    named = who.kind is Tok.NAME and who.tag not in {"person", "place", "work"}
    return told if named or lower(who.text) in {"it", *listed("organisations")} else ""


_BESIDE_RESULTS = frozenset({"alone", "had", "has", "also", "still"})


def _ends_there(tokens: Sequence[Token], i: int) -> bool:
    """Whether a figure ends its phrase, or a time follows: lost $321m in 2025, and not $2bn of its value."""
    behind = tokens[i + 1 : i + 3]
    if not behind or behind[0].kind in {Tok.MARK, Tok.TIME} or lower(behind[0].text) == "and":
        return True
    return lower(behind[0].text) in listed("where") | {"last", "that"} and behind[-1].kind is Tok.TIME


def _done(tokens: Sequence[Token], i: int) -> str:
    """The attribute of what can be made in a time, or of prizes that were won; "" where the verb tells neither."""
    value = tokens[i].value
    if value is None or value.kind is not ValueKind.QUANTITY or i == 0 or value.direction is not None:
        return ""
    if _can_make(tokens, i):
        return "产能"
    return (
        "获奖数" if value.unit is None and lower(tokens[i - 1].text) in listed("winning") and _prize(tokens, i) else ""
    )


def _prize_of(tokens: Sequence[Token], i: int) -> str:
    """Which prizes are counted: won five |Emmys; "" for any others."""
    return tokens[i + 1].key if _done(tokens, i) == "获奖数" else ""


def _prize(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name in the plural follows: five Emmys."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is None or behind.kind is not Tok.NAME:
        return False
    return behind.tag == "award" or (behind.tag == "latin" and behind.text.endswith("s"))


def _can_make(tokens: Sequence[Token], i: int) -> bool:
    """Can turn out 180,000 trucks a year, is designed to make 500 a day."""
    if not tokens[i - 1].text.isascii():
        # 一年最多能造24万辆车
        verb = "".join(token.text for token in tokens[max(0, i - 2) : i])
        yearly = any(token.text in words(_ZH, "each_year") for token in tokens[:i])
        return yearly and verb.endswith(words(_ZH, "can_make"))
    k = i - 1
    while k > 0 and lower(tokens[k].text) in {"out", "up", "to", "about", "some"}:
        k -= 1
    if k < 1 or lower(tokens[k].text) not in listed("making"):
        return False
    before = [lower(token.text) for token in tokens[max(0, k - 2) : k]]
    able = before[-1:] in (["can"], ["could"]) or (before[-1:] == ["to"] and before[0] in listed("able"))
    return able and any(
        lower(token.text) in listed("each_time")
        for token in tokens[i + 1 : i + 1 + _PHRASE]
        if token.kind is not Tok.MARK
    )


# tokens from a figure to the time in which so many are made: 365,000 barrels of crude a day
_PHRASE = 5
