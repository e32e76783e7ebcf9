"""What there was, what came on top, and what that makes: 155 orders before the show, 132 more, so we are at 297."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from checker.extract.plain import figure_of
from checker.extract.rows import Row
from checker.extract.shared import FILES, any_of
from checker.extract.sums import COUNTED, Shown, sum_of_parts, takes_in_more
from checker.extract.tokens import Token
from checker.lexicon.load import words

# code points before a figure in which it is told to be what there was, and between two figures of one reckoning
_BEFORE, _NEAR = 40, 80


def grown(text: str, row: Row) -> Iterable[Shown]:
    """The figures of a sentence that are told to be what there was and what came on top, and are not."""
    for had, more, now in zip(row.figures, row.figures[1:], row.figures[2:], strict=False):
        first, last = text[had.span.end : more.span.start], text[more.span.end : now.span.start]
        if (
            not _of_one_unit((had, more, now))
            or max(len(first), len(last)) > _NEAR
            or takes_in_more(text, now.span.end)
        ):
            continue
        before = re.split(r"[.;。；]", text[max(row.span.start, had.span.start - _BEFORE) : had.span.start])[-1]
        kept = any_of("stock").search(before) is not None or any_of("stock").search(first) is not None
        added = _ending("added").search(first) is not None or _opening("more").match(last) is not None
        if kept and added and _ending("brought").search(last) and not takes_in_more(text, now.span.end):
            yield from sum_of_parts(now, (had, more), COUNTED)


def _of_one_unit(tokens: Sequence[Token]) -> bool:
    """Whether figures count one thing, as far as they tell what: 155 orders, 132 and 297."""
    units = {figure.unit if (figure := figure_of(token)) is not None else "" for token in tokens}
    return "" not in units and "percent" not in units and len(units - {None}) < len(("one", "other"))


def _listed(key: str) -> str:
    told = {word for file in FILES for word in words(file, key)}
    return "|".join(sorted(map(re.escape, told), key=lambda word: (-len(word), word)))


@cache
def _ending(key: str) -> re.Pattern[str]:
    """Words that lead to a figure, with what may stand between: bringing | the total to, 总数 | 增至, 又 | 新开."""
    return re.compile(rf"(?<![a-z])(?:{_listed(key)})(?:[一-鿿]{{0,6}}|(?: [a-z'’]+){{0,5}} ?)\Z", re.IGNORECASE)


@cache
def _opening(key: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{_listed(key)})\b", re.IGNORECASE)
