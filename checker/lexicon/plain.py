"""TOML as the words of the lexicon are written, read many times faster than any TOML is.

What is plain: a value stands on its key's line, or is a list with its rows or words on lines of their own, or a long
string; no backslash and no comment stands within. Such values differ from JSON by the signs around a row's keys alone,
and JSON is read by C.
"""

import json
import re

# a header of a table or of a row, with the name in quotation marks or without
_HEADER = re.compile(r'\[(\[)?("?)([^\[\]".]+)\2(?(1)\])\]')
_QUOTED = re.compile(r'"[^"]*"')
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# what stands before a key of a row, and behind one: within a string it would end the string, and that is no JSON
_BEFORE = re.compile(r",(?=[a-z_]+=)")
_BEHIND = (('="', '":"'), ("=[", '":['), ("=true", '":true'), ("=false", '":false'))


def tables(data: bytes) -> dict[str, object] | None:
    r"""The tables of a plain file; None for one that is not plain, or no TOML: a TOML reader tells what it holds.

    >>> tables('[[hedge]]\nforms = ["逾"]\n[name]\n"a b" = "c"'.encode())
    {'hedge': [{'forms': ['逾']}], 'name': {'a b': 'c'}}
    >>> tables('name = [\n  # Regions\n  {canonical="亚洲",aliases=["Asia"]},\n]'.encode())
    {'name': [{'canonical': '亚洲', 'aliases': ['Asia']}]}
    >>> tables(b"key = 'a literal string'") is tables(b"twice = 1\ntwice = 2") is tables(b"open = [\n") is None
    True
    """
    if b"\\" in data or b"\r" in data:
        return None
    try:
        return _read(data.decode("utf-8-sig").split("\n"))
    except (ValueError, IndexError):
        return None


def _read(lines: list[str]) -> dict[str, object]:
    made: dict[str, object] = {}
    here = made
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            here = _opened(made, line)
            continue
        key, _, value = line.partition(" = ")
        name = key[1:-1] if _QUOTED.fullmatch(key) else key
        if name in here or (name is key and not _BARE.fullmatch(key)):
            raise ValueError(line)
        if value == "'''":
            end = lines.index(value, at)
            here[name] = "".join(f"{line}\n" for line in lines[at:end])
            at = end + 1
        elif value[:1] == "[" and value[-1] != "]":
            begun = at
            while lines[at][-1:] != "]":
                at += 1
            at += 1
            here[name] = _listed([value, *lines[begun:at]])
        else:
            here[name] = _decoded(value)
    return made


def _opened(made: dict[str, object], line: str) -> dict[str, object]:
    """The table that a header opens."""
    header = _HEADER.fullmatch(line)
    if header is None:
        raise ValueError(line)
    table: dict[str, object] = {}
    if header[1]:
        listed = made.setdefault(header[3], [])
        if not isinstance(listed, list):
            raise ValueError(line)
        listed.append(table)
    elif header[3] in made:
        raise ValueError(line)
    else:
        made[header[3]] = table
    return table


def _listed(lines: list[str]) -> object:
    """A list with rows or words on its lines."""
    told = "\n".join([line for line in map(str.strip, lines) if line[:1] != "#"])
    if "\n{" in told:
        told = _BEFORE.sub(',"', told.replace("\n{", '\n{"'))
        for sign, json_sign in _BEHIND:
            told = told.replace(sign, json_sign)
    # behind the last row a comma may stand
    return _decoded(f"{told[:-1].rstrip().removesuffix(',')}]")


def _decoded(value: str) -> object:
    made, end = _JSON.raw_decode(value)
    if end != len(value):
        raise ValueError(value)
    return made


def _row(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise ValueError(pairs)
    return row


_JSON = json.JSONDecoder(object_pairs_hook=_row)
