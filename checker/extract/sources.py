"""Who says so, in the text's own words: 据《晚点》数据, QuestMobile 数据显示, according to Harbour Wire."""

import re

from checker.extract.grammar import grammar
from checker.extract.part import Part, once
from checker.extract.rows import Row
from checker.extract.tokens import Tok
from checker.lexicon.finder import lower

# code points: a longer phrase between 据 and the comma is a clause, not a source
_LONGEST = 24
_SOURCE_NOUNS = re.compile(
    r"(?:数据|报告|研报|统计|财报|公告|消息|报道|测算|监测|估算|披露|年报|公报|招股书|report|data|figures)$"
)


@once
def attribution_of(row: Row) -> str | None:
    """The source that a sentence names for what it says, or None."""
    for tokens in row.parts:
        said = _announced(tokens) or _spoken(tokens)
        if said is not None:
            return said
    return None


def _announced(tokens: Part) -> str | None:
    """据X, 根据X的数据, according to X."""
    words = grammar()
    if words.source_before.isdisjoint(tokens.words) and "according" not in tokens.words:
        return None
    for j, word in enumerate(tokens.lows):
        if word not in words.source_before and (word != "according" or tokens.lows[j + 1 : j + 2] != ("to",)):
            continue
        rest = tokens[j + 1 :]
        names = [t for t in rest[:8] if t.kind is Tok.NAME]
        if names:
            return names[0].text
        phrase = "".join(t.text for t in rest)
        return phrase if 0 < len(phrase) <= _LONGEST and _SOURCE_NOUNS.search(phrase) else None
    return None


def _spoken(tokens: Part) -> str | None:
    """X数据显示, X表示, X said: a name with a verb of saying within the next few words."""
    words = grammar()
    if Tok.NAME not in tokens.kinds or words.source_after.isdisjoint(tokens.words):
        return None
    for j, token in enumerate(tokens):
        if token.kind is not Tok.NAME:
            continue
        for later in tokens[j + 1 : j + 5]:
            if later.kind in {Tok.VALUE, Tok.NAME}:
                break
            if lower(later.text) in words.source_after and later.text not in {"发布", "公布", "数据", "报告"}:
                return token.text
    return None
