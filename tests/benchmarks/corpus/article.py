"""How a plan becomes an article: headline, byline, paragraphs; what is told of facts keeps track of its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tests.benchmarks.corpus import figures
from tests.benchmarks.corpus.naming import Subject, passer_by, person, place
from tests.benchmarks.corpus.story import Plan, Story, Telling
from tests.benchmarks.corpus.wordings import Around, Template, around
from tests.benchmarks.corpus.world import World


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of an article, and what they tell where they are a fact's value."""

    text: str
    telling: Telling | None = None


Sentence = tuple[Piece, ...]
_END = {"zh": "。", "en": ". "}
_COMMA = {"zh": ",", "en": ", "}
# how many characters an article has, on average, by language
LENGTHS = {"full": {"zh": 1040, "en": 1900}, "short": {"zh": 136, "en": 235}}
# how many sentences have words without a figure behind them: with these, corpora are as dense as annotated ones
_TAILS, _ASIDES = 0.9, 0.92
_SMALL = frozenset({"At", "A", "Some", "Where", "On", "Every"})
# how many facts
FACTS = {"full": 15, "short": 3}


@dataclass(slots=True)
class Draft:
    """An article in parts."""

    lang: str
    day: date
    headline: Sentence
    byline: str
    paragraphs: list[list[Sentence]]
    tail: list[Sentence]

    def pieces(self, newline: str = "\n\n") -> list[Piece]:
        """All pieces in order."""
        made = [*self.headline, Piece(newline + self.byline)]
        for sentences in self.paragraphs:
            made.append(Piece(newline))
            for sentence in sentences:
                made += [*sentence, Piece(_END[self.lang])]
        for line in self.tail:
            made += [Piece("\n"), *line]
        return made


@dataclass(slots=True)
class Decks:
    """Sentences of colour, dealt so that none comes twice in a story."""

    cards: Mapping[str, list[Template]]

    @classmethod
    def shuffled(cls, rng: Random) -> "Decks":
        """Fresh decks of both languages."""
        return cls({lang: rng.sample(around(lang)["colour"], len(around(lang)["colour"])) for lang in ("zh", "en")})

    def deal(self, lang: str) -> Template | None:
        """The next sentence; None when all were dealt."""
        return self.cards[lang].pop() if self.cards[lang] else None


@dataclass(slots=True)
class Writer:
    """Writes the articles of one story."""

    story: Story
    world: World
    length: str
    rng: Random
    decks: Decks

    def _who(self, telling: Telling) -> Subject:
        return self.story.second if telling.fact.second else self.story.subject

    def draft(self, plan: Plan) -> Draft:
        """The article of a plan that is no copy."""
        lang, rng = plan.lang, self.rng
        listed: list[Telling] = []
        told = list(plan.tellings)
        rng.shuffle(told)
        if rng.random() < (0.25 if self.length == "full" else 0.08):
            listed = [telling for telling in told if _is_plain(telling) and not telling.fact.second][
                : rng.randint(3, 5)
            ]
            told = [telling for telling in told if telling not in listed]
        sentences = self._mixed(list(self._facts(told, lang)), plan)
        return Draft(
            lang,
            plan.day,
            self._headline(plan, lang),
            byline(plan.day, lang, rng),
            _paragraphs(sentences, rng),
            self._listed(listed, lang),
        )

    def copied(self, draft: Draft, plan: Plan) -> Draft:
        """A copy with another headline and byline, without a sentence, and with the altered figure of the plan."""
        changes = {telling.fact.key: telling for telling in plan.tellings}
        rng = self.rng

        def changed(sentence: Sentence) -> Sentence:
            return tuple(self._changed(piece, changes, draft.lang) for piece in sentence)

        paragraphs = [[changed(sentence) for sentence in sentences] for sentences in draft.paragraphs]
        idle = [
            (n, m)
            for n, some in enumerate(paragraphs)
            for m, said in enumerate(some)
            if _is_idle(said) and len(some) > 1
        ]
        if idle and rng.random() < 0.7:
            n, m = rng.choice(idle)
            del paragraphs[n][m]
        headline = changed(draft.headline) if rng.random() < 0.4 else self._bare_headline(draft.lang)
        tail = [changed(line) for line in draft.tail]
        return Draft(draft.lang, plan.day, headline, byline(plan.day, draft.lang, rng), paragraphs, tail)

    def _changed(self, piece: Piece, changes: Mapping[str, Telling], lang: str) -> Piece:
        if piece.telling is None or piece.telling.way or piece.telling.fact.key not in changes:
            return piece
        return self._value(changes[piece.telling.fact.key], lang)

    def _headline(self, plan: Plan, lang: str) -> Sentence:
        able = [telling for telling in plan.tellings if _is_plain(telling) and not telling.fact.second]
        if not able or self.rng.random() < 0.28:
            return self._bare_headline(lang)
        telling = self.rng.choice(able)
        said = self.rng.choice(around(lang)["headline"])
        return _capital(_stripped(self._filled(said, telling, lang, self._who(telling).names[lang])))

    def _bare_headline(self, lang: str) -> Sentence:
        said = self.rng.choice(around(lang)["bare_headline"])
        return _capital((Piece(said.fill({"e": self.story.subject.names[lang]})),))

    def _facts(self, told: Sequence[Telling], lang: str) -> Iterator[tuple[Sentence, bool]]:
        """The sentences of the facts, up to three of one time in one of them, and whether each stands by itself."""
        rng = self.rng
        left = list(told)
        last: Subject | None = None
        while left:
            first = left.pop(0)
            joined = []
            if _is_plain(first) and first.fact.attribute.value not in {"date", "year"} and rng.random() < 0.75:
                alike = [other for other in left if _is_plain(other) and _is_alike(first, other)]
                joined = alike[: rng.choice((1, 1, 2))]
                left = [other for other in left if other not in joined]
            who = self._who(first)
            name = rng.choice(who.again[lang]) if who is last and rng.random() < 0.6 else who.names[lang]
            yield self._sentence(first, joined, lang, name), name in who.named[lang]
            last = who

    def _sentence(self, first: Telling, joined: Sequence[Telling], lang: str, name: str) -> Sentence:
        said, rng = around(lang), self.rng
        pieces = list(self._filled(self._lead(first, said, lang), first, lang, name))
        if rng.random() < 0.28:
            pieces += self._grown(first, said)
        for n, other in enumerate(joined):
            before = _COMMA[lang] if lang == "zh" else ", with " if n == 0 else " and "
            pieces += [Piece(before), *self._more(other, lang)]
        if first.fact.attribute.nature != "post" and rng.random() < 0.16:
            source = rng.choice(said.lists["sources"])
            pieces = [Piece(source + _COMMA[lang]), *pieces]
        if first.fact.attribute.nature != "post" and rng.random() < _TAILS:
            pieces.append(Piece(self._tail(lang)))
        return _capital(tuple(pieces))

    def _lead(self, telling: Telling, said: Around, lang: str) -> Template:
        if telling.way == "plan":
            return self.rng.choice(said["goal"])
        if telling.way == "abroad":
            return self.rng.choice(said["foreign"])
        return self.rng.choice(telling.fact.attribute.leads[lang])

    def _grown(self, telling: Telling, said: Around) -> list[Piece]:
        growth = telling.fact.growth
        if growth is None or telling.way or not growth:
            return []
        direction = self.rng.choice(said.lists["up" if growth > 0 else "down"])
        return [Piece(self.rng.choice(said["growth"]).fill({"dir": direction, "g": f"{abs(growth)}%"}))]

    def _filled(self, said: Template, telling: Telling, lang: str, name: str) -> Sentence:
        period = telling.fact.period
        when = "" if period is None else period.named(lang, self.rng)
        if telling.way == "plan" and period is not None:
            when = period.noun(lang)
        pieces: list[Piece] = []
        for n, part in enumerate(said.parts):
            if n % 2 == 0:
                pieces.append(Piece(part))
            elif part == "v":
                pieces.append(self._value(telling, lang))
            elif part == "m":
                pieces += self._more(telling, lang)
            else:
                pieces.append(Piece({"e": name, "t": when}[part]))
        return _apart(pieces)

    def _more(self, telling: Telling, lang: str) -> list[Piece]:
        said = self.rng.choice(telling.fact.attribute.more[lang])
        return [self._value(telling, lang) if n % 2 else Piece(part) for n, part in enumerate(said.parts)]

    def _value(self, telling: Telling, lang: str) -> Piece:
        attribute, value = telling.fact.attribute, telling.value
        currency = "USD" if telling.way == "dollars" else self.story.subject.currency
        if telling.way == "loose" and not isinstance(value, (tuple, int)) and not isinstance(value, date):
            return Piece(figures.loosely(attribute, value, lang, self.rng, currency), telling)
        return Piece(figures.written(attribute, value, lang, self.rng, currency), telling)

    def _mixed(self, facts: list[tuple[Sentence, bool]], plan: Plan) -> list[Sentence]:
        """The facts with other sentences between them, until the article is long enough.

        None stands before a sentence that only calls its subject the company.
        """
        target = LENGTHS[self.length][plan.lang] * self.rng.lognormvariate(0, 0.18)
        long = sum(_length(fact) for fact, _ in facts)
        others: list[Sentence] = []
        said: set[str] = set()
        while long < target:
            others.append((Piece(self._other(plan, said)),))
            long += _length(others[-1])
        able = [n for n, (_, alone) in enumerate(facts) if alone and n > 0] + [len(facts)]
        places = sorted((self.rng.choice(able) for _ in others), reverse=True)
        made = [fact for fact, _ in facts]
        for n, other in zip(places, others, strict=True):
            made.insert(n, other)
        return made

    def _other(self, plan: Plan, said: set[str]) -> str:
        rng, lang = self.rng, plan.lang
        chance = rng.random()
        if chance < 0.26 and (left := [text for text in around(lang).lists["plain"] if text not in said]):
            text = rng.choice(left)
            said.add(text)
            return text
        if chance < 0.65 and (card := self.decks.deal(lang)) is not None:
            return self._aside(_coloured(card, lang, rng), lang)
        for _ in range(8):  # a figure is told once in an article, if there are others
            key, text = self.world.sentence(lang, plan.day, rng)
            if key not in said:
                break
        said.add(key)
        return text + (self._tail(lang) if rng.random() < _TAILS else "")

    def _tail(self, lang: str) -> str:
        many = 1 if self.length == "short" or self.rng.random() < 0.15 else 2
        return "".join(_coloured(self.rng.choice(around(lang)["tails"]), lang, self.rng) for _ in range(many))

    def _aside(self, text: str, lang: str) -> str:
        lists, rng = around(lang).lists, self.rng
        if rng.random() < _ASIDES:
            text += rng.choice(lists["asides"])
        if rng.random() < _ASIDES:
            opening = text if lang == "zh" or text.split()[0] not in _SMALL else text[0].lower() + text[1:]
            text = rng.choice(lists["fronts"]) + opening
        return text

    def _listed(self, listed: Sequence[Telling], lang: str) -> list[Sentence]:
        """Facts in a list or a table."""
        if not listed:
            return []
        said = around(lang)
        name = self.story.subject.names[lang]
        if self.rng.random() < 0.5:
            lines: list[Sentence] = [(Piece(f"{name} {self.rng.choice(said.lists['list_heads'])}"),)]
            for telling in listed:
                when = "" if telling.fact.period is None else telling.fact.period.noun(lang)
                before = f"- {when}" if lang == "zh" or not when else f"- {when}: "
                lines.append((Piece(before), *self._more(telling, lang)))
            return [(Piece(""),), *lines]
        heads = said.lists["table_heads"]
        rows: list[Sentence] = [(Piece(f"{name} | {heads[1]} | {heads[2]}"),)]
        for telling in listed:
            when = "-" if telling.fact.period is None else telling.fact.period.noun(lang)
            rows.append((Piece(f"{telling.fact.attribute.labels[lang]} | {when} | "), self._value(telling, lang)))
        return [(Piece(""),), *rows]


def _is_plain(telling: Telling) -> bool:
    """Whether a telling can stand in a row with others."""
    return telling.way in {"", "altered"} and telling.fact.attribute.nature != "post"


def _is_alike(one: Telling, other: Telling) -> bool:
    """Whether two tellings are of one subject and one time."""
    return one.fact.second == other.fact.second and one.fact.period == other.fact.period


def _is_idle(sentence: Sentence) -> bool:
    return all(piece.telling is None for piece in sentence)


def _length(sentence: Sentence) -> int:
    return sum(len(piece.text) for piece in sentence) + 1


def _capital(sentence: Sentence) -> Sentence:
    for n, piece in enumerate(sentence):
        if piece.text:
            text = piece.text[0].upper() + piece.text[1:]
            return (*sentence[:n], replace(piece, text=text), *sentence[n + 1 :])
    return sentence


def _apart(pieces: Sequence[Piece]) -> Sentence:
    """With a space where a name that ends in a figure meets another figure."""
    made = [piece for piece in pieces if piece.text]
    for n, piece in enumerate(made[1:], 1):
        if made[n - 1].text[-1] in _FIGURES and piece.text[0] in _FIGURES:
            made[n - 1] = replace(made[n - 1], text=made[n - 1].text + " ")
    return tuple(made)


_FIGURES = frozenset("0123456789")


def _stripped(sentence: Sentence) -> Sentence:
    """Without the space that an empty time leaves at the end."""
    kept = list(sentence)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return (*kept[:-1], replace(kept[-1], text=kept[-1].text.rstrip()))


def _coloured(card: Template, lang: str, rng: Random) -> str:
    return "".join(_drawn(part, lang, rng) if n % 2 else part for n, part in enumerate(card.parts))


# the lists that the slots of colour are drawn from
_LISTS = {"w": "wheres", "j": "jobs", "u": "whos", "k": "reactions"}


def _drawn(slot: str, lang: str, rng: Random) -> str:
    if slot == "p":
        return passer_by(rng, lang)
    if slot == "c":
        return place(rng, lang)
    if slot in {"x", "o"}:
        thing = rng.choice(around(lang).lists["things"])
        if slot == "o":
            return f"几{thing}" if lang == "zh" else f"some {thing}"
        return f"{rng.randint(3, 640)}{thing}" if lang == "zh" else f"{rng.randint(3, 640)} {thing}"
    if slot in _LISTS:
        return rng.choice(around(lang).lists[_LISTS[slot]])
    low, high = slot.partition(":")[2].split("-")
    return str(rng.randint(int(low), int(high)))


def _paragraphs(sentences: Sequence[Sentence], rng: Random) -> list[list[Sentence]]:
    made: list[list[Sentence]] = []
    left = list(sentences)
    while left:
        many = rng.choice((2, 3, 3, 4, 5))
        made.append(left[:many])
        left = left[many:]
    return made


def byline(day: date, lang: str, rng: Random) -> str:
    """Who published the article, and when."""
    said = around(lang)
    outlet = rng.choice(said.lists["outlets"]) + (" " if lang == "en" else "") + rng.choice(said.lists["outlet_kinds"])
    reporter = person(rng, english=lang == "en")[lang]
    month = figures.MONTHS[day.month - 1]
    slots = {
        "o": outlet,
        "r": reporter,
        "iso": day.isoformat(),
        "c": place(rng, lang).upper(),
        "date": f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{month} {day.day}, {day.year}",
        "short": f"{month[:3]} {day.day}",
    }
    return rng.choice(said["bylines"]).fill(slots)
