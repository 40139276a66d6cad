"""
A film from end to end, judged by others than those who made it.
"""

import hashlib
import re
from fractions import Fraction
from itertools import pairwise

import attrs
import numpy as np
import pytest
from pymediainfo import MediaInfo

from aura_core.errors import MissingGlyphsError
from aura_core.frames.transitions import eased
from aura_core.model.enums import ArtifactKind, CaptionMode
from aura_core.model.events import Finished, Progress, StepFinished, StepName, StepStarted
from aura_core.model.order import CaptionSpec
from aura_core.model.render import RenderSpec, Resolution


pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def media(film):
    """The film as MediaInfo sees it."""
    return MediaInfo.parse(film.path)


class TestPictures:
    def test_are_as_many_as_they_should(self, film, media, read):
        """
        The film has exactly the frames of its timeline, in the container's tables and when decoded.
        """
        count = film.timeline.frame_count

        assert count == film.artifact.frame_count
        assert count == int(media.video_tracks[0].frame_count)
        assert count == len(read.frames(film.path))

    def test_come_at_a_constant_rate(self, film, media, read):
        """
        Every frame is shown for exactly a fifteenth of a second, from 0 on.
        """
        packets, tick = read.packets(film.path)
        moments = [pts * Fraction(tick) for pts, _, _ in packets]

        assert [Fraction(index, 15) for index in range(film.artifact.frame_count)] == moments
        assert ("CFR", "15.000") == (media.video_tracks[0].frame_rate_mode, media.video_tracks[0].frame_rate)

    def test_are_what_every_player_takes(self, media):
        """
        H.264 in 4:2:0 with 8 bits, progressive, BT.709 in limited range, and all of it said.
        """
        track = media.video_tracks[0]

        assert ("AVC", 320, 180, "4:2:0", 8, "Progressive") == (
            *(track.format, track.width, track.height),
            *(track.chroma_subsampling, track.bit_depth, track.scan_type),
        )
        assert ("BT.709", "BT.709", "BT.709", "Limited") == (
            *(track.color_primaries, track.transfer_characteristics),
            *(track.matrix_coefficients, track.color_range),
        )

    def test_can_be_entered_every_two_seconds(self, film, read):
        """
        Key frames are at most two seconds apart, the first is one.
        """
        packets, _ = read.packets(film.path)
        keys = [index for index, (_, _, is_key) in enumerate(packets) if is_key]

        assert 0 == keys[0]
        assert all(after - before <= 30 for before, after in pairwise([*keys, len(packets)]))

    def test_look_the_same_from_wherever_they_are_entered(self, film, read):
        """
        Groups are closed: starting at any key frame gives the same frames as starting at the first.
        """
        packets, tick = read.packets(film.path)
        whole = read.frames(film.path)
        for index, (pts, _, is_key) in enumerate(packets):
            if is_key:
                raw = read(
                    *("-ss", f"{float(pts * Fraction(tick)):.6f}", "-i", film.path, "-frames:v", "1", "-an"),
                    *("-pix_fmt", "gray", "-f", "rawvideo", "-"),
                )
                assert whole[index].tobytes() == raw

    def test_move_where_they_should_and_stand_where_they_should(self, film, read):
        """
        Over a photograph every frame differs from the one before; a slide stands still.
        """
        frames = read.frames(film.path).astype(np.int16)
        change = np.abs(np.diff(frames, axis=0)).mean(axis=(1, 2))
        photographs, slide = film.timeline.shots[0].frames, film.timeline.shots[2].frames

        assert change[photographs.start : photographs.stop - 6].min() > 0.02
        assert change[slide.start + 8 : slide.stop - 1].max() < 0.5

    def test_fade_from_one_to_the_next(self, film, read):
        """
        In the middle of a crossfade a frame is about the mean of both pictures.
        """
        frames = read.frames(film.path).astype(float)
        shot, following = film.timeline.shots[1:3]
        boundary, half = shot.frames.stop, shot.transition.frames // 2
        before, after = frames[boundary - half - 1], frames[boundary + half]

        assert 8 == shot.transition.frames
        assert following.frames.start == boundary
        mixed = before + (after - before) * eased((half + 0.5) / 8)

        assert np.abs(frames[boundary] - mixed).mean() < 6
        assert np.abs(before - after).mean() > 20


class TestSound:
    def test_is_as_long_as_the_pictures(self, film, media):
        """
        Picture and sound end within a frame of each other.
        """
        video, audio = media.video_tracks[0].duration, media.audio_tracks[0].duration

        assert abs(float(video) - float(audio)) <= 1000 / 15
        assert abs(float(video) / 1000 - float(film.artifact.duration)) < 0.002

    def test_is_what_every_player_takes(self, media):
        """
        AAC, two channels, 48 kHz.
        """
        track = media.audio_tracks[0]

        assert ("AAC", 2, 48000) == (track.format, track.channel_s, track.sampling_rate)

    def test_is_where_the_words_are(self, film, read):
        """
        The voice is heard when the timeline says that somebody speaks, and not otherwise.
        """
        sound, speech = read.sound(film.path), film.timeline.speech
        for span in speech:
            during = sound[round(float(span.start) * 48000) : round(float(span.end) * 48000)]
            before = sound[max(0, round(float(span.start) * 48000) - 9000) : round(float(span.start) * 48000) - 2400]
            assert np.sqrt(np.mean(during**2)) > 0.02
            assert np.sqrt(np.mean(before**2)) < 0.005

    def test_is_as_loud_as_asked(self, film, read):
        """
        The narration has −14 LUFS, give or take a half, and no true peak over −1 dBTP.
        """
        loudness, peak = read.loudness(film.path)

        assert -14.5 <= loudness <= -13.5
        assert peak <= -1


class TestContainer:
    def test_decodes_cleanly(self, film, read):
        """
        The whole film decodes, and FFmpeg has nothing to say about it.
        """
        assert b"" == read("-i", film.path, "-f", "null", "-")

    def test_starts_to_play_before_it_is_there(self, film):
        """
        The index comes before the data.
        """
        data = film.path.read_bytes()

        assert 0 < data.find(b"moov") < data.find(b"mdat")

    def test_knows_its_title_and_language(self, film, media):
        """
        Title and language are those of the order, whatever signs they have in them.
        """
        assert "Tides & waves; or: #1 = \\all" == media.general_tracks[0].title
        assert ["de", "de", "de"] == [
            track.language for track in (*media.video_tracks, *media.audio_tracks, *media.text_tracks)
        ]

    def test_knows_what_it_is_about(self, film, read):
        """
        Description and tags are those that go up with it.
        """
        told = read("-i", film.path, "-f", "ffmetadata", "-").decode()

        assert "description=eins zwei drei vier. fünf sechs sieben acht." in told
        assert "keywords=Tides & waves" in told

    def test_has_chapters(self, film, read):
        """
        Every heading is a chapter, and they cover the film.
        """
        told = read("-i", film.path, "-f", "ffmetadata", "-").decode()
        found = re.findall(r"\[CHAPTER\]\nTIMEBASE=(.*)\nSTART=(.*)\nEND=(.*)\ntitle=(.*)", told)

        assert ["Part 1", "Part 2", "Part 3"] == [chapter[3] for chapter in found]
        ends = [(Fraction(base) * int(start), Fraction(base) * int(end)) for base, start, end, _ in found]
        for chapter, (start, end) in zip(film.timeline.chapters, ends, strict=True):
            assert abs(chapter.span.start - start) <= Fraction(1, 1000)
            assert abs(chapter.span.end - end) <= Fraction(1, 1000)

    def test_has_captions_that_can_be_switched_on(self, film, read):
        """
        The cues are a stream of the film, and come out as they went in.
        """
        told = read("-i", film.path, "-map", "0:s:0", "-f", "srt", "-").decode()

        assert " ".join(word for cue in film.timeline.cues for word in cue.text.split()) == " ".join(
            line for block in told.strip().split("\n\n") for line in block.split("\n")[2:]
        )

    def test_says_nothing_of_the_machine(self, film):
        """
        No time, no path and no version is written into the film.
        """
        data = film.path.read_bytes()

        assert b"Lavf" not in data
        assert str(film.store.root).encode() not in data


class TestEvents:
    def test_tell_every_step_in_order(self, film):
        """
        Each step begins and ends, in order, and the film comes last.
        """
        begun = [event.step for event in film.events if isinstance(event, StepStarted)]
        ended = [event.step for event in film.events if isinstance(event, StepFinished)]

        assert list(StepName) == begun == ended
        assert Finished(film.artifact) == film.events[-1]

    def test_tell_progress_that_never_falls(self, film):
        """
        The percentage of the whole grows from 0 to 100.
        """
        told = [event.percent for event in film.events if isinstance(event, Progress | StepStarted)]

        assert sorted(told) == told
        assert (0, 100) == (told[0], told[-1])

    def test_tell_what_was_expected_of_time(self, film):
        """
        Once something is done, the time that is left is told, and at the end it is none.
        """
        progress = [event for event in film.events if isinstance(event, Progress)]

        assert all(event.remaining is not None for event in progress)
        assert 0 == progress[-1].remaining


class TestCaptions:
    def test_that_are_burned_change_the_lower_part_only(self, film, make, order, read):
        """
        Burned captions are seen where captions belong; above them the film is as it was, and they are no stream.
        """
        burned = make(attrs.evolve(order, captions=CaptionSpec(CaptionMode.BURN)))
        before, after = read.frames(film.path).astype(int), read.frames(burned.path).astype(int)
        shown = [round(float(cue.span.start + cue.span.duration / 2) * 15) for cue in film.timeline.cues]

        assert [] == MediaInfo.parse(burned.path).text_tracks
        assert before.shape == after.shape
        assert np.abs(before - after)[:, :90].mean() < 1.0
        assert all(np.abs(before[frame] - after[frame])[90:].max() > 80 for frame in shown)

    def test_that_are_burned_name_what_no_font_can_show(self, make, order):
        """
        A sign without a font is named before anything is rendered.
        """
        with pytest.raises(MissingGlyphsError, match="CJK UNIFIED IDEOGRAPH"):
            make(attrs.evolve(order, script="one 日 two.", captions=CaptionSpec(CaptionMode.BURN)))

    @pytest.mark.parametrize("mode", [CaptionMode.NONE, CaptionMode.SIDECAR])
    def test_that_are_not_in_the_film_are_not_in_it(self, make, order, film, read, mode):
        """
        Without captions, or with captions beside it, the film has the same pictures and no text; a file of them that is
        asked for has them.
        """
        made = make(attrs.evolve(order, captions=CaptionSpec(mode), artifacts=(ArtifactKind.VTT,)))
        captions = next(one.path for one in made.artifact.files if one.name.endswith(".vtt")).read_text("utf-8")

        assert [] == MediaInfo.parse(made.path).text_tracks
        assert len(read.frames(film.path)) == len(read.frames(made.path))
        assert "-->" in captions


class TestSizes:
    @pytest.mark.parametrize(
        ("asked", "got"), [((321, 181), (322, 182)), ((181, 321), (182, 322)), ((64, 64), (64, 64))]
    )
    def test_may_be_odd(self, make, order, read, asked, got):
        """
        A size that 4:2:0 cannot hold grows by a pixel; burned captions fit it too.
        """
        spec = RenderSpec(Resolution(*asked), fps=5)
        made = make(attrs.evolve(order, render_spec=spec, captions=CaptionSpec(CaptionMode.BURN), script="one two."))
        track = MediaInfo.parse(made.path).video_tracks[0]

        assert got == (track.width, track.height)
        assert made.artifact.frame_count == len(read.frames(made.path, *got))

    @pytest.mark.parametrize("fps", [1, 2, 24, 60])
    def test_may_have_any_rate(self, make, order, read, fps):
        """
        From a slide show to sixty frames a second, no frame is missing.
        """
        made = make(attrs.evolve(order, render_spec=RenderSpec(Resolution(64, 64), fps=fps)))

        assert made.artifact.frame_count == len(read.frames(made.path, 64, 64))


class TestFormats:
    @pytest.mark.parametrize(
        ("container", "codec", "video", "audio"),
        [
            ("webm", "VP9", "VP9", "Opus"),
            ("webm", "AV1", "AV1", "Opus"),
            ("mkv", "H264", "AVC", "AAC"),
            ("mkv", "H265", "HEVC", "AAC"),
            ("mp4", "H265", "HEVC", "AAC"),
            ("mov", "H264", "AVC", "AAC"),
            ("mov", "ProRes", "ProRes", "PCM"),
        ],
    )
    def test_are_all_whole(self, make, order, read, container, codec, video, audio):
        """
        Every format passes its check, decodes cleanly, and has all frames, the captions and chapters.
        """
        spec = RenderSpec(Resolution(320, 180), container=container, codec=codec, fps=15)
        made = make(attrs.evolve(order, render_spec=spec))
        media = MediaInfo.parse(made.path)

        assert f"film.{container}" == made.path.name
        assert (video, audio) == (media.video_tracks[0].format, media.audio_tracks[0].format)
        assert 1 == len(media.text_tracks)
        assert made.artifact.frame_count == len(read.frames(made.path))
        assert 3 == read("-i", made.path, "-f", "ffmetadata", "-").count(b"[CHAPTER]")
        packets, tick = read.packets(made.path)
        moments = [float(pts * Fraction(tick)) for pts, _, _ in packets]
        assert [pytest.approx(index / 15, abs=0.0011) for index in range(len(packets))] == moments


class TestSameness:
    def test_does_not_depend_on_workers_or_stores(self, film, make, order):
        """
        The same order gives the same bytes in a fresh store, with one worker or three.
        """
        digests = {hashlib.sha256(make(order, workers=workers).path.read_bytes()).hexdigest() for workers in (1, 3)}

        assert {film.artifact.digest} == digests

    def test_costs_nothing_the_second_time(self, film, make, order, ffmpeg):
        """
        The same order again starts no process and writes no result; FFmpeg may even be gone.
        """
        before = set(film.store.root.rglob("*.*"))
        gone = attrs.evolve(ffmpeg, path=film.folder / "gone")
        again = make(order, film.store.root.parent, ffmpeg=gone)

        assert film.artifact.digest == again.artifact.digest
        assert before == set(film.store.root.rglob("*.*"))

    def test_keeps_the_scenes_that_did_not_change(self, make, order, tmp_path):
        """
        When one scene of three says something else, only it and its two crossfades are encoded anew.
        """
        make(order, tmp_path)
        before = set((tmp_path / "store").rglob("*.mp4"))
        make(attrs.evolve(order, script=order.script.replace("fünf sechs", "fünfte sechste siebte")), tmp_path)
        new = set((tmp_path / "store").rglob("*.mp4")) - before

        # The scene, the fade before it, the one after it, and the film.
        assert 4 == len(new)

    def test_moves_scenes_without_encoding_them(self, make, order, tmp_path):
        """
        When the first scene of three lasts longer, the third only moves.
        """
        make(order, tmp_path)
        before = set((tmp_path / "store").rglob("*.mp4"))
        make(attrs.evolve(order, script=order.script.replace("eins zwei", "eins eins und zwei")), tmp_path)
        new = set((tmp_path / "store").rglob("*.mp4")) - before

        # The first scene, the fade after it, and the film; its move is as long as it is seen.
        assert 3 == len(new)

    def test_heeds_the_seed(self, film, make, order):
        """
        Another seed is another film of the same length.
        """
        other = make(attrs.evolve(order, seed=2))

        assert film.artifact.digest != other.artifact.digest
        assert film.artifact.frame_count == other.artifact.frame_count
