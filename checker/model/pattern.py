"""Regular expressions that are compiled when they are first looked for."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:

    def seldom(written: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        """What `re.compile` gives."""

else:

    class seldom:  # noqa: N801 -- it is called like re.compile, and is what that gives
        r"""What `re.compile` gives, for a pattern that most texts have no use for: compiling takes as long as reading.

        A pattern that every text is searched for is better compiled: the first call of each method is a slow one.

        >>> figure = seldom(r"\d+")
        >>> figure.findall("1 and 23"), figure.pattern
        (['1', '23'], '\\d+')
        """

        def __init__(self, written: str, flags: re.RegexFlag = re.NOFLAG) -> None:
            self._told = written, flags

        def __getattr__(self, name: str) -> Any:
            if name == "_compiled":
                self._compiled = re.compile(*self._told)
                return self._compiled
            found = getattr(self._compiled, name)
            setattr(self, name, found)
            return found
