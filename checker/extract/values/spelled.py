"""Number words put together: one hundred and five, hundred twenty-fifth, two thirds, five thousandths."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from checker.extract.values.figure import EXACT, FRACTION, ONE, ZERO
from checker.extract.values.units import longest
from checker.lexicon.load import mapping
from checker.model.pattern import seldom
from checker.model.record import dataclass, replace

ONES = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "ones").items()}
MAGNITUDES = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "magnitudes").items()}
# cr, dz: a magnitude only behind a number
SHORT = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "short_magnitudes").items()}
PARTS = {word: Decimal(value) for word, value in mapping("en/numerals.toml", "parts").items()}
ORDINALS = {word: Decimal(place) for word, place in mapping("en/ranks.toml", "ordinals").items()}

THOUSAND = Decimal(1000)
HUNDRED = Decimal(100)
TWENTY = Decimal(20)
TEN = Decimal(10)
# a hundred and five million ...: nobody writes longer ones
MOST_WORDS = 16
TENS = [word for word, value in ONES.items() if value >= TWENTY]
# twentyfive, thirtyfirst: written as one word
FUSED = rf"(?:{longest(TENS)})(?=(?:{longest([*ONES, *ORDINALS])})(?![A-Za-z]))"
WORD = re.compile(rf"{FUSED}|[A-Za-z]{{1,14}}(?![A-Za-z])", re.IGNORECASE)
_BIG = longest([*MAGNITUDES, *SHORT])
_COUNT = rf"(?:{longest(ONES)})(?:[ -](?:{longest(ONES)}))?"
AND = seldom(r",? (?:and|&) (?=[A-Za-z])|-and-(?=[A-Za-z])", re.IGNORECASE)
# three million, two hundred and forty: what follows a comma must tell its magnitude
COMMA = seldom(rf", (?={_COUNT} (?:hundred|thousand)(?![A-Za-z]))", re.IGNORECASE)
GAP = seldom(r"(?:[ \u00a0]{1,4}|-)?(?=[A-Za-z])")
# ninety - five: pages that spread the hyphens
SPREAD = seldom(r" ?[-—] ?(?=[A-Za-z])")
OPENING = re.compile(r"an?[ -]", re.IGNORECASE)
ARTICLE = re.compile(rf"an? (?=(?:{longest(MAGNITUDES)})(?![A-Za-z]))", re.IGNORECASE)
SPREAD_PART = seldom(rf" - (?=(?:{longest([*PARTS, *ORDINALS])})s?(?![A-Za-z]))", re.IGNORECASE)
_THOUSANDS = longest([word for word, value in MAGNITUDES.items() if value >= THOUSAND])
OF_MAGNITUDE = seldom(rf"[ -](?:of an? |of a-)?({_THOUSANDS})(?![A-Za-z])", re.IGNORECASE)
# what ends a fraction by itself: half, quarters, thirds, trillionths
ENDING = {**{word + "s": value for word, value in ORDINALS.items() if value > 2}, **ORDINALS, **PARTS}


@dataclass(slots=True)
class Adder:
    """Number words added up: sections below a thousand, closed by their magnitudes."""

    total: Decimal = ZERO
    section: Decimal = ZERO
    scale: Decimal = ONE
    # what the next word must stay below: twenty takes three, three takes nothing
    last: Decimal = THOUSAND
    ceiling: Decimal | None = None
    count: int = 0
    closed: int = 0

    def take(self, name: str) -> bool:
        """Add one word; False where it cannot stand there."""
        if name in ONES:
            return self._one(ONES[name])
        factor = MAGNITUDES.get(name)
        if factor is None and self.count:
            factor = SHORT.get(name)
        return factor is not None and self._magnitude(factor)

    def _one(self, value: Decimal) -> bool:
        if value >= self.last:
            return False
        self.section += value
        self.last, self.scale = (TEN if value >= TWENTY else ZERO), ONE
        self.count += 1
        return True

    def _magnitude(self, factor: Decimal) -> bool:
        if factor < THOUSAND:
            self.section, self.last = EXACT.multiply(self.section or ONE, factor), HUNDRED
        elif self.ceiling is None or factor < self.ceiling:
            self.total += EXACT.multiply(self.section or ONE, factor)
            self.section, self.ceiling, self.last = ZERO, factor, THOUSAND
            self.closed += 1
        elif self.closed == 1 and not self.section and self.scale != ONE:
            # three lakh crore, a thousand million
            self.total, self.ceiling, self.closed = EXACT.multiply(self.total, factor), factor, 2
        else:
            return False
        self.scale = EXACT.multiply(self.scale, factor)
        self.count += 1
        return True


@dataclass(frozen=True, slots=True)
class Word:
    """A number word in its place; `joined` tells what stands before it: space, hyphen or "and"."""

    name: str
    start: int
    end: int
    joined: str


@dataclass(frozen=True, slots=True)
class Share:
    """`top` of `bottom`, with a whole number before it: two hundred and five sixths."""

    top: Decimal
    bottom: Decimal
    end: int
    plural: bool
    hyphen: bool = False
    whole: Decimal = ZERO

    @property
    def value(self) -> Decimal:
        """The number that it is.

        >>> Share(Decimal(3), Decimal(4), 0, plural=True, whole=Decimal(2)).value
        Decimal('2.75')
        """
        return EXACT.add(self.whole, FRACTION.divide(self.top, self.bottom))


def singular(name: str, count: int) -> str:
    """Three billions are three billion.

    >>> singular("billions", 1), singular("billions", 0)
    ('billion', 'billions')
    """
    stem = name.removesuffix("s")
    return stem if count and stem != name and (stem in MAGNITUDES or stem in SHORT) else name


def joint(text: str, at: int, last: Decimal, before: str) -> re.Match[str] | None:
    """What may stand between the word `before` that ends at `at` and the next one; see `Adder.last`.

    >>> joint("two hundred and five", 11, HUNDRED, "hundred")[0], joint("ninety - five", 6, TEN, "ninety")[0]
    (' and ', ' - ')
    """
    if last in {HUNDRED, THOUSAND}:
        found = AND.match(text, at) or (COMMA.match(text, at) if last == THOUSAND else None)
        if found is not None:
            return found
    if ONES.get(before, ZERO) >= TWENTY:
        found = SPREAD.match(text, at)
        if found is not None:
            return found
    return GAP.match(text, at)


# a fraction, a place and a number are looked for one after the other in the same words
@lru_cache(maxsize=4)
def words(text: str, at: int) -> tuple[Word, ...]:
    """The number words from `at` up to one that ends a fraction or an ordinal.

    >>> [word.name for word in words("two hundred and fifth place", 0)]
    ['two', 'hundred', 'fifth']
    """
    found: list[Word] = []
    cursor, joined = at, ""
    article = OPENING.match(text, at)
    if article is not None:
        found.append(Word("a", at, article.end() - 1, ""))
        cursor, joined = article.end(), " "
    while len(found) < MOST_WORDS:
        word = WORD.match(text, cursor)
        name = singular(word[0].lower(), len(found)) if word else ""
        if word is None or (name not in ONES and name not in MAGNITUDES and name not in ENDING):
            break
        found.append(Word(name, cursor, word.end(), joined))
        if name in ENDING:
            break
        gap = joint(text, word.end(), HUNDRED, name) or SPREAD_PART.match(text, word.end())
        if gap is None:
            break
        cursor, joined = gap.end(), gap[0].strip() or " "
    return tuple(found)


def cardinal(names: Sequence[str]) -> Decimal | None:
    """What the words are worth, or None.

    >>> cardinal(["two", "hundred", "five"]), cardinal(["five", "two"]), cardinal(["a"])
    (Decimal('205'), None, Decimal('1'))
    """
    if list(names) == ["a"]:
        return ONE
    adder = Adder()
    rest = names[1:] if names and names[0] == "a" else names
    return adder.total + adder.section if rest and all(map(adder.take, rest)) else None


def _place(names: Sequence[str]) -> Decimal | None:
    """What the words are worth with an ordinal at their end, or None."""
    worth = ORDINALS.get(names[-1])
    if worth is None:
        return None
    if len(names) == 1:
        return worth
    if names[0] == "a" and names[1] not in MAGNITUDES:
        return None
    adder = Adder()
    rest = names[1:-1] if names[0] == "a" else names[:-1]
    if not rest or not all(map(adder.take, rest)) or not adder.take(CARDINALS[worth]):
        return None
    return adder.total + adder.section


CARDINALS = {value: word for table in (MAGNITUDES, ONES) for word, value in table.items()}


def ordinal(text: str, at: int) -> tuple[Decimal, int] | None:
    """The place in words at `at`, and where it ends.

    >>> ordinal("one hundred twenty-fifth", 0), ordinal("two thirds", 0)
    ((Decimal('125'), 24), None)
    """
    found = words(text, at)
    names = [word.name for word in found]
    # twenty and third are two
    if not found or any("and" in w.joined.lower() and names[i - 1] not in MAGNITUDES for i, w in enumerate(found)):
        return None
    place = _place(names)
    return None if place is None else (place, found[-1].end)


def share(text: str, at: int) -> Share | None:
    """The fraction in words at `at`, or None.

    >>> share("two thirds", 0).bottom, share("one twenty-fifth", 0).bottom
    (Decimal('3'), Decimal('25'))
    >>> share("two hundred and five hundredths", 0).value, share("two hundredth", 0)
    (Decimal('200.05'), None)
    """
    found = words(text, at)
    if len(found) < 2 or found[-1].name not in ENDING:
        return None
    for i, word in enumerate(found):
        if i and "and" in word.joined.lower():
            whole, lower = cardinal([w.name for w in found[:i]]), _share(found[i:])
            if whole is not None and lower is not None and lower.top < lower.bottom:
                # two million and three fifths are 2.6 million: the magnitude holds for both
                shared = MAGNITUDES.get(found[i - 1].name, ONE) >= THOUSAND
                return None if shared else replace(lower, whole=whole)
    return _share(found)


def _share(found: Sequence[Word]) -> Share | None:
    """The words as one fraction: the longest lower part that a number word opens, or else the last word."""
    names, last = [word.name for word in found], found[-1]
    plural = last.name.endswith("s")
    if not plural and last.name not in {"half", "quarter"} and _compound(names):
        return None
    cuts = [cut for cut in range(1, len(names)) if _opens(found, cut)]
    for cut in cuts or [len(names) - 1]:
        top, bottom = cardinal(names[:cut]), _bottom(names[cut:])
        if top is not None and bottom is not None and (plural or top == ONE):
            return Share(top, bottom, last.end, plural and "quarter" not in last.name, last.joined == "-")
    return None


def _compound(names: Sequence[str]) -> bool:
    """Whether the words can only be a place: twenty-first, two hundredth; one hundredth may be a part."""
    return _place(names) is not None and names[:-1] not in (["one"], ["a"])


def _opens(found: Sequence[Word], cut: int) -> bool:
    """Whether the lower part can begin at `cut`: not inside twenty-five, not behind "and" or at a bare magnitude."""
    before, here = ONES.get(found[cut - 1].name, ZERO), found[cut]
    if before >= TWENTY and ONES.get(here.name, ENDING.get(here.name, TEN)) < TEN:
        return False
    return cut == len(found) - 1 or (here.name in ONES and "and" not in here.joined.lower())


def _bottom(names: Sequence[str]) -> Decimal | None:
    """What the lower part of a fraction is worth."""
    last = names[-1]
    if last in {"first", "second"}:
        # one second is a time
        return None
    if len(names) == 1:
        return ENDING[last]
    return _place([*names[:-1], last if last in ORDINALS else last.removesuffix("s")])


def multiplied(text: str, found: Share) -> tuple[Decimal, int] | None:
    """The magnitude that a fraction is told of, and where it ends: three quarters of a million, two thirds million.

    >>> multiplied("half of it", Share(ONE, Decimal(2), 4, plural=False))
    """
    word = OF_MAGNITUDE.match(text, found.end)
    return (MAGNITUDES[word[1].lower()], word.end()) if word is not None and not found.whole else None


def part(text: str, at: int) -> Share | None:
    """The fraction that "and" adds to the number which ends at `at`: two and a half, but not two and a third of it.

    >>> part("two and a half", 3).value, part("two and a third of them", 3)
    (Decimal('0.5'), None)
    """
    gap = AND.match(text, at)
    found = None if gap is None else share(text, gap.end())
    if found is None or found.top >= found.bottom or text.startswith(" of ", found.end):
        return None
    return found
