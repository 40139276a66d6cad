"""
One brief, many films.
"""

import asyncio
import itertools
from fractions import Fraction

import attrs
import pytest

from aura_core.editions import produce_all
from aura_core.errors import InvalidInputError, SpeechError, TranslationError
from aura_core.ffmpeg.binary import locate
from aura_core.fonts import Fonts
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.edition import Version
from aura_core.model.enums import ArtifactKind, Aspect, Mood
from aura_core.model.events import FilmStarted, Finished
from aura_core.model.order import MusicSpec, Order
from aura_core.model.render import RenderSpec, Resolution, frame_size
from aura_core.model.timeline import Timeline
from aura_core.model.voice import VoiceSpec
from aura_core.ordering.editions import editions_of
from aura_core.pipeline import Services
from aura_core.providers.music.generated import GeneratedMusic
from aura_core.stages.rendering import Studio
from aura_core.store import Store
from aura_core.testing.fakes import FakeImages, FakeSynthesizer, FakeTranslator, FakeWriter
from aura_core.wire import loads


ORDER = Order(
    Brief("Tides", language="en-US"),
    PlanSpec(Fraction(3)),
    VoiceSpec("anna"),
    RenderSpec(Resolution(144, 256), fps=5),
    music=MusicSpec(mood=Mood.CALM),
    artifacts=(ArtifactKind.TIMELINE,),
)
SHAPES = (Aspect.WIDESCREEN, Aspect.VERTICAL, Aspect.SQUARE)


class CountingMusic(GeneratedMusic):
    def __init__(self):
        super().__init__()
        self.composed = []

    async def compose(self, request, target):
        self.composed.append(request)
        return await super().compose(request, target)


@pytest.fixture
def services(tmp_path):
    """Whoever does the work, all of them counting."""
    studio = Studio(locate(), Fonts(packs=()), Store(tmp_path / "store", 10**9), 2)
    return Services(
        *(FakeWriter(), FakeWriter(), FakeWriter(), FakeSynthesizer(), FakeImages(), CountingMusic(), studio)
    )


class TestEditionsOf:
    def test_is_the_order_itself_where_nothing_is_asked_for(self):
        """
        Without shapes and languages there is one film, the order's, without a name.
        """
        (only,) = editions_of(ORDER)

        assert ("", ORDER) == (only.name, only.order)

    def test_names_what_tells_films_apart(self):
        """
        What is the same in all films is in no name.
        """
        versions = [Version("en-US"), Version("en-GB")]

        assert ["16x9", "9x16", "1x1"] == [one.name for one in editions_of(ORDER, SHAPES)]
        assert ["en-US", "en-GB"] == [one.name for one in editions_of(ORDER, SHAPES[:1], versions)]
        assert ["en-US.9x16", "en-US.1x1", "en-GB.9x16", "en-GB.1x1"] == [
            one.name for one in editions_of(ORDER, SHAPES[1:], versions)
        ]

    def test_turns_the_frame(self):
        """
        Each film has the shape that was asked for, whichever way the order's frame stands.
        """
        sizes = [
            frame_size(one.order.brief.aspect, one.order.render_spec.res)
            for one in editions_of(ORDER, (*SHAPES, Aspect.PORTRAIT))
        ]

        assert [(256, 144), (144, 256), (144, 144), (144, 180)] == [(size.width, size.height) for size in sizes]

    def test_lets_each_language_have_words_and_a_voice(self):
        """
        Own words are taken as they are, a voice speaks its language only.
        """
        order = attrs.evolve(ORDER, script="Hello.")
        first, second = editions_of(order, versions=[Version("en-US", "Hi.", None, "tom"), Version("de", "Hallo.")])

        assert ("en-US", "Hi.", "tom", None) == _told(first.order)
        assert ("de", "Hallo.", "default", None) == _told(second.order)

    def test_translates_only_between_languages(self):
        """
        British and American English are one language, German is another.
        """
        order = attrs.evolve(ORDER, script="Hello.")
        found = editions_of(order, versions=[Version("en-US"), Version("en-GB"), Version("de")])

        assert [None, None, "en-US"] == [one.order.script_language for one in found]

    def test_refuses_the_same_twice(self):
        """
        Everything that is asked for twice is named at once.
        """
        with pytest.raises(InvalidInputError) as refused:
            editions_of(ORDER, (Aspect.SQUARE, Aspect.SQUARE), [Version("de"), Version("DE")])

        assert ["$.aspects[1]", "$.versions[1].language"] == [issue.path for issue in refused.value.issues]


def _told(order):
    return order.brief.language, order.script, order.voice_spec.voice_name, order.script_language


@pytest.mark.render
class TestProduceAll:
    def test_makes_once_what_films_share(self, services, tmp_path):
        """
        Three shapes are three films of one recording, one piece of music and one mix, each with pictures of its own.
        """
        order = attrs.evolve(ORDER, script="One two.\n\nThree four.\n\nFive six.")
        made = asyncio.run(produce_all(editions_of(order, SHAPES), tmp_path / "tides.mp4", services))
        timelines = [loads(one.files[0].path.read_bytes(), Timeline) for one in made]

        assert ["tides.16x9.mp4", "tides.9x16.mp4", "tides.1x1.mp4"] == [one.video.path.name for one in made]
        assert [(256, 144), (144, 256), (144, 144)] == [(one.size.width, one.size.height) for one in timelines]
        assert ["One two.", "Three four.", "Five six."] == services.synthesizer.spoken
        assert 1 == len(services.music.composed)
        assert 9 == len(services.images.requests)
        assert 1 == len({one.narration for one in timelines})
        mixes = list(services.studio.store.root.glob("??/*.m4a")) + list(services.studio.store.root.glob("??/*.mka"))
        assert 1 == len(mixes)

    def test_tells_which_film_it_is_about(self, services, tmp_path):
        """
        Each film's events come after its name, and end with the film.
        """
        told = []
        asyncio.run(produce_all(editions_of(ORDER, SHAPES[:2]), tmp_path / "tides", services, told.append))
        groups = [list(group) for _, group in itertools.groupby(told, lambda event: isinstance(event, FilmStarted))]

        assert [[FilmStarted("16x9", 1, 2)], [FilmStarted("9x16", 2, 2)]] == groups[::2]
        assert all(isinstance(group[-1], Finished) for group in groups[1::2])

    def test_speaks_each_language_once(self, services, tmp_path):
        """
        Two languages in two shapes are spoken twice, in words of their own.
        """
        order = attrs.evolve(ORDER, script="Hello.", music=None)
        found = editions_of(order, SHAPES[:2], [Version("en", "Hello."), Version("de", "Hallo.")])
        made = asyncio.run(produce_all(found, tmp_path / "tides.mp4", services))

        assert 4 == len(made)
        assert ["Hello.", "Hallo."] == services.synthesizer.spoken

    def test_translates_once_where_somebody_can(self, services, tmp_path):
        """
        With a translator, a language without words of its own gets those of the film, translated once for all shapes.
        """
        services = attrs.evolve(services, translator=FakeTranslator())
        order = attrs.evolve(ORDER, script="Hello.", music=None)
        found = editions_of(order, SHAPES[:2], [Version("en"), Version("de")])
        asyncio.run(produce_all(found, tmp_path / "tides.mp4", services))

        assert ["Hello.", "olleH."] == services.synthesizer.spoken
        assert [("en-US", "de")] == [(source, target) for _, source, target in services.translator.requests]

    def test_refuses_to_translate_where_nobody_can(self, services, tmp_path):
        """
        Without one, that is said before anything is made, with what would help.
        """
        found = editions_of(attrs.evolve(ORDER, script="Hello."), versions=[Version("en"), Version("de")])
        with pytest.raises(TranslationError, match="Nobody translates from en-US to de") as refused:
            asyncio.run(produce_all(found, tmp_path / "out" / "tides.mp4", services))

        assert "--script de=FILE" in refused.value.remedy
        assert [] == services.synthesizer.spoken
        assert [] == list((tmp_path / "out").iterdir())

    def test_tries_every_voice_before_the_first_film(self, services, tmp_path):
        """
        A voice that the last film lacks is missed at once.
        """

        class Choosy(FakeSynthesizer):
            async def words_per_minute(self, voice, language):
                if language == "de":
                    raise SpeechError("No voice.", provider="fake", remedy="Choose another.", refused=True)
                return await super().words_per_minute(voice, language)

        services = attrs.evolve(services, synthesizer=Choosy())
        found = editions_of(ORDER, versions=[Version("en", "Hello."), Version("de", "Hallo.")])
        with pytest.raises(SpeechError):
            asyncio.run(produce_all(found, tmp_path / "tides.mp4", services))

        assert [] == services.synthesizer.spoken
