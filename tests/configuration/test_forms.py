"""The owner's document as JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.configuration.foreign import translated
from aura_core.configuration.forms import canonical, read_all, read_leniently, unknown_members
from aura_core.errors import InvalidInputError
from aura_core.model.settings import UserSettings
from aura_core.testing.strategies import json_values, user_settings
from aura_core.wire import unstructure


class TestReadAll:
    @given(settings=user_settings())
    def test_survives_the_round_trip(self, settings):
        """
        Every document is read from what it is written as, in its own and in canonical names.
        """
        document = unstructure(settings)

        assert settings == read_all(document, UserSettings)
        assert document == canonical(document, UserSettings)
        assert [] == list(unknown_members(document, UserSettings))

    def test_names_everything_that_is_wrong(self):
        """
        Unknown members and impossible values are said at once, a near name with what was meant.
        """
        document = {
            "generel": {},
            "general": {"langauge": "de", "autosaveIntervalSeconds": 1},
            "rateLimits": {"limits": {"openai": {"maxRequests": 1}}, "global": {"priority": 3}},
            "export": {"uploadDestinations": [{"id": "a", "what": 1}, {"id": "a"}]},
        }
        with pytest.raises(InvalidInputError) as caught:
            read_all(document, UserSettings)

        found = {issue.path: issue.message for issue in caught.value.issues}
        assert "There is no such setting; did you mean general?" == found["$.generel"]
        assert "There is no such setting; did you mean language?" == found["$.general.langauge"]
        assert {
            "$.general.autosaveIntervalSeconds",
            "$.rateLimits.limits.openai.maxRequests",
            "$.rateLimits.global.priority",
            "$.export.uploadDestinations[0].what",
            "$.export.uploadDestinations",
        } < found.keys()


class TestReadLeniently:
    @given(document=st.dictionaries(st.sampled_from(["general", "export", "ui", "captions", "x"]), json_values()))
    def test_reads_anything(self, document):
        """
        Whatever an object holds, something can be made of it, and of an object nothing is wrong with nothing is left out.
        """
        settings, issues = read_leniently(document, UserSettings)

        assert isinstance(settings, UserSettings)
        assert bool(issues) == (read_leniently(document, UserSettings)[1] != ())
        if not issues:
            assert settings == read_leniently(unstructure(settings), UserSettings)[0]

    @given(
        settings=user_settings(), broken=st.sampled_from(["autosaveIntervalSeconds", "theme", "advancedModeEnabled"])
    )
    def test_loses_only_what_is_wrong(self, settings, broken):
        """
        A wrong value has its default; everything else stays.
        """
        document = unstructure(settings)
        document["general"][broken] = "???"
        expected = unstructure(settings)
        expected["general"][broken] = unstructure(UserSettings())["general"][broken]
        read, issues = read_leniently(document, UserSettings)

        assert expected == unstructure(read)
        assert [f"$.general.{broken}"] == [issue.path for issue in issues]


class TestCanonical:
    def test_knows_both_spellings(self):
        """
        The original's and its client's spelling of one member are the one that is written.
        """
        for spelled in ("fFmpegPath", "ffmpegPath", "FFmpegPath"):
            assert {"fileLocations": {"ffmpegPath": "/x"}} == canonical(
                {"FileLocations": {spelled: "/x"}}, UserSettings
            )


class TestTranslated:
    def test_takes_the_flat_document_of_the_original(self):
        """
        What the original's providers read becomes sections of ours.
        """
        settings, issues = read_leniently(
            translated(
                {
                    "openAiApiKey": "sk-1",
                    "unsplashAccessKey": "u-1",
                    "ollamaUrl": "http://10.0.0.2:11434",
                    "offlineOnly": True,
                    "ffmpegPath": "/opt/ffmpeg",
                }
            ),
            UserSettings,
        )

        assert () == issues
        assert ("sk-1", "u-1") == (settings.api_keys.open_ai, settings.api_keys.unsplash)
        assert ("http://10.0.0.2:11434", True) == (settings.advanced.ollama_url, settings.advanced.offline_mode)
        assert "/opt/ffmpeg" == settings.file_locations.ffmpeg_path

    def test_takes_sections_in_pascal_case(self):
        """
        The original's own file differs from ours by the case of its names.
        """
        document = {"General": {"Language": "it", "Theme": "Dark"}, "FileLocations": {"FFmpegPath": "/f"}}
        settings, _ = read_leniently(translated(document), UserSettings)

        assert ("it", "/f") == (settings.general.language, settings.file_locations.ffmpeg_path)

    def test_takes_an_export(self):
        """
        What the original exports is taken out of its wrapping.
        """
        document = {
            "version": "1.0.0",
            "settings": {
                "general": {"language": "sv", "theme": "Dark"},
                "providerPaths": {"fFmpegPath": "/f", "ollamaUrl": None},
                "additionalSettings": {"videoDefaults": {"defaultFrameRate": 25}, "ui": {"scale": 125}},
            },
        }
        settings, issues = read_leniently(translated(document), UserSettings)

        assert () == issues
        assert ("sv", "/f", 25, 125) == (
            settings.general.language,
            settings.file_locations.ffmpeg_path,
            settings.video_defaults.default_frame_rate,
            settings.ui.scale,
        )

    @pytest.mark.parametrize(
        ("document", "member"),
        [
            (
                {"preferredEncoder": "nvenc", "maxRenderingThreads": 3},
                lambda found: found.hardware.max_rendering_threads == 3,
            ),
            ({"provider": "Ollama", "modelId": "llama3"}, lambda found: found.llm.model_id == "llama3"),
            ({"operatingMode": "offline"}, lambda found: found.advanced.offline_mode),
            (
                {"stableDiffusionUrl": "http://x:1", "outputDirectory": "/o"},
                lambda found: found.file_locations.output_directory == "/o",
            ),
        ],
    )
    def test_takes_the_side_documents(self, document, member):
        """
        Each of the original's other files is known by its members.
        """
        assert member(read_leniently(translated(document), UserSettings)[0])

    @given(settings=user_settings())
    def test_leaves_ours_alone(self, settings):
        """
        A document of ours is what it was.
        """
        assert unstructure(settings) == translated(unstructure(settings))

    @given(document=st.dictionaries(st.text(), json_values()))
    def test_takes_anything(self, document):
        """
        Whatever an object holds, nothing breaks.
        """
        assert isinstance(translated(document), dict)
