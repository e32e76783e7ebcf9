"""Who wins a prize: 最佳女演员归黎青禾所有, the best actress award went to Ana Ruiz, 傅砚舟拿下最佳男演员."""

import re
from collections.abc import Sequence
from functools import cache

from checker.extract.draft import Draft
from checker.extract.people import is_person
from checker.extract.person_names import ending_at, person_at
from checker.extract.posted import Post, add_holder
from checker.extract.rows import Row
from checker.extract.subject import UNNAMED
from checker.extract.tokens import Tok, Token
from checker.lexicon.load import literal, words
from checker.model import Span, ValueKind

_Found = tuple[str, Span]
# before the title of a work, which may win as well ("Windless Zone" won best screenplay)
_QUOTES = frozenset("“\"'‘《「")


def read(draft: Draft, row: Row) -> None:
    """Add the winners of the prizes that one sentence tells of."""
    if Tok.ROLE not in row.kinds:
        return
    text = draft.clean.text
    for tokens in row.parts:
        for j, token in enumerate(tokens):
            if not _is_prize(token) or _nominated().match(text, token.span.end):
                continue
            found = _behind(text, row, token) or _before(text, row, tokens, j)
            if found is not None and text[found[1].start - 1 : found[1].start] not in _QUOTES:
                _add(draft, row, token, found)


def _is_prize(token: Token) -> bool:
    return token.kind is Tok.ROLE and token.key in words("zh/roles.toml", "prizes")


def _any(language: str, key: str) -> str:
    return literal(words(f"{language}/roles.toml", key))


@cache
def _went() -> re.Pattern[str]:
    """What stands behind a prize, up to whom it went to and in Chinese with him."""
    zh, kept, en = _any("zh", "went_to"), _any("zh", "keeps"), _any("en", "went_to")
    chinese = rf"奖?(?:{zh})+(?P<zh>[一-鿿]{{2,4}}?)(?:{kept}|[,，。;；]|$)"
    return re.compile(rf"{chinese}|(?: award| prize| trophy)? (?:{en}) ")


@cache
def _won() -> re.Pattern[str]:
    """What stands between who won and the prize."""
    zh, en = _any("zh", "wins"), _any("en", "wins")
    return re.compile(rf"(?:{zh})了?(?:本届)?[“「《]?\Z|(?:{en})(?: the)?(?: (?:award|prize) for)? \Z")


@cache
def _nominated() -> re.Pattern[str]:
    return re.compile(rf"奖?的?(?:{_any('zh', 'nominated')})| (?:award )?(?:{_any('en', 'nominated')})")


def _behind(text: str, row: Row, prize: Token) -> _Found | None:
    went = _went().match(text, prize.span.end, row.span.end)
    if went is None:
        return None
    if went["zh"]:
        return (went["zh"], Span(*went.span("zh"))) if is_person(went["zh"]) else None
    k = next((k for k, token in enumerate(row.tokens) if token.span.start >= went.end()), None)
    return person_at(row.tokens, k) if k is not None else None


def _before(text: str, row: Row, tokens: Sequence[Token], j: int) -> _Found | None:
    """The person right before a verb of winning, or else the one whom the sentence begins with."""
    won = _won().search(text, tokens[0].span.start, tokens[j].span.start)
    opens = next((k for k, token in enumerate(row.tokens) if token.kind is not Tok.MARK), None)
    if won is None or opens is None:
        return None
    last = next((k for k in range(j - 1, -1, -1) if tokens[k].span.end <= won.start()), None)
    near = tokens[last] if last is not None else None
    if last is not None and near is not None and near.kind is Tok.NAME and near.is_latin:
        # whose writer Zheng Du won best screenplay
        return person_at(tokens, last)
    return (ending_at(tokens, last) if last is not None else None) or person_at(row.tokens, opens)


def _add(draft: Draft, row: Row, prize: Token, winner: _Found) -> None:
    raw = draft.clean.to_raw(winner[1])
    if not any(claim.kind is ValueKind.ROLE and claim.span.overlaps(raw) for claim in draft.claims):
        add_holder(draft, row, Post(prize.key, UNNAMED.entity, winner[1], "person/prize"), winner)
