"""The parts of a Chinese or mixed numeral: digits, tens, magnitudes, points, and what leaves it open."""

import re
from collections.abc import Sequence
from decimal import Decimal

from checker.extract.values.figure import ZERO
from checker.extract.values.units import MAGNITUDE_UNITS, MEASURES, longest
from checker.lexicon.load import mapping, words
from checker.model.pattern import seldom
from checker.model.record import dataclass

DIGITS = {word: int(value) for word, value in mapping("zh/numerals.toml", "digits").items()}
TENS = {word: Decimal(value) for word, value in mapping("zh/numerals.toml", "tens").items()}
MAGNITUDES = {word: Decimal(value) for word, value in mapping("zh/numerals.toml", "magnitudes").items()}
ZEROS = frozenset(word for word, value in DIGITS.items() if not value)
CHARACTERS = "".join([*DIGITS, *TENS, *MAGNITUDES])
# 参拾, 参万伍仟, 贰佰零参: where 参 is a digit
FINANCIAL = mapping("zh/numerals.toml", "financial")
CHEQUE = "零壹贰叁肆伍陆柒捌玖拾佰仟"
OPENS_CHEQUE = rf"[{''.join(FINANCIAL)}](?=[拾佰仟]|[万亿][{CHEQUE}{''.join(FINANCIAL)}元圆整])"
IN_CHEQUE = seldom(rf"(?P<first>{OPENS_CHEQUE})|[{''.join(FINANCIAL)}](?=[{CHEQUE}万亿元圆整角分]|[^\u3400-\u9fff]|$)")
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
# 85·5%, 13·4亿美元: the middle dot of older pages is a point where no day could be meant, or a unit follows;
# 9·11 and 3·15 are days
MIDDLE_DOT = re.compile(
    r"(?:(?=\d{3}|1[3-9]|[2-9]\d|\d{1,12}·(?:3[2-9]|[4-9]\d|\d{3}))"
    rf"|(?=\d{{1,12}}·\d{{1,4}} ?(?:[百千万亿%‰℃倍成]|个百分点|{longest(MEASURES)})))"
    r"(?P<whole>\d{1,12})·(?P<decimals>\d{1,4})(?![\d·.])"
)
# 百分之 and 千瓦 begin with a magnitude but are none
NO_MAGNITUDE = re.compile("百分点|" + "|".join(map(re.escape, MAGNITUDE_UNITS)))
# no numeral of the news takes more than this many words
MOST_TOKENS = 48
# a digit behind a space goes on with the numeral if a ten, its decimals, a fraction or the end follows it
LOOSE = seldom(
    f" ([{''.join(DIGITS)}])(?= ?[{''.join([*TENS, *MAGNITUDES])}又]| ?点 ?[{''.join(DIGITS)}]"
    f"|(?<=[{''.join(sorted(ZEROS))}]) ?[{''.join(DIGITS)}]|[,.，。]|$)"
)
# 两 千 零 五: nothing but the last digit stands behind 零
LAST_DIGIT = seldom(f" ([{''.join(DIGITS)}])")
# 5 亿, 1000  万, 两个亿, 三个多亿: what may stand between a figure and its magnitude
BEFORE_MAGNITUDE = re.compile(r"(?P<space> {1,3})|个(?=亿)")
TOP = Decimal(10)
OF_PARTS = re.compile("[百千]分之")
# 20w元, 300w用户: the w of chats is 万 before what is counted; 65w快充 are watts
CHAT = frozenset("wW")
W = seldom(r"[wW](?=\+?(?:[元块人名户粉辆台册份单次位家]|用户|美[元金]|欧元|港[元币]|日元|英镑))")
MORE_MAGNITUDE = re.compile(r"个[多余](?=亿)")


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a numeral: `kind` is digit, ten, magnitude, zero, fuzz or several."""

    kind: str
    value: Decimal
    written: str
    decimals: int = 0

    @property
    def loose(self) -> bool:
        """Whether it is a digit behind a space."""
        return self.kind == "digit" and self.written[0] == " "

    @property
    def arabic(self) -> bool:
        """Whether it is written with Arabic digits."""
        return self.kind == "digit" and self.written[-1].isdecimal()


def tokens_of(text: str, at: int) -> tuple[list[Token], int]:
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
    if char in CHAT and last == "digit" and before[-1].arabic and W.match(text, at):
        return Token("magnitude", MAGNITUDES["万"], char)
    if char in DIGITS or char in FINANCIAL:
        return (_hanzi_digit if char in DIGITS else _cheque_digit)(text, at, before)
    found = None
    if char and char in "点 " and (last in {"ten", "magnitude"} or (before and before[-1].loose)):
        found = _fraction(text, at)
    if found is None and char and char in " 个" and before:
        return _spaced(text, at, before)
    return found or _vague(text, at, before, last)


def _cheque_digit(text: str, at: int, before: Sequence[Token]) -> Token | None:
    """参 among financial forms: 参佰, 贰拾参."""
    found = IN_CHEQUE.match(text, at)
    if found is None or (before and before[-1].kind == "digit") or not (before or found["first"]):
        return None
    if before and not any(token.written in CHEQUE for token in before):
        return None
    return Token("digit", Decimal(FINANCIAL[text[at]]), text[at])


def _spaced(text: str, at: int, before: Sequence[Token]) -> Token | None:
    """A magnitude behind spaces (5 亿) or 个 (两个亿); spaces inside Chinese numerals (三千 八百)."""
    last = before[-1].kind
    digits = any(token.arabic for token in before)
    loose = text[at] == " " and last in {"ten", "magnitude", "zero"} and not digits
    found = (LAST_DIGIT if last == "zero" else LOOSE).match(text, at) if loose else None
    if found is not None:
        return Token("zero" if found[1] in ZEROS else "digit", Decimal(DIGITS[found[1]]), found[0])
    more = MORE_MAGNITUDE.match(text, at) if last == "digit" else None
    if more is not None:
        return Token("fuzz", ZERO, more[0])
    # 三百 亿 is one numeral; 3百 亿 may be two cells side by side
    gap = BEFORE_MAGNITUDE.match(text, at)
    fitting = {"digit", "fuzz"}
    if gap is not None and not gap["space"]:
        fitting = {"digit", "fuzz", "several"}
    elif not digits:
        fitting = {"digit", "fuzz", "ten"}
    return _magnitude(text, at, gap, before) if last in fitting else None


def _magnitude(text: str, at: int, gap: re.Match[str] | None, before: Sequence[Token]) -> Token | None:
    """The magnitude or ten behind the gap."""
    if gap is None or gap.end() == len(text) or NO_MAGNITUDE.match(text, gap.end()):
        return None
    last, following = before[-1].kind, text[gap.end()]
    written = text[at : gap.end() + 1]
    if following in MAGNITUDES:
        return Token("magnitude", MAGNITUDES[following], written)
    # 7 万5 千, but 2023 百度 and 占 二 百分之五
    small = last == "digit" and before[-1].value < TOP and not OF_PARTS.match(text, gap.end())
    return Token("ten", TENS[following], written) if following in TENS and small else None


def _fraction(text: str, at: int) -> Token | None:
    """The decimals of 一百二十点五, spread or not; 十点三十分 is a time."""
    found = DECIMALS.match(text, at)
    if found is None:
        return None
    shown = "".join(str(DIGITS[c]) for c in found[1])
    return Token("decimals", Decimal(f"0.{shown}"), found[0], len(shown))


def _arabic(text: str, at: int, last: str) -> Token | None:
    """Digits open a numeral or follow a magnitude: 3万4000."""
    if last not in {"", "magnitude", "ten", "zero"}:
        return None
    found = ARABIC.match(text, at)
    if found is None:
        return None
    dotted = MIDDLE_DOT.match(text, at) if text.startswith("·", found.end()) else None
    written = found[0] if dotted is None else dotted[0]
    if last and ("." in written or dotted is not None):
        return None
    whole, _, decimals = written.replace("·", ".").partition(".")
    number = re.sub(r"\D", "", whole) or "0"
    return Token("digit", Decimal(number + "." + decimals if decimals else number), written, len(decimals))


def _hanzi_digit(text: str, at: int, before: Sequence[Token]) -> Token | None:
    """三, and 三点五 with its decimals; never a hanzi digit right behind Arabic ones."""
    if before and before[-1].arabic:
        return None
    char = text[at]
    following = text[at + 1 : at + 2]
    # 三十两 is a weight: 两 closes no numeral but 一两个
    few = len(before) == 1 and before[0].written == "一" and following in COUNTED
    if char in TWO and before and (not following or following not in TENS | MAGNITUDES) and not few:
        return None
    decimals = (
        POINT_DIGITS.match(text, at + 1) or (char in ZEROS and ZERO_POINT.match(text, at + 1))
        if following and following in "点 "
        else None
    )
    if decimals:
        shown = "".join(c if c.isdecimal() else str(DIGITS[c]) for c in decimals["shown"])
        return Token("digit", Decimal(f"{DIGITS[char]}.{shown}"), text[at : decimals.end()], len(shown))
    return Token("zero" if char in ZEROS else "digit", Decimal(DIGITS[char]), char)


# what is counted behind 一两
COUNTED = frozenset(words("zh/numerals.toml", "counted"))
# 两 never stands behind a point
TWO = frozenset("两俩仨")
_DECIMAL = f"[{''.join(sorted(set(DIGITS) - TWO))}]{{1,16}}"
# 五点三; 四点 五 on a damaged page, but 三点 五十分 is a time
NO_TIME = r"(?![十分刻时]|个(?!百分点))"
SPREAD = f"(?={_DECIMAL}{NO_TIME})"
POINT_DIGITS = seldom(f"(?:点| 点 ?{SPREAD}|点 {SPREAD})(?P<shown>{_DECIMAL})")
ZERO_POINT = seldom(r"点(?P<shown>\d{1,12})(?![\d:分时])")
DECIMALS = seldom(f" ?点 ?({_DECIMAL}){NO_TIME}")


def _vague(text: str, at: int, before: Sequence[Token], last: str) -> Token | None:
    """多, 余, 来 behind a figure and 几, 数 in a digit's place."""
    char = text[at : at + 1]
    following = text[at + 1 : at + 2]
    if char and char in FUZZ and last in {"digit", "ten", "magnitude"}:
        single = last == "digit" and not before[-1].arabic
        comes = char == "来" and (last != "ten" or following in set("自看说到源"))
        if single or comes or following in set("额样于"):
            return None
        return Token("fuzz", ZERO, char)
    if char == "点" and following == "几" and last == "digit":
        return Token("fuzz", ZERO, "点几")
    # 零点几 is less than one, not some
    if not char or char not in SEVERAL or text[at - 1 : at] == "点":
        return None
    if char == "数" and (last or following not in TENS | MAGNITUDES or not following):
        return None
    return Token("several", ZERO, char) if last in {"", "ten", "zero"} else None
