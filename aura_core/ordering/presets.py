"""Requests by name: whole films, of which a client may replace any part."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Density, Pacing, PauseStyle
from aura_core.model.render import RenderSpec
from aura_core.model.request import JobRequest
from aura_core.model.voice import VoiceSpec


__all__ = ["DEMO", "PRESETS", "QUALITIES"]

_WELCOME: Final = "Welcome to Aura Video Studio"

_HELLO: Final = """\
# Hello YouTube

## One brief, one video

Hello, YouTube! This video began as a single line of text. Nobody held a camera, and nobody sat at an editing desk.

## Made on one machine

The words were spoken, illustrated and captioned right here, without an account and without a network.

## Your turn

Now tell it what you know. Write one line about your topic, and watch it become a video of your own.
"""

PRESETS: Final = {
    "default": JobRequest(brief=Brief(_WELCOME)),
    "sample-hello-youtube": JobRequest(
        brief=Brief("Hello YouTube"),
        plan_spec=PlanSpec(Fraction(30), Pacing.CONVERSATIONAL, Density.BALANCED, "Modern"),
        script=_HELLO,
        fit_duration=True,
    ),
}
"""The presets of the contract; only a brief, a plan, own words and their fitting to the plan come from them."""

DEMO: Final = JobRequest(
    brief=Brief(_WELCOME, goal="Demonstrate"),
    plan_spec=PlanSpec(Fraction(12), Pacing.FAST, Density.SPARSE, "Demo"),
    voice_spec=VoiceSpec(pause=PauseStyle.SHORT),
    render_spec=RenderSpec(),
    is_quick_demo=True,
)
"""The quick demo, as the original specifies it but for the voice, which is no voice of ours."""

QUALITIES: Final = {"fast": 50, "balanced": 75, "high": 85}
"""Quality levels of the words of :attr:`JobOptions.quality`."""
