import re

from hypothesis import assume, given
from hypothesis import strategies as st

from checker.model import Span
from checker.report.places import Lines

TEXT = st.text(st.sampled_from("一a\r\n\u2028"), max_size=30)


@given(TEXT, st.data())
def test_line_and_column_lead_back(raw: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(raw)))
    line, column = Lines(raw).at(offset)
    starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", raw))]
    assert starts[line - 1] + column - 1 == offset
    assert line == len(starts) or starts[line] > offset


@given(TEXT, st.data())
def test_the_lines_around_hold_the_span(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    span = Span(start, data.draw(st.integers(start, len(raw))))
    assume("\r\n" not in {raw[max(end - 1, 0) : end + 1] for end in (span.start, span.end)})
    whole = Lines(raw).around(span)
    assert whole.contains(span)
    assert not set("\r\n") & set(raw[whole.start : span.start])
    assert not set("\r\n") & set(raw[span.end : whole.end])
