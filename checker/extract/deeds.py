"""What an English verb and its figure tell together: lost $321 million, can turn out 180,000 a year, won five Emmys."""

from collections.abc import Sequence

from checker.extract.english import listed
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.load import mapping
from checker.model import ValueKind

_FILE = "en/verbs.toml"


def earned(tokens: Sequence[Token], i: int) -> str:
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


def done(tokens: Sequence[Token], i: int) -> str:
    """The attribute of what can be made in a time, or of prizes that were won; "" where the verb tells neither."""
    value = tokens[i].value
    if value is None or value.kind is not ValueKind.QUANTITY or i == 0 or value.direction is not None:
        return ""
    if _can_make(tokens, i):
        return "产能"
    return (
        "获奖数" if value.unit is None and lower(tokens[i - 1].text) in listed("winning") and _prize(tokens, i) else ""
    )


def prize(tokens: Sequence[Token], i: int) -> str:
    """Which prizes are counted: won five |Emmys; "" for any others."""
    return tokens[i + 1].key if done(tokens, i) == "获奖数" else ""


def _prize(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name in the plural follows: five Emmys."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is None or behind.kind is not Tok.NAME:
        return False
    return behind.tag == "award" or (behind.tag == "latin" and behind.text.endswith("s"))


def _can_make(tokens: Sequence[Token], i: int) -> bool:
    """Can turn out 180,000 trucks a year, is designed to make 500 a day."""
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
