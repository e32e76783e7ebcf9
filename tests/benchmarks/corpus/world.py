"""Subjects that many articles share; each figure hangs on the seed and the day alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.benchmarks.corpus import figures
from tests.benchmarks.corpus.figures import Value
from tests.benchmarks.corpus.naming import RESERVED, Subject, subject
from tests.benchmarks.corpus.periods import NOW, Period
from tests.benchmarks.corpus.wordings import Attribute, Template, around, attributes, table, template

_SAID = ("revenue", "net_profit", "research", "staff")


@dataclass(slots=True)
class World:
    """The shared subjects of a seed."""

    seed: int
    _large: dict[int, Subject] = field(default_factory=dict)
    _rows: Mapping[str, object] = field(default_factory=lambda: table("world"))

    def sentence(self, lang: str, day: date, rng: Random) -> tuple[str, str]:
        """Some sentence about a shared subject, as it would be told on a day, behind a key of the figure it tells."""
        chance = rng.random()
        if chance < 0.17:
            return self.daily(lang, day, rng)
        if chance < 0.25:
            return self.output(lang, day, rng)
        return self.firm(lang, rng)

    def daily(self, lang: str, day: date, rng: Random) -> tuple[str, str]:
        """What an index or a price stood at on one of the last days."""
        rows = self._rows["daily"]
        assert isinstance(rows, list)
        row = rng.choices(rows, [row["weight"] for row in rows])[0]
        day = _working(day - timedelta(days=rng.randrange(1, 4)))
        level, before = self._level(row, day), self._level(row, _working(day - timedelta(days=1)))
        change = ((level / before - 1) * 100).quantize(Decimal("0.01"))
        said = around(lang)
        rise, fall = {"zh": ("涨", "跌"), "en": (said.lists["up"][0], said.lists["down"][0])}[lang]
        slots = {
            "e": row[lang],
            "d": figures.day_name(day, lang, rng),
            "v": f"{level:,}" if rng.random() < 0.5 or lang == "en" else f"{level}",
            "dir": rise if change >= 0 else fall,
            "g": f"{abs(change)}%",
        }
        return f"{row['en']} {day}", _filled(template(rng.choice(row[f"say_{lang}"])), slots)

    def _level(self, row: Mapping[str, object], day: date) -> Decimal:
        drawn = Random(f"{self.seed}/{row['en']}/{day}").gauss(0, 0.012)
        slow = Random(f"{self.seed}/{row['en']}/{day.year}/{day.month}").uniform(-0.04, 0.04)
        level = Decimal(str(row["level"])) * Decimal(repr(1 + drawn + slow))
        return level.quantize(Decimal(1).scaleb(-int(str(row["digits"]))))

    def output(self, lang: str, day: date, rng: Random) -> tuple[str, str]:
        """What a country produced in one of the last quarters."""
        rows, said = self._rows["country"], self._rows["output"]
        assert isinstance(rows, list)
        assert isinstance(said, dict)
        row = rng.choices(rows, [row["weight"] for row in rows])[0]
        known = [quarter for quarter in row["quarters"] if _known(quarter) <= day]
        quarter = rng.choice(known)
        growth, amount = row["quarters"][quarter]
        period = Period("quarter", int(quarter[:4]), int(quarter[-1])).named(lang, rng)
        if quarter.startswith(str(NOW - 1)):
            period = Period("quarter", int(quarter[:4]), int(quarter[-1])).noun(lang)
            period = period if lang == "zh" else f"in {period}"
        slots = {"e": row[lang], "s": row[f"source_{lang}"], "t": period, "v": amount, "g": f"{growth}%"}
        return f"{row['en']} {quarter}", _filled(template(rng.choice(said[lang])), slots)

    def firm(self, lang: str, rng: Random) -> tuple[str, str]:
        """What a large firm made in one of the last years; few firms are named often, many seldom."""
        number = min(int(rng.paretovariate(0.9)), RESERVED) - 1
        who = self._subject(number)
        attribute = rng.choice([found for found in attributes()["firm"] if found.name in _SAID])
        year = rng.choice((NOW - 1, NOW - 1, NOW - 2))
        value = self._figure(number, attribute, year)
        stock = attribute.nature == "stock"
        period = Period("end", year, day=date(year, 12, 31)) if stock else Period("year", year)
        slots = {
            "e": who.names[lang],
            "t": period.named(lang, rng),
            "v": figures.written(attribute, value, lang, rng, who.currency),
        }
        before = rng.choice(around(lang).lists["compared"]) if rng.random() < 0.35 else ""
        return f"{number} {attribute.name} {year}", before + _filled(rng.choice(attribute.leads[lang]), slots)

    def _subject(self, number: int) -> Subject:
        if number not in self._large:
            self._large[number] = subject("firm", number, Random(f"{self.seed}/firm/{number}"))
        return self._large[number]

    def _figure(self, number: int, attribute: Attribute, year: int) -> Value:
        rng = Random(f"{self.seed}/firm/{number}/{attribute.name}")
        latest = figures.draw(attribute, rng, date(NOW, 1, 1))
        return latest if year == NOW - 1 else figures.scaled(attribute, latest, rng.uniform(0.7, 0.95))


def _working(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _known(quarter: str) -> date:
    """When a quarter's output is told first."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return date(year + 1, 1, 20) if number == 4 else date(year, 3 * number + 1, 20)


def _filled(said: Template, slots: Mapping[str, str]) -> str:
    text = said.fill(slots)
    return text[0].upper() + text[1:]
