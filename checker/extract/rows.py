"""Sentences as rows of tokens: what was found in a text, laid out clause by clause."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, pairwise, zip_longest

from checker.extract import names, terms
from checker.extract.bands import bands
from checker.extract.bodies import bodies
from checker.extract.dating import day_counted, hourly_speeds, hours_of_day, in_month, in_year, undated, year_earlier
from checker.extract.english import attributive
from checker.extract.glosses import glossed
from checker.extract.grammar import grammar
from checker.extract.joining import HAN, joined
from checker.extract.lengthy import in_parts
from checker.extract.lines import lines
from checker.extract.part import Part
from checker.extract.people import is_person
from checker.extract.plain import figure_of
from checker.extract.segment import Clause, sentences
from checker.extract.tokens import Tok, Token, fill, of_value, order
from checker.extract.values.scan import find_values
from checker.extract.words import is_of_the_language, segmenter
from checker.model import CleanText, Language, Span, Spans, Value
from checker.model.record import cached_property, dataclass, replace
from checker.model.text import place


@dataclass(frozen=True)
class Row:
    """One sentence: its place, its block's index, and its tokens clause by clause (`marks` end the clauses).

    What its readers ask of all its tokens is made once.
    """

    span: Span
    block: int
    clauses: tuple[tuple[Token, ...], ...]
    marks: tuple[str, ...]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The clauses, each with what is asked of it."""
        return tuple([tokens if isinstance(tokens, Part) else Part(tokens) for tokens in self.clauses])

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, without the marks between the clauses."""
        return tuple(chain.from_iterable(self.clauses))

    @cached_property
    def texts(self) -> frozenset[str]:
        """The texts of its tokens."""
        return frozenset([token.text for token in self.tokens])

    def of(self, kind: Tok) -> Sequence[Token]:
        """Its tokens of a kind."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[Tok, list[Token]]:
        found: dict[Tok, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.kind, []).append(token)
        return found

    @cached_property
    def values(self) -> tuple[Token, ...]:
        """The figures among the tokens."""
        return tuple(self.of(Tok.VALUE))

    @cached_property
    def figures(self) -> tuple[Token, ...]:
        """The plain figures among the tokens: no percents, no changes, no bounds."""
        return tuple([token for token in self.values if figure_of(token) is not None])

    @cached_property
    def times(self) -> tuple[Token, ...]:
        """The times among the tokens."""
        return tuple(self.of(Tok.TIME))

    @cached_property
    def kinds(self) -> frozenset[Tok]:
        """The kinds of its tokens: a reader of posts need not look into a sentence without one."""
        return frozenset(self._by_kind)

    @cached_property
    def words(self) -> frozenset[str]:
        """The texts of its tokens, ASCII letters in lower case."""
        return frozenset().union(*[part.words for part in self.parts])


def one_row(sentences: Sequence[Row]) -> Row:
    """Some sentences as one, with what was asked of each of them already."""
    clauses = tuple([clause for row in sentences for clause in row.parts])
    marks = tuple([mark for row in sentences for mark in row.marks])
    whole = Row(Span(sentences[0].span.start, sentences[-1].span.end), sentences[-1].block, clauses, marks)
    for asked in ("tokens", "values", "figures"):
        whole.__dict__[asked] = tuple(chain.from_iterable([getattr(row, asked) for row in sentences]))
    return whole


def rows(clean: CleanText, anchor: date | None) -> tuple[tuple[Row, ...], tuple[Value, ...]]:
    """The sentences of a text as token rows, and all the values that were seen in it."""
    text = clean.text
    english = clean.language is Language.ENGLISH
    known = names.well_known(text)
    narrowing = bands(text)
    filed = Spans(Span(*match.span()) for match in _DATELINE.finditer(text))
    read = find_values(text, anchor=anchor)
    known = _unless_inside(known, lines(text, [value.span for value in read], known, english=english))
    if clean.language is not Language.ENGLISH:
        known = _unless_inside(known, glossed(text))
        known = _unless_inside(known, bodies(text, [value.span for value in read], known))
    values = _apart(read, known, narrowing)
    values = in_year(day_counted(in_month(hourly_speeds(values, text), anchor)), text, anchor)
    values = hours_of_day(year_earlier(undated(values, clean, anchor)), text, anchor)
    spans = [value.span for value in values]
    taken = Spans(spans)
    known = [token for token in known if not taken.touching(token.span)]
    # no word is found that takes in a part of a name: 仁安医院|床位数
    said = terms.terms(_masked(text, sorted([*spans, *(t.span for t in known if t.tag == "built")], key=place)))
    built = names.built(text, [*spans, *(t.span for t in known), *(t.span for t in said)], english=english)
    found = [*map(of_value, values), *known, *said, *narrowing, *built]
    if filed:
        found = [token for token in found if token.kind not in _NAMING or not filed.touching(token.span)]
    found.sort(key=order)
    made: list[Row] = []
    at = 0
    for sentence in in_parts(text, sentences(clean), spans):
        inside: list[Token] = []
        start, end = sentence.span.start, sentence.span.end
        while at < len(found) and found[at].span.start < end:
            if found[at].span.start >= start and found[at].span.end <= end:
                inside.append(found[at])
            at += 1
        tokens = attributive(joined(fill(text, sentence.span, inside), text))
        parts = _parts(tokens, sentence.clauses)
        if parts:
            made.append(Row(sentence.span, sentence.block, tuple(t for t, _ in parts), tuple(m for _, m in parts)))
    made = _whole(made)
    learned = _learned(made)
    longer = _people(made, learned)
    return tuple(_named(row, learned, longer) for row in made) if learned else tuple(made), tuple(values)


# A word that the dictionary lacks is a name when the text writes it twice; one that the dictionary knows as a rare noun
# (豆包, a bun; 松果, a cone) when the text makes it the subject of clauses this often
_OFTEN_SUBJECT = 3

_RARE = 60


def _learned(made: Sequence[Row]) -> frozenset[str]:
    """Words that the text uses as names though no lexicon holds them."""
    opening = Counter(clause[0].text for row in made for clause in row.clauses if _may_be_learned(clause[0]))
    # only of a word that opens a clause must be known how often there are others
    count: defaultdict[str, int] = defaultdict(int)
    unknown: set[str] = set()
    for row in made:
        if opening.keys().isdisjoint(row.texts):
            continue
        for token in row.tokens:
            word = token.text
            if word in opening and token.is_noun:
                count[word] += 1
                if not token.tag:
                    unknown.add(word)
    known = grammar()
    return frozenset(
        word
        for word, times in opening.items()
        if ((word in unknown and count[word] > 1) or (times >= _OFTEN_SUBJECT and segmenter().frequency(word) <= _RARE))
        and not known.is_empty(word)
    )


def _may_be_learned(token: Token) -> bool:
    return (
        len(token.text) > 1
        and token.is_noun
        and HAN.match(token.text) is not None
        and not is_of_the_language(token.text)
    )


# a word that nearly always has the same sign behind it was cut too short
_TOGETHER, _NEARLY_ALWAYS = 3, 0.8


def _whole(made: Sequence[Row]) -> list[Row]:
    """The rows with the words put together that the segmenter, which does not know them, cuts in two: 哈尔|登."""
    clauses = [clause for row in made for clause in row.clauses]
    texts = ([token.text for token in clause] for clause in clauses)
    told = Counter(chain.from_iterable(map(pairwise, texts)))
    often = {pair for pair, times in told.items() if times >= _TOGETHER and _may_be_pieces(*pair)}
    pairs: defaultdict[tuple[str, str], list[tuple[Token, Token]]] = defaultdict(list)
    for clause in clauses if often else ():
        for one, other in pairwise(clause):
            if one.kind is Tok.WORD is other.kind and (one.text, other.text) in often:
                pairs[one.text, other.text].append((one, other))
    together = {
        pair: sum(_may_be_cut(*both) for both in found) for pair, found in pairs.items() if len(found) >= _TOGETHER
    }
    together = {pair: times for pair, times in together.items() if times >= _TOGETHER}
    if not together:
        return list(made)
    count = Counter(token.text for row in made for token in row.tokens)
    whole = {pair for pair, times in together.items() if times >= _NEARLY_ALWAYS * count[pair[0]]}
    if not whole:
        return list(made)
    return [
        replace(row, clauses=tuple([_put_together(clause, whole) for clause in row.clauses]))
        if any(one in row.texts and other in row.texts for one, other in whole)
        else row
        for row in made
    ]


# signs of a word that is too long to be a piece of another
_SIGNS = 3


def _may_be_pieces(one: str, other: str) -> bool:
    """Whether two words are such as one may be cut into, wherever they stand: Chinese, and no function words."""
    known = grammar()
    if max(len(one), len(other)) >= _SIGNS or not HAN.match(one + other):
        return False
    return not (known.is_empty(one) or known.is_empty(other)) and other not in known.leads


def _may_be_cut(one: Token, other: Token) -> bool:
    """Whether two such words that stand side by side may be one: a rare one, and a sign that is no function word."""
    if one.span.end != other.span.start:
        return False
    if len(other.text) > 1 and not one.tag == other.tag == "":
        # 阿尔梅|纳拉: two words of two signs are one where the dictionary has neither
        return False
    return other.tag[:1] not in _FUNCTION and (one.tag == "" or segmenter().frequency(one.text) <= _RARE)


# jieba's classes of particles, prepositions, conjunctions, adverbs, pronouns, numerals, counters and places in space
_FUNCTION = frozenset("upcdrmqfy")


def _put_together(clause: tuple[Token, ...], whole: set[tuple[str, str]]) -> tuple[Token, ...]:
    made: list[Token] = []
    for token in clause:
        last = made[-1] if made else None
        if last is not None and (last.text, token.text) in whole and last.span.end == token.span.start:
            made[-1] = Token(Tok.WORD, Span(last.span.start, token.span.end), last.text + token.text)
        else:
            made.append(token)
    return tuple(made)


def _people(made: Sequence[Row], learned: frozenset[str]) -> dict[str, str]:
    """Of the learned words those that are two of the three signs of a person's name, with the third (汪立|群说)."""
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for row in made:
        for clause in row.clauses:
            for j, token in enumerate(clause):
                if token.text in learned and len(token.text) == _SHORT_NAME and is_person(token.text):
                    after = clause[j + 1] if j + 1 < len(clause) else None
                    touches = after is not None and after.kind is Tok.WORD and after.span.start == token.span.end
                    behind[token.text].append(after.text[0] if after is not None and touches else "")
    return {
        word: signs[0]
        for word, signs in behind.items()
        if len(signs) > 1 and len(set(signs)) == 1 and HAN.match(signs[0]) and not grammar().is_empty(signs[0])
    }


_SHORT_NAME = 2


def _named(row: Row, learned: frozenset[str], longer: Mapping[str, str]) -> Row:
    """The row with the learned words as names."""
    if learned.isdisjoint(row.texts):
        return row

    def named(tokens: Sequence[Token]) -> tuple[Token, ...]:
        made: list[Token] = []
        taken = 0
        for token in tokens:
            if taken:
                # the first sign of this word belonged to the name before it
                taken = 0
                if len(token.text) == 1:
                    continue
                token = Token(token.kind, Span(token.span.start + 1, token.span.end), token.text[1:])  # noqa: PLW2901
            if token.kind is not Tok.WORD or token.text not in learned:
                made.append(token)
                continue
            text = token.text + longer.get(token.text, "")
            taken = len(text) - len(token.text)
            span = Span(token.span.start, token.span.start + len(text))
            made.append(Token(Tok.NAME, span, text, names.canonical(text), "person" if taken else "built"))
        return tuple(made)

    return replace(row, clauses=tuple(map(named, row.clauses)))


# what a dateline names is no part of the story
_NAMING = frozenset({Tok.NAME, Tok.ROLE, Tok.ATTRIBUTE, Tok.EVENT, Tok.TIME, Tok.VALUE, Tok.QUALIFIER})


def _parts(tokens: Sequence[Token], clauses: Sequence[Clause]) -> list[tuple[tuple[Token, ...], str]]:
    parts: list[tuple[tuple[Token, ...], str]] = []
    if not tokens:
        return parts
    # what stands between the first token and the end of the last clause, clause by clause
    at, size = 0, len(tokens)
    for clause, following in zip_longest(clauses, clauses[1:]):
        first = at
        if following is None:
            at = size
        else:
            # a token that spans a clause mark (a figure with a comma) stays with the clause that it begins in
            end = following.span.start
            while at < size and tokens[at].span.start < end:
                at += 1
        last = at
        if following is not None and last > first and tokens[last - 1].kind is Tok.MARK:
            last -= 1
        if last > first:
            parts.append((tuple(tokens[first:last]), clause.mark))
    return parts


# HONG KONG, May 9, 2026 (Pacific Ledger) -, COLUMBUS, Ohio, May 21 -, 新华社北京1月19日电(记者 …): where and by whom
# a report was filed
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .'’\-]{2,40},[^\n]{0,60}?\)\s*[-–—]+"
    r"|[A-Z][A-Z.'’]{2,30}(?: [A-Z.'’]{2,30}){0,2}(?:, [^\n-]{3,36})?\s[-–—]\s"
    r"|[A-Z][A-Z.'’]{2,30}(?: [A-Z.'’]{2,30}){0,2}, [^\n-]{3,36}\b(?:19|20)\d{2}$"
    r"|[^\n,，。]{2,24}\d{1,2}日电(?:\s?[(（][^)）\n]{0,30}[)）])?)",
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


def _unless_inside(known: Sequence[Token], longer: Sequence[Token]) -> list[Token]:
    """The names of both lists but those of the first that are a part of one of the second (the 上海 of 上海港)."""
    spans = Spans(token.span for token in longer)
    return [*(token for token in known if not spans.touching(token.span)), *longer]


def _apart(values: Sequence[Value], known: Sequence[Token], narrowing: Sequence[Token]) -> list[Value]:
    """The values that are no part of a name (the 15 of 15S Pro), an age band or a version."""
    spans = Spans(token.span for token in known)
    banded = Spans(token.span for token in narrowing)

    def in_name(span: Span) -> bool:
        return any(other.contains(span) and len(other) > len(span) for other in spans.touching(span))

    apart = [value for value in values if not in_name(value.span)] if spans else values
    return [value for value in apart if not banded.touching(value.span)] if banded else list(apart)
