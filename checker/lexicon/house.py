"""A house's own words: names, attributes and hedges from its own files, checked row by row before any work."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar
from unicodedata import category

from checker.errors import LexiconError
from checker.lexicon.attributes import DIMENSIONS, HouseAttribute, known_attributes
from checker.lexicon.finder import lower
from checker.lexicon.hedges import HedgeRow
from checker.lexicon.load import parsed, rows_in
from checker.lexicon.names import Alias, known_names
from checker.lexicon.overlay import House
from checker.model.record import dataclass, replace
from checker.model.value import Bound

Fold = Callable[[str], str]
Row = TypeVar("Row")
_TABLES = ("alias", "attribute", "hedge")
# control characters, half of a character, the ends of lines and paragraphs
_NO_SIGNS = {"Cc", "Cs", "Zl", "Zp"}
# the bounds that a word can give a figure; the others come of the figure itself
_BOUNDS = (Bound.AT_LEAST, Bound.AT_MOST, Bound.NEARLY, Bound.ABOUT, Bound.LEVEL)


def read_house(files: Sequence[Path | str], fold: Fold = str) -> House:
    """The words of a house's `files`, ready to be put in force.

    `fold` is what is done to articles before words are looked for in them (traditional characters made simplified): a
    form counts as written and as folded.

    Raises:
        LexiconError: a file cannot be read, a row says what has no meaning, or a form is told of two names; the message
            names file, row and key.
    """
    return _house(tuple((str(file), _read(file)) for file in files), fold)


def _read(file: Path | str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise LexiconError(file, "file", f"cannot be read ({error.strerror})") from error


@dataclass(frozen=True, slots=True)
class _Placed(Generic[Row]):
    """A row and where it stands, for what may be wrong with it."""

    path: str
    where: str
    row: Row

    def at(self, key: str) -> tuple[str, str]:
        return self.path, f"{self.where}.{key}"


# what is made of the words of a few houses is kept: a service goes from one to the next and back
@lru_cache(maxsize=4)
def _house(files: tuple[tuple[str, bytes], ...], fold: Fold) -> House:
    if not files:
        return House()
    read = [(path, parsed(path, data)) for path, data in files]
    for path, tables in read:
        for key in tables:
            if key not in _TABLES:
                known = ", ".join(f"[[{name}]]" for name in _TABLES)
                raise LexiconError(path, key, f"unknown table; known are {known}")
    made: dict[type, tuple[object, ...]] = {
        Alias: _aliases(_placed(read, "alias", Alias), fold),
        HouseAttribute: _attributes(_placed(read, "attribute", HouseAttribute), fold),
        HedgeRow: _hedges(_placed(read, "hedge", HedgeRow), fold),
    }
    summed = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for _, data in files))
    return House(made, summed.hexdigest()[:16])


def _placed(read: Sequence[tuple[str, Mapping[str, object]]], table: str, row: type[Row]) -> list[_Placed[Row]]:
    return [
        _Placed(path, f"{table}[{at}]", found)
        for path, tables in read
        for at, found in enumerate(rows_in(path, tables, table, row))
    ]


def _aliases(placed: Sequence[_Placed[Alias]], fold: Fold) -> tuple[Alias, ...]:
    for one in placed:
        _demand_words(one, "canonical", [one.row.canonical])
        _demand_words(one, "forms", one.row.forms)
    placed = [replace(one, row=replace(one.row, forms=_forms(one.row, fold))) for one in placed]
    ours = {name.canonical: name.parent for name in known_names()}
    kinds = {one.row.canonical for one in placed if one.row.kind is not None}
    parents = ours | {one.row.canonical: ours.get(one.row.canonical, "") for one in placed}
    parents |= {one.row.canonical: one.row.parent for one in placed if one.row.parent}
    _demand_one_owner([(one, one.row.canonical, one.row.forms) for one in placed])
    for one in placed:
        if one.row.canonical not in kinds and ours.keys().isdisjoint(one.row.forms):
            raise LexiconError(*one.at("kind"), "is missing; only a name that is known already needs none")
        _demand_parent(one, parents)
    return tuple(one.row for one in placed)


def _forms(row: Alias, fold: Fold) -> tuple[str, ...]:
    return _folded((row.canonical, *row.forms), fold)


def _demand_parent(one: _Placed[Alias], parents: Mapping[str, str]) -> None:
    above = one.row.parent
    if not above:
        return
    if above not in parents:
        raise LexiconError(*one.at("parent"), f"no name is {above!r}{_meant(above, parents)}")
    for _ in parents:
        if above == one.row.canonical:
            raise LexiconError(*one.at("parent"), f"{above!r} would belong to itself")
        above = parents.get(above, "")


def _attributes(placed: Sequence[_Placed[HouseAttribute]], fold: Fold) -> tuple[HouseAttribute, ...]:
    known = {row.name for row in known_attributes()}
    names = {lower(row.name): row.name for row in known_attributes()}
    for one in placed:
        row = one.row
        _demand_words(one, "name", [row.name])
        _demand_words(one, "forms", row.forms)
        _demand_words(one, "weak", row.weak)
        for form in row.weak:
            if names.get(lower(form), row.name) != row.name:
                raise LexiconError(*one.at("weak"), f"{form!r} is an attribute's name, which is no weak form")
        if row.name not in known:
            _demand_told(one)
        for kind in (row.dimension or "any").split("|"):
            if kind not in DIMENSIONS:
                raise LexiconError(*one.at("dimension"), f"no dimension is {kind!r}{_meant(kind, DIMENSIONS)}")
        known.add(row.name)
    made = [
        replace(
            one,
            row=replace(one.row, forms=_folded((one.row.name, *one.row.forms), fold), weak=_folded(one.row.weak, fold)),
        )
        for one in placed
    ]
    _demand_one_owner([(one, one.row.name, map(lower, (*one.row.forms, *one.row.weak))) for one in made])
    return tuple(one.row for one in made)


def _demand_told(one: _Placed[HouseAttribute]) -> None:
    """Demand what a new attribute needs; one of ours has it already."""
    for key in ("dimension", "nature"):
        if getattr(one.row, key) is None:
            raise LexiconError(*one.at(key), "is missing; only an attribute that is known already needs none")


def _hedges(placed: Sequence[_Placed[HedgeRow]], fold: Fold) -> tuple[HedgeRow, ...]:
    for one in placed:
        _demand_words(one, "forms", one.row.forms)
        if one.row.bound not in _BOUNDS:
            raise LexiconError(*one.at("bound"), f"expected one of {', '.join(_BOUNDS)}")
    return tuple(replace(one.row, forms=_folded(one.row.forms, fold)) for one in placed)


def _demand_words(one: _Placed[Row], key: str, forms: Iterable[str]) -> None:
    for form in forms:
        if not form or form != form.strip():
            raise LexiconError(*one.at(key), f"{form!r} is no word: it is empty, or spaces stand around it")
        if any(category(char) in _NO_SIGNS for char in form):
            raise LexiconError(*one.at(key), f"{form!r} is no word: it holds a line end or a control character")


def _demand_one_owner(told: Iterable[tuple[_Placed[Row], str, Iterable[str]]]) -> None:
    """Demand that no form is told of two names."""
    owners: dict[str, str] = {}
    for one, name, forms in told:
        for form in forms:
            if owners.setdefault(form, name) != name:
                raise LexiconError(*one.at("forms"), f"{form!r} is a form of {owners[form]!r} as well")


def _folded(forms: Iterable[str], fold: Fold) -> tuple[str, ...]:
    listed = tuple(forms)
    return tuple(dict.fromkeys((*listed, *map(fold, listed))))


def _meant(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 -- for what is wrong, and slow to load

    found = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {found[0]!r}?" if found else ""
