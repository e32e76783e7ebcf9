"""Bytes to text: which encoding a file is in, told by a ladder of certainties.

A byte order mark settles it, strict UTF-8 nearly does. The encodings without a signature (GB18030, Big5, UTF-16)
are tried together, and the one whose characters are the commonest wins: a text read in a wrong encoding is full of
characters that nobody writes.
"""

import codecs
from collections.abc import Iterator
from functools import cache

from checker.lexicon.load import words
from checker.model.record import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
RIVALS = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
SAMPLE = 65536  # bytes that are scored: enough for certainty, cheap for large files
# a right reading of Chinese scores above 0.6 from a dozen characters on, a wrong one below 0.2
CONVINCING = 0.4


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and the encoding that it was read in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded | None:
    """The text of `data`, without its byte order mark, or None where no encoding fits.

    >>> decode("夸克日活1.2亿".encode("gb18030"))
    Decoded(text='夸克日活1.2亿', encoding='gb18030')
    >>> decode(b"plain")
    Decoded(text='plain', encoding='utf-8')
    >>> decode(bytes(range(256))) is None
    True
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            return None if text is None else Decoded(text, encoding)
    text = _strict(data, "utf-8")
    if text is not None and "\0" not in text:
        return Decoded(text, "utf-8")
    return _by_score(data) or _by_guess(data)


def looks_binary(data: bytes) -> bool:
    r"""Whether `data` can be no text: null bytes or control characters in an amount that no text has.

    UTF-16 is full of null bytes when it holds ASCII, but then they stand at one side of every pair.

    >>> looks_binary(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), looks_binary("text".encode("utf-16-le"))
    (True, False)
    """
    head = data[:4096]
    if any(data.startswith(mark) for mark, _ in MARKS):
        return False
    nulls = head.count(0)
    if nulls and _one_sided(head, nulls):
        return False
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b\x1a" for byte in head)
    # one stray control character in two hundred is a scraper's accident; more is no text
    return (nulls > 0 or controls * 200 > len(head)) and _best(data) is None


def _one_sided(head: bytes, nulls: int) -> bool:
    even = head[::2].count(0)
    return nulls * 5 > len(head) and (even in (0, nulls))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _by_score(data: bytes) -> Decoded | None:
    best = _best(data)
    if best is None:
        return None
    text = _strict(data, best)
    return None if text is None else Decoded(text, best)


def _best(data: bytes) -> str | None:
    """The rival encoding that reads `data` best, if any is convincing."""
    scored = sorted(((score, -rank, name) for rank, (name, score) in enumerate(_scores(data))), reverse=True)
    return scored[0][2] if scored and scored[0][0] >= CONVINCING else None


def _scores(data: bytes) -> Iterator[tuple[str, float]]:
    for name in RIVALS:
        if name.startswith("utf-16") and len(data) % 2:
            continue
        decoder = codecs.getincrementaldecoder(name)()
        try:
            # not final: the sample may end inside a character
            text = decoder.decode(data[:SAMPLE])
        except UnicodeError:
            continue
        yield name, commonness(text)


def commonness(text: str) -> float:
    """The share of `text` beyond ASCII that is common, from -1 to 1; ASCII alone counts half.

    >>> commonness("我们的") == 1.0, commonness("鎴戜滑鐨") < 0.3
    (True, True)
    """
    frequent = frequent_characters()
    good = bad = plain = 0
    for char in text:
        if char < "\x80":
            plain += char.isprintable() or char in "\t\r\n"
            bad += not (char.isprintable() or char in "\t\r\n")
        elif char in frequent:
            good += 1
        else:
            bad += 1
    if not good + bad:
        return 0.5 if plain else 0.0
    return (good - bad) / (good + bad)


@cache
def frequent_characters() -> frozenset[str]:
    """The characters that make up nearly all Chinese text, simplified and traditional, with their punctuation."""
    return frozenset("".join(words("zh/frequent.toml", "characters")))


def _by_guess(data: bytes) -> Decoded | None:
    # imported here: it costs more than everything else in this file, and hardly any file needs it
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        return None
    text = _strict(data, best.encoding)
    if text is None or "\0" in text:
        return None
    sample = text[:SAMPLE]
    # read in a wrong encoding, bytes turn into control characters, or into letters without a space between them
    strange = sum(not (char.isprintable() or char.isspace()) for char in sample)
    words_apart = any(char == " " or char > "\u2e80" for char in sample)
    return Decoded(text, best.encoding) if strange * 200 <= len(sample) and words_apart else None
