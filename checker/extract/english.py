"""English phrases: who tells of himself, what was done to those counted, whom a deed or a place belongs to."""

from collections.abc import Sequence
from functools import cache

from checker.extract import terms
from checker.extract.grammar import grammar
from checker.extract.tokens import Tok, Token
from checker.lexicon.attributes import Nature
from checker.lexicon.finder import lower
from checker.lexicon.load import words

_FILE = "en/verbs.toml"


@cache
def listed(key: str) -> frozenset[str]:
    """A list of the file of verbs, as a set."""
    return frozenset(words(_FILE, key))


def is_verb(token: Token) -> bool:
    """Whether a token is an English verb, helping verbs included."""
    return token.text.isascii() and (token.tag == "v" or lower(token.text) in listed("helping"))


def tells_its_own(tokens: Sequence[Token], j: int) -> bool:
    """Maersk reported a net profit of, Volta said its revenue: what the name at `j` tells is its own."""
    if tokens[j].tag in {"person", "body"} or not tokens[j].text.isascii():
        return False
    k = j + 1
    if k >= len(tokens) or lower(tokens[k].text) not in listed("tellers"):
        return False
    k += 1
    while k < len(tokens) and (tokens[k].kind in {Tok.TIME, Tok.QUALIFIER} or lower(tokens[k].text) in {"on", "that"}):
        k += 1
    return k >= len(tokens) or tokens[k].kind in {Tok.ATTRIBUTE, Tok.VALUE} or lower(tokens[k].text) in listed("own")


def attributive(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with each place that only tells where a company is made a word: the Shanghai carmaker."""
    return tuple(
        Token(Tok.WORD, token.span, token.text, tag="eng") if _tells_where(tokens, j) else token
        for j, token in enumerate(tokens)
    )


def _tells_where(tokens: tuple[Token, ...], j: int) -> bool:
    token = tokens[j]
    if token.kind is not Tok.NAME or token.tag != "place" or not token.text.isascii() or j + 1 >= len(tokens):
        return False
    if j + 2 < len(tokens) and tokens[j + 1].text == "-" and lower(tokens[j + 2].text) == "based":
        return True
    if j == 0 or lower(tokens[j - 1].text) not in listed("determiners"):
        return False
    return any(lower(later.text) in listed("organisations") for later in tokens[j + 1 : j + 3])


def is_common(tokens: Sequence[Token]) -> bool:
    """Trains carried, border officers handled: a clause whose subject is nobody that was spoken of before."""
    noun = False
    for token in tokens:
        word = lower(token.text)
        if not word.isascii() or token.kind in {Tok.NAME, Tok.ATTRIBUTE, Tok.ROLE, Tok.EVENT}:
            return False
        if token.kind is Tok.WORD and (word in grammar().pronouns or word in listed("determiners") - {"a", "an"}):
            return False
        if is_verb(token):
            return noun
        noun = noun or token.kind is Tok.VALUE or (token.is_noun and not grammar().is_empty(word))
    return False


# tokens between a figure and the verb of what was done: 400 newly trained nurses were hired
_COUNTED = 5


def done_to(tokens: Sequence[Token], i: int) -> int | None:
    """41 people were killed: the place behind the helping verbs, of what was done to those that `tokens[i]` counts."""
    j = i + 1
    while j < min(i + _COUNTED, len(tokens)) and (
        (tokens[j].is_noun and not grammar().is_empty(tokens[j].text))
        or tokens[j].kind in {Tok.QUALIFIER, Tok.ATTRIBUTE}
    ):
        j += 1
    start = j
    while j < len(tokens) and lower(tokens[j].text) in listed("helping"):
        j += 1
    if start == j or j >= len(tokens) or not tokens[j].text.isascii():
        return None
    done = tokens[j].kind in {Tok.ATTRIBUTE, Tok.EVENT} or (tokens[j].tag == "v" and lower(tokens[j - 1].text) != "had")
    return j if done else None


def is_doer(tokens: Sequence[Token], i: int, j: int) -> bool:
    """1,900 workers walked out: who is counted does something; those who did are not all that there are."""
    row = terms.attribute(tokens[j].key)
    if row is None or row.nature is not Nature.STOCK or not tokens[j].text.isascii() or any(map(is_verb, tokens[:i])):
        return False
    return j + 1 < len(tokens) and (tokens[j + 1].kind is Tok.EVENT or tokens[j + 1].tag == "v")


def agent(tokens: Sequence[Token], at: int) -> int | None:
    """The place of the name behind "by", who did what stands at `at`: hired by Walmart; None without one."""
    for k in range(at + 1, min(at + 4, len(tokens) - 1)):
        if lower(tokens[k].text) != "by":
            continue
        k += 1  # noqa: PLW2901 -- on to what stands behind it
        while k < len(tokens) and lower(tokens[k].text) in listed("determiners"):
            k += 1  # noqa: PLW2901 -- past the article
        return k if k < len(tokens) and tokens[k].kind is Tok.NAME else None
    return None


def holder(tokens: Sequence[Token], at: int) -> int | None:
    """The place of the name in "there were 2.1 million employees at Walmart"; None in any other clause."""
    if not tokens or lower(tokens[0].text) != "there" or at + 2 >= len(tokens):
        return None
    k = at + 1
    if lower(tokens[k].text) not in {"at", "in"}:
        return None
    k += 1
    while k < len(tokens) and lower(tokens[k].text) in listed("determiners"):
        k += 1
    return k if k < len(tokens) and tokens[k].kind is Tok.NAME else None


def scene_of(tokens: Sequence[Token]) -> int | None:
    """The place of the name where it happened: the flood in Valencia, fell on Valencia; None without one."""
    for j, token in enumerate(tokens):
        if token.kind is not Tok.NAME or token.tag not in {"place", "latin", "built"} or not token.text.isascii():
            continue
        k = j - 1
        while k >= 0 and lower(tokens[k].text) in listed("determiners"):
            k -= 1
        if k >= 0 and lower(tokens[k].text) in listed("where"):
            return j
    return None


def is_supposed(tokens: Sequence[Token]) -> bool:
    """Whether a clause only supposes what it tells: if it had 5,000 employees."""
    return bool(tokens) and lower(tokens[0].text) in {"if", "unless", "suppose", "supposing"}


def paired(tokens: Sequence[Token], i: int, kind: Tok) -> int | None:
    """Revenue and net profit were $55.5 billion and $6.1 billion: of two words of a kind, the one that `i` is of.

    None where the clause does not list two words and then two figures.
    """
    figures = [j for j, token in enumerate(tokens) if token.kind is Tok.VALUE]
    if len(figures) != _TWO or i not in figures or not _listed(tokens, figures):
        return None
    heads = [j for j in range(figures[0]) if tokens[j].kind is kind]
    if len(heads) < _TWO or not _listed(tokens, heads[:_TWO]) or (kind is Tok.NAME and len(heads) > _TWO):
        return None
    return heads[figures.index(i)]


_TWO = 2


def _listed(tokens: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether "and" joins the two, an article or what narrows the second aside."""
    between = tokens[places[0] + 1 : places[1]]
    return [lower(token.text) for token in between if token.kind is not Tok.QUALIFIER] in (["and"], ["and", "the"])


def spent_on(tokens: Sequence[Token], i: int) -> int | None:
    """Spent $310 million on research: the place of the attribute that money went into; None in any other clause."""
    if i == 0 or lower(tokens[i - 1].text) not in listed("spending") or i + 2 >= len(tokens):
        return None
    k = i + 1
    while k < len(tokens) and (lower(tokens[k].text) in {"on", "in", "into"} | listed("determiners")):
        k += 1
    return k if i + 1 < k < len(tokens) and tokens[k].kind is Tok.ATTRIBUTE else None


def leads_in(tokens: Sequence[Token]) -> bool:
    """With 6.5 million visitors, the museum was: a clause that begins so tells of the subject of the next."""
    return bool(tokens) and lower(tokens[0].text) in {"with", "having", "counting"}
