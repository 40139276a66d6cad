"""What is in force."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given

from aura_core.configuration import SettingsFile, effective, following, in_force
from aura_core.model.settings import UserSettings
from aura_core.model.settings.films import FileLocationsSettings
from aura_core.model.settings.hardware import HardwarePerformanceSettings
from aura_core.model.settings.providers import AdvancedSettings
from aura_core.settings import Acceleration, Settings
from aura_core.testing.strategies import user_settings
from aura_core.wire import dumps, loads


DOCUMENT = UserSettings(
    file_locations=FileLocationsSettings(ffmpeg_path="/owner/ffmpeg", temp_directory="/owner/tmp"),
    advanced=AdvancedSettings(offline_mode=True, disk_warning_gb=3.5, disk_critical_gb=2),
    hardware=HardwarePerformanceSettings(
        max_rendering_threads=7,
        max_cache_size_mb=64,
        max_concurrent_jobs=3,
        preferred_encoder="NVENC",
        selected_gpu_id="1",
        encoding_preset="High-Quality",
    ),
)
WISHES = {
    "ffmpeg_named": "/owner/ffmpeg",
    "temporary": Path("/owner/tmp"),
    "offline": True,
    "disk_low": 3 * 1024**3 + 512 * 1024**2,
    "disk_least": 2 * 1024**3,
    "workers": 7,
    "store_limit": 64 * 1024**2,
    "jobs_at_once": 3,
    "acceleration": Acceleration.NVENC,
    "gpu": "1",
    "effort": "high-quality",
}
OTHERS = {
    "acceleration": ("AURA_ENCODER", "software", Acceleration.SOFTWARE),
    "offline": ("AURA_OFFLINE", "0", False),
    "disk_low": ("AURA_DISK_LOW_MIB", "1024", 1024**3),
    "disk_least": ("AURA_DISK_LEAST_MIB", "512", 512 * 1024**2),
    "workers": ("AURA_WORKERS", "2", 2),
    "store_limit": ("AURA_STORE_GIB", "10", 10 * 1024**3),
    "jobs_at_once": ("AURA_JOBS_AT_ONCE", "1", 1),
}


class TestInForce:
    @pytest.mark.parametrize("member", WISHES)
    def test_is_what_the_owner_says(self, member):
        """
        Where nobody else has decided, the owner's document has.
        """
        assert WISHES[member] == getattr(in_force(Settings(), DOCUMENT), member)

    @pytest.mark.parametrize("member", OTHERS)
    def test_is_what_the_environment_says_first(self, member):
        """
        The environment comes before the document, also where it says what is the default anyway.
        """
        variable, text, expected = OTHERS[member]
        started = Settings.from_environment({variable: text})

        assert expected == getattr(in_force(started, DOCUMENT), member)
        assert all(WISHES[other] == getattr(in_force(started, DOCUMENT), other) for other in WISHES.keys() - {member})

    def test_is_what_an_argument_says_first(self):
        """
        So does whatever is not at its default.
        """
        assert 5 == in_force(Settings(workers=5), DOCUMENT).workers

    def test_leaves_what_the_document_leaves(self):
        """
        An empty document changes nothing.
        """
        started = Settings(data=Path("/data"))

        assert attrs.evolve(started, decided=()) == attrs.evolve(in_force(started, UserSettings()), decided=())

    @given(document=user_settings(), other=user_settings())
    def test_is_decided_once(self, document, other):
        """
        What is in force stays so, on the other side of the wire too, whatever the document says later.
        """
        settings = in_force(Settings(), document)

        assert settings == in_force(loads(dumps(settings), Settings), other)

    def test_bounds_the_workers_by_memory(self):
        """
        Memory that rendering may take bounds how many segments are encoded at a time; there is always one.
        """
        small = UserSettings(hardware=HardwarePerformanceSettings(ram_allocation_mb=600, max_rendering_threads=8))
        tiny = UserSettings(hardware=HardwarePerformanceSettings(ram_allocation_mb=1))

        assert 2 == in_force(Settings(), small).workers
        assert 1 == in_force(Settings(), tiny).workers

    def test_has_no_hardware_encoder_where_the_owner_wants_none(self):
        """
        Without hardware acceleration the preferred encoder does not count.
        """
        off = attrs.evolve(DOCUMENT, hardware=attrs.evolve(DOCUMENT.hardware, hardware_acceleration_enabled=False))

        assert Acceleration.SOFTWARE is in_force(Settings(), off).acceleration

    @pytest.mark.parametrize(
        ("word", "expected"),
        [
            ("auto", Acceleration.AUTO),
            ("software", Acceleration.SOFTWARE),
            ("libx264", Acceleration.SOFTWARE),
            ("h264_nvenc", Acceleration.NVENC),
            ("hevc_qsv", Acceleration.QSV),
            ("VideoToolbox", Acceleration.VIDEOTOOLBOX),
        ],
    )
    def test_knows_encoders_by_their_family(self, word, expected):
        """
        The names of FFmpeg's encoders stand for who runs them.
        """
        document = UserSettings(hardware=HardwarePerformanceSettings(preferred_encoder=word))

        assert expected is in_force(Settings(), document).acceleration

    def test_may_be_asked_all_the_time(self, tmp_path):
        """
        What follows the document is the same value until it changes, and another after it.
        """
        current = following(Settings(data=tmp_path))
        before = current()
        SettingsFile(tmp_path).change(lambda _: DOCUMENT)

        assert before == in_force(Settings(data=tmp_path), UserSettings())
        assert current() == in_force(Settings(data=tmp_path), DOCUMENT)

    def test_follows_the_document_in_the_data_folder(self, tmp_path):
        """
        A change is in force for whatever begins afterwards.
        """
        started = Settings(data=tmp_path)
        before = effective(started)
        SettingsFile(tmp_path).change(lambda _: DOCUMENT)

        assert (False, True) == (before.offline, effective(started).offline)
