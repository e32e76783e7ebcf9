"""Numerals of digits and Chinese characters, mixed as news mixes them: 3万4000, 十几万, 三千八百亿, 两三个."""

from collections.abc import Sequence
from decimal import Decimal

from checker.extract.values import figure as fig
from checker.extract.values.figure import EXACT, ONE, ZERO, Figure, Need, Script
from checker.extract.values.hanzi_tokens import DIGITS, MOST_TOKENS, Token, tokens_of
from checker.model.record import dataclass, replace
from checker.model.text import Span


def read(text: str, at: int) -> Figure | None:
    """The numeral that starts at `at`, or None.

    >>> read("14亿489万人", 0).value, read("十几万", 0).high, read("两三个", 0).low
    (Decimal('1404890000'), Decimal('200000'), Decimal('2'))
    """
    tokens, end = tokens_of(text, at)
    if len(tokens) == MOST_TOKENS:
        return None
    while tokens:
        found = _figure(tokens, text, at, end)
        if found is not None:
            return found
        # 三千八百亿百 reads as far as it makes sense
        end -= len(tokens[-1].written)
        tokens = tokens[:-1]
    return None


def _figure(tokens: Sequence[Token], text: str, start: int, end: int) -> Figure | None:
    """The tokens as one figure, with 几 and 多 in it."""
    vague = [token for token in tokens if token.kind in {"fuzz", "several"}]
    if not vague:
        return _approximate(tokens, text, start, end)
    rest = [token for token in tokens if token not in vague]
    mark = vague[0]
    first = mark.kind == "several" and tokens[0] is mark
    twice = len(vague) > 1 and [token.kind for token in vague] != ["several", "fuzz"]
    if twice or (first and rest and rest[0].kind == "digit"):
        return None
    if first and not rest:
        unit = fig.made("", start, end, ONE, script=Script.HANZI, need=Need.UNIT)
        return fig.several(unit, mark.written, start, end)
    # 十几万多亿: the last of two says no more than the first
    core = _sum(rest, text, start, end)
    if core is None or not core.value:
        return None
    found = (fig.several if first else fig.more)(core, mark.written[-1], start, end)
    return replace(found, need=Need.NOTHING)


def _approximate(tokens: Sequence[Token], text: str, start: int, end: int) -> Figure | None:
    """Two digits side by side are a range (七八十); more of them are read one by one (二零二五)."""
    digits = [_digit(token, tokens[i - 1] if i else None) for i, token in enumerate(tokens)]
    runs = [i for i in range(len(tokens) - 1) if digits[i] and digits[i + 1]]
    if not runs:
        return _sum(tokens, text, start, end)
    first = runs[0]
    if len(runs) == 1 and tokens[first].kind == tokens[first + 1].kind == "digit":
        one, two = tokens[first], tokens[first + 1]
        if not one.decimals and (two.value - one.value == 1 or (one.written, two.written) == ("三", "五")):
            left = _sum([*tokens[: first + 1], *tokens[first + 2 :]], text, start, end)
            right = _sum([*tokens[:first], *tokens[first + 1 :]], text, start, end)
            if left and right:
                need = Need.UNIT if len(tokens) == 2 else Need.NOTHING
                return replace(fig.between(left, right), start=start, end=end, need=need)
    behind = tokens[len(runs) + 1 : len(runs) + 2]
    if len(runs) > 1 and runs == list(range(len(runs))) and behind and behind[0].kind == "magnitude":
        # 一二〇万: the digits before the magnitude
        shown = "".join(str(DIGITS[token.written.strip()[0]]) for token in tokens[: len(runs) + 1])
        lead = Token("digit", Decimal(shown), tokens[0].written)
        return _sum([lead, *tokens[len(runs) + 1 :]], text, start, end)
    if len(runs) == len(tokens) - 1:
        shown = "".join(str(DIGITS[token.written.strip()[0]]) for token in tokens)
        fraction = tokens[-1].written.partition("点")[2]
        number = Decimal(shown + ("." + "".join(str(DIGITS[c]) for c in fraction) if fraction else ""))
        return fig.made("", start, end, number, decimals=len(fraction), script=Script.HANZI, need=Need.UNIT)
    return None


def _digit(token: Token, before: Token | None) -> bool:
    """Whether the token is a digit among digits; the 零 of 一百零五 only fills."""
    if token.kind == "zero":
        return before is None or before.kind in {"digit", "zero"}
    return token.kind == "digit" and not token.arabic and not token.loose


def _sum(tokens: Sequence[Token], text: str, start: int, end: int) -> Figure | None:
    """The tokens added up, or None where they make no numeral."""
    adder = _Adder()
    for i, token in enumerate(tokens):
        if token.kind == "decimals":
            break
        if not adder.take(token, tokens[i - 1] if i else None):
            return None
    single = len(tokens) == 1 and tokens[0].arabic
    return _closed(tokens, text[start:end] if single else "", Span(start, end), adder)


@dataclass(slots=True)
class _Adder:
    """Sections of thousands, each closed by 万 or 亿, and the digit that waits for what follows it."""

    total: Decimal = ZERO
    section: Decimal = ZERO
    pending: Decimal | None = None
    last_magnitude: Decimal = ZERO
    last_ten: Decimal = ZERO

    def take(self, token: Token, before: Token | None) -> bool:
        """Add one token; False where it cannot stand there."""
        if token.kind == "zero":
            return self.pending is None
        if token.kind == "digit":
            fits = self.pending is None
            self.pending = token.value
            return fits
        if token.kind == "ten":
            fits = not self.last_ten or token.value < self.last_ten
            self.section += EXACT.multiply(ONE if self.pending is None else self.pending, token.value)
            self.last_ten, self.pending = token.value, None
            return fits
        return self._magnitude(token.value, before)

    def _magnitude(self, value: Decimal, before: Token | None) -> bool:
        """万 closes a section; a greater one multiplies all before it (二十万亿)."""
        if before is not None and before.kind == "magnitude":
            fits = value >= self.last_magnitude
            self.total, self.last_magnitude = EXACT.multiply(self.total, value), self.last_magnitude * value
        else:
            amount = ONE if before is None else self.section + (self.pending or ZERO)
            fits = value != self.last_magnitude
            if value < self.last_magnitude or not self.last_magnitude:
                self.total = EXACT.add(self.total, EXACT.multiply(amount, value))
            else:
                self.total = EXACT.multiply(self.total + amount, value)
            self.last_magnitude = value
        self.section, self.pending, self.last_ten = ZERO, None, ZERO
        return fits


def _closed(tokens: Sequence[Token], written: str, place: Span, adder: _Adder) -> Figure | None:
    """The figure made of the sum and of what is left behind it."""
    total = adder.total + adder.section
    start, end = place.start, place.end
    last = tokens[-1]
    if last.kind == "decimals":
        total = EXACT.add(total, adder.pending or ZERO)
        return fig.made("", start, end, EXACT.add(total, last.value), decimals=last.decimals, script=Script.HANZI)
    arabic = any(token.arabic for token in tokens)
    script = Script.DIGITS if arabic else Script.HANZI
    if len(tokens) == 1 and adder.pending is not None:
        need = Need.NOTHING if arabic or last.decimals else Need.UNIT
        return fig.made(written, start, end, adder.pending, decimals=last.decimals, script=script, need=need)
    if all(token.kind == "zero" for token in tokens):
        return fig.made("", start, end, ZERO, script=script, need=Need.UNIT)
    widened = any(t.kind == "magnitude" for t in tokens) or (arabic and any(t.kind == "ten" for t in tokens))
    if adder.pending is not None:
        # 一千六点五 is 1600.5
        whole = adder.pending // 1
        tail = _tail(whole, tokens[-2])
        if tail is None:
            return None
        value = EXACT.add(EXACT.add(total, tail), adder.pending - whole)
        return fig.made("", start, end, value, decimals=last.decimals, widened=widened, script=script)
    scale = _scale(tokens)
    alone = not {t.kind for t in tokens[1:]} & {"digit", "zero"}
    decimals = tokens[0].decimals if alone else 0
    return fig.made(
        "",
        start,
        end,
        total / scale,
        scale=scale,
        decimals=decimals,
        widened=widened,
        script=script,
        need=_need(tokens),
    )


def _tail(pending: Decimal, before: Token) -> Decimal | None:
    """What the last digit is worth: 三万五 is 35000, 三万零五 30005."""
    if before.kind not in {"ten", "magnitude"}:
        return pending
    if pending >= before.value:
        return None
    return EXACT.multiply(pending, before.value / 10) if pending < 10 <= before.value / 10 else pending


def _need(tokens: Sequence[Token]) -> Need:
    """A lone 十 wants a unit, a lone 百 or 万 a hedge."""
    if len(tokens) > 1:
        return Need.NOTHING
    return Need.UNIT if tokens[0].value < 100 else Need.HEDGE


def _scale(tokens: Sequence[Token]) -> Decimal:
    """The product of the magnitudes at the end: 万 of 三千万 is shared as 千万."""
    scale = ONE
    for token in reversed(tokens):
        if token.kind not in {"ten", "magnitude"}:
            break
        scale = EXACT.multiply(scale, token.value)
    return scale
