"""A run as a notebook or a service holds it: with its reports a method call away."""

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Literal, Self

from checker import model
from checker.errors import SettingsError
from checker.model import Verdict

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console, ConsoleOptions
    from rich.text import Text


class Run(model.Run):
    """All that checking brought to light: `findings`, `claims`, `sources`, `coverage`, `problems`, `not_compared`.

    >>> import checker
    >>> run = checker.check({"a.txt": "夸克的日活跃用户为1.2亿。", "b.txt": "夸克的日活跃用户为5000万。"})
    >>> run
    <Run 2 sources, 1 contradiction, 0 explained, 0 agreements>
    >>> [finding.rule for finding in run.of("contradiction")]
    ['value-differs']

    A notebook shows a run as a table of its findings, `rich.print(run)` as the terminal report.
    """

    # It stands here because the nouns know nothing of the reports made from them: data flows one way. It adds no
    # field, so every report takes it as the run that it is.
    __slots__ = ()

    @classmethod
    def of_run(cls, run: model.Run) -> Self:
        """The same run, able to report itself."""
        return cls(**{field.name: getattr(run, field.name) for field in fields(run) if field.init})

    def to_dict(self) -> dict[str, object]:
        """The JSON report as plain objects, ready for `json.dumps`."""
        from checker.report import json_

        return json_.to_dict(self)

    def to_dataframe(self, of: Literal["conflicts", "claims", "findings", "sources"] = "conflicts") -> "pd.DataFrame":
        """A pandas table with typed columns, in report order; a run without such rows has the same columns and types.

        Text is `string`, counts are `Int64`, figures `Float64`, days `datetime64[s]`, yes and no `boolean`; `verdict`,
        `severity` (ordered: low, medium, high), `kind`, `modality` and `language` are categories. What is not told is
        missing.

        `"conflicts"`, a row for each pair of claims that contradict one another: `finding` (fingerprint: the same
        over re-runs, reordering and new copies), `severity`, `rule`, `entity`, `attribute`; the two claims, each
        column once with `left_` and once with `right_`: `file`, `line`, `column`, `value`, `low`, `high`, `unit`,
        `period`, `attribution`, `quote`, `value_text`, `first_day`, `last_day`, `period_start`, `period_end`;
        `origins` (independent sources behind the finding), `message` (why the two contradict one another), `verdict`,
        `same_origin` (both stand in one article or in copies of it), `id` (of the finding, in this run).

        `"claims"`, a row for each claim by file and place: `claim` (its id in this run), `kind`, `entity`,
        `attribute`; `file`, `line` and `column` (from 1, in characters); `value`, `low`, `high` (a figure and the
        ends of what it may mean, hedges and rounding in it, missing where open), `unit`; `period` (ISO 8601 where
        known), `attribution` (who says so), `quote` (the evidence, letter for letter), `hedge`, `scope`, `modality`,
        `found_by`, `origin` (claims of one origin stand in copies of one article); `value_text` (a figure's exact
        digits, an ISO date at the precision that is told, or a name), `first_day` and `last_day` (of a date, both
        inclusive), `period_start` and `period_end`, `derived` (worked out from other claims), `compared` (it met
        another claim).

        `"findings"`, a row for each finding: `finding`, `verdict`, `severity`, `rule`, `entity`, `attribute`,
        `values` (of its positions, with slashes between them), how many `positions`, `pairs`, `claims`, `sources` and
        `origins`, `message`, `id`.

        `"sources"`, a row for each article: `source` (its id in this run), `file`, `title`, `publisher`, `published`,
        `language`, `encoding`, `characters`, `origin`, `copy` (of an article named before it), and how much of it was
        checked: `numbers` seen, `claims` made, `compared` with another, `unattached` to any subject.

        >>> import checker
        >>> run = checker.check({"a.txt": "夸克的日活跃用户为1.2亿。", "b.txt": "夸克的日活跃用户为5000万。"})
        >>> run.to_dataframe()[["left_file", "left_value", "right_file", "right_value"]].values.tolist()
        [['a.txt', 120000000.0, 'b.txt', 50000000.0]]

        Raises:
            SettingsError: there is no such table.
        """
        from checker.report import frame

        if of not in frame.COLUMNS:
            msg = f"there is no table {of!r}; ask for one of {', '.join(frame.COLUMNS)}"
            raise SettingsError(msg)
        return frame.data_frame(self, of)

    def render(self, suffix: str, of: Literal["findings", "claims"] = "findings") -> str | bytes:
        """A report as `checker check -o FILE` writes it (`checker claims -o FILE` for claims), by the file's suffix.

        >>> import checker
        >>> text = checker.check({"a.txt": "夸克的日活跃用户为1.2亿。"}).render(".csv", of="claims")
        >>> text.splitlines()[1].split(",")[1:5]
        ['quantity', '夸克', '日活跃用户', 'a.txt']

        Raises:
            SettingsError: no format has that suffix.
            ExtraError: the library that makes the format is not installed.
        """
        from checker.report import formats

        known = formats.CLAIMS if of == "claims" else formats.FINDINGS
        asked = f".{suffix.lower().removeprefix('.')}"
        if asked not in known:
            msg = f"{suffix}: cannot tell the format; the suffix must be one of {', '.join(known)}"
            raise SettingsError(msg)
        return formats.renderer(known, asked)(self)

    def __repr__(self) -> str:
        counts = [(len(self.sources), "source"), *((len(self.of(verdict)), str(verdict)) for verdict in Verdict)]
        if self.problems:
            counts.append((len(self.problems), "problem"))
        told = (f"{count} {noun}{'' if count == 1 or noun == Verdict.EXPLAINED else 's'}" for count, noun in counts)
        return f"<Run {', '.join(told)}>"

    def _repr_html_(self) -> str:
        from checker.report import notebook

        return notebook.render(self)

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> Iterator["Text"]:
        from checker.report import terminal
        from checker.report.layout import Screen, symbols_for

        screen = Screen(width=options.max_width, symbols=symbols_for(options.encoding))
        return terminal.lines(self, screen)
