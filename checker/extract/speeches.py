"""When somebody spoke: 今年11月，黄仁勋在一场峰会中直言, 摩根大通在10月的报告中指出, the minister said on May 5."""

from collections.abc import Sequence

from checker.extract.dated import closed, is_date
from checker.extract.draft import Draft, Scene
from checker.extract.grammar import grammar
from checker.extract.modality import denied
from checker.extract.periods import compared
from checker.extract.persons import person_after
from checker.extract.rows import Row
from checker.extract.tokens import Tok, Token
from checker.model import Attribute, DateValue, Entity, Modality, ValueKind

_SPOKE = "表态日期"
# tokens between the verb of speaking and the date behind it (said in a report on May 5) or the end of its occasion
_BEHIND = 4


def read(draft: Draft, row: Row, _scene: Scene) -> None:
    """Add the dated statements of one sentence."""
    if Tok.TIME not in row.kinds or grammar().speech.isdisjoint(row.words):
        return
    before: Token | None = None
    for tokens in row.parts:
        verb = next((j for j, word in enumerate(tokens.lows) if word in grammar().speech), None)
        when = _date(tokens[:verb]) if verb is not None else None
        if verb is not None:
            when = when or _date(tokens[verb + 1 : verb + 1 + _BEHIND]) or before
            speaker = _speaker(tokens, verb)
            if when is not None and speaker is not None:
                _add(draft, row, when, speaker, _occasion(tokens, verb, when))
        before = _date(tokens) if _only_dates(tokens) else None


def _add(draft: Draft, row: Row, when: Token, speaker: Entity, occasion: frozenset[str]) -> None:
    value = when.value.payload if when.value is not None else None
    assert isinstance(value, DateValue)
    draft.add(
        when.span,
        ValueKind.DATE,
        speaker,
        # nobody speaks once only
        Attribute(_SPOKE, "statement_date", functional=False, qualifiers=occasion),
        closed(value),
        found_by="dated/speech",
        sentence=row.span,
        modality=Modality.DENIED if denied(draft.clean.text, row.span) else Modality.ACTUAL,
        trace=(f"date: {when.text}", f"speaker: {speaker.surface}"),
    )


def _date(tokens: Sequence[Token]) -> Token | None:
    """The one date of these tokens; of several nobody knows which it was."""
    dates = [t for j, t in enumerate(tokens) if t.kind is Tok.TIME and is_date(t) and not compared(tokens, j)]
    return dates[0] if len(dates) == 1 else None


def _only_dates(tokens: Sequence[Token]) -> bool:
    return all(token.kind in {Tok.TIME, Tok.MARK} for token in tokens)


def _speaker(tokens: Sequence[Token], verb: int) -> Entity | None:
    """Who speaks: the person before the verb, else the name that its clause begins with; 在…中 names a place."""
    ahead = _without_occasion(tokens, verb)
    posts = [j for j, token in enumerate(ahead) if token.kind is Tok.ROLE]
    holder = person_after(tokens, posts[-1]) if posts else None
    if holder is not None:
        return Entity(holder[0], holder[0])
    names = [token for token in ahead if token.kind is Tok.NAME]
    people = [token for token in names if token.tag == "person"]
    if not names:
        return None
    speaker = (people or names)[-1]
    return Entity(speaker.key, speaker.text)


def _without_occasion(tokens: Sequence[Token], verb: int) -> Sequence[Token]:
    occasion = _place(tokens, verb)
    return tokens[:verb] if occasion is None else tokens[: occasion[0]]


def _place(tokens: Sequence[Token], verb: int) -> tuple[int, int] | None:
    """Where 在 opens the occasion and 中 closes it, not far before the verb (在播客中首次全面阐释)."""
    for close in range(verb - 1, max(-1, verb - _BEHIND), -1):
        if tokens[close].text in grammar().occasion_ends:
            opened = next((j for j in range(close, -1, -1) if tokens[j].text in {"在", "于"}), None)
            return None if opened is None else (opened, close)
    return None


def _occasion(tokens: Sequence[Token], verb: int, when: Token) -> frozenset[str]:
    """What the statement was made at or in, as what narrows it; empty where the text does not tell."""
    occasion = _place(tokens, verb)
    if occasion is None:
        return frozenset()
    told = [
        token.text
        for token in tokens[occasion[0] + 1 : occasion[1]]
        if token is not when and token.kind not in {Tok.VALUE, Tok.MARK} and not grammar().is_empty(token.text)
    ]
    return frozenset({"".join(told)}) if told else frozenset()
