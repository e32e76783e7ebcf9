"""A run as a notebook or a service holds it: with its report a method call away."""

from dataclasses import fields
from typing import TYPE_CHECKING, Literal, Self

from checker import model

if TYPE_CHECKING:
    import pandas as pd


class Run(model.Run):
    """`model.Run` with its reports.

    It stands here because the nouns know nothing of the reports made from them: data flows one way. It adds no
    field, so every report takes it as the run that it is.
    """

    __slots__ = ()

    @classmethod
    def of_run(cls, run: model.Run) -> Self:
        """The same run, able to report itself."""
        return cls(**{field.name: getattr(run, field.name) for field in fields(run) if field.init})

    def to_dict(self) -> dict[str, object]:
        """The JSON report as plain objects, ready for `json.dumps`."""
        from checker.report import json_  # noqa: PLC0415 - reports load when they are asked for

        return json_.to_dict(self)

    def to_dataframe(self, of: Literal["conflicts", "claims"] = "conflicts") -> "pd.DataFrame":
        """The CSV report as a pandas table: a row for each conflicting pair, or for each claim."""
        import pandas as pd  # noqa: PLC0415 - half a second that most runs need not pay

        from checker.report import table  # noqa: PLC0415

        rows = table.conflict_rows(self) if of == "conflicts" else table.claim_rows(self)
        columns = table.CONFLICT_COLUMNS if of == "conflicts" else table.CLAIM_COLUMNS
        return pd.DataFrame(rows, columns=list(columns))
