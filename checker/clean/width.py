"""Full-width letters, digits and figures' signs as ASCII; Chinese punctuation stays as it is."""

import re

# ！ ， （ ） ： ； ？ are Chinese punctuation and mean more than their ASCII forms; the rest is typing
WIDE = {
    **{code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)},
    **{code: code - 0xFEE0 for code in range(0xFF21, 0xFF3B)},
    **{code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)},
    **{code: code - 0xFEE0 for code in map(ord, "％＋－．／＄＃＆＊＝＠＿")},
    ord("￥"): ord("¥"),
    ord("﹪"): ord("%"),
    ord("﹣"): ord("-"),
}

# 二○二○年: a ring between numerals is their nought
_RING = re.compile(r"(?<=[一二三四五六七八九〇○◯])[○◯](?=[一二三四五六七八九〇○◯年月日])")


def narrow(text: str) -> str:
    """`text` with ASCII for its full-width forms, code point for code point.

    >>> narrow("同比增长２．５％，达Ａ级")
    '同比增长2.5%，达A级'
    >>> narrow("二○二○年")
    '二〇二〇年'
    """
    return _RING.sub("〇", text.translate(WIDE))
