"""How the figures found compare with what other projects' specs expect.

Run by hand: `python tests/peers/run_peers.py DIR [FILE-PREFIX]` prints the rates and, with a prefix, what fails.
"""

import hashlib
import json
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from opencc import OpenCC

from checker.extract.values.money import currency_after, currency_before
from checker.extract.values.numbers import find_numbers
from checker.extract.values.units import dimension, read_unit, to_base
from checker.model.value import Bound, Quantity, Value, ValueKind

LEFT_OUT = Path(__file__).with_name("left_out.toml")
TRADITIONAL = OpenCC("t2s")
# spec values went through binary floating point somewhere
CLOSE = Decimal("1e-9")
FILES = (
    "recognizers-zh-NumberModel",
    "recognizers-zh-PercentModel",
    "recognizers-zh-CurrencyModel",
    "recognizers-zh-DimensionModel",
    "recognizers-zh-TemperatureModel",
    "recognizers-zh-OrdinalModel",
    "recognizers-zh-NumberRangeModel",
    "jionlp-zh-MoneyExtractor",
    "jionlp-zh-MoneyParser",
    "cn2an-zh-Number",
    "duckling-zh-Numeral",
    "duckling-zh-AmountOfMoney",
    "duckling-zh-Ordinal",
    "duckling-zh-Distance",
    "duckling-zh-Quantity",
    "duckling-zh-Temperature",
    "duckling-zh-Volume",
    "recognizers-en-NumberModel",
    "recognizers-en-CurrencyModel",
    "recognizers-en-PercentModel",
    "recognizers-en-DimensionModel",
    "recognizers-en-TemperatureModel",
    "recognizers-en-OrdinalModel",
    "recognizers-en-NumberRangeModel",
    "duckling-en-AmountOfMoney",
    "duckling-en-Numeral",
    "duckling-en-Ordinal",
    "duckling-en-Distance",
    "duckling-en-Quantity",
    "duckling-en-Temperature",
    "duckling-en-Volume",
    "quantulum3-en-Quantity",
    "quantulum3-en-QuantityAmbiguous",
    "price-parser-en-Price",
)
# lengths of time are found elsewhere
TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "minute of arc", "megayear"})
UNIT_MODELS = ("Currency", "Money", "Dimension", "Temperature", "Distance", "Quantity", "Volume", "Price")
# how peers name what the lexicon names otherwise
NAMES = {
    "pound": {"GBP", "lb"},
    "dollar": {"USD", "CNY"},
    "cent": {"USD", "CNY"},
    "元": {"CNY"},
    "$": {"USD"},
    "c": {"°C"},
    "f": {"°F"},
    "k": {"K"},
    "degree": {"degree", "°C"},
    "degree celsius": {"°C"},
    "celsius": {"°C"},
    "degree fahrenheit": {"°F"},
    "fahrenheit": {"°F"},
    "unnamed": {None},
    "dimensionless": {None, "percent"},
    "pence": {"GBP"},
    "rupee": {"INR"},
    "bitcoin": {"BTC"},
    "jin": {"jin"},
    "liang": {"liang"},
    "costa rican colón": {"CRC"},
    "€": {"EUR"},
    "£": {"GBP"},
    "penny": {"GBP", "USD"},
    "pound-mass": {"lb"},
    "netherlands guilder": {"NLG"},
    "ton per day": {"t/d"},
    "dozen": {None},
}


# what a peer takes for a unit and the figure here holds already
WORTH = {"dozen": 12}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case of a peer: its name, whether we agree, and why it was left out if it was."""

    case: str
    text: str
    passed: bool
    left_out: str | None
    expected: str
    found: str


@cache
def left_out() -> Mapping[str, str]:
    """Cases whose opinion differs from ours, with the class that they belong to."""
    if not LEFT_OUT.exists():
        return {}
    table = tomllib.loads(LEFT_OUT.read_text(encoding="utf-8"))
    return {case: row["name"] for row in table.get("class", []) for case in row["cases"]}


def outcomes(folder: Path, file: str) -> Iterator[Outcome]:
    """Every case of one file, judged."""
    for line in (folder / f"{file}.dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        text = cleaned(case["input"])
        name = f"{file}:{hashlib.sha1(line.encode(), usedforsecurity=False).hexdigest()[:10]}"
        values = find_numbers(text)
        passed = agrees(values, case, text, file)
        yield Outcome(
            name,
            case["input"],
            passed,
            left_out().get(name),
            str([(e.get("text"), e.get("value"), e.get("unit"), e.get("op")) for e in case["expected"]]),
            str(
                [
                    (v.text, str(v.payload.value), str(v.low), str(v.high), v.unit)
                    for v in values
                    if isinstance(v.payload, Quantity)
                ]
            ),
        )


def cleaned(text: str) -> str:
    """The text as the extractor gets it: simplified, half-width, one code point for one."""
    folded = "".join(n if len(n := unicodedata.normalize("NFKC", c)) == 1 else c for c in text)
    simple = TRADITIONAL.convert(folded)
    return simple if len(simple) == len(text) else folded


def agrees(values: list[Value], case: Mapping[str, object], text: str, file: str) -> bool:
    """Whether each expected figure is found; where nothing is expected nothing of the kind may be found."""
    expected = case["expected"]
    assert isinstance(expected, list)
    money = any(name in file for name in ("Currency", "Money", "Price"))
    if not expected:
        kinds = {ValueKind.MONEY} if money else {ValueKind.PERCENT} if "Percent" in file else None
        kinds = {ValueKind.RANK} if "Ordinal" in file else kinds
        units = file.endswith(UNIT_MODELS) or any(m in file for m in UNIT_MODELS)
        return not [v for v in values if (v.kind in kinds if kinds else not units or v.unit is not None)]
    left = list(values)
    for item in expected:
        if (item.get("value") is None and "MoneyExtractor" not in file) or item.get("unit") in TIMES:
            continue
        for value in left:
            if _matches(value, item, text, file):
                left.remove(value)
                break
        else:
            return False
    return True


def _matches(value: Value, item: Mapping[str, object], text: str, file: str) -> bool:
    """Whether one value is what the peer expects."""
    assert isinstance(value.payload, Quantity)
    shown = item.get("text")
    if isinstance(shown, str):
        at = text.lower().find(cleaned(shown).lower())
        if at >= 0 and not (value.span.start < at + len(shown) and at < value.span.end) and text.count(shown) == 1:
            return False
    if "MoneyExtractor" in file:
        return value.kind is ValueKind.MONEY
    if any(model in file for model in ("Quantity", "Volume", "Distance")) and _same_size(value, item):
        return True
    named = "Price" not in file or str(item.get("unit")).lower() in text.lower()
    if any(model in file for model in UNIT_MODELS) and named and not _unit_fits(value, item.get("unit")):
        return False
    return _value_fits(value, item)


def _same_size(value: Value, item: Mapping[str, object]) -> bool:
    """Whether both are as much in the base of one dimension: 3斤 is 1500 Gram."""
    unit = read_unit(str(item.get("unit")).lower(), 0)
    payload, wanted = value.payload, item.get("value")
    assert isinstance(payload, Quantity)
    if unit is None or payload.unit is None or dimension(unit[0]) != dimension(payload.unit):
        return False
    if isinstance(wanted, list) or item.get("op", "=") != "=" or payload.value is None:
        return False
    amount = Decimal(str(wanted))
    return _same(to_base(payload).value, to_base(Quantity(amount, amount, unit[0], "", amount)).value)


def _unit_fits(value: Value, unit: object) -> bool:
    if not isinstance(unit, str):
        return True
    name = unit.lower()
    if name in NAMES:
        return value.unit in NAMES[name]
    currency = currency_after(unit, 0) or currency_after(name + "s", 0)
    before = currency_before(unit, len(unit), 0)
    read = read_unit(name, 0) or read_unit(unit, 0) or read_unit(name + "s", 0)
    named = {currency[0].code if currency else None, before[0].code if before else None, read[0] if read else None}
    return value.unit in named - {None}


def _value_fits(value: Value, item: Mapping[str, object]) -> bool:
    payload = value.payload
    assert isinstance(payload, Quantity)
    wanted = item["value"]
    if isinstance(wanted, list):
        ranged = payload.bound in {Bound.RANGE, Bound.MORE}
        return ranged and _same(payload.low, wanted[0]) and _same(payload.high, wanted[1])
    if isinstance(wanted, str) and wanted[:1] in "([":
        return _interval_fits(payload, wanted)
    if not _bounded(payload, item):
        return False
    scales = {"percent": (1, 100), "permille": (10, 1000), "pp": (1, 100)}.get(payload.unit or "", (1,))
    if str(item.get("unit")).lower() in {"cent", "pence"}:
        scales = (1, Decimal("0.01"))
    scales = (*scales, WORTH.get(str(item.get("unit")).lower(), 1))
    signs = (1, -1) if value.direction else (1,)
    return any(
        _same(sign * figure / scale, wanted) for figure in _figures(payload) for scale in scales for sign in signs
    )


def _bounded(payload: Quantity, item: Mapping[str, object]) -> bool:
    """Whether the open ends are those that the peer's hedge leaves."""
    op, hedge = item.get("op"), item.get("hedge")
    if (op == "<=" or hedge == "blur-") and payload.low is not None:
        return payload.bound is Bound.NEARLY
    return not ((op == ">=" or hedge == "blur+") and payload.high is not None)


def _figures(payload: Quantity) -> list[Decimal]:
    """The figure, or for a range its lower end and its middle, which quantulum3 gives."""
    if payload.value is not None:
        return [payload.value]
    ends = [end for end in (payload.low, payload.high) if end is not None]
    return [*ends[:1], sum(ends, Decimal(0)) / len(ends)]


def _interval_fits(payload: Quantity, wanted: str) -> bool:
    """Both ends, closed or open; a rounded figure counts as its own point."""
    low, high = (part.strip() or None for part in wanted[1:-1].split(","))
    hundred = 100 if payload.unit == "percent" else 1
    ours = (payload.low, payload.high)
    if low == high and payload.value is not None:
        return _same(payload.value, low)
    if payload.bound is Bound.MORE and high is None:
        ours = (payload.low, None)
    return all(
        end is wish is None or (end is not None and wish is not None and _same(end / hundred, wish))
        for end, wish in zip(ours, (low, high), strict=True)
    )


def _same(figure: Decimal | None, wanted: object) -> bool:
    if figure is None or wanted is None:
        return False
    number = Decimal(str(wanted))
    return abs(figure - number) <= CLOSE * max(abs(number), abs(figure))


def rate(folder: Path, file: str) -> tuple[int, int, int]:
    """Passed, judged and left out cases of one file."""
    judged = list(outcomes(folder, file))
    kept = [one for one in judged if one.left_out is None]
    return sum(one.passed for one in kept), len(kept), len(judged) - len(kept)


def main(arguments: list[str]) -> None:
    """Print the rates, and the failures of the files that the second argument names."""
    folder = Path(arguments[0])
    chosen = arguments[1] if len(arguments) > 1 else None
    lines: list[str] = []
    for file in FILES:
        if chosen and not file.startswith(chosen):
            continue
        passed, kept, out = rate(folder, file)
        lines.append(f"{file:40} {passed:4}/{kept:<4} {passed / max(kept, 1):6.1%}  left out {out}")
        failed = [one for one in outcomes(folder, file) if not one.passed and one.left_out is None]
        for one in failed if chosen else []:
            name = one.case.partition(":")[2]
            lines.append(f"   {name} {one.text[:150]!r}\n      want {one.expected}\n      got  {one.found}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
