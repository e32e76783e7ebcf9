"""Sentences as rows of tokens: what was found in a text, laid out clause by clause."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from checker.extract import names, terms
from checker.extract.bands import bands
from checker.extract.dating import hourly_speeds, in_month, in_year, undated, year_earlier
from checker.extract.english import attributive
from checker.extract.grammar import grammar
from checker.extract.joining import HAN, joined
from checker.extract.segment import Clause, sentences
from checker.extract.tokens import Tok, Token, fill, of_value
from checker.extract.values.scan import find_values
from checker.extract.words import segmenter
from checker.model import CleanText, Language, Span, Spans, Value


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its place, its block's index, and its tokens clause by clause (`marks` end the clauses)."""

    span: Span
    block: int
    clauses: tuple[tuple[Token, ...], ...]
    marks: tuple[str, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the sentence, without the marks between its clauses."""
        return tuple(token for clause in self.clauses for token in clause)


def rows(clean: CleanText, anchor: date | None) -> tuple[tuple[Row, ...], tuple[Value, ...]]:
    """The sentences of a text as token rows, and all the values that were seen in it."""
    text = clean.text
    english = clean.language is Language.ENGLISH
    known = names.well_known(text)
    narrowing = bands(text)
    filed = Spans(Span(*match.span()) for match in _DATELINE.finditer(text))
    values = _apart(find_values(text, anchor=anchor), known, narrowing)
    values = in_year(in_month(hourly_speeds(values, text)), text, anchor)
    values = year_earlier(undated(values, clean, anchor))
    spans = [value.span for value in values]
    taken = Spans(spans)
    known = [token for token in known if not taken.touching(token.span)]
    said = terms.terms(_masked(text, spans))
    built = names.built(text, [*spans, *(t.span for t in known), *(t.span for t in said)], english=english)
    found = [*map(of_value, values), *known, *said, *narrowing, *built]
    found = [token for token in found if token.kind not in _NAMING or not filed.touching(token.span)]
    found.sort(key=lambda token: token.span)
    made: list[Row] = []
    at = 0
    for sentence in sentences(clean):
        inside: list[Token] = []
        while at < len(found) and found[at].span.start < sentence.span.end:
            if sentence.span.contains(found[at].span):
                inside.append(found[at])
            at += 1
        tokens = attributive(joined(fill(text, sentence.span, inside), text))
        parts = _parts(tokens, sentence.clauses)
        if parts:
            made.append(Row(sentence.span, sentence.block, tuple(t for t, _ in parts), tuple(m for _, m in parts)))
    learned = _learned(made)
    return tuple(_named(row, learned) for row in made) if learned else tuple(made), tuple(values)


# A word that the dictionary lacks is a name when the text writes it twice; one that the dictionary knows as a rare noun
# (豆包, a bun; 松果, a cone) when the text makes it the subject of clauses this often
_OFTEN_SUBJECT = 3

_RARE = 60


def _learned(made: Sequence[Row]) -> frozenset[str]:
    """Words that the text uses as names though no lexicon holds them."""
    count: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    unknown: set[str] = set()
    for row in made:
        for clause in row.clauses:
            for j, token in enumerate(clause):
                if token.kind is not Tok.WORD or not token.is_noun or not HAN.match(token.text) or len(token.text) < 2:
                    continue
                count[token.text] += 1
                opening[token.text] += j == 0
                if token.tag == "":
                    unknown.add(token.text)
    known = grammar()
    return frozenset(
        word
        for word, times in count.items()
        if not known.is_empty(word)
        and (
            (word in unknown and times > 1 and opening[word] > 0)
            or (opening[word] >= _OFTEN_SUBJECT and segmenter().frequency(word) <= _RARE)
        )
    )


def _named(row: Row, learned: frozenset[str]) -> Row:
    """The row with the learned words as names."""

    def name(token: Token) -> Token:
        if token.kind is not Tok.WORD or token.text not in learned:
            return token
        return Token(Tok.NAME, token.span, token.text, names.canonical(token.text), "built")

    return replace(row, clauses=tuple(tuple(map(name, clause)) for clause in row.clauses))


# what a dateline names is no part of the story
_NAMING = frozenset({Tok.NAME, Tok.ROLE, Tok.ATTRIBUTE, Tok.EVENT, Tok.TIME, Tok.VALUE, Tok.QUALIFIER})


def _parts(tokens: Sequence[Token], clauses: Sequence[Clause]) -> list[tuple[tuple[Token, ...], str]]:
    parts: list[tuple[tuple[Token, ...], str]] = []
    start = tokens[0].span.start if tokens else 0
    for index, clause in enumerate(clauses):
        # a token that spans a clause mark (a figure with a comma) stays with the clause that it begins in
        end = clauses[index + 1].span.start if index + 1 < len(clauses) else tokens[-1].span.end if tokens else start
        mine = tuple(t for t in tokens if start <= t.span.start < end)
        if mine and mine[-1].kind is Tok.MARK and index + 1 < len(clauses):
            mine = mine[:-1]
        if mine:
            parts.append((mine, clause.mark))
        start = end
    return parts


# HONG KONG, May 9, 2026 (Pacific Ledger) -, 新华社北京1月19日电(记者 …): where and by whom a report was filed
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .'’\-]{2,40},[^\n]{0,60}?\)\s*[-–—]+|[^\n,，。]{2,24}\d{1,2}日电(?:\s?[(（][^)）\n]{0,30}[)）])?)",
    re.MULTILINE,
)


def _masked(text: str, spans: Sequence[Span]) -> str:
    """The text with its values blotted out, so that no word is found that takes in a part of one (40枚|金牌)."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [text[at : span.start], "\0" * len(span)]
        at = span.end
    return "".join([*parts, text[at:]])


def _apart(values: Sequence[Value], known: Sequence[Token], narrowing: Sequence[Token]) -> list[Value]:
    """The values that are no part of a name (the 15 of 15S Pro), an age band or a version."""
    spans = Spans(token.span for token in known)
    banded = Spans(token.span for token in narrowing)

    def in_name(value: Value) -> bool:
        return any(s.contains(value.span) and len(s) > len(value.span) for s in spans.touching(value.span))

    return [value for value in values if not in_name(value) and not banded.touching(value.span)]
