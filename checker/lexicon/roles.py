"""Posts and parts that people hold: chief executive, mayor, director of a film."""

import re
from functools import cache

from checker.lexicon.load import load, words
from checker.model.record import dataclass


@dataclass(frozen=True)
class Role:
    """One post; `single` means that an organisation, place or work has one holder of it at a time."""

    name: str
    forms: tuple[str, ...]
    single: bool = False


@cache
def roles() -> tuple[Role, ...]:
    """Every post, with the forms of all languages in one row."""
    made: dict[str, Role] = {}
    for file in ("zh", "en"):
        for row in load(f"{file}/roles.toml", "role", Role):
            old = made.get(row.name)
            made[row.name] = row if old is None else Role(row.name, old.forms + row.forms, old.single)
    return tuple(made.values())


@dataclass(frozen=True)
class ByBody:
    """What a post is called at a kind of body: `words` are looked for in the body's name, else its `kind` decides."""

    post: str
    becomes: str
    words: tuple[str, ...] = ()
    kind: str = ""


@cache
def _by_body() -> tuple[ByBody, ...]:
    return load("en/roles.toml", "by_body", ByBody)


def post_at(post: str, body: str, kind: str) -> str:
    """What `post` is called at `body`, a canonical name, which is of `kind` ("" where nobody knows).

    >>> post_at("总统", "招商银行", "company"), post_at("总统", "法国", "place"), post_at("总统", "小米", "company")
    ('行长', '总统', '总裁')
    """
    rows = [row for row in _by_body() if row.post == post]
    named = [row for row in rows if any(word in body for word in row.words)]
    found = named or [row for row in rows if row.kind and row.kind == kind]
    return found[0].becomes if found else post


@dataclass(frozen=True)
class Generic:
    """A post whose English word stands for others as well, where the body does not tell which is meant."""

    post: str
    may_be: tuple[str, ...]


@cache
def _generic() -> dict[str, frozenset[str]]:
    return {row.post: frozenset(row.may_be) for row in load("en/roles.toml", "generic", Generic)}


def may_be(post: str, written: str) -> frozenset[str]:
    """The posts that one may be as it is written: an English word stands for others as well.

    >>> sorted(may_be("省长", "governor")), sorted(may_be("省长", "省长"))
    (['县长', '央行行长', '州长', '省长', '行长'], ['省长'])
    """
    return (_generic().get(post, frozenset()) if written.isascii() else frozenset()) | {post}


_CHIEF = re.compile("首席(?!执行|研究|分析|工程).+[官师]|.+总监")


@cache
def _exclusive() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split()) for pair in words("zh/roles.toml", "exclusive"))


def exclusive(one: str, other: str) -> bool:
    """Whether one person hardly holds both posts: who heads a government does not head its party committee.

    Two chiefs or directors of a firm are two people as a rule, though its chief executive may be one of them as well.

    >>> exclusive("市长", "市委书记"), exclusive("首席财务官", "商务总监"), exclusive("首席执行官", "首席技术官")
    (True, True, False)
    """
    chiefs = one != other and all(_CHIEF.fullmatch(post) for post in (one, other))
    return chiefs or frozenset({one, other}) in _exclusive()
