"""English phrases: who tells of himself, what was done to those counted, whom a deed or a place belongs to."""

from collections.abc import Sequence
from functools import cache

from checker.extract import terms
from checker.extract.attribute import is_direction
from checker.extract.grammar import grammar
from checker.extract.part import Part, once
from checker.extract.tokens import Tok, Token
from checker.extract.verbs import verbs
from checker.lexicon.attributes import Nature
from checker.lexicon.finder import lower
from checker.lexicon.load import words
from checker.model import Quantity, ValueKind

_FILE = "en/verbs.toml"


@cache
def listed(key: str) -> frozenset[str]:
    """A list of the file of verbs, as a set."""
    return frozenset(words(_FILE, key))


def is_verb(token: Token) -> bool:
    """Whether a token is an English verb, helping verbs included."""
    word = lower(token.text)
    return token.kind is not Tok.NAME and (word in verbs() or word in listed("helping"))


def tells_its_own(tokens: Sequence[Token], j: int) -> bool:
    """Maersk reported a net profit of, Volta said its revenue: what the name at `j` tells is its own."""
    if tokens[j].tag in {"person", "body"} or not tokens[j].is_latin:
        return False
    k = j + 1
    if k >= len(tokens) or lower(tokens[k].text) not in listed("tellers"):
        return False
    expects = lower(tokens[k].text).startswith("expect")
    k += 1
    while k < len(tokens) and (tokens[k].kind in {Tok.TIME, Tok.QUALIFIER} or lower(tokens[k].text) in {"on", "that"}):
        k += 1
    if expects and k < len(tokens) and lower(tokens[k].text) == "to":
        return True
    return k < len(tokens) and (tokens[k].kind in {Tok.ATTRIBUTE, Tok.VALUE} or lower(tokens[k].text) in listed("own"))


def is_relative(tokens: Sequence[Token], j: int) -> bool:
    """The trips that Tuyuan had predicted: the name at `j` acts in a clause about something else only."""
    k = j - 1
    while k >= 0 and lower(tokens[k].text) in listed("determiners") - {"that"}:
        k -= 1
    if k < 1 or lower(tokens[k].text) not in {"that", "which", "whom", "whose"}:
        return False
    # said that Maersk had: what was said is a clause of its own
    told = lower(tokens[k - 1].text)
    return not is_verb(tokens[k - 1]) and told not in listed("tellers") and tokens[k - 1].kind is not Tok.TIME


def attributive(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with each place that only tells where a company is made a word: the Shanghai carmaker."""
    places = [j for j, token in enumerate(tokens) if token.kind is Tok.NAME and _tells_where(tokens, j)]
    if not places:
        return tokens
    made = list(tokens)
    for j in places:
        made[j] = Token(Tok.WORD, tokens[j].span, tokens[j].text, tag="eng")
    return tuple(made)


def _tells_where(tokens: tuple[Token, ...], j: int) -> bool:
    token = tokens[j]
    if j + 1 >= len(tokens) or not token.is_latin or token.tag not in {"place", "latin"}:
        return False
    if token.tag == "latin" and (token.text.startswith("The ") or (j > 0 and lower(tokens[j - 1].text) == "the")):
        # the Mountain View firm
        return tokens[j + 1].text in listed("classes")
    # the Columbus-based retailer; Tucson miner Calder Ridge, Wisconsin creamery recalls
    based = j + 2 < len(tokens) and tokens[j + 1].text == "-" and lower(tokens[j + 2].text) == "based"
    if based or (j == 0 and tokens[1].kind is Tok.WORD and tokens[1].text in listed("organisations")):
        return True
    led = token.tag == "place" and j > 0 and lower(tokens[j - 1].text) in listed("determiners")
    return led and any(lower(later.text) in listed("organisations") for later in tokens[j + 1 : j + 3])


@once
def is_common(tokens: Part) -> bool:
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
    if start == j or j >= len(tokens) or not tokens[j].is_latin:
        return None
    done = tokens[j].kind in {Tok.ATTRIBUTE, Tok.EVENT} or (tokens[j].tag == "v" and lower(tokens[j - 1].text) != "had")
    return j if done else None


def is_doer(tokens: Sequence[Token], i: int, j: int) -> bool:
    """1,900 workers walked out: who is counted does something; those who did are not all that there are."""
    row = terms.attribute(tokens[j].key)
    if row is None or row.nature is not Nature.STOCK or not tokens[j].is_latin or any(map(is_verb, tokens[:i])):
        return False
    return j + 1 < len(tokens) and (tokens[j + 1].kind is Tok.EVENT or tokens[j + 1].tag == "v")


def acts(tokens: Sequence[Token], j: int, i: int) -> bool:
    """Rescuers found nine more bodies: whether the people at `j` do something to what the figure at `i` counts."""
    if not (tokens[j].is_latin and tokens[j].text.endswith("s") and tokens[j].key.endswith(_PEOPLE)):
        return False
    own = grammar().level_verbs | listed("helping")
    between = [lower(token.text) for token in tokens[j + 1 : i]]
    return any(word in verbs() and word not in own and not is_direction(word) for word in between)


# attributes that count people by what they are or do
_PEOPLE = ("人数", "员工数")


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
        if token.kind is not Tok.NAME or token.tag not in {"place", "latin", "built"} or not token.is_latin:
            continue
        k = j - 1
        while k >= 0 and lower(tokens[k].text) in listed("determiners"):
            k -= 1
        if k >= 0 and lower(tokens[k].text) in listed("where"):
            return j
    return None


def is_supposed(tokens: Part) -> bool:
    """Whether a clause only supposes what it tells: if it had 5,000 employees."""
    return bool(tokens) and tokens.lows[0] in {"if", "unless", "suppose", "supposing"}


def paired(tokens: Part, i: int, kind: Tok) -> int | None:
    """Revenue and net profit were $55.5 billion and $6.1 billion: of two words of a kind, the one that `i` is of.

    None where the clause does not list two words and then two figures.
    """
    figures = tokens.places(Tok.VALUE)
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


def leads_in(tokens: Part) -> bool:
    """With 6.5 million visitors, the museum was: a clause that begins so tells of the subject of the next."""
    return bool(tokens) and tokens.lows[0] in {"with", "having", "counting"}


def stands_for(tokens: Part, kinds: str) -> bool:
    """The chip packs, the Shanghai company has: whether a clause opens with "the" and a noun of these kinds."""
    if tokens.words.isdisjoint(_POINTING):
        return False
    bare = [token for token in tokens[:_PHRASE] if token.kind is not Tok.MARK]
    if not bare or lower(bare[0].text) not in _POINTING:
        return False
    for at, token in enumerate(bare[1:], 1):
        if token.kind is not Tok.WORD or is_verb(token):
            return False
        if lower(token.text).removesuffix("'s").removesuffix("’s") in listed(kinds):
            return at + 1 == len(bare) or is_verb(bare[at + 1]) or grammar().is_empty(bare[at + 1].text)
    return False


_POINTING = frozenset({"the", "this", "that"})
# "the", two words that narrow, the noun, and what follows it
_PHRASE = 5


def is_age(tokens: Sequence[Token], before: Sequence[Token]) -> bool:
    """Zhou Haifeng, 42, braked: a bare figure between commas behind a name is how old somebody is."""
    if not before or before[-1].kind is not Tok.NAME or [token.kind for token in tokens] != [Tok.VALUE]:
        return False
    value = tokens[0].value
    return value is not None and value.unit is None and tokens[0].text.isdigit() and int(tokens[0].text) <= _OLDEST


_OLDEST = 120


def goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether an English clause may be of an attribute that only an earlier sentence said.

    Its subject must point back to it (by May it had crossed $47 billion, those aged 65 numbered 224 million).
    """
    if any(not token.is_latin for token in tokens[:i]) or not any(is_verb(t) or t.tag == "eng" for t in tokens):
        return True
    first = [lower(token.text) for token in tokens[:i]]
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    counts = behind is not None and behind.is_noun and not grammar().is_empty(behind.text)
    return bool(listed("back") & set(first)) and not counts


def is_product(token: Token) -> bool:
    """Whether a name is one of a product: known as such, or with a figure in it (Xring O1)."""
    if token.kind is not Tok.NAME or not token.is_latin:
        return False
    return token.tag == "product" or (token.tag in {"latin", "built"} and any(char.isdigit() for char in token.text))


def spent(tokens: Sequence[Token], i: int) -> bool:
    """Whether the money at `i` is what somebody spent, on nothing that is told."""
    return i > 0 and lower(tokens[i - 1].text) in {"spent", "spend"} and spent_on(tokens, i) is None


def acts_on(tokens: Sequence[Token]) -> bool:
    """The tokamak, run by the CEA, sustained: an English clause that opens with its verb has the sentence's subject."""
    return bool(tokens) and lower(tokens[0].text) in verbs() and tokens[0].kind is not Tok.NAME


def inhabited(tokens: Sequence[Token], i: int) -> bool:
    """India has 1.45 billion people: a place that has people, and nothing more told of them."""
    ends = i + 1 == len(tokens) or tokens[i + 1].kind is Tok.MARK
    has = i > 1 and lower(tokens[i - 1].text) in {"has", "had"}
    return has and ends and tokens[i - 2].kind is Tok.NAME and tokens[i - 2].tag == "place"


def is_named(tokens: Sequence[Token], i: int) -> bool:
    """Its wage bill £413 million: a noun right before an English figure says what it is of."""
    before = tokens[i - 1] if i else None
    return (
        before is not None
        and before.kind is Tok.WORD
        and before.tag == "eng"
        and not is_verb(before)
        and not grammar().is_empty(before.text)
        and lower(before.text) not in grammar().leads
    )


def dealt_at(tokens: Sequence[Token], i: int) -> str:
    """The attribute of money in a deal that "at" tells of: $30 billion at $380 billion, listed at HK$165 a share."""
    behind = [lower(token.text) for token in tokens[i + 1 : i + 3]]
    shares = behind[:2] in (["a", "share"], ["per", "share"]) or behind[:1] == ["apiece"]
    if shares and any(token.key == "上市日期" for token in tokens[:i]):
        return "发行价"
    sums = [j for j, token in enumerate(tokens) if token.value is not None and token.value.kind is ValueKind.MONEY]
    at = sums.index(i)
    if at and lower(tokens[i - 1].text) == "at" and _raised(tokens, sums[at - 1], i):
        return "估值"
    if at + 1 < len(sums) and lower(tokens[sums[at + 1] - 1].text) == "at" and _raised(tokens, i, sums[at + 1]):
        return "融资额"
    valued = [token.key for token in tokens[i + 1 : i + _VALUED] if token.kind is Tok.ATTRIBUTE]
    return "融资额" if behind[:1] == ["at"] and valued[:1] == ["估值"] else ""


# tokens of "at a post-money valuation"
_VALUED = 7
# money of this size is no price of a share
_SUM = 1_000_000


def _raised(tokens: Sequence[Token], j: int, i: int) -> bool:
    """Whether the money at `j` may have been raised at the value at `i`: both are large, and the value is larger."""
    one, other = (token.value.payload if token.value is not None else None for token in (tokens[j], tokens[i]))
    if not isinstance(one, Quantity) or not isinstance(other, Quantity) or one.value is None or other.value is None:
        return False
    return one.unit == other.unit and _SUM <= one.value < other.value


def explained(before: Sequence[Token], tokens: Sequence[Token]) -> frozenset[str]:
    """After its Series G, a $30 billion deal: what ends a clause narrows the one that explains it."""
    told = before[-1].kind in {Tok.QUALIFIER, Tok.BAND} and before[-1].text.isascii()
    return frozenset({before[-1].key}) if told and tokens and lower(tokens[0].text) in {"a", "an"} else frozenset()


def is_changed(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Shut 80 branches, to open 12 stores: what is done to some of what the attribute at `j` counts, not all of it."""
    row = terms.attribute(tokens[j].key)
    if i == 0 or row is None or row.nature is not Nature.STOCK or not tokens[i - 1].is_latin:
        return False
    word = lower(tokens[i - 1].text)
    acts = word in verbs() or (i > 1 and lower(tokens[i - 2].text) in {"to", "will"} and tokens[i - 1].kind is Tok.WORD)
    return acts and word not in grammar().level_verbs | listed("holding") | listed("helping")


def somewhere(tokens: Sequence[Token], at: int) -> str:
    """The place that an English figure or its attribute at `at` is narrowed to: revenue in Denmark; "" for none."""
    if at + 2 >= len(tokens) or lower(tokens[at + 1].text) not in {"in", "outside"}:
        return ""
    place = tokens[at + 2]
    if place.kind is Tok.NAME and place.tag == "place" and place.is_latin:
        return place.key
    home = lower(place.text) in {"its", "their"} and at + 3 < len(tokens) and tokens[at + 3].is_noun
    return "".join(token.text for token in tokens[at + 3 : at + 5] if token.is_noun) if home else ""
