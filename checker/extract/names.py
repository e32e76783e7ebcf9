"""Who and what is spoken of: well-known names, names built like names, and names put in title marks."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from checker.extract.grammar import grammar
from checker.extract.namesakes import meant_otherwise
from checker.extract.tokens import Tok, Token
from checker.extract.words import segmenter
from checker.lexicon.finder import Finder, lower
from checker.lexicon.load import literal, mapping, words
from checker.lexicon.names import Name, NameKind, names
from checker.lexicon.overlay import kept
from checker.model import Span, Spans
from checker.model.pattern import seldom

# 15S Pro, 16 Pro Max, O1, YU7, Qwen3-Max: what follows a maker's name and makes it a product's
_MODEL_WORD = (
    r"(?:Pro|PRO|Ultra|Max|MAX|Plus|PLUS|Mini|mini|SE|Air|Lite|Note|Neo|Turbo|Thinking|Coder|Flash|Watch|Pad|Fold|Flip|"
    r"Preview|Omni|GT|EV|DM-i|DM|Learning|Studio|Vision)"
)
_MODEL = re.compile(
    rf"[ \-]?(?:(?![2-6]G(?![A-Za-z]))\d{{1,4}}[A-Z][A-Za-z]{{0,2}}|[A-Z]{{1,3}}-?\d{{1,4}}[A-Za-z]{{0,2}}"
    rf"|\d{{1,3}}(?:\.\d{{1,2}})?(?=[ \-]{{0,3}}{_MODEL_WORD})|{_MODEL_WORD}(?![a-z]))"
    rf"(?:[ \-]{{0,3}}(?:{_MODEL_WORD}(?![a-z])|[A-Z]\d{{1,3}}(?![A-Za-z0-9])))*(?![A-Za-z0-9])"
)
# 15S Pro, 7 Ultra without its maker: a designation that opens with a figure
_BARE_MODEL = re.compile(
    rf"(?<![A-Za-z0-9.])\d{{1,3}}(?:[A-Z][a-z]?(?![A-Za-z])(?:[ \-]?{_MODEL_WORD}(?![a-z]))+"
    rf"|[ \-]{_MODEL_WORD}(?![a-z]))(?:[ \-]{_MODEL_WORD}(?![a-z]))*"
)
# the letters of the languages written in Latin: Vårgrønn, Wärtsilä, Zenobē
_L = "A-Za-zÀ-ÖØ-öø-ɏ"
# what joins the words of a name
_JOINING = "of the|of|de la|de|du|del|della|di|da|dos|van der|van den|van|von|and|&"
_LATIN_NAME = re.compile(
    rf"(?<![{_L}0-9])[A-ZÀ-ÖØ-Þ][{_L}0-9]*(?:[.&'’\-][{_L}0-9]+)*"
    rf"(?: (?:{_JOINING})?\s?[A-ZÀ-ÖØ-Þ0-9][{_L}0-9]*(?:[.&\-][{_L}0-9]+)*)*"
)
_TITLED = re.compile(r"《([^《》\n]{1,30})》")
# what is no part of a name's end: a possessive, a word that led on to another name (Shares of Nvidia), a score
_LATIN_ENDINGS = re.compile(r"(?:'s|’s|(?: (?:of the|of|de|van|von|and|&)){1,4}| \d{1,3}[-–]\d{1,3})$")


@kept
def _finder() -> Finder[Name]:
    return Finder({form: name for name in reversed(names()) for form in name.forms})


@kept
def _by_canonical() -> dict[str, Name]:
    return {name.canonical: name for name in names()}


def known(canonical: str) -> Name | None:
    """The lexicon's entry of a canonical name, or None."""
    return _by_canonical().get(canonical)


def canonical(surface: str) -> str:
    """The canonical name of a written one: the lexicon's, or the name itself without case and spaces.

    >>> canonical("某某  App"), canonical("Some Thing")
    ('某某app', 'something')
    """
    name = _finder().meaning(surface)
    if name is not None:
        return name.canonical
    plain = _plain(surface)
    return _by_plain().get(plain, plain)


# spaces and the marks that stand in and around names
_DROPPED = dict.fromkeys(map(ord, " \t\n\r\f\v\u00a0\u3000\u2002\u2003\u2009·•:：-–“”\"'‘’《》「」"))


def _plain(surface: str) -> str:
    """A written name without case, spaces and marks: Qwen 3 - Max and Qwen3-Max are one."""
    small = lower(surface)
    if small.startswith("the") and small[3:4].isspace():
        small = small[4:]
    return small.translate(_DROPPED)


@kept
def _by_plain() -> dict[str, str]:
    """The canonical names by their plain forms; short ones (US, us) would be taken for words."""
    return {_plain(form): name.canonical for name in names() for form in name.forms if len(form) >= _PLAIN}


# code points of a written name that may be told apart from a word without its capitals
_PLAIN = 5


def well_known(text: str) -> list[Token]:
    """The names of the lexicon in `text`, each with the model designation that follows it."""
    found: list[Token] = []
    other = meant_otherwise(text)
    for place, name in _finder().find(text):
        if text[place.start : place.end] in other or _splits_words(text, place) or _is_part(text, place, name):
            continue
        end = place.end
        key = name.canonical
        # a maker or line with a model behind it is another product: 小米 + 15S Pro
        model = _model_at(text, end) if name.kind in {NameKind.COMPANY, NameKind.PRODUCT} else None
        if model is not None:
            key = canonical(name.canonical + text[end:model])
            end = model
        found.append(Token(Tok.NAME, Span(place.start, end), text[place.start : end], key, name.kind.value))
    return found


def _splits_words(text: str, place: Span) -> bool:
    """Whether a name of two signs is the end of one word and the beginning of another: 提|高通|行, 其|中东|部."""
    start, end = place.start, place.end
    if len(place) != len("高通") or start == 0 or end >= len(text) or text[start].isascii():
        return False
    if text[start + 1 : end + 1] in _addresses():
        # 搬运工|武|大爷 is no 武大
        return True
    before, after = text[start - 1 : start + 1], text[start + 1 : end + 1]
    known_word = segmenter().frequency
    if "一" <= text[start - 1] <= "鿿" and known_word(text[start + 1 : end + 2]) > 0:
        # 澜港|大剧院
        return True
    return known_word(before) > 0 and known_word(after) > 0 and known_word(before) + known_word(after) >= _COMMON


@cache
def _addresses() -> frozenset[str]:
    """How people are called behind their family names."""
    return frozenset(words("zh/surnames.toml", "addresses"))


def _is_part(text: str, place: Span, name: Name) -> bool:
    """Whether a known name is a part of another person's, or of a word: 程维 of 程维岳, Lanzhou of Lin Lanzhou."""
    if name.kind is NameKind.PLACE and text[place.start].isascii():
        family = _FAMILY.search(text, max(0, place.start - _LONGEST_FAMILY), place.start)
        return family is not None and lower(family[1]) in _families()
    if name.kind is NameKind.PLACE and segmenter().tag(text[place.start : place.end + 1]) in _COMMON_NOUNS:
        # 东海岸 is no 东海
        return True
    if name.kind is not NameKind.PERSON or len(place) != len("程维") or text[place.start].isascii():
        return False
    behind = segmenter().cut(text[place.end : place.end + _AHEAD])
    if not behind or not "一" <= behind[0].text[0] <= "鿿":
        return False
    # 程维|岳|表示, 程维|岳任: a noun of one sign, or a word that no dictionary holds and that begins with none of those
    alone = len(behind[0].text) == 1 and behind[0].tag[:1] == "n"
    return alone or (not behind[0].tag and not _begins_a_clause(behind[0].text[0]))


def _begins_a_clause(sign: str) -> bool:
    words_ = grammar()
    return sign in words_.speech or sign in words_.sides or sign in words_.becomes or words_.is_empty(sign)


# jieba's classes of words that name no one place
_COMMON_NOUNS = frozenset({"s", "n"})
# signs behind a name by which the word is told that stands there
_AHEAD = 6
_FAMILY = seldom(r"\b([A-Z][a-z]+) \Z")
_LONGEST_FAMILY = 12
_WORDS = frozenset({"an", "long", "man", "sun", "pan", "tang", "song", "han", "ming"})


@cache
def _families() -> frozenset[str]:
    """Chinese family names in Latin letters, but for those that are English words as well."""
    return frozenset(dict(mapping("zh/surnames.toml", "pinyin")).values()) - _openers() - _WORDS


# of two words that a name would split, how often the dictionary's corpus must hold them to outweigh the name
_COMMON = 1000


@cache
def _classes() -> re.Pattern[str]:
    return re.compile(literal(sorted(words("zh/bodies.toml", "product_classes"), key=len, reverse=True)))


def _model_at(text: str, start: int) -> int | None:
    """Where the model designation ends that follows a name: 15S Pro, 平板7 Ultra; None without one."""
    kind = _classes().match(text, start)
    for place in (start, kind.end()) if kind is not None else (start,):
        model = _MODEL.match(text, place)
        if model is not None and (place == start or any(c.isdigit() for c in model.group())):
            return model.end()
    return None


def designation(name: str) -> str:
    """The model designation that ends a canonical name: letters and figures from its last Latin run; "" without one.

    >>> designation("小米平板7ultra"), designation("玄戒o1"), designation("淘宝")
    ('7ultra', 'o1', '')
    """
    tail = re.search(r"[a-z]{0,3}\d[a-z0-9.]{0,40}+$", name)
    return tail.group() if tail is not None else ""


def built(text: str, taken: Sequence[Span], *, english: bool) -> list[Token]:
    """Names that no lexicon knows: Latin words with capitals, works in title marks; none that overlaps `taken`."""
    found = [
        Token(Tok.NAME, Span(match.start(1), match.end(1)), match.group(1), canonical(match.group(1)), "work")
        for match in _TITLED.finditer(text)
        if not match.group(1).endswith(words("zh/bodies.toml", "documents"))
    ]
    models = [*_BARE_MODEL.finditer(text)]
    blocked = Spans(taken if models else ())
    found.extend(
        Token(Tok.NAME, Span(*match.span()), match.group(), canonical(match.group()), "latin")
        for match in models
        if not blocked.touching(Span(*match.span()))
    )
    latin = [*_LATIN_NAME.finditer(text)]
    blocked = Spans([*taken, *(token.span for token in found)] if latin else ())
    for match in latin:
        whole = _past_opener(text, Span(match.start(), match.end()))
        for span in (free for part in _parts(text, whole) for free in _free(part, blocked)):
            surface = _LATIN_ENDINGS.sub("", text[span.start : span.end].strip(" .,-"))
            if not _plausible(text, span, surface, english=english):
                continue
            start = text.index(surface, span.start)
            key = canonical(_in_full(text, surface.removeprefix("The ")))
            found.append(Token(Tok.NAME, Span(start, start + len(surface)), surface, key, "latin"))
    return found


def _in_full(text: str, surface: str) -> str:
    """The company's name that a single word is short for: Kestrel where the text has Kestrel Air; else the word."""
    full = _full_names(text).get(surface, ())
    return full[0] if len(full) == 1 else surface


# a text is asked about once for each of its names
@lru_cache(maxsize=4)
def _full_names(text: str) -> dict[str, tuple[str, ...]]:
    """The companies' names of two words in a text, by their first words."""
    found: dict[str, set[str]] = {}
    for match in _two_words().finditer(text):
        found.setdefault(match[1], set()).add(match[0])
    return {first: tuple(sorted(names)) for first, names in found.items()}


@cache
def _two_words() -> re.Pattern[str]:
    endings = literal(words("en/capitals.toml", "company_words"))
    return re.compile(rf"\b([A-Z][A-Za-z0-9]*) (?:{endings})\b")


# Northmere's Kestrel, Columbus-based Halden: two names
_PARTED = re.compile(r"['’]s (?=[A-Z])|-(?:based|built|owned|led|listed|backed|born) (?=[A-Z])")
# Norwood Athletic 3, Real Almenara 2: a score, and no model
_SCORED = re.compile(r" \d{1,2}(?=\Z)")
_AGAINST = re.compile(r"(?:,| [-–])? ?[A-Z][A-Za-z. ]+ \d{1,2}\b")
_FACED = re.compile(r"[A-Za-z] \d{1,2}(?:,| [-–])? ?\Z")


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The names that a stretch of capitals is made of: an owner and what it has, a side and its score."""
    start = span.start
    for gap in [*_PARTED.finditer(text, span.start, span.end), None]:
        end = gap.start() if gap is not None else span.end
        scored = _SCORED.search(text[start:end])
        if scored is not None and (_AGAINST.match(text, end) or _FACED.search(text[max(0, start - 8) : start])):
            end = start + scored.start()
        yield Span(start, end)
        start = gap.end() if gap is not None else end


def _past_opener(text: str, span: Span) -> Span:
    """The span without the function word that opens a sentence before a name: If Kestrel Air, While Norse Ferries."""
    counted = _COUNTED_OF.match(text, span.start, span.end)
    if counted is not None:
        # Shares of Harbor Mutual
        return Span(counted.end(), span.end)
    first, space, rest = text[span.start : span.end].partition(" ")
    # New Orvane laptop: a name that the text has without it elsewhere
    new = first == "New" and text.count(rest) > text.count(f"New {rest}") + 1
    if space and rest and (new or lower(first) in _openers() or first in _HONOURS):
        return Span(span.end - len(rest), span.end)
    return span


# how a person is called before a name that is the same without it
_HONOURS = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "Professor", "Sir", "Dame", "Lord", "Lady"})


_COUNTED_OF = re.compile(
    r"(?:Shares|Stocks|Residents|Officials|Workers|Employees|Members|Customers|Fans|Units|Sales) (?:of|in|at) (?:the )?"
)


@cache
def _openers() -> frozenset[str]:
    return frozenset(words("en/capitals.toml", "openers"))


def _free(span: Span, blocked: Spans) -> list[Span]:
    """What is left of a span beside the blocked ones."""
    free: list[Span] = []
    start = span.start
    for other in blocked.touching(span):
        if other.start > start:
            free.append(Span(start, other.start))
        start = max(start, other.end)
    if start < span.end:
        free.append(Span(start, span.end))
    return free


def _plausible(text: str, span: Span, surface: str, *, english: bool) -> bool:
    word = lower(surface)
    # The Dutch music service: an article before a nationality makes no name of it
    if len(surface) < 2 or not surface[0].isupper() or word.removeprefix("the ") in _common_capitals():
        return False
    if not english:
        return True
    # in English any word may be a capital at a sentence's start: one that stands there alone is no name by that
    opens = re.search(r"(?:^|[.!?:\n“\"]\s{0,2})$", text[max(0, span.start - 3) : span.start]) is not None
    clear = not opens or " " in surface or any(c.isdigit() or c.isupper() for c in surface[1:])
    return clear or _named_elsewhere(text, span, surface)


# of itself: Volta said its revenue; a plural (Unions said their) is no name
_OF_ITSELF = seldom(r" (?:said|says|reported|announced|expects|posted) (?:that )?(?:its|it)\b")
# told what it is, or what only a firm or a body is or does: Volta, a maker of vans, / Volta, which is run by
_TOLD = seldom(
    r", (?:an?|the) [a-z][a-z-]+ "
    r"|, which (?:(?:is|was) (?:run|led|founded|owned|backed|controlled|based|headquartered|listed) (?:by|in|on) "
    r"|(?:employs|owns|operates) |(?:sold|issued|listed) (?:its )?(?:stock|shares) )"
)


@cache
def _deeds() -> re.Pattern[str]:
    """Volta has overtaken Tesla: what firms do to something that has a name."""
    return re.compile(rf" (?:has |had )?(?:{literal(words('en/capitals.toml', 'deeds'))}) (?=[A-Z])")


@cache
def _posts() -> re.Pattern[str]:
    """Norwood's chief executive: whose post stands behind it."""
    return re.compile(rf"['’]s (?:[a-z-]+ ){{0,2}}(?:{literal(words('en/capitals.toml', 'posts'))})\b")


def _named_elsewhere(text: str, span: Span, surface: str) -> bool:
    """Whether a capitalised word that opens a sentence is a name by its clause, or by its capital inside another."""
    told = _TOLD.match(text, span.end) or _deeds().match(text, span.end)
    if _posts().match(text, span.start + len(surface)):
        return True
    if _OF_ITSELF.match(text, span.end) or (told and not surface.endswith("s")):
        return True
    if _in_full(text, surface) != surface:
        return True
    if re.search(rf"\b{re.escape(lower(surface))}\b", text) is not None:
        return False
    inside = re.search(rf"[a-z,] {re.escape(surface)}\b(?! [A-Z])", text)
    return inside is not None or len(re.findall(rf"\b{re.escape(surface)} (?:{_ACTS}) ", text)) > 1


# what a name that opens sentences has behind it: Wavelark on Tuesday reported, Wavelark will cut
_ACTS = (
    "is|was|has|had|will|would|said|says|expects|plans|hopes|also|in [A-Z0-9][a-z0-9]+"
    "|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)


@cache
def _common_capitals() -> frozenset[str]:
    return frozenset(words("en/capitals.toml", "common"))
