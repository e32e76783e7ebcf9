"""Numerals of digits and Chinese characters, mixed as news mixes them: 3万4000, 十几万, 三千八百亿, 两三个."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checker.extract.values import figure as fig
from checker.extract.values.figure import EXACT, ONE, ZERO, Figure, Need, Script
from checker.extract.values.units import MAGNITUDE_UNITS
from checker.lexicon.load import mapping
from checker.model.text import Span

DIGITS = {word: int(value) for word, value in mapping("zh/numerals.toml", "digits").items()}
TENS = {word: Decimal(value) for word, value in mapping("zh/numerals.toml", "tens").items()}
MAGNITUDES = {word: Decimal(value) for word, value in mapping("zh/numerals.toml", "magnitudes").items()}
ZEROS = frozenset(word for word, value in DIGITS.items() if not value)
CHARACTERS = "".join([*DIGITS, *TENS, *MAGNITUDES])
FUZZ = "多余来"
SEVERAL = "几数"

# figures of more than 25 digits before the point are no figures of the news
LONGEST = 25
ARABIC = re.compile(
    # 12,34,567: lakhs and crores
    r"\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)(?:\.\d{1,12}(?!\d))?|"
    r"\d{1,3}(?:,\d{3}){1,8}(?!\d)(?:\.\d{1,12}(?!\d))?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,8}(?!\d)(?:\.\d{1,12}(?!\d))?"
    r"|\d{1,25}(?!\d)(?:\.\d{1,12}(?!\d))?"
    r"|(?<![\d.])\.\d{1,12}(?!\d)"
)
# 百分之 and 千瓦 begin with a magnitude but are none
NO_MAGNITUDE = re.compile("百分点|" + "|".join(map(re.escape, MAGNITUDE_UNITS)))
# no numeral of the news takes more than this many words
MOST_TOKENS = 48
# a digit behind a space goes on with the numeral if a ten or the end follows it
LOOSE = re.compile(f" ([{''.join(DIGITS)}])(?= ?[{''.join([*TENS, *MAGNITUDES])}]|[,.，。]|$)")


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a numeral: `kind` is digit, ten, magnitude, zero, fuzz or several."""

    kind: str
    value: Decimal
    written: str
    decimals: int = 0

    @property
    def arabic(self) -> bool:
        """Whether it is written with Arabic digits."""
        return self.kind == "digit" and self.written[-1].isdecimal()


def read(text: str, at: int) -> Figure | None:
    """The numeral that starts at `at`, or None.

    >>> read("14亿489万人", 0).value, read("十几万", 0).high, read("两三个", 0).low
    (Decimal('1404890000'), Decimal('200000'), Decimal('2'))
    """
    tokens, end = _tokens(text, at)
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


def _tokens(text: str, at: int) -> tuple[list[Token], int]:
    """The parts of the numeral from `at`, and where they end."""
    tokens: list[Token] = []
    end = at
    while len(tokens) < MOST_TOKENS:
        token = _token(text, end, tokens)
        if token is None:
            break
        tokens.append(token)
        end += len(token.written)
    return tokens, end


def _token(text: str, at: int, before: Sequence[Token]) -> Token | None:
    """The part of a numeral at `at`, None where the numeral ends."""
    char = text[at : at + 1]
    last = before[-1].kind if before else ""
    if (char in TENS or char in MAGNITUDES) and not NO_MAGNITUDE.match(text, at):
        return Token("ten", TENS[char], char) if char in TENS else Token("magnitude", MAGNITUDES[char], char)
    if char.isdecimal() or char == ".":
        return _arabic(text, at, last)
    if char in DIGITS:
        return _hanzi_digit(text, at, before)
    if char == "点" and last in {"ten", "magnitude"}:
        return _fraction(text, at)
    if char and char in " 个" and before:
        return _spaced(text, at, before)
    return _vague(text, at, before, last)


def _spaced(text: str, at: int, before: Sequence[Token]) -> Token | None:
    """A magnitude behind a space (5 亿) or 个 (两个亿); spaces inside Chinese numerals (三千 八百)."""
    last = before[-1].kind
    if text[at] == " " and last in {"ten", "magnitude"} and not any(token.arabic for token in before):
        found = LOOSE.match(text, at)
        return None if found is None else Token("digit", Decimal(DIGITS[found[1]]), found[0])
    following = text[at + 1 : at + 2]
    if last != "digit" or not following or NO_MAGNITUDE.match(text, at + 1):
        return None
    if text[at] == "个":
        return Token("magnitude", MAGNITUDES["亿"], "个亿") if following == "亿" else None
    if following in MAGNITUDES:
        return Token("magnitude", MAGNITUDES[following], text[at : at + 2])
    return Token("ten", TENS[following], text[at : at + 2]) if following in TENS else None


def _fraction(text: str, at: int) -> Token | None:
    """The decimals of 一百二十点五; 十点三十分 is a time."""
    found = HANZI_DIGITS.match(text, at + 1)
    if found is None or text[found.end() : found.end() + 1] in {"十", "分", "刻", "个"}:
        return None
    shown = "".join(str(DIGITS[c]) for c in found[0])
    return Token("decimals", Decimal(f"0.{shown}"), text[at : found.end()], len(shown))


def _arabic(text: str, at: int, last: str) -> Token | None:
    """Digits open a numeral or follow a magnitude: 3万4000."""
    if last not in {"", "magnitude", "ten", "zero"}:
        return None
    found = ARABIC.match(text, at)
    if found is None:
        return None
    written = found[0]
    if last and "." in written:
        return None
    whole, _, decimals = written.partition(".")
    number = re.sub(r"\D", "", whole) or "0"
    return Token("digit", Decimal(number + "." + decimals if decimals else number), written, len(decimals))


def _hanzi_digit(text: str, at: int, before: Sequence[Token]) -> Token | None:
    """三, and 三点五 with its decimals; never a hanzi digit right behind Arabic ones."""
    if before and before[-1].arabic:
        return None
    char = text[at]
    following = text[at + 1 : at + 2]
    # 三十两 is a weight: 两 never closes a numeral
    if char in TWO and before and (not following or following not in TENS | MAGNITUDES):
        return None
    point = following == "点"
    decimals = HANZI_DIGITS.match(text, at + 2) if point else None
    if decimals:
        shown = "".join(str(DIGITS[c]) for c in decimals[0])
        return Token("digit", Decimal(f"{DIGITS[char]}.{shown}"), text[at : decimals.end()], len(shown))
    return Token("zero" if char in ZEROS else "digit", Decimal(DIGITS[char]), char)


# 两 never stands behind a point
TWO = frozenset("两俩仨")
HANZI_DIGITS = re.compile(f"[{''.join(set(DIGITS) - TWO)}]{{1,16}}")


def _vague(text: str, at: int, before: Sequence[Token], last: str) -> Token | None:
    """多, 余, 来 behind a figure and 几, 数 in a digit's place."""
    char = text[at : at + 1]
    following = text[at + 1 : at + 2]
    if char and char in FUZZ and last in {"digit", "ten", "magnitude"}:
        single = last == "digit" and not before[-1].arabic
        if single or (char == "来" and (last != "ten" or following in "自看说到源")) or following in "额样于":
            return None
        return Token("fuzz", ZERO, char)
    if not char or char not in SEVERAL:
        return None
    if char == "数" and (last or following not in TENS | MAGNITUDES or not following):
        return None
    return Token("several", ZERO, char) if last in {"", "ten", "zero"} else None


def _figure(tokens: Sequence[Token], text: str, start: int, end: int) -> Figure | None:
    """The tokens as one figure, with 几 and 多 in it."""
    vague = [token for token in tokens if token.kind in {"fuzz", "several"}]
    if not vague:
        return _approximate(tokens, text, start, end)
    rest = [token for token in tokens if token not in vague]
    mark = vague[0]
    first = mark.kind == "several" and tokens[0] is mark
    if len(vague) > 1 or (first and rest and rest[0].kind == "digit"):
        return None
    if first and not rest:
        unit = fig.made("", start, end, ONE, script=Script.HANZI, need=Need.UNIT)
        return fig.several(unit, mark.written, start, end)
    core = _sum(rest, text, start, end)
    if core is None or not core.value:
        return None
    found = (fig.several if first else fig.more)(core, mark.written, start, end)
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
    if len(runs) == len(tokens) - 1:
        shown = "".join(str(DIGITS[token.written[0]]) for token in tokens)
        fraction = tokens[-1].written.partition("点")[2]
        number = Decimal(shown + ("." + "".join(str(DIGITS[c]) for c in fraction) if fraction else ""))
        return fig.made("", start, end, number, decimals=len(fraction), script=Script.HANZI, need=Need.UNIT)
    return None


def _digit(token: Token, before: Token | None) -> bool:
    """Whether the token is a digit among digits; the 零 of 一百零五 only fills."""
    if token.kind == "zero":
        return before is None or before.kind in {"digit", "zero"}
    return token.kind == "digit" and not token.arabic and token.written[0] != " "


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
        tail = _tail(adder.pending, tokens[-2])
        if tail is None:
            return None
        return fig.made("", start, end, EXACT.add(total, tail), widened=widened, script=script)
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
