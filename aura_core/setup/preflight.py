"""
What can be found wrong before a film is begun.

Who would make it is asked of the rosters that films are cast by, everything else of the findings of health: a preflight
has no opinion of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import TIERS, Part, flat
from aura_core.casting.roster import Roster
from aura_core.errors import AuraError, InvalidInputError, ProviderError
from aura_core.model.health.finding import PROVIDERS, Finding, RemediationAction, Report, Verdict
from aura_core.model.order import ProviderSelection
from aura_core.model.preflight import PreflightFix, PreflightReport, PreflightStage
from aura_core.model.profiles import ProviderProfileDto, selection_of


__all__ = ["better", "chain_by", "parts_by", "preflight"]

_STAGES: Final = {Part.SCRIPT: "Script", Part.SPEECH: "TTS", Part.PICTURES: "Visuals"}
_STATUSES: Final = {Verdict.PASS: "pass", Verdict.WARNING: "warn", Verdict.FAIL: "fail"}
_FIXES: Final = {
    "install": "Install",
    "start": "Start",
    "open_settings": "OpenSettings",
    "configure": "OpenSettings",
    "switch_provider": "SwitchToFree",
}

_KEYS: Final = PreflightFix("OpenSettings", "Give a key", "/settings", "Keys are kept sealed.")
_FREE: Final = PreflightFix(
    "SwitchToFree", "Make it here", "this-machine", "Everything is made on this machine, by what came with it."
)


def preflight(profile: ProviderProfileDto, rosters: Rosters, report: Report, correlation_id: str) -> PreflightReport:
    """Say whether a film could be begun that *profile* makes."""
    stages = (
        *(_of_part(stage, roster, word, report) for stage, roster, word in parts_by(profile, rosters)),
        *(_of_finding(one) for one in report.findings if one.required and one.category not in PROVIDERS),
    )
    return PreflightReport(all(one.status != "fail" for one in stages), stages, profile.id, correlation_id)


def parts_by(profile: ProviderProfileDto, rosters: Rosters) -> Iterator[tuple[str, Roster[Any], str | None]]:
    """
    Give the parts that somebody has to do for every film: what each is called, who could do it, and whom *profile* says.

    The language model that the owner has selected goes before the profile, as it does for films.
    """
    chosen = selection_of(profile, ProviderSelection(script=rosters.writers.preferences.wishes.get("script")))
    yield _STAGES[Part.SCRIPT], rosters.writers, chosen.script
    yield _STAGES[Part.SPEECH], rosters.speakers, chosen.tts
    yield _STAGES[Part.PICTURES], rosters.illustrators, chosen.visuals


def chain_by(roster: Roster[Any], word: str | None) -> tuple[str, ...]:
    """
    Name those who would do a part, the first first.

    Raises:
        ProviderError: nobody can.

        InvalidInputError: nobody has the name that was wished for.
    """
    return tuple(member.name for member in roster.chain(word, None).members)


def better(roster: Roster[Any], word: str | None) -> tuple[str, ...]:
    """Say who else of the tier *word* could do the part on this system, and what they lack, as sentences."""
    tiers = TIERS.get(flat(word or ""), ())
    return tuple(
        f"{one.provider.name}: {one.lacks[0].remedy}"
        for one in roster.availability()
        if one.provider.tier in tiers and one.provider.id in roster.makers and one.lacks and one.provider.runs_here
    )


def _of_part(stage: str, roster: Roster[Any], word: str | None, report: Report) -> PreflightStage:
    try:
        first, *others = chain_by(roster, word)
    except (ProviderError, InvalidInputError) as error:
        return _failed(stage, word or "", error, better(roster, word))
    found = next((one for one in report.of(*PROVIDERS) if one.name == first), None)
    if found is not None and found.verdict is not Verdict.PASS:
        return _of_finding(found, stage)
    behind = f", then {', '.join(others)}" if others else ""
    hints = better(roster, word)
    return PreflightStage(stage, "pass", first, f"{first} can {roster.part.verb}{behind}.", None, hints or None, None)


def _failed(stage: str, provider: str, error: AuraError, suggestions: tuple[str, ...]) -> PreflightStage:
    return PreflightStage(stage, "fail", provider, str(error), error.remedy, suggestions or None, (_KEYS, _FREE))


def _of_finding(finding: Finding, stage: str | None = None) -> PreflightStage:
    return PreflightStage(
        stage or finding.name,
        _STATUSES[finding.verdict],
        finding.name,
        finding.message,
        finding.remedy or None,
        None,
        tuple(map(_fix, finding.actions)) or None,
    )


def _fix(action: RemediationAction) -> PreflightFix:
    parameter = (action.parameters or {}).get("url") or action.navigate_to or action.external_url
    return PreflightFix(_FIXES.get(action.type, "Help"), action.label, parameter, action.description)
