"""Characters that a scraper tore apart, put together again where that is certain.

The damage: a page in GBK was treated byte by byte. A gloss meant for 數 (bytes 94 B5) was also put between the bytes
of 頂的 (ED 94 | B5 C4), or a full-width mark's bytes were found across two characters; a later decoder then lost a
byte beside an ASCII one and read the rest shifted by one: 頂的達 became 頂?shù)倪_, 。夸克則 became ??淇藙t. Putting
the lost byte back and reading on until both readings meet again restores the text. It is done only where the restored
characters are common ones and just one lost byte makes them so; otherwise the wreck stays as it is.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from checker.clean.pinyin import plain_syllable, readings
from checker.clean.tape import Edit, Repair
from checker.lexicon.load import words
from checker.model.pattern import seldom
from checker.model.record import dataclass

TORN = re.compile(r"\?(?P<said>[a-zü\u00e0-\u01dc]{1,7})[)）]")
MARK = seldom(r"\?(?P<mark>[?!,:;()])(?=[^\x00-\x7f]|\?/p>)")
DAMAGE = re.compile(f"{TORN.pattern}|{MARK.pattern}")
LONGEST = 24  # characters until the two readings must have met
FULL_STOP = b"\xa1\xa3"  # 。 in GBK


@dataclass(frozen=True, slots=True)
class Mended:
    """What stands for the raw characters from `start` to `end`."""

    start: int
    end: int
    text: str


def mojibake(known: frozenset[str]) -> Repair:
    """The repair of torn characters; `known` are the characters that are common enough to be believed.

    >>> known = frozenset("頂的達摩克利斯之劍")
    >>> list(mojibake(known)("頭頂?shù)倪_摩克利斯"))
    [Edit(start=2, end=9, text='的達')]
    """
    return partial(_edits, known)


def _edits(known: frozenset[str], text: str) -> Iterator[Edit]:
    if "?" not in text:
        return
    done = 0
    for found in DAMAGE.finditer(text):
        if found.start() < done or not found.start():
            continue
        mended = _torn(text, found, known) if found["said"] else _marked(text, found, known)
        if mended is not None:
            yield Edit(mended.start, mended.end, mended.text)
            done = mended.end


def _torn(text: str, found: "re.Match[str]", known: frozenset[str]) -> Mended | None:
    """The repair of a gloss put between the two bytes of a character."""
    before = _gbk(text[found.start() - 1])
    if before is None or len(before) != 2:
        return None
    lost = sorted({code[1:] for code in _codes(found["said"]) if code[:1] == before[1:]})
    return _only(text, found.start(), found.end(), lost, known)


@lru_cache(maxsize=512)
def _codes(said: str) -> tuple[bytes, ...]:
    """The GBK codes of the characters that are read so, of those that pages gloss."""
    codes = map(_gbk, readings().get(plain_syllable(said), ""))
    return tuple(code for code in codes if code is not None and len(code) == 2)


def _marked(text: str, found: "re.Match[str]", known: frozenset[str]) -> Mended | None:
    """The repair of a full-width mark that was seen across a full stop's second byte and the next character's first."""
    if text.startswith("?/p>", found.end()):
        return _closing(text, found)
    lost = bytes([ord(found["mark"]) + 0x80])
    if text[found.end()] in known and text[found.end() + 1 : found.end() + 2] in known:
        return None  # a sentence that really ended with two marks
    mended = _only(text, found.start(), found.end(), [lost], known)
    return Mended(mended.start, mended.end, FULL_STOP.decode("gbk") + mended.text) if mended else None


def _closing(text: str, found: "re.Match[str]") -> Mended:
    """`?!?/p>`: a full stop, a closing quote and the tag's bracket that was lost with its second byte."""
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    quote = "”" if line.count("“") > line.count("”") else ""
    return Mended(found.start(), found.end() + len("?/p>"), "。" + quote)


def _only(text: str, start: int, at: int, lost: Sequence[bytes], known: frozenset[str]) -> Mended | None:
    """The one reading of the text from `at` on, after one of the `lost` bytes, that makes sense."""
    made = {mended for byte in lost if (mended := _reading(text, start, at, byte, known))}
    return made.pop() if len(made) == 1 else None


def _reading(text: str, start: int, at: int, lost: bytes, known: frozenset[str]) -> Mended | None:
    """What the text says from `at` on when `lost` is put before it, up to where both readings meet."""
    pending, said, end = lost, "", at
    while end < min(len(text), at + LONGEST) and text[end] != "\n":
        if torn := TORN.match(text, end):  # another gloss between two bytes: its lost byte ends a character here
            last = _second_gloss(pending, torn["said"], known)
            return Mended(start, torn.end(), said + last) if last else None
        char = _gbk(text[end])
        if char is None:
            return None
        pending, end = pending + char, end + 1
        while len(pending) >= 2 or (pending and pending[0] < 0x80):
            char, pending = (pending[:1], pending[1:]) if pending[0] < 0x80 else (pending[:2], pending[2:])
            if not _believable(char, known):
                return None
            said += char.decode("gbk")
        if not pending:
            return Mended(start, end, said)
    return None


def _second_gloss(pending: bytes, said: str, known: frozenset[str]) -> str | None:
    """The character whose second byte was lost beside the gloss that was rightly its own."""
    fits = {char for code in _codes(said) if code[:1] == pending and (char := code.decode("gbk")) in known}
    return fits.pop() if len(fits) == 1 else None


def _believable(char: bytes, known: frozenset[str]) -> bool:
    try:
        said = char.decode("gbk")
    except UnicodeDecodeError:
        return False
    return said in known or (len(char) == 1 and said.isprintable())


def _gbk(char: str) -> bytes | None:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return None


def frequent_characters() -> frozenset[str]:
    """The characters that nearly all Chinese text is made of."""
    return frozenset("".join(words("zh/frequent.toml", "characters")))
