"""What a line of text is by its looks: a headline, prose, or a dateline."""

import re
from functools import cache

from checker.lexicon.load import literal, words

GLOSS = re.compile(r"[(（][a-z\u00e0-\u01dc]{1,6}[)）]")
PROSE_ENDS = ("。", "！", "!", "…", "”", "」", ".", "；", ":", "：")
NOT_AT_END = tuple("。！!；;，,、：:…—.")
TITLE = 90  # columns: forty-five Chinese characters, or an English headline
HEADING = 52  # within an article headings are shorter; a longer line without full stop is a caption or a quote
PROSE = 120
DATE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}\s?[年./\-]\s?(?:0?[1-9]|1[0-2])\s?[月./\-]\s?(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])\s?[日号號]?"
    # 10月11日电(记者 廖云): nothing but who wrote
    r"(?=$|[\s|)）\]】,，·T]|[电電讯訊]\s?(?:$|[(（][^()（）]*[)）]\s*$))"
)
ENGLISH_DATE = re.compile(
    r"\b(?:(?P<day>[0-3]?[0-9])\s+)?(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+"
    r"(?:(?P<after>[0-3]?[0-9])(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)[0-9]{2})(?=\b|[0-2]?[0-9]:[0-5][0-9])"
)
CLOCK = re.compile(r"[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?")
# what is left of a dateline without its date and time: names and labels, no sentence
LEFT_OVER = 40
HEAD_BLOCKS = 8  # a title, and who published and when, stand among the first blocks or nowhere


def columns(text: str) -> int:
    """How wide a text is: a Chinese character takes two columns.

    >>> columns("日活 DAU")
    8
    """
    return sum(2 if char > "\u2e7f" else 1 for char in text)


def is_headline(text: str, longest: int = TITLE) -> bool:
    """Whether `text` looks like a title or heading: short, one phrase, no full stop.

    >>> is_headline("阿里为什么着急打千问这场仗?"), is_headline("这场战争没有终点。"), is_headline("首页 > 体育 > 专题")
    (True, False, False)
    """
    text = GLOSS.sub("", text).strip()
    if not 7 <= columns(text) <= longest or text.endswith(NOT_AT_END):
        return False
    if is_byline(text) or re.search(r"[|｜>»【\[]|\s{2,}|https?:", text) or text.startswith(("(", "（", "©")):
        return False
    # a label (字体:大 中 小) or a byline is no headline; a colon further in parts a topic from its remark
    label = re.match(r"\S{1,3}\s?[:：丨]|[^:：]{1,12}[:：]\s?\S{1,8}$", text)
    return label is None and any(char.isalpha() for char in text)


def is_over_dateline(text: str, after: str) -> bool:
    """Whether a line is a headline because a dateline stands below it: it may be of two parts.

    >>> is_over_dateline("走近星河：数字背后", "江岸晚报 2026年8月17日 记者 陈可"), is_headline("走近星河：数字背后")
    (True, False)
    >>> is_over_dateline("来源：江岸晚报", "2026年8月17日"), is_over_dateline("首页 > 体育 > 专题", "2026年8月17日")
    (False, False)
    """
    if not is_dateline(after) or is_dateline(text) or is_byline(text):
        return False
    text = GLOSS.sub("", text).strip()
    if not 7 <= columns(text) <= TITLE or text.endswith(NOT_AT_END) or re.search(r"[>»\[【]|https?:", text):
        return False
    parts = re.split(r"[|｜丨:：]", text)
    return len(parts) <= _PARTS and parts[0].strip() not in _labels() and any(char.isalpha() for char in text)


# a topic and what is said of it; a line of more parts is a menu
_PARTS = 2


@cache
def _labels() -> frozenset[str]:
    """What stands before a name or a day in a line that is no headline."""
    kinds = ("publisher_labels", "byline_labels", "date_labels", "writers")
    return frozenset(word for kind in kinds for word in words("zh/datelines.toml", kind))


def is_byline(text: str) -> bool:
    """Whether a line tells no more than who wrote for whom, and when: what stands below it is not about its names.

    >>> is_byline("By Oliver Tranmere, Harbour Wire"), is_byline("By 2030 the plant will run")
    (True, False)
    >>> is_byline("《湘水观察》 采写/郭一鸣 2026年7月11日"), is_byline("長河週刊 特約撰稿 霍晚亭")
    (True, True)
    >>> is_byline("Coastal Ledger, from agency reports"), is_byline("记者 调查：夜市的账本")
    (True, False)
    >>> is_byline("Host: Yolanda Prieto"), is_byline("Words: 512 at most")
    (True, False)
    >>> is_byline("OSLO, Sep 5 (Lantern Wire) - Reporting by Abel Zenoport, published 2026-09-05")
    True
    """
    text = _WIRED.sub("", text)
    if len(text) > 2 * LEFT_OVER:
        return False
    return _SIGNED.fullmatch(text.strip("*_ ")) is not None or _signed().search(text.strip("*_ ")) is not None


# what a wire's line opens with: OSLO, Sep 5 (Lantern Wire) -
_WIRED = re.compile(r"\A[A-Z][A-Z .'-]{1,40}, [A-Z][a-z]{2,8}\.? [0-9]{1,2} \([^()]{2,40}\) [-–—] (?=[RCW])")
# By Oliver Tranmere, Harbour Wire; Coastal Ledger, from agency reports
_SIGNED = re.compile(
    r"(?:By|Reporting by|Compiled by|Words by|(?:Reporter|Host|Presenter|Producer|Editor|Correspondent|Writer|Words):)"
    r" (?:[A-Z][\w.'’-]*+(?:(?<=[0-9])[\s,]*+:[\s,:]*+|[\s,|·&-]*+)"
    r"|and |of |the |for |in |published |updated |[0-9]++[\s,:-]*+)+"
    r"|(?:[A-Z][\w&.'’-]*[\s,]+){1,5}(?:from|with) (?:agency|agencies|wire|staff)"
    r"(?: reports?| services?| copy| material)?"
)


@cache
def _signed() -> re.Pattern[str]:
    labels = literal(words("zh/datelines.toml", "writers"))
    name = r"[\u4e00-\u9fff·]{2,6}"
    return re.compile(
        rf"^(?:[^，,。！!？?：:]{{0,16}}[\s》】|｜])?(?:{labels})\s?[\s/／|｜丨:：]\s?{name}(?:[、\s]{name}){{0,3}}(?:\s[\d\s年月日:/-]*)?$"
    )


def is_credit(text: str) -> bool:
    """Whether a line tells no more than who published and wrote what stands around it, and when.

    >>> is_credit("江岸财经 2026年8月17日 记者 陈可"), is_credit("在手订单 | 截至2026年6月30日 | 5289台")
    (True, False)
    >>> is_credit("开业日期：2026年9月5日")
    False
    """
    if is_byline(text):
        return True
    found = DATE.search(text) or ENGLISH_DATE.search(text)
    if found is None or not is_dateline(text):
        return False
    before = text[: found.start()]
    label = re.search(r"([^\s:：|｜]{2,8})\s?[:：]\s?$", before)
    rest = CLOCK.sub("", before + text[found.end() :])
    return (label is None or label[1] in _labels()) and re.search(r"\d|截[至止]|as of", rest, re.IGNORECASE) is None


def is_prose(text: str) -> bool:
    """Whether `text` is running text: a sentence with its full stop, or a long line.

    >>> is_prose("这场战争没有终点。"), is_prose("一场定义未来十年的战争")
    (True, False)
    """
    text = GLOSS.sub("", text).strip()
    return columns(text) > PROSE or (len(text) > 7 and text.endswith(PROSE_ENDS))


def is_dateline(text: str) -> bool:
    """Whether `text` says no more than when (and by whom) the article was published.

    >>> is_dateline("31 July 2025"), is_dateline("Sales rose 5% in May 2025 to $3bn.")
    (True, False)
    >>> is_dateline("江岸财经 记者 陈可 2025年5月23日 08:12"), is_dateline("2025年12月10日,阿里巴巴正式官宣。")
    (True, False)
    """
    found = DATE.search(text) or ENGLISH_DATE.search(text)
    if found is None or len(text) > 2 * LEFT_OVER:
        return False
    if re.match(r"\s?[:：]\s?\S", text[found.end() :]):
        # 3 November 2026: first deliveries
        return False
    rest = CLOCK.sub("", text[: found.start()] + text[found.end() :])
    return (
        len(rest) <= LEFT_OVER and not re.search(r"[。！!？?；]|\.$", rest) and rest.count("，") + rest.count(",") < 2
    )


def heads(text: str, after: str) -> bool:
    """Whether a line is a heading that nothing marks: short, without full stop, and followed by running text.

    >>> heads("一、背景", "2025年,公司营收达到100亿元。"), heads("2025年3月4日", "各位股东,去年营收100亿元。")
    (True, False)
    """
    return is_headline(text, HEADING) and not is_dateline(text) and is_prose(after)
