"""Names that a text itself calls the same: 月之暗面（Moonshot AI）, 以下简称, known as."""

import re
from collections.abc import Sequence
from itertools import pairwise

from checker.extract.draft import Draft
from checker.extract.joining import HAN
from checker.extract.owner import unknown_name
from checker.extract.rows import Row
from checker.extract.subject import Owner
from checker.extract.tokens import Tok, Token

_ALIAS = re.compile(
    r"(?:以下简称|下称|简称|全称|又称|又名|也叫|俗称|原名|曾用名|旧称|旧名|前身[为是]|更名为|改名为"
    r"|known (?:in Chinese )?as|formerly|also called)[:：]?\s*[“\"「『]?\Z"
)
# tokens from a name to another of the same: 晨帆航运（以下|简称“晨帆”
_NEXT = 7


def read(draft: Draft, read_rows: Sequence[Row]) -> None:
    """Add the pairs of names that stand as one: in brackets behind each other, or with the words for it between."""
    for row in read_rows:
        if Tok.NAME not in row.kinds:
            continue
        tokens = row.tokens
        named = [j for j, token in enumerate(tokens) if token.kind is Tok.NAME]
        for j, k in pairwise(named):
            head, tail = tokens[j], tokens[k]
            if head.key == tail.key or k - j > _NEXT:
                continue
            if _bracketed(tokens, j, k) or _ALIAS.search(draft.clean.text[head.span.end : tail.span.start]):
                draft.aliases.append((head.key, tail.key))
        for k in named:
            glossed = _glossed(tokens, k)
            if glossed is not None:
                draft.aliases.append((glossed.entity.name, tokens[k].key))


def _glossed(tokens: Sequence[Token], k: int) -> Owner | None:
    """北衡（Beiheng）: the name that no lexicon holds before its Latin form in brackets."""
    gloss = k > 1 and tokens[k].tag == "latin" and tokens[k - 1].text in {"(", "（"} and tokens[k - 2].kind is Tok.WORD
    last = _whole(tokens, k)
    if not gloss or last + 1 >= len(tokens) or tokens[last + 1].text not in {")", "）"}:
        return None
    unknown = unknown_name(tokens[: k - 1], k - 1)
    return unknown[0] if unknown is not None else None


def _bracketed(tokens: Sequence[Token], j: int, k: int) -> bool:
    """月之暗面（Moonshot AI）: the same name in the other script."""
    # 牧野集团（Muye Group）: the kind of firm is part of the name
    last = k + 1 if k + 1 < len(tokens) and tokens[k + 1].key == "group" else _whole(tokens, k)
    closed = last + 1 < len(tokens) and tokens[last + 1].text in {")", "）"}
    opened = k == j + 2 and tokens[j + 1].text in {"(", "（"}
    return opened and closed and _is_han(tokens[j]) != _is_han(tokens[k])


def _whole(tokens: Sequence[Token], k: int) -> int:
    """Where a name ends that is somebody's: 费尔布鲁克（Fairbrook|'s）."""
    owned = [token.text for token in tokens[k + 1 : k + 3]]
    return k + 2 if owned in (["'", "s"], ["’", "s"]) else k


def _is_han(token: Token) -> bool:
    return HAN.match(token.text[-1]) is not None
