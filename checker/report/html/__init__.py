"""The report as a page: one file that needs no network, and no scripts to be read."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checker.model import Run, Verdict
from checker.report.html import matrix
from checker.report.html.anchors import Anchors
from checker.report.html.findings import Cards
from checker.report.html.matrix import MARKS
from checker.report.html.sources import Sources
from checker.report.html.words import Words
from checker.report.reasons import reason
from checker.report.wording import visible

SEVERITY = {"high": "●●●", "medium": "●●○", "low": "●○○"}


def render(run: Run, language: str = "en") -> str:
    """The page, in the reader's language.

    Raises:
        LexiconError: the page has no words in that language.
    """
    words = Words(language)
    anchors = Anchors(run)
    picture = matrix.draw(run, anchors, words)
    cards = Cards(run, anchors, words, picture.pairs)
    sources = Sources(run, anchors, words)
    environment = _environment()
    style, script = _asset("style.css"), _asset("script.js")
    return environment.get_template("page.html.jinja").render(
        run=run,
        words=words,
        language=words["lang"],
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
        sections=[(verdict, len(run.of(verdict)), cards.of(verdict)) for verdict in Verdict],
        marks=MARKS,
        severity=SEVERITY,
        entities=cards.entities,
        articles=list(sources.articles()),
        not_compared=list(sources.not_compared()),
        problems=[replace(problem, message=reason(problem.message, language)) for problem in run.problems],
        matrix=picture,
        numbers=_numbers(run),
    )


def _numbers(run: Run) -> Mapping[str, int]:
    """The counts that the page opens with."""
    compared = sum(item.compared for item in run.coverage)
    return {
        "sources": len(run.sources),
        "origins": len({source.origin for source in run.sources}),
        "claims": len(run.claims),
        "compared": compared,
        "alone": max(len(run.claims) - compared, 0),
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("checker.report.html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        # whatever an article holds goes through here: controls and what reorders text are shown, not done
        finalize=_harmless,
    )


def _harmless(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> Markup:
    """A file of ours that is put into the page as it is."""
    environment = _environment()
    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])  # noqa: S704


def _digest(text: str) -> str:
    """What a content security policy calls the text."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
