"""What a finding says in one sentence, in the reader's language."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from checker.lexicon.load import mapping
from checker.model import Claim, DateValue, Finding, Judgement, Modality, Verdict
from checker.report.axis import times_apart
from checker.report.places import Places
from checker.report.voice import ENGLISH, Voice

_RULES = "messages/rules.toml"


def sentence(finding: Finding, places: Places, voice: Voice) -> str:
    """The sentence of the finding's rule, made of its claims; in English the one that the finding carries."""
    if voice.language == ENGLISH:
        return finding.message
    template = mapping(_RULES, voice.language).get(finding.rule)
    deciding = [judgement for judgement in finding.judgements if judgement.rule == finding.rule]
    if template is None or not deciding:
        return finding.message
    parts = mapping(_RULES, f"{voice.language}_parts")
    said = [template.format(**_fields(finding, deciding[0], voice, parts))]
    if finding.verdict is Verdict.CONTRADICTION:
        said += _apart(finding, deciding[0], places, parts)
    return voice.say("semicolon").join(said)


def rule_name(rule: str, voice: Voice) -> str:
    """What a rule is called: its own name in English."""
    return rule if voice.language == ENGLISH else mapping(_RULES, f"{voice.language}_names").get(rule, rule)


def shown(claim: Claim) -> str:
    """The value as a reader would write it: a date by its days where its year is known."""
    value = claim.value
    return value.iso if isinstance(value, DateValue) and not value.iso.startswith("--") else value.written


def _fields(finding: Finding, judgement: Judgement, voice: Voice, parts: Mapping[str, str]) -> dict[str, str]:
    """All that a sentence may be made of."""
    left, right = judgement.pair.left, judgement.pair.right
    quoted = [parts["value"].format(value=position.display) for position in finding.positions]
    derived, stated = (left, right) if left.derived_from else (right, left)
    fields = {
        "values": _listed(quoted, parts),
        "left": parts["value"].format(value=shown(left)),
        "right": parts["value"].format(value=shown(right)),
        "derived": shown(derived),
        "stated": parts["value"].format(value=shown(stated)),
        "told": parts["value"].format(value=shown(_reported(left, right))),
    }
    for side, claim, other in (("left", left, right), ("right", right, left)):
        fields |= {f"{side}_{name}": words for name, words in _of_one(claim, other, voice, parts).items()}
    return fields


def _of_one(claim: Claim, other: Claim, voice: Voice, parts: Mapping[str, str]) -> dict[str, str]:
    own = (claim.attribute.qualifiers | claim.scope) - (other.attribute.qualifiers | other.scope)
    words = parts["list_comma"].join(voice.narrowings(own))
    name = claim.attribute.name
    is_change = claim.attribute.change and not other.attribute.change
    return {
        "period": voice.period(claim.period) or parts["no_period"],
        "scope": parts["scope"].format(words=words) if words else parts["no_scope"],
        "modality": voice.say(claim.modality),
        "measure": parts["change"].format(name=name) if is_change else name,
        "entity": claim.entity.name,
        "unit": getattr(claim.value, "unit", None) or "",
    }


def _reported(left: Claim, right: Claim) -> Claim:
    """The one of two claims that its own article denies, takes back or gives as a correction."""
    marks = (
        lambda claim: claim.modality is Modality.DENIED,
        lambda claim: claim.withdrawn,
        lambda claim: claim.revises,
    )
    return next((claim for mark in marks for claim in (left, right) if mark(claim)), left)


def _apart(finding: Finding, judgement: Judgement, places: Places, parts: Mapping[str, str]) -> list[str]:
    """How far two values are apart, how many independent voices there are, and that nothing excuses them."""
    said = []
    gap = times_apart(judgement.pair.left, judgement.pair.right)
    if gap is not None and gap > 1:
        # the digits that the English sentence has
        times = gap.quantize(Decimal("0.1") if gap >= Decimal("1.1") else Decimal("0.001"))
        said.append(parts["apart"].format(times=times))
    voices = {places.origin(claim) for j in finding.judgements for claim in (j.pair.left, j.pair.right)}
    said.append(parts["one_origin"] if len(voices) == 1 else parts["origins"].format(count=len(voices)))
    return [*said, parts["nothing_apart"]]


def _listed(values: Sequence[str], parts: Mapping[str, str]) -> str:
    *first, last = values or ("",)
    return parts["list_and"].join(filter(None, (parts["list_comma"].join(first), last)))
