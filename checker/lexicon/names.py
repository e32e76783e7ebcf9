"""The well-known names: companies, products, people, places and bodies, each with its aliases in both languages."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from checker.lexicon.load import load
from checker.lexicon.overlay import in_force, kept
from checker.model.record import dataclass, replace

_FILES = ("companies", "products", "people", "places", "bodies")


class NameKind(StrEnum):
    """What sort of thing a name names."""

    COMPANY = "company"
    PRODUCT = "product"
    PERSON = "person"
    PLACE = "place"
    BODY = "body"
    TEAM = "team"
    AWARD = "award"
    INDEX = "index"


@dataclass(frozen=True)
class Name:
    """One entity and every way to write it.

    `parent` is the canonical name of its owner, maker or group, or "". `family` joins names that are no parent and
    child but are taken for one another. Latin aliases keep their case: an alias in capitals (US, WHO, CATL) is meant to
    match in capitals only.
    """

    canonical: str
    kind: NameKind
    aliases: tuple[str, ...] = ()
    parent: str = ""
    family: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The canonical name and its aliases."""
        return (self.canonical, *self.aliases)


@dataclass(frozen=True)
class Alias:
    """A row of a house's own file: an entity's canonical name and the forms by which the house knows it.

    `kind` may be left out where the name is one of ours. `parent` and `family` are as in `Name`.
    """

    canonical: str
    forms: tuple[str, ...] = ()
    kind: NameKind | None = None
    parent: str = ""
    family: str = ""


@kept
def names() -> tuple[Name, ...]:
    """Every well-known name, in file order, and a house's own behind them."""
    return joined(known_names(), in_force().rows(Alias))


@cache
def known_names() -> tuple[Name, ...]:
    """The names that hold for every house."""
    return tuple(row for file in _FILES for row in load(f"names/{file}.toml", "name", Name))


def joined(ours: Sequence[Name], rows: Sequence[Alias]) -> tuple[Name, ...]:
    """The names with a house's rows laid over them: a form that both know is the house's.

    A row of a name that we have adds to it. One that knows our name under another canonical one takes the whole of it
    over: every other form, and whatever belongs to it.

    >>> ours = (Name("阿里巴巴", NameKind.COMPANY, ("阿里", "Alibaba")), Name("夸克", NameKind.PRODUCT, (), "阿里巴巴"))
    >>> [(name.canonical, name.aliases) for name in joined(ours, [Alias("小夸", ("阿里",), NameKind.PRODUCT)])]
    [('阿里巴巴', ('Alibaba',)), ('夸克', ()), ('小夸', ('阿里',))]
    >>> [(name.canonical, name.aliases, name.parent) for name in joined(ours, [Alias("BABA", ("阿里巴巴",))])]
    [('夸克', (), 'BABA'), ('BABA', ('阿里巴巴', '阿里', 'Alibaba'), '')]
    """
    if not rows:
        return tuple(ours)
    owner = {form: row.canonical for row in rows for form in (row.canonical, *row.forms)}
    called = {name.canonical: owner.get(name.canonical, name.canonical) for name in ours}
    kept_names = [
        replace(
            name,
            aliases=tuple(form for form in name.aliases if form not in owner),
            parent=called.get(name.parent, name.parent),
            family=called.get(name.family, name.family),
        )
        for name in ours
    ]
    made = [name for name in kept_names if name.canonical not in owner]
    for canonical in dict.fromkeys(row.canonical for row in rows):
        taken = [name for name in kept_names if owner.get(name.canonical) == canonical]
        made.append(_told(canonical, [row for row in rows if row.canonical == canonical], taken))
    return tuple(made)


def _told(canonical: str, rows: Sequence[Alias], taken: Sequence[Name]) -> Name:
    """The name that a house's rows tell, with those of ours that they take over; what the rows leave open is ours."""
    forms = [form for row in rows for form in row.forms] + [form for name in taken for form in name.forms]
    kinds = [row.kind for row in rows if row.kind] + [name.kind for name in taken]
    parents = [row.parent for row in rows] + [name.parent for name in taken]
    families = [row.family for row in rows] + [name.family for name in taken]
    return Name(
        canonical,
        kinds[0],
        tuple(form for form in dict.fromkeys(forms) if form != canonical),
        next(filter(None, parents), ""),
        next(filter(None, families), ""),
    )
