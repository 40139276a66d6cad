"""
Everybody who is built, asked for real: a few promises of each, for a few cents in all.

Never by itself: ``pytest -m network tests/test_live.py``, with keys in the environment, as ``docs/contributing.md`` says.
"""

import asyncio
from fractions import Fraction

import attrs
import pytest

from aura_core.casting.parts import Part
from aura_core.configuration import access_for, effective
from aura_core.ffmpeg.probe import probe
from aura_core.inquiries import Inquiries
from aura_core.makers import COMPOSERS, ILLUSTRATORS, SPEAKERS, WRITERS, rosters_for
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import Mood
from aura_core.model.music import MusicRequest
from aura_core.model.order import Order
from aura_core.model.providers import PROVIDERS
from aura_core.model.render import Resolution
from aura_core.outbound.calls import CallLog
from aura_core.settings import Settings
from aura_core.store import Store
from aura_core.testing.footage import FootageSourceSuite
from aura_core.testing.synthesizers import SpeechSynthesizerSuite
from aura_core.testing.writers import ScriptWriterSuite


pytestmark = pytest.mark.network

DOLLARS = 0.25
"""That each of them may cost; what may cost more is not asked."""


def writes(writer, folder):
    suite = ScriptWriterSuite()
    suite.writer = writer
    suite.orders = (Order(Brief("How tides work"), PlanSpec(target_duration=Fraction(15), target_scene_count=2)),)
    suite.test_writes_what_is_ordered()
    # Was paid for, and is not again.
    suite.test_leaves_no_markup_to_be_read_aloud()


def speaks(synthesizer, folder):
    suite = SpeechSynthesizerSuite()
    suite.synthesizer = synthesizer
    suite.test_lists_its_voices()
    suite.test_says_when_each_word_is_heard(folder)
    (folder / "speech.wav").unlink()
    suite.test_writes_what_it_says_it_does(folder)
    suite.test_is_heard(folder)


def shows(source, folder):
    suite = FootageSourceSuite()
    suite.source = source
    suite.test_finds_what_can_be_told_apart()
    suite.test_gives_what_can_be_shown(Resolution(1280, 720), folder)


def plays(library, folder):
    found = asyncio.run(library.find(MusicRequest(Mood.CALM)))
    target = folder / "music"
    asyncio.run(library.fetch(found[0], target))

    assert probe(target).audio_seconds > 0


KINDS = {
    Part.SCRIPT: (WRITERS, writes),
    Part.SPEECH: (SPEAKERS, speaks),
    Part.PICTURES: (ILLUSTRATORS, shows),
    Part.MUSIC: (COMPOSERS, plays),
}


@pytest.mark.parametrize(
    ("part", "provider"),
    [pytest.param(part, name, id=f"{part.value}-{name}") for part, (built, _) in KINDS.items() for name in built],
)
def test_keeps_its_promises(part, provider, tmp_path, monkeypatch):
    """
    Who has what it needs says that it works, and does; whoever lacks something is skipped, and it is said what.
    """
    monkeypatch.setenv("AURA_DATA_PATH", str(tmp_path / "data"))
    settings = effective(Settings.from_environment())
    access = access_for(settings)
    access = attrs.evolve(access, policy=attrs.evolve(access.policy, dollars_a_run=DOLLARS))
    rosters = rosters_for(access, CallLog(tmp_path / "calls.db"), Store(tmp_path / "store", 2**30))
    (roster,) = [one for one in rosters.each if one.part is part]
    for lack in next(one for one in roster.told() if one.provider.id == provider).lacks:
        pytest.skip(f"{PROVIDERS[provider].name}: {lack.reason}. {lack.remedy}")
    folder = tmp_path / "made"
    folder.mkdir()
    came = asyncio.run(Inquiries(settings).ask(PROVIDERS[provider]))
    assert came.works or not came.tested, came.message

    (member,) = roster.chain(provider, None).members
    _, does = KINDS[part]
    does(member.port, folder)
