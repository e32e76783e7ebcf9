"""Who holds which post."""

import re
from collections.abc import Sequence

from checker.extract import terms
from checker.extract.attribute import CLOSERS, OPENERS, owner_behind
from checker.extract.draft import Draft, Scene
from checker.extract.grammar import grammar
from checker.extract.modality import denied
from checker.extract.names import canonical, known
from checker.extract.owner import unknown_name
from checker.extract.people import is_person, is_post
from checker.extract.person_names import ending_at, in_brackets, person_at
from checker.extract.rows import Row
from checker.extract.sources import attribution_of
from checker.extract.subject import UNNAMED, Owner, announcer
from checker.extract.successions import replaced, successor
from checker.extract.tokens import Tok, Token
from checker.lexicon.finder import lower
from checker.lexicon.names import NameKind
from checker.lexicon.roles import post_at
from checker.model import Attribute, Entity, Modality, NameValue, Span, ValueKind
from checker.model.record import replace

_SKIP = frozenset({".", ":", "：", "是", "为", "由", "兼", "、", "/", "“", "”", "(", "is", "was", ","})


# a post, or the person behind a word that no lexicon holds
_HELD = frozenset({Tok.ROLE, Tok.NAME})


def read(draft: Draft, row: Row, scene: Scene) -> None:
    """Add the posts told in one sentence: entity the organisation, attribute the post, value the person."""
    if row.kinds.isdisjoint(_HELD):
        return
    tokens = row.tokens
    last: tuple[Owner, int] | None = None
    for j in _posts(row):
        token = tokens[j]
        if _is_former(tokens, j):
            continue
        if j > 1 and tokens[j - 1].text == "由" and tokens[j - 2].kind is Tok.ROLE:
            # 评委会主席由|导演|邝明担任: what the holder is otherwise
            continue
        taken = successor(tokens, j)
        person = taken or (None if replaced(tokens, j) else person_after(tokens, j) or _person_before(tokens, j))
        if person is None:
            continue
        name, span = person
        organisation = _organisation(tokens, _first_post(tokens, j), scene)
        guessed = organisation is None or organisation.entity.inherited
        if guessed and _signs(tokens, j):
            continue
        if last is not None and guessed and not _is_place(last[0]) and _goes_on(tokens, j, last[1]):
            organisation = last[0]
        if organisation is not None and _is_whose(tokens, organisation, person, taken=taken is not None):
            # said Anna Kovac, the chief financial officer: of the firm that the text speaks of
            organisation = scene.subject.carried() if scene.subject is not None else None
        same = organisation is not None and organisation.entity.name == canonical(name)
        if same or (taken is None and _comes_from(tokens, token, span, organisation)):
            continue
        organisation = _with_posts(organisation, token.key) if organisation is not None else UNNAMED
        last = organisation, span.end
        post, family, functional = post_of(tokens, j, organisation)
        draft.add(
            _said_in(token.span, span),
            ValueKind.ROLE,
            organisation.entity,
            Attribute(post, "role:" + family, functional=functional),
            NameValue(canonical(name) if "·" not in name else name, draft.clean.text[span.start : span.end]),
            found_by="person/post-name",
            sentence=row.span,
            modality=Modality.DENIED if _is_denied(draft.clean.text, row) else Modality.ACTUAL,
            attribution=attribution_of(row),
            trace=(f"post: {token.text}", f"person: {name}", f"organisation: {organisation.entity.surface}"),
        )


def _posts(row: Row) -> list[int]:
    """The places of the posts of a sentence, among them words that no lexicon holds."""
    tokens = row.tokens
    if not any(token.tag == "person" for token in row.of(Tok.NAME)):
        if Tok.ROLE not in row.kinds:
            return []
        return [j for j, token in enumerate(tokens) if token.kind is Tok.ROLE]
    return [j for j, token in enumerate(tokens) if token.kind is Tok.ROLE or _is_open_post(tokens, j)]


def _signs(tokens: Sequence[Token], j: int) -> bool:
    """记者|程韬岑, 作者|：|杜铎: whether who wrote the article has the post at `j`, if no name tells whose it is."""
    labelled = tokens[j].key == _AUTHOR and j + 1 < len(tokens) and tokens[j + 1].text in _LABELS
    return labelled or tokens[j].key == _REPORTER


# 记者、华为董事长梁华: people of many posts
_REPORTER = "记者"
_AUTHOR = "作者"
_LABELS = frozenset({":", "：", "/", "丨", "|"})


def _comes_from(tokens: Sequence[Token], post: Token, person: Span, organisation: Owner | None) -> bool:
    """董事长马怀远出任副董事长: whether it is the post that one comes from, which may be another firm's."""
    guessed = organisation is None or organisation.entity.inherited
    return guessed and person.start >= post.span.end and _moves_on(tokens, person)


def _is_place(owner: Owner) -> bool:
    """Whether posts are told of a place: the next in a list may be another country's (美国国务卿…和外交部长…)."""
    entry = known(owner.entity.name)
    return entry is not None and entry.kind is NameKind.PLACE


def _goes_on(tokens: Sequence[Token], j: int, end: int) -> bool:
    """董事长马怀远、|总经理林秀云: whether the post at `j` follows the last holder in a list of those of one firm."""
    between = [token for token in tokens[:j] if token.span.start >= end]
    return len(between) == 1 and between[0].text in {"、", "和", "与", "及", "以及"}


# code points of the longest evidence
_LONGEST = 60


def _said_in(post: Span, person: Span) -> Span:
    """The words from the post to its holder, or where these are too many the holder alone."""
    whole = Span(min(post.start, person.start), max(post.end, person.end))
    return whole if len(whole) <= _LONGEST else person


def _is_whose(tokens: Sequence[Token], organisation: Owner, person: tuple[str, Span], *, taken: bool) -> bool:
    """Whether what was taken for the organisation is the holder, or whom he succeeds (succeeds Alan Cole as)."""
    name, span = person
    if organisation.entity.name == canonical(name):
        return True
    at = organisation.at
    return (
        taken and 0 <= at < len(tokens) and tokens[at].tag in {"latin", "person"} and tokens[at].span.start >= span.end
    )


def _with_posts(owner: Owner, post: str) -> Owner:
    """Whose a post is where the text goes on speaking of somebody: of a product its maker, of what has no posts nobody.

    A person, a prize, a flight has none; a place has those of its government only.
    """
    entity = owner.entity
    if not entity.inherited:
        return owner
    entry = known(entity.name)
    if entry is None:
        return UNNAMED if any(char.isdigit() for char in entity.name) else owner
    if entry.kind is NameKind.PLACE:
        return owner if post.endswith(_OF_PLACES) else UNNAMED
    if entry.kind is NameKind.PRODUCT and entry.parent:
        return replace(owner, entity=Entity(entry.parent, entity.surface, inherited=True))
    return UNNAMED if entry.kind in _WITHOUT_POSTS else owner


_WITHOUT_POSTS = frozenset({NameKind.PRODUCT, NameKind.PERSON, NameKind.AWARD, NameKind.INDEX})
_OF_PLACES = ("长", "书记", "主席", "总统", "总理", "首相", "国王", "女王")


def _is_denied(text: str, row: Row) -> bool:
    """Whether a sentence denies that somebody takes up a post; 市长韩若川予以否认 denies something else."""
    words = grammar()
    return denied(text, row.span) and any(t.text in words.becomes or t.text in words.takes_up for t in row.tokens)


def _moves_on(tokens: Sequence[Token], person: Span) -> bool:
    """Whether a person takes up another post right behind his name."""
    behind = next((token for token in tokens if token.span.start >= person.end), None)
    return behind is not None and not behind.text.isascii() and behind.text in grammar().takes_up


def _first_post(tokens: Sequence[Token], j: int) -> int:
    """董事长兼总经理: the place of the first of several posts that one person holds; whose it is stands before it."""
    while j > 1 and tokens[j - 1].text in grammar().as_well and tokens[j - 2].kind is Tok.ROLE:
        j -= 2
    return j


def _is_open_post(tokens: Sequence[Token], j: int) -> bool:
    """Whether a word that no lexicon holds is the post of the person named behind it: 厂长|邓克勇."""
    if j + 1 == len(tokens):
        return False
    behind = tokens[j + 1]
    return behind.kind is Tok.NAME and behind.tag == "person" and is_post(tokens[j])


def post_of(tokens: Sequence[Token], j: int, organisation: Owner) -> tuple[str, str, bool]:
    """The post at `j`, the one that it stands for or under, and whether one person alone can hold it.

    A deputy's (副省长) is another post, under that of whom he stands for.
    """
    if tokens[j].kind is not Tok.ROLE:
        return tokens[j].text, tokens[j].text, False
    entry = known(organisation.entity.name)
    post = post_at(tokens[j].key, organisation.entity.name, entry.kind.value if entry is not None else "")
    before = lower(tokens[j - 1].text) if j > 0 else ""
    if before in grammar().deputies:
        return before + post, post, False
    full = next((post.removeprefix(word) for word in _DEPUTIES if post.startswith(word)), post)
    role = terms.role(post)
    return post, full if terms.role(full) is not None else post, role is not None and role.single


# 副主任, 常务副院长: the deputies that have words of their own
_DEPUTIES = ("常务副", "副")


def _is_former(tokens: Sequence[Token], j: int) -> bool:
    """Whether the post at `j` is one that the person has left (前首席财务官, former president, 前三季的总导演)."""
    if _OF_A_SEASON.search("".join(token.text for token in tokens[max(0, j - _BODY) : j])):
        return True
    k = j - 1
    while k > 0 and tokens[k].kind is Tok.NAME and not tokens[k].is_latin:
        # 时任晨帆航运首席执行官
        k -= 1
    return k >= 0 and lower(tokens[k].text) in grammar().former


# of one of several seasons or terms
_OF_A_SEASON = re.compile(r"(?:前[一两二三四五六七八九十\d]*|上一|首|往|历)[季届任]的?\Z|上[季届]的?\Z")


def person_after(tokens: Sequence[Token], j: int) -> tuple[str, Span] | None:
    """The person named right behind a post, or right before it in English (Lei Jun, chief executive)."""
    k = j + 1
    while k < len(tokens) and (tokens[k].text in _SKIP or tokens[k].kind is Tok.ROLE):
        k += 1
    k = _next_post(tokens, j, k)
    if k >= len(tokens):
        return None
    glossed = in_brackets(tokens, k)
    apart = not tokens[k].is_latin and tokens[k].span.start > tokens[k - 1].span.end
    if glossed is None and apart:
        # 总经理,管产品: what stands behind a comma is no name of a holder
        return None
    return person_at(tokens, k)


def _next_post(tokens: Sequence[Token], j: int, k: int) -> int:
    """调查组组长、省应急管理厅|厅长|孙启明: where the holder of two posts in a row stands."""
    if j + 1 >= len(tokens) or tokens[j + 1].text != "、" or k != j + 2 or tokens[j].text == _REPORTER:
        return k
    at = k
    while at < min(k + _BODY, len(tokens)) and (tokens[at].is_noun or tokens[at].kind in {Tok.NAME, Tok.QUALIFIER}):
        if tokens[at].tag == "person":
            return k
        at += 1
    return at + 1 if at < len(tokens) and tokens[at].kind is Tok.ROLE else k


# tokens of a body's name between two posts
_BODY = 6


def _person_before(tokens: Sequence[Token], j: int) -> tuple[str, Span] | None:
    """贺建章任指挥长, 林俊旸出任千问产品负责人: the person named before the verb that gives the post."""
    if tokens[j].is_latin:
        return _english_person(tokens, j)
    k = j - 1
    if k >= 0 and terms.role(tokens[j].key) is not None and tokens[j].key in _CREDITS:
        # 贺兰舟编剧: a credit stands right behind the name
        last = j + 1 == len(tokens) or tokens[j + 1].kind is Tok.MARK or tokens[j + 1].text in {"、", "的"}
        found = ending_at(tokens, k) if last else None
        if found is not None:
            return found
    becomes = grammar().becomes
    while k >= 0 and tokens[k].text not in becomes and tokens[k].tag != "person":
        if not tokens[k].is_noun and tokens[k].kind not in {Tok.NAME, Tok.QUALIFIER}:
            break
        k -= 1
    if k < 1 or tokens[k].text not in becomes:
        return None
    return ending_at(tokens, k - 1)


# what one is credited with in a work
_CREDITS = frozenset({"导演", "编剧", "作曲", "摄影", "制片人", "主演"})


_APPOSED = frozenset({",", "is", "was", "became", "the", "its", "as", "a", "who", "has", "been", "had", "serves"})


def _english_person(tokens: Sequence[Token], j: int) -> tuple[str, Span] | None:
    """Lei Jun, the chief executive; Rosalind Teague, the incident commander; Tim Cook is chief executive."""
    k = _before_phrase(tokens, j) - 1
    while k >= 0 and lower(tokens[k].text) in _APPOSED:
        k -= 1
    # clauses end without their comma: what stands right before the post is its holder only where the firm, or a comma
    # and what the post is of, stands behind
    if k < 0 or tokens[k].kind is not Tok.NAME:
        return None
    if k == j - 1 and owner_behind(tokens, j) is None and not _is_apposed(tokens, j):
        return None
    token = tokens[k]
    if token.tag == "person":
        return token.key, token.span
    return (token.text, token.span) if token.tag == "latin" and " " in token.text else None


def _is_apposed(tokens: Sequence[Token], j: int) -> bool:
    """Whether a comma parts the post at `j` from the name before it, and it ends its clause or says of what it is."""
    behind = tokens[j + 1] if j + 1 < len(tokens) else None
    parted = tokens[j].span.start - tokens[j - 1].span.end > 1
    ends = behind is None or behind.span.start - tokens[j].span.end > 1 or lower(behind.text) in {"of", "at", "for"}
    return parted and ends


# words that narrow a post in English: the incident commander, the city's deputy fire chief
_NARROWING = 4


def _before_phrase(tokens: Sequence[Token], j: int) -> int:
    """Where the phrase begins that ends in the post at `j`: at its article, or at whose it is; `j` without either."""
    for k in range(j - 1, max(-1, j - _NARROWING - 1), -1):
        token = tokens[k]
        if k > 1 and token.text == "s" and tokens[k - 1].text in {"'", "’"}:
            # Chaozhou|'|s: whose it is
            return k - 2
        whose = lower(token.text).endswith(("'s", "’s"))
        if lower(token.text) in {"the", "a", "an", "its", "their"} or whose:
            return k if k < j - 1 or whose else j
        if token.kind not in {Tok.WORD, Tok.QUALIFIER} or not token.is_latin or not token.text[:1].islower():
            return j
    return j


# what may stand between a firm and a post of it; Walmart|'|s chief executive
_WITHIN = frozenset({"、", "兼", "的", "/", ".", "'", "’", "s", "'s", "’s"})


def _organisation(tokens: Sequence[Token], j: int, scene: Scene) -> Owner | None:
    """The name that stands before the post with nothing but nouns and posts between; else whom the text speaks of."""
    behind = owner_behind(tokens, j)
    if behind is not None and tokens[behind].tag == "place" and behind + 1 < len(tokens):
        # director of the Hangzhou|Municipal Bureau of Culture: the place opens the body's name
        body = tokens[behind + 1]
        behind += body.kind is Tok.NAME and body.is_latin and body.span.start <= tokens[behind].span.end + 1
    if behind is not None and tokens[behind].tag != "person":
        return Owner(Entity(tokens[behind].key, tokens[behind].text), behind)
    depth = 0
    for k in range(j - 1, -1, -1):
        token = tokens[k]
        depth += (token.text in CLOSERS) - (token.text in OPENERS)
        if depth > 0 or (token.text in OPENERS and tokens[j - 1].text in CLOSERS):
            # 晨帆航运（Chenfan Shipping）CEO: the name in brackets is the same firm's
            continue
        if token.kind is Tok.NAME and token.tag != "person" and (token.tag != "latin" or tokens[k + 1].text != ","):
            return Owner(Entity(token.key, token.text), k)
        if (
            token.kind not in {Tok.ROLE, Tok.QUALIFIER, Tok.ATTRIBUTE}
            and not token.is_noun
            and token.text not in _WITHIN
        ):
            break
    first = j
    while first > 0 and tokens[first - 1].span.end == tokens[first].span.start:
        # the marks between clauses are gone: a gap is one
        first -= 1
    unknown = unknown_name(tokens[first:j], j - first)
    if unknown is not None and not is_person(unknown[0].entity.surface):
        # 白澜市水务局局长: a body that no lexicon knows
        return unknown[0]
    announced = announcer(tokens[: next((k for k in range(j) if tokens[k].text in grammar().appoints), 0)])
    subject = announced or scene.subject
    return subject.carried() if subject is not None else None
