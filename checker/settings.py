"""What a run can be told: one frozen section per stage."""

import hashlib
import json
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path

from checker.errors import SettingsError

# the one place that holds it: pyproject.toml and `checker.__version__` read it here
VERSION = "0.1.0"
# what a rule can be set to
STATES = ("off", "on", "high", "medium", "low")
# what can cut Chinese text into words; the first takes the fastest that is installed
SEGMENTERS = ("auto", "jieba", "rjieba")
# of a field that changes how long a run takes, and nothing of what it finds
_SAME_FINDINGS = {"same findings": True}
# the fields of `Read` that are limits, and what each counts
LIMITS = {
    "largest_file": "megabytes of a file",
    "largest_unpacked": "megabytes that an archive unpacks to",
    "most_characters": "characters of an article",
    "most_figures": "figures of an article",
    "most_sentences": "sentences, paragraphs and cells of an article",
    "most_rows": "articles of a table",
    "most_pages": "pages of a PDF file",
}


@dataclass(frozen=True, slots=True)
class Read:
    """How files become articles.

    In a table of articles the first of the `…_columns` that it has tells the text, title, day and address of each;
    capitals make no difference. `main_text` leaves out what stands around the article on a web page.

    The others are limits: what goes beyond one is not read, and a problem says so. `largest_…` are megabytes, of a file
    and of what an archive (.docx, .epub) unpacks to; `most_…` are the characters, figures and sentences of one article,
    its markup among them, the articles of a table and the pages of a PDF file.

    Raises:
        SettingsError: a limit is no whole number above 0.
    """

    text_columns: tuple[str, ...] = ("text", "content", "body", "article", "正文", "内容")
    title_columns: tuple[str, ...] = ("title", "headline", "标题")
    date_columns: tuple[str, ...] = ("date", "published", "日期", "发布日期", "发布时间")
    url_columns: tuple[str, ...] = ("url", "link", "链接", "网址")
    main_text: bool = False
    # an article is some kilobytes; a file of this size is a data dump, and reading it would stop everything else
    largest_file: int = 64
    # pictures are packed already, so that a file of the largest size that is read unpacks to little more than itself;
    # the text of a thousand pages is some ten megabytes
    largest_unpacked: int = 256
    # a long book has two million; they take a minute or two
    most_characters: int = 2_000_000
    # an article has some dozens; each costs some milliseconds where all of them are claims of one thing, and meet
    most_figures: int = 10_000
    # a long book has as many; each takes some kilobytes, however short it is
    most_sentences: int = 100_000
    # each article costs some milliseconds: more would be a dump that nobody meant to have checked
    most_rows: int = 100_000
    # a yearbook has a thousand pages; each page costs some hundredths of a second
    most_pages: int = 2000

    def __post_init__(self) -> None:
        for name in LIMITS:
            limit = getattr(self, name)
            if type(limit) is not int or limit < 1:
                msg = f"{name.replace('_', '-')}: is {limit!r}; expected a whole number above 0"
                raise SettingsError(msg)


@dataclass(frozen=True, slots=True)
class Extract:
    """How claims are read from a text.

    `segmenter` is one of `SEGMENTERS`; all of them give the same words.
    """

    segmenter: str = field(default=SEGMENTERS[0], metadata=_SAME_FINDINGS)


@dataclass(frozen=True, slots=True)
class Align:
    """When two claims are thought to be of one thing."""


@dataclass(frozen=True, slots=True)
class Judge:
    """When two claims that met are called a contradiction.

    `rules` holds pairs of a rule's name and one of `STATES`: "off" that it is not asked, "on" that it is, a severity
    that what it decides has this one. The last pair of a name holds, and their order does not matter.

    >>> Judge((("value-differs", "low"), ("period-differs", "off"), ("value-differs", "high"))).rules
    (('period-differs', 'off'), ('value-differs', 'high'))
    """

    rules: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", tuple(sorted(dict(self.rules).items())))

    @property
    def off(self) -> frozenset[str]:
        """The rules that are not asked."""
        return frozenset(name for name, state in self.rules if state == "off")

    @property
    def severities(self) -> dict[str, str]:
        """The severity of what a rule decides, where it was set, by the rule's name."""
        return {name: state for name, state in self.rules if state not in {"on", "off"}}


@dataclass(frozen=True, slots=True)
class Settings:
    """All that changes what a run finds, apart from the articles and the words that everybody has.

    `lexicon` names the files of a house's own words; see "Settings" in the README.
    """

    read: Read = field(default_factory=Read)
    extract: Extract = field(default_factory=Extract)
    align: Align = field(default_factory=Align)
    judge: Judge = field(default_factory=Judge)
    lexicon: tuple[Path | str, ...] = ()

    def digest(self) -> str:
        """A short name for these settings: equal settings have equal names.

        A setting that was left alone is not told, so that one to come renames nothing; nor is one that changes no
        finding, nor are the files of words, whose contents the digest of the words names.

        >>> Settings().digest() == Settings().digest(), len(Settings().digest())
        (True, 16)
        >>> Settings().digest() == Settings(judge=Judge((("value-differs", "off"),))).digest()
        False
        """
        sections: dict[str, Read | Extract | Align | Judge] = {
            "read": self.read,
            "extract": self.extract,
            "align": self.align,
            "judge": self.judge,
        }
        told = {name: _changed(section) for name, section in sections.items()}
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _changed(section: Read | Extract | Align | Judge) -> dict[str, object]:
    """The fields of a section that change what is found and are not as they are by themselves."""
    rows = [row for row in fields(section) if not row.metadata.get("same findings")]
    told = {row.name: getattr(section, row.name) for row in rows}
    return {row.name: told[row.name] for row in rows if told[row.name] != _default(row)}


def _default(row: "Field[object]") -> object:
    return row.default if row.default_factory is MISSING else row.default_factory()
