"""Two quotes in nearly the same words: which of them differ."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from checker.model import Span
from checker.model.record import dataclass
from checker.report.script import folded

# figures with their separators and Latin words are one word each, ideographs and marks stand alone, blanks are none
_WORD = re.compile(r"[+-]?\d[\d,.]*\d|[^\W_⺀-\uffef\U00020000-\U0003ffff]+|[^\s\w]|\w")
_SENTENCE_END = re.compile(r"[。！？!?；;\n\r]|\.(?=\s|$)")
# shares of the words; two sentences about one thing by two writers share about a third of theirs, copies nearly all
NEAR = 0.6
# fewer words are shared by chance; comparing more takes longer than reading them, and no sentence has as many
FEWEST, MOST = 6, 400


@dataclass(frozen=True, slots=True)
class Line:
    """A quote with what stands before and after it, as a reader sees it."""

    before: str
    core: str
    after: str

    @property
    def text(self) -> str:
        """The whole line."""
        return self.before + self.core + self.after

    @property
    def sentence(self) -> Span:
        """Where in `text` the quote's own sentence stands.

        >>> line = Line("涨了。营收", "12%", "，同比。完")
        >>> line.text[line.sentence.start : line.sentence.end]
        '营收12%，同比。'
        """
        ends = [found.end() for found in _SENTENCE_END.finditer(self.before)]
        rest = _SENTENCE_END.search(self.after)
        stop = len(self.before) + len(self.core)
        return Span(ends[-1] if ends else 0, stop + (rest.end() if rest else len(self.after)))

    @property
    def words(self) -> list[tuple[str, Span]]:
        """The words of the quote's sentence, with their places in `text`."""
        whole = self.sentence
        found = _WORD.finditer(self.text, whole.start, whole.end)
        return [(folded(match[0]), Span(*match.span())) for match in found]


def is_near(one: Line, other: Line) -> bool:
    """Whether the sentences of two quotes are in nearly the same words.

    >>> is_near(Line("该公司上季度营收为", "12亿元", "，净利润"), Line("该公司上季度营收为", "21亿元", "，净利润"))
    True
    >>> is_near(Line("营收为", "12亿元", ""), Line("the company had sales of ", "12", " billion yuan in all"))
    False
    """
    left, right = ([word for word, _ in line.words] for line in (one, other))
    if min(len(left), len(right)) < FEWEST or max(len(left), len(right)) > MOST:
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= NEAR


def differing(line: Line, other: Line) -> list[Span]:
    """The places in the text of `line` whose words the sentence of `other` does not have there.

    >>> line = Line("营收为", "5,699元", "。")
    >>> [line.text[span.start : span.end] for span in differing(line, Line("营收为", "5,969元", "。"))]
    ['5,699']
    """
    words, against = line.words, [word for word, _ in other.words]
    matcher = SequenceMatcher(None, [word for word, _ in words], against, autojunk=False)
    changed = (words[start:end] for kind, start, end, _, _ in matcher.get_opcodes() if kind in {"replace", "delete"})
    return list(_joined(changed))


def _joined(runs: Iterator[Sequence[tuple[str, Span]]]) -> Iterator[Span]:
    for run in runs:
        yield Span(run[0][1].start, run[-1][1].end)
