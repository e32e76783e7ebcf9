"""Atoms of time in the moon's calendar: 农历十月, 闰四月, 八月十五."""

from checker.extract.values.atoms_zh import FULL_YEAR, SMALL, Rule
from checker.extract.values.timewords import Atom, Slot
from checker.model.pattern import seldom

# days of the moon's months count from 初一 to 廿九 and have no 日 behind them; its own calendar has 闰, 正月 and 腊月
_MOON_DAY = (
    r"(?:初[一二三四五六七八九十\d]|[廿卅][一二三四五六七八九]?"
    r"|(?:二?十[一二三四五六七八九]?|三十)(?![一二三四五六七八九十百千日号\d多余几万亿个家名位人岁元]))"
)
_LUNAR = seldom(
    rf"(?:农历|阴历|旧历)[^\S\n]?(?:{FULL_YEAR}年|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?)?"
    rf"(?:闰?{SMALL}|[正腊冬])月{_MOON_DAY}?|闰{SMALL}月{_MOON_DAY}?|[正腊冬]月{_MOON_DAY}"
    rf"|[一二三四五六七八九十]{{1,2}}月{_MOON_DAY}"
)


def lunar(text: str, start: int, _: int) -> tuple[Atom, ...]:
    """农历十月, 闰四月, 八月十五: a day of the moon's calendar keeps its name, as feasts do."""
    # 8月 is a month of the sun's calendar
    told = _LUNAR.match(text, start) if text[start] > "\u2e80" else None
    return () if told is None else (Atom(Slot.FESTIVAL, start, told.end(), how=told[0], rule="zh-lunar"),)


def rules() -> dict[str, tuple[Rule, ...]]:
    """The rule by the characters that start it; "0月" for a number before 月."""
    return dict.fromkeys(("0月", *"农阴旧闰正腊冬"), (lunar,))
