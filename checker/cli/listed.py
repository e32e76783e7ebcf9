"""A list of files on standard input: what `find` and its like print."""

import os
import sys
from collections.abc import Sequence

from checker.errors import CheckerError

LIST = "-"  # the path that stands for those on standard input
MARK = b"\xef\xbb\xbf"  # some shells begin what they pipe with it


def with_listed(paths: Sequence[str]) -> list[str]:
    """The paths, and in the place of `-` those that standard input lists.

    Raises:
        CheckerError: standard input cannot be read, or lists nothing.
    """
    if LIST not in paths:
        return list(paths)
    try:
        data = sys.stdin.buffer.read()
    except (OSError, AttributeError, ValueError) as error:  # it is closed
        msg = "standard input: cannot be read; give it a list of files, one path a line"
        raise CheckerError(msg) from error
    names = listed(data)
    if not names:
        msg = "standard input: lists no files; give it one path a line"
        raise CheckerError(msg)
    return [*(path for path in paths if path != LIST), *names]


def listed(data: bytes) -> list[str]:
    r"""The paths in a list: one a line or, where a NUL is among them, each ended by one (`find -print0`).

    >>> listed(b"a.txt\r\n\nb c.txt"), listed(b"a\nb.txt\0c.txt\0")
    (['a.txt', 'b c.txt'], ['a\nb.txt', 'c.txt'])
    """
    if b"\0" in data:
        names = data.split(b"\0")
    else:
        names = [line.removesuffix(b"\r") for line in data.removeprefix(MARK).split(b"\n")]
    return [os.fsdecode(name) for name in names if name]
