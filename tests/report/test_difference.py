import re
from decimal import Decimal

from checker.model import (
    Attribute,
    Claim,
    Document,
    Entity,
    Finding,
    Judgement,
    Language,
    Pair,
    Position,
    Quantity,
    Run,
    Severity,
    Source,
    Span,
    ValueKind,
    Verdict,
)
from checker.report import terminal
from checker.report.difference import Line, differing, is_near
from checker.report.layout import Screen

UNDERLINED = re.compile(r"\x1b\[[0-9;]*4m([^\x1b]*)")


def _words(line: Line, other: Line) -> list[str]:
    return [line.text[span.start : span.end] for span in differing(line, other)]


def test_a_changed_digit_shows_the_whole_figure() -> None:
    one = Line("小米平板7 Ultra售价", "5699元", "起，今天开售。")
    other = Line("小米平板7 Ultra售价", "5969元", "起，今天开售。")
    assert is_near(one, other)
    assert _words(one, other) == ["5699"]
    assert _words(other, one) == ["5969"]


def test_script_and_case_make_no_difference() -> None:
    one = Line("淨利息收益率", "1.78%", "，比上年低了11個基點，Bank of China")
    other = Line("净利息收益率", "1.78%", "，比上年低了11个基点，BANK OF CHINA")
    assert _words(one, other) == []


def test_only_the_own_sentence_is_compared() -> None:
    one = Line("今天天气很好。公司第三季度营收为", "12亿元", "，同比增长。别的事。")
    other = Line("昨日股市大跌！公司第三季度营收为", "15亿元", "，同比增长。Nothing else.")
    assert is_near(one, other)
    assert _words(one, other) == ["12"]


def test_other_sentences_are_not_near() -> None:
    one = Line("The company said on Tuesday that profit rose to ", "$5 million", " in the quarter.")
    other = Line("Analysts, who had feared worse, were surprised by a gain of ", "$6 million", " this spring.")
    assert not is_near(one, other)


def _run(*texts: str) -> Run:
    """A run of articles with one figure each, all against one another."""
    claims = []
    for number, text in enumerate(texts):
        found = re.search(r"\d+元", text)
        assert found
        figure = Decimal(found[0][:-1])
        claims.append(
            Claim(
                id=f"c{number}",
                document=f"d{number}",
                span=Span(*found.span()),
                quote=found[0],
                kind=ValueKind.MONEY,
                entity=Entity("甲", "甲"),
                attribute=Attribute("售价", "price"),
                value=Quantity(figure, figure, "CNY", found[0], figure),
            )
        )
    pair = Pair(claims[0], claims[1], "same name, same attribute")
    finding = Finding(
        id="f1",
        fingerprint="0123456789",
        verdict=Verdict.CONTRADICTION,
        rule="value-differs",
        severity=Severity.HIGH,
        entity="甲",
        attribute="售价",
        message="they differ",
        positions=tuple(Position(claim.quote, (claim.id,), 1) for claim in claims),
        judgements=(Judgement("value-differs", Verdict.CONTRADICTION, pair, "they differ"),),
    )
    sources = tuple(
        Source(Document(f"d{number}", f"{number}.txt", text, f"{number}" * 64), Language.HANS, f"d{number}")
        for number, text in enumerate(texts)
    )
    return Run(sources, tuple(claims), (finding,))


def test_what_differs_is_underlined_and_brackets_stay() -> None:
    run = _run("这款平板电脑的起售价为5699元，明天开售。", "这款平板电脑的起售价为5969元，今天开售。")
    colored = terminal.render(run, Screen(120, color=True))
    assert UNDERLINED.findall(colored) == ["5699", "明", "5969", "今"]
    plain = terminal.render(run, Screen(120))
    assert "这款平板电脑的起售价为[5699元]，明天开售。" in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_a_word_that_was_cut_is_not_said_to_differ() -> None:
    long = "这家公司在周一晚间举行的新品发布会上公布了很多消息并且说明了下一代产品的细节和价格等等内容包括"
    run = _run(f"{long}起售价为5699元，{long}", f"{long}起售价为5969元，{long}")
    for width in range(60, 200, 9):
        assert UNDERLINED.findall(terminal.render(run, Screen(width, color=True))) == ["5699", "5969"]


def test_articles_that_tell_it_in_their_own_words_are_left_as_they_are() -> None:
    run = _run("这款平板电脑的起售价为5699元，明天开售。", "花5969元就能买到，店家如此宣传它的新品。")
    assert not UNDERLINED.search(terminal.render(run, Screen(120, color=True)))
