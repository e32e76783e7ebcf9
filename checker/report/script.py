"""Words told apart neither by case nor by script."""

from functools import cache
from typing import Protocol


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def folded(text: str) -> str:
    """`text` in small letters and simplified characters, to be compared.

    >>> folded("騰訊 QQ")
    '腾讯 qq'
    """
    if text.isascii():
        return text.casefold()
    # half of a character, as another encoding may leave it, is none that the converter takes
    return _converter().convert(text.encode(errors="replace").decode()).casefold()


@cache
def _converter() -> _Converter:
    # slow to import, and a run over English texts alone need not load it
    from opencc import OpenCC  # noqa: PLC0415

    converter: _Converter = OpenCC("t2s")
    return converter
