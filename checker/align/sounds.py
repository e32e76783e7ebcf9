"""Names that no lexicon holds in two scripts: a Latin name that spells a Chinese one in pinyin."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from checker.align.names import Ends, without_ending
from checker.lexicon.load import mapping, words
from checker.lexicon.pinyin import spelled
from checker.lexicon.transcription import ALIKE, sound_of_chinese, sound_of_latin, sounding
from checker.model.record import dataclass

# letters of a spelling that are no chance, and signs of the name that it spells
_LETTERS, _SIGNS = 5, 2


@dataclass(frozen=True, slots=True)
class _Read:
    """One way to read a name: the letters that it spells, and the word for what it is taken off it, or ""."""

    letters: str
    kind: str = ""


def by_sound(seen: Iterable[str], known: frozenset[str]) -> list[tuple[str, str]]:
    """The pairs of a Chinese and a Latin name, neither in the lexicon, of which one spells the other.

    The Latin name is a firm's (Chenfan Shipping) or a person's in either order (Lin Zhisen, Zhisen Lin). Where both
    tell what they are, they tell the same. One that could spell two names tells nothing, and so do two that spell one.

    >>> by_sound(["晨帆航运", "chenfanshipping", "林植森", "zhisenlin", "石浦", "acme"], frozenset())
    [('晨帆航运', 'chenfanshipping'), ('林植森', 'zhisenlin')]
    >>> by_sound(["晨帆航运", "chenfanbank", "白澜", "bailanuniversity"], frozenset())
    []
    >>> by_sound(["丹妮丝·哈韦尔", "deniseharwell", "paulminton"], frozenset())
    [('丹妮丝·哈韦尔', 'deniseharwell')]
    """
    written = [name for name in seen if name not in known]
    return sorted(
        {*by_spelling(written), *by_transcription(filter(is_transcribed, written), filter(is_latin, written))}
    )


def is_latin(name: str) -> bool:
    """Whether a Latin name is long enough to spell another."""
    return name.isascii() and len(name) >= _LETTERS


def is_transcribed(name: str) -> bool:
    """Whether a name is put together as transcriptions are."""
    return "·" in name


def letters_of(name: str) -> list[str]:
    """The letters under which a Latin name may meet the Chinese ones that it spells, or a Chinese one those."""
    reads = _chinese(name) if not name.isascii() else _latin(name) if is_latin(name) else ()
    return sorted({read.letters for read in reads})


def by_spelling(seen: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of a Chinese and a Latin name of which one spells the other, sign by sign; see `by_sound`."""
    names = sorted(set(seen))
    latin = list(filter(is_latin, names))
    chinese = [name for name in names if not name.isascii()]
    readings: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in chinese if latin else ():
        for read in _chinese(name):
            readings[read.letters].add((name, read.kind))
    edges: list[tuple[str, str]] = []
    for name in latin:
        found = {
            meant
            for read in _latin(name)
            for meant, kind in readings.get(read.letters, ())
            if _one_kind(meant, kind, read.kind)
        }
        # 晨帆 and 晨帆航运 are one name, told short and whole
        whole = max(found, key=len, default="")
        if whole and all(whole.startswith(meant) for meant in found):
            edges.append((whole, name))
    spelling = Counter(meant for meant, name in edges if any(read.kind for read in _latin(name)))
    return sorted((meant, name) for meant, name in edges if spelling[meant] <= 1)


def by_transcription(chinese: Iterable[str], latin: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each transcription with the one Latin name that sounds like it: 丹妮丝·哈韦尔, deniseharwell."""
    chinese = sorted(set(chinese))
    sounds: defaultdict[str, list[str]] = defaultdict(list)
    for name in latin if chinese else ():
        sounds[sound_of_latin(name)].append(name)
    for name in chinese:
        near = sounding(sound_of_chinese(name), sounds, ALIKE - 2 * _CLEARLY)
        heard = sorted(((like, other) for sound, like in near for other in sounds[sound]), reverse=True)[:2]
        # 马库斯·德尔加多 beside both Marcus and Mateo Delgado is the one that sounds more like it
        if heard and heard[0][0] >= ALIKE and (len(heard) == 1 or heard[1][0] <= heard[0][0] - _CLEARLY):
            yield name, heard[0][1]


# what the likeness of the next name must be less
_CLEARLY = 0.1


def _one_kind(chinese: str, kind: str, word: str) -> bool:
    """Whether a Chinese name and a Latin one, each with what was taken off it, can be of one kind."""
    if kind and word:
        return word in _english().get(kind, ())
    # told on one side only, it may be left out of a firm's name and of no other: 白澜 is not Bailan University
    return (not kind or without_ending(chinese) != "") and (not word or word in _left_out())


def _chinese(name: str) -> set[_Read]:
    """How a name may be read: whole, without what ends it, and with the family name last."""
    reads = {_Read(spelled(name))} if len(name) >= _SIGNS else set[_Read]()
    ended = _chinese_ends().of(name, _SIGNS)
    if ended:
        end = ended[-1]
        reads.add(_Read(spelled(name.removesuffix(end)), end))
    if len(name) in {_SIGNS, _SIGNS + 1}:
        reads.add(_Read(spelled(name[1:]) + spelled(name[0])))
    return {read for read in reads if len(read.letters) >= _LETTERS}


def _latin(name: str) -> set[_Read]:
    """A Latin name whole, and what is left of it without the word for what it is: chenfan of chenfanshipping."""
    ends = _latin_ends().of(name, _LETTERS)
    forms = words("en/bodies.toml", "forms")
    return {_Read(name), *(_Read(name.removesuffix(end), "" if end in forms else end) for end in ends)}


@cache
def _english() -> Mapping[str, tuple[str, ...]]:
    """The English words for each Chinese ending."""
    return {end: tuple(told.split()) for end, told in mapping("zh/kinds.toml", "english").items()}


@cache
def _left_out() -> frozenset[str]:
    """English endings that a text may leave out of a firm's name."""
    firms = (*words("zh/bodies.toml", "trades"), *words("zh/bodies.toml", "firms"))
    return frozenset(word for end in firms for word in _english().get(end, ()))


@cache
def _chinese_ends() -> Ends:
    return Ends(_english())


@cache
def _latin_ends() -> Ends:
    return Ends(chain(words("en/bodies.toml", "forms"), *_english().values()))
