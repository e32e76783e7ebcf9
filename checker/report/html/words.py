"""The fixed words of the page in one language, with counts and names filled in."""

from checker.report.messages import messages


class Words:
    """The messages of the page.

    >>> words = Words("en")
    >>> words.many("copies", 1), words.many("copies", 2)
    ('1 copy', '2 copies')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = messages("html", language)

    def __getitem__(self, key: str) -> str:
        return self._table[key]

    def fill(self, key: str, **values: object) -> str:
        """The message with its places filled in."""
        return self._table[key].format(**values)

    def many(self, key: str, count: int) -> str:
        """The form of the message that goes with this count, with the count in it."""
        return self.form(key, count).format(n=f"{count:,}")

    def form(self, key: str, count: int) -> str:
        """The form of the message that goes with this count."""
        one, _, more = self._table[key].partition("|")
        return one if count == 1 or not more else more

    def rule(self, name: str) -> str:
        """What a rule decides, in a few words; nothing for a rule that has none."""
        return self._table.get(f"rule_{name.replace('-', '_')}", "")

    @property
    def scales(self) -> list[tuple[int, str]]:
        """The words for large figures: how many zeros each stands for, the largest first."""
        pairs = (part.split(":") for part in self._table["scales"].split())
        return [(int(zeros), word) for zeros, word in pairs]
