"""The names by which the parts of the page are linked: short, made of letters and digits alone."""

import re

from checker.model import Claim, Run

_NOT_A_NAME = re.compile(r"[^0-9A-Za-z]")
FINGERPRINT = 8  # as many letters as the other reports show


class Anchors:
    """The names of a run's claims, sources and findings; none is given twice."""

    def __init__(self, run: Run) -> None:
        self._sources = {source.document.id: index for index, source in enumerate(run.sources)}
        # the name of a claim tells its article, which is looked for when the claim is asked for
        self._claims = {claim.id: f"d{self._sources[claim.document]}c{index}" for index, claim in enumerate(run.claims)}
        self._findings: dict[str, str] = {}
        taken: set[str] = set()
        for index, finding in enumerate(run.findings):
            name = f"f-{_NOT_A_NAME.sub('', finding.fingerprint)[:FINGERPRINT]}"
            name = f"{name}-{index}" if name in taken else name
            taken.add(name)
            self._findings[finding.id] = name

    def claim(self, claim: Claim) -> str:
        """The name of the place where the claim is marked in its article."""
        return self._claims[claim.id]

    def source(self, document: str) -> str:
        """The name of an article."""
        return f"d{self._sources[document]}"

    def number(self, document: str) -> int:
        """The place of an article among the run's sources, from 0."""
        return self._sources[document]

    def finding(self, identifier: str) -> str:
        """The name of a finding, which stays over re-runs."""
        return self._findings[identifier]
