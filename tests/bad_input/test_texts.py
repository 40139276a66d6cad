"""
Texts of any characters, all the way to what FFmpeg, libass, Typst and players read; no film is rendered.
"""

import asyncio
import json
import tempfile
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import attrs
import pysubs2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aura_core.captions import as_json, ass, srt, vtt
from aura_core.captions.guideline import guideline_for
from aura_core.captions.style import style_for
from aura_core.errors import AuraError
from aura_core.fonts import CAPTION_FAMILY, Fonts
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import CaptionLook
from aura_core.model.order import Order
from aura_core.model.render import Resolution
from aura_core.model.timeline import Timeline
from aura_core.model.visuals import Clip, PictureKind, PictureRequest
from aura_core.providers.images.slides import SlideImages
from aura_core.providers.voices.espeak import EspeakSynthesizer
from aura_core.providers.writers.outline import OutlineWriter
from aura_core.providers.writers.own import OwnScriptWriter
from aura_core.stages.assembling import assemble
from aura_core.stages.captioning import caption
from aura_core.stages.narrating import narrate
from aura_core.stages.rendering.container import iso_language, metadata
from aura_core.stages.writing import write
from aura_core.store import Store
from aura_core.testing.fakes import FakeSynthesizer
from aura_core.timing import FrameRate
from aura_core.wire import dumps, loads


SIZE = Resolution(320, 180)
RATE = FrameRate(Fraction(15))

MARKUP = "':\\%#{}[]()\";,$@*&<>`~^|=/+-_.!?"
DRAWN = MARKUP + "éßøńΩЖ潮あ한عहไ\u0301\u0300🌊👩\u200d👧🇩🇪1️⃣☀️🄀ⓐ\u00ad\u200b\u200f\u2028\u202e\u2060\ufeff"
REFUSED = "\0\x01\x08\x1b\x7f\u0085\ufffe\ud800\udcff\udfff\U0010ffff"

drawn = st.sampled_from(MARKUP) | st.sampled_from(DRAWN) | st.sampled_from("abc XYZ 012 \n\t") | st.characters()
words = st.sampled_from(
    ["tides", "The moon.", "\\N{\\b1}", "https://x.org/[a]", "5:30", "100%", "don't", "# ", "- ", "> "]
)
harmless = st.lists(words | st.text(drawn, max_size=8), max_size=12).map("".join)
harmful = st.text(drawn | st.sampled_from(REFUSED) | st.characters(exclude_categories=()), max_size=20)
texts = harmless | harmless | harmful
spoken = st.tuples(texts, st.sampled_from(["tide", "Moon 7", "Ebbe"]), harmless).map("".join)


def _lines(text):
    return [line for line in text.splitlines() if line.strip()]


def _spelt(value):
    """Read an FFMETADATA value back, as FFmpeg's documentation says it is escaped."""
    read, escaped = "", False
    for character in value:
        if character == "\\" and not escaped:
            escaped = True
            continue
        assert escaped or character not in "=;#"
        read, escaped = read + character, False
    assert not escaped
    return read


@pytest.fixture(scope="module")
def slides():
    """Who typesets."""
    return SlideImages(Fonts())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Where results are kept."""
    return Store(tmp_path_factory.mktemp("data"), 10**9)


def _planned(order, store):
    """Take *order* as far as its timeline, with a clip that nobody looks at for each scene."""
    writer = OutlineWriter() if order.script is None else OwnScriptWriter()

    async def planned():
        synthesizer = FakeSynthesizer()
        script = await write(order, writer, synthesizer, store)
        return await narrate(script, order.voice_spec, synthesizer, store, RATE, lambda *_: None)

    narration = asyncio.run(planned())
    cues = caption(narration, guideline_for(None, SIZE), RATE)
    clips = tuple(Clip(Path("slide.png"), PictureKind.SLIDE, take.scene.index, take.span) for take in narration.takes)
    return narration, assemble(clips, narration, cues, order, SIZE, RATE)


def _refused(error):
    """Make sure that an error is one that a user can act on."""
    assert str(error).strip()
    assert error.remedy.strip()
    assert error.code.startswith("E")


orders = st.builds(
    lambda topic, script, audience, goal, tone, style, language: Order(
        Brief(topic, audience, goal, tone, language),
        PlanSpec(Fraction(12), style=style),
        script=script,
    ),
    topic=spoken.map(lambda text: text[:500]).filter(lambda text: any(map(str.isalnum, text))),
    script=st.none() | spoken | spoken | texts,
    audience=st.none() | texts,
    goal=st.none() | texts,
    tone=texts,
    style=texts,
    language=st.sampled_from(["en-US", "en", "EN_us", "de-DE", "x\0;=#\n"]),
)


@pytest.fixture(scope="module")
def timelines(store):
    """Give a function that takes an order to its timeline, or returns ``None`` where it is refused in our words."""

    def timelines(order):
        try:
            return _planned(order, store)[1]
        except AuraError as error:
            _refused(error)
            return None

    return timelines


class TestTexts:
    @given(orders)
    def test_become_captions_or_a_refusal(self, timelines, order):
        """
        Whatever is in the texts, captions say something, last, come in order, and survive each of their formats.
        """
        timeline = timelines(order)
        if timeline is None:
            return
        cues = timeline.cues

        assert cues
        assert all(cue.span.duration > 0 and any(line.strip() for line in cue.lines) for cue in cues)
        assert all(one.span.end <= other.span.start for one, other in pairwise(cues))
        assert len(srt.loads(srt.dumps(cues))) == len(vtt.loads(vtt.dumps(cues, timeline.language))) == len(cues)
        assert len(cues) == len(as_json.loads(as_json.dumps(cues)))

    @given(orders)
    def test_become_events_that_libass_reads(self, timelines, order):
        """
        Another reader of ASS finds an event for each look, with the words in it and no command that was theirs.
        """
        timeline = timelines(order)
        if timeline is None:
            return
        cues = timeline.cues
        read = pysubs2.SSAFile.from_string(ass.dumps(cues, style_for(SIZE, CAPTION_FAMILY, CaptionLook.PLAIN)))
        bare = ("".join(event.plaintext.split()) for event in read.events)

        assert len(cues) == len(read.events)
        assert all(line.startswith("Dialogue: ") for line in _lines(_events(cues)))
        assert all(text for text in bare)

    @given(orders)
    def test_become_metadata_that_ffmpeg_reads(self, timelines, order):
        """
        Title and chapters are a line each, and nothing in them ends it or begins another.
        """
        timeline = timelines(order)
        if timeline is None:
            return
        text = metadata(timeline)
        titles = [line.removeprefix("title=") for line in text.split("\n") if line.startswith("title=")]

        assert 1 + len(timeline.chapters) == len(titles)
        assert 2 + 5 * len(timeline.chapters) == len(text.rstrip("\n").split("\n"))
        assert [" ".join(timeline.title.split()), *(" ".join(c.title.split()) for c in timeline.chapters)] == [
            _spelt(title) for title in titles
        ]
        assert iso_language(timeline.language).isalpha()
        text.encode()

    @given(orders)
    def test_survive_the_wire(self, timelines, order):
        """
        The timeline that is written beside the film is the timeline, to a tick of the wire.
        """
        timeline = timelines(order)
        if timeline is None:
            return
        text = dumps(timeline)
        text.encode()

        assert text == dumps(loads(text, Timeline))

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(orders)
    def test_become_slides_or_a_refusal(self, slides, store, order):
        """
        What is told to the theme is JSON that Typst reads, and every slide can be typeset.
        """
        try:
            narration = _planned(order, store)[0]
            told = [slides.data(_request(narration, take)) for take in narration.takes[:2]]
        except AuraError as error:
            _refused(error)
            return

        assert all(json.dumps(slide).isascii() for slide in told)
        assert all(slides.compiler(slide).compile(format="png", ppi=72) for slide in told)

    @settings(max_examples=10)
    @given(spoken)
    def test_are_spoken_or_refused(self, text):
        """
        The real voice says any text, each word in its time, or says that it cannot.
        """
        order = Order(Brief("Tides"), script=text)

        async def said(folder):
            script = await OwnScriptWriter().write(order, 160.0)
            return [
                await EspeakSynthesizer().synthesize(scene.script, order.voice_spec, "en-US", folder / "said.wav")
                for scene in script.scenes[:2]
            ]

        with tempfile.TemporaryDirectory() as folder:
            try:
                speeches = asyncio.run(said(Path(folder)))
            except AuraError as error:
                _refused(error)
                return

        assert all(speech.words and speech.duration > 0 for speech in speeches)
        assert all(word.span.end <= speech.duration for speech in speeches for word in speech.words)


def _events(cues):
    return ass.dumps(cues, style_for(SIZE, CAPTION_FAMILY)).partition("[Events]\n")[2].partition("\n")[2]


def _request(narration, take):
    return PictureRequest(
        scene=attrs.evolve(take.scene),
        scenes=len(narration.takes),
        title=narration.title,
        subtitle=narration.subtitle,
        size=SIZE,
        language=narration.language,
    )
