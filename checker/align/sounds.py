"""Names that no lexicon holds in two scripts: a Latin name that spells a Chinese one in pinyin."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from checker.lexicon.load import mapping, words

# letters of a spelling that are no chance, and signs of the name that it spells
_LETTERS, _SIGNS = 5, 2


@cache
def _sounds() -> dict[str, str]:
    return {sign: syllable for syllable, signs in mapping("zh/sounds.toml", "syllables").items() for sign in signs}


def spelled(name: str) -> str:
    """A Chinese name in pinyin without tones; "" where a sign of it is not in the table.

    >>> spelled("晨帆"), spelled("晨帆a")
    ('chenfan', '')
    """
    sounds = _sounds()
    return "".join(sounds[sign] for sign in name) if all(sign in sounds for sign in name) else ""


def by_sound(seen: Iterable[str], known: frozenset[str]) -> list[tuple[str, str]]:
    """The pairs of a Chinese and a Latin name, neither in the lexicon, of which one spells the other.

    The Latin name is a firm's (Chenfan Shipping) or a person's in either order (Lin Zhisen, Zhisen Lin). One that
    could spell two names tells nothing.

    >>> by_sound(["晨帆航运", "chenfanshipping", "林植森", "zhisenlin", "石浦", "acme"], frozenset())
    [('晨帆航运', 'chenfanshipping'), ('林植森', 'zhisenlin')]
    """
    latin = sorted(name for name in seen if name.isascii() and len(name) >= _LETTERS and name not in known)
    chinese = sorted(name for name in seen if name and not name.isascii() and name not in known)
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for name in chinese if latin else ():
        for spelling in _spellings(name):
            spellings[spelling].add(name)
    edges: list[tuple[str, str]] = []
    for name in latin:
        found = {meant for spelling in _bare(name) for meant in spellings.get(spelling, ())}
        # 晨帆 and 晨帆航运 are one name, told short and whole
        whole = max(found, key=len, default="")
        if whole and all(whole.startswith(meant) for meant in found):
            edges.append((whole, name))
    return sorted(edges)


def _spellings(name: str) -> set[str]:
    """How a name may be spelled: whole, without what ends a firm's name, and with the family name last."""
    bases = {name}
    ended = [
        end for end in (*words("zh/bodies.toml", "makers"), *words("zh/bodies.toml", "firms")) if name.endswith(end)
    ]
    if ended:
        bases.add(name.removesuffix(max(ended, key=len)))
    made = {spelled(base) for base in bases if len(base) >= _SIGNS}
    if len(name) in {_SIGNS, _SIGNS + 1}:
        made.add(spelled(name[1:]) + spelled(name[0]))
    return {spelling for spelling in made if len(spelling) >= _LETTERS}


def _bare(name: str) -> set[str]:
    """A Latin name, and what is left of it without the word for what it is: chenfan of chenfanshipping."""
    ends = [end for end in words("en/bodies.toml", "firms") if name.endswith(end) and len(name) - len(end) >= _LETTERS]
    return {name, *(name.removesuffix(end) for end in ends)}
