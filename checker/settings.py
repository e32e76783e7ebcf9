"""What a run can be told: one frozen section per stage."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

# the one place that holds it: pyproject.toml and `checker.__version__` read it here
VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Read:
    """How files become articles.

    In a table of articles the first of the `…_columns` that it has tells the text, title, day and address of each;
    capitals make no difference. `main_text` leaves out what stands around the article on a web page.
    """

    text_columns: tuple[str, ...] = ("text", "content", "body", "article", "正文", "内容")
    title_columns: tuple[str, ...] = ("title", "headline", "标题")
    date_columns: tuple[str, ...] = ("date", "published", "日期", "发布日期", "发布时间")
    url_columns: tuple[str, ...] = ("url", "link", "链接", "网址")
    main_text: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """How claims are read from a text."""


@dataclass(frozen=True, slots=True)
class Align:
    """When two claims are thought to be of one thing."""


@dataclass(frozen=True, slots=True)
class Judge:
    """When two claims that met are called a contradiction."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that changes what a run finds, apart from the articles and the words."""

    read: Read = field(default_factory=Read)
    extract: Extract = field(default_factory=Extract)
    align: Align = field(default_factory=Align)
    judge: Judge = field(default_factory=Judge)

    def digest(self) -> str:
        """A short name for these settings: equal settings have equal names.

        >>> Settings().digest() == Settings().digest(), len(Settings().digest())
        (True, 16)
        """
        text = json.dumps(asdict(self), sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
