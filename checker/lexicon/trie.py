"""Many words as one pattern: a trie written as a regular expression finds the longest word at each place."""

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

_LOWER = {ord(c): ord(c) + 32 for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def lower(text: str) -> str:
    """`text` with ASCII capitals made small: unlike `str.lower`, it keeps every code point in its place.

    >>> lower("DAU日活İ")
    'dau日活İ'
    """
    return text.translate(_LOWER)


def pattern(words: Iterable[str]) -> str:
    """A regular expression without groups that matches the longest of `words` at a place.

    >>> re.findall(pattern(["日活", "日活用户", "月活"]), "日活用户和月活")
    ['日活用户', '月活']
    """
    root: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = root  # type: ignore[assignment]
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return _written(root)  # type: ignore[arg-type]


def _written(root: dict[str, object]) -> str:
    # An explicit stack, so that a long word cannot exhaust Python's own.
    done: dict[int, str] = {}
    stack: list[tuple[dict[str, object], bool]] = [(root, False)]
    while stack:
        node, ready = stack.pop()
        children = {char: child for char, child in node.items() if char}
        if not ready:
            stack.append((node, True))
            stack.extend((child, False) for child in children.values() if isinstance(child, dict))
            continue
        parts: dict[str, list[str]] = {}
        for char, child in children.items():
            parts.setdefault(done[id(child)], []).append(char)
        branches = [_chars(chars) + rest for rest, chars in parts.items()]
        joined = branches[0] if len(branches) == 1 else "|".join(branches)
        if "" in node and children:
            done[id(node)] = f"(?:{joined})?"
        else:
            done[id(node)] = f"(?:{joined})" if len(branches) > 1 else joined if children else ""
    return done[id(root)] or "(?!)"


def _chars(chars: list[str]) -> str:
    escaped = [re.escape(char) for char in chars]
    return escaped[0] if len(escaped) == 1 else f"[{''.join(escaped)}]"


class Finder(Generic[Meaning]):
    """Finds the words of a lexicon in a text and says what each means.

    Latin words match as whole words only. With `fold` case does not matter.

    >>> found = Finder({"DAU": "日活", "日活": "日活"}, fold=True)
    >>> [(m.group(), meaning) for m, meaning in found.find("夸克dau与日活, not DAUs")]
    [('dau', '日活'), ('日活', '日活')]
    """

    def __init__(self, meanings: Mapping[str, Meaning], *, fold: bool = False) -> None:
        self._fold = fold
        self._meanings = {lower(word) if fold else word: meaning for word, meaning in meanings.items() if word}
        latin = [word for word in self._meanings if _is_latin(word[0]) or _is_latin(word[-1])]
        other = [word for word in self._meanings if not (_is_latin(word[0]) or _is_latin(word[-1]))]
        parts = []
        if latin:
            whole = pattern(latin)
            parts.append(rf"(?<![A-Za-z0-9])(?:{whole})(?![A-Za-z0-9])")
            # 李宁's or the plural of a name: the word itself still ends where it ends
        if other:
            parts.append(pattern(other))
        self._pattern = re.compile("|".join(parts) if parts else "(?!)")

    def find(self, text: str) -> Iterable[tuple[re.Match[str], Meaning]]:
        """Each match with its meaning, from left to right, none overlapping."""
        searched = lower(text) if self._fold else text
        for match in self._pattern.finditer(searched):
            yield match, self._meanings[match.group()]


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
