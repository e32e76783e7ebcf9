"""How a text goes on from one sentence to the next: whom the next is about, and when."""

from itertools import pairwise

from checker.extract.draft import Scene
from checker.extract.english import is_product, stands_for
from checker.extract.grammar import grammar
from checker.extract.modality import heading_modality
from checker.extract.part import Part, once
from checker.extract.periods import attributive, compared, counted_from, is_moment, of_event, of_former, of_telling
from checker.extract.rows import Row
from checker.extract.subject import Owner, announcer, clause_subject, named
from checker.extract.tokens import Tok, Token
from checker.model import DateValue, Entity, Precision, ValueKind


def settle(row: Row, scene: Scene) -> None:
    """What the sentence leaves behind for the next: its first subject, its last product and its first main time."""
    if scene.product is not None and stands_for(row.parts[0], "products"):
        scene.subject = scene.product
    if Tok.NAME in row.kinds:
        _named_in(row, scene)
    time = next(filter(None, map(main_time, row.parts)), None) if Tok.TIME in row.kinds else None
    if Tok.VALUE in row.kinds and any(map(moves_on, row.parts)):
        scene.time = None
    elif time is not None and (not time.text.isascii() or _goes_on_in(time, row, scene)):
        scene.time = None if is_moment(time) else time


def _named_in(row: Row, scene: Scene) -> None:
    """What the names of the sentence leave behind: the last product, and the first subject."""
    for tokens in row.parts:
        for j in tokens.places(Tok.NAME):
            if is_product(tokens[j]):
                scene.product = named(tokens[j], j)
    for tokens in row.parts:
        if tokens[0].text in grammar().pronouns:
            # 公司的定价为549美元,而礼来的是1086美元: the text goes on with the company
            break
        if tokens[0].kind is Tok.QUALIFIER and tokens[0].key == _MERGED:
            # 新公司将成为第四大,总部设在温哥华。行政总裁由…出任: of neither of the two that merge
            scene.subject = Owner(Entity(_NEW_FIRM, tokens[0].text))
            break
        subject = clause_subject(tokens) or announcer(tokens)
        if subject is not None and tokens[subject.at].tag not in {"place", "person"}:
            scene.subject = subject
            break


# the scope of what two firms are once they have merged
_MERGED, _NEW_FIRM = "merged", "新公司"


@once
def main_time(tokens: Part) -> Token | None:
    """The first time of a clause that is neither compared with, nor vague, nor a clock's, nor an event's own."""
    for j in tokens.places(Tok.TIME) if Tok.TIME in tokens.kinds else ():
        token = tokens[j]
        if token.value is None or compared(tokens, j):
            continue
        if (
            of_former(tokens, j)
            or attributive(tokens, j)
            or of_telling(tokens, j)
            or of_event(tokens, j)
            or (j + 2 < len(tokens) and counted_from(tokens, j, j + 2))
        ):
            continue
        payload = token.value.payload
        if isinstance(payload, DateValue) and payload.precision not in {Precision.VAGUE, Precision.INSTANT}:
            return token
    return None


@once
def moves_on(tokens: Part) -> bool:
    """Whether a clause leaves the time told so far by a length of time behind which it plays (上线7天后)."""
    if Tok.VALUE not in tokens.kinds or grammar().when_later.isdisjoint(tokens.words):
        return False
    return any(
        token.value is not None and token.value.kind is ValueKind.DURATION and behind.text in grammar().when_later
        for token, behind in pairwise(tokens)
    )


def _goes_on_in(time: Token, row: Row, scene: Scene) -> bool:
    """Whether an English story goes on in the time that a sentence tells.

    It does not in what is to come (34 million are expected in 2025), in what was long ago (in 1962 a flood killed 27),
    or where nothing was counted (it was inspected in March 2023).
    """
    if heading_modality(" ".join(token.text for token in row.tokens)) is not None:
        return False
    payload = time.value.payload if time.value is not None else None
    start = payload.start if isinstance(payload, DateValue) else None
    if start is not None and scene.year is not None and start.year < scene.year - _LONG_AGO:
        return False
    return row.tokens[0] is time or any(token.kind is Tok.VALUE for token in row.tokens)


# years; a report compares with the year before and the one before that
_LONG_AGO = 2
