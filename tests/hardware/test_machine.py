"""
The machine as a whole.
"""

import sys

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core import allotment, hardware
from aura_core.hardware import linux, machine, nvidia
from aura_core.model.acceleration import encoder_families, gpu_cards
from aura_core.model.enums import HardwareTier
from aura_core.model.ffmpeg import HardwareAcceleration
from aura_core.model.hardware import Gpu, Machine, capabilities_of, gpu_choices, probe_response, system_profile, tier_of


NONE = HardwareAcceleration()


@pytest.fixture
def looked(monkeypatch):
    """Give a function that looks at a machine with other processors."""

    def looked(theirs, others):
        monkeypatch.setattr(nvidia, "gpus", lambda: theirs)
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(linux, "gpus", lambda memory: others)
        return hardware.look(anew=True)

    yield looked
    machine._look.cache_clear()


class TestLook:
    def test_finds_this_machine(self):
        """
        There are cores, there is memory, and no more of either than is granted.
        """
        found = hardware.look(anew=True)

        assert 1 <= found.physical_cores <= found.logical_cores == allotment.cores()
        assert 64 * 1024**2 < found.memory_bytes
        assert found is hardware.look()

    def test_lists_nvidia_once(self, looked):
        """
        What NVIDIA's tool knows, the system knows without its name and memory: the tool is believed.
        """
        card = Gpu("0", "NVIDIA", "RTX 3060", 12288, "1")
        intel = Gpu("1", "Intel", "UHD", 0)
        amd = Gpu("2", "AMD", "RX 6600", 8192)

        assert (card, amd, intel) == looked((card,), (Gpu("0", "NVIDIA", "NVIDIA [10de:2504]"), intel, amd)).gpus
        assert (Gpu("0", "NVIDIA", "[10de]"),) == looked((), (Gpu("0", "NVIDIA", "[10de]"),)).gpus


class TestTier:
    @pytest.mark.parametrize(
        ("vendor", "model", "gb", "tier"),
        [
            ("NVIDIA", "NVIDIA GeForce RTX 4060 Laptop GPU", 8, "A"),
            ("NVIDIA", "NVIDIA GeForce RTX 5090", 32, "A"),
            ("NVIDIA", "NVIDIA GeForce RTX 3060", 12, "A"),
            ("NVIDIA", "NVIDIA GeForce RTX 3070", 8, "B"),
            ("NVIDIA", "NVIDIA GeForce RTX 2060", 6, "C"),
            ("NVIDIA", "NVIDIA GeForce GTX 1650", 4, "D"),
            ("AMD", "Radeon RX 7900 XTX", 24, "A"),
            ("AMD", "Radeon RX 6600", 8, "B"),
            ("Intel", "Intel(R) Arc(TM) A380 Graphics", 6, "C"),
            ("Intel", "Intel UHD Graphics 770", 1, "D"),
            ("Apple", "Apple M2 Max", 24, "A"),
        ],
    )
    def test_of_known_cards(self, vendor, model, gb, tier):
        """
        The newest of NVIDIA's are A whatever their memory; all others go by their memory.
        """
        assert HardwareTier(tier) is tier_of(Gpu("0", vendor, model, gb * 1024))

    def test_of_none_is_the_last(self):
        """
        Without a graphics processor a machine is D.
        """
        assert HardwareTier.D is tier_of(None)

    @given(st.integers(0, 200_000), st.integers(0, 200_000))
    def test_never_falls_with_memory(self, one, other):
        """
        More memory is never worse.
        """
        less, more = sorted((one, other))

        assert tier_of(Gpu("0", "AMD", "x", less)).value >= tier_of(Gpu("0", "AMD", "x", more)).value

    @pytest.mark.parametrize(
        ("model", "series"),
        [("NVIDIA GeForce RTX 4090", "40"), ("GTX 1070", "10"), ("Radeon RX 7900 XTX", "79"), ("Apple M1", None)],
    )
    def test_knows_series(self, model, series):
        """
        The generation by which a card is sold stands in its name.
        """
        assert series == Gpu("0", "", model).series


class TestAnswers:
    def test_say_the_same(self):
        """
        Profile, capabilities and probe are one machine in different words; NVENC is there only if it was seen to encode.
        """
        card = Gpu("0", "NVIDIA", "NVIDIA GeForce RTX 3060", 12288, "1")
        profile = system_profile(Machine(12, 6, 16 * 1024**3 - 10**8, (card,)), NONE)
        seen = system_profile(Machine(12, 6, 10**9, (card,)), HardwareAcceleration(nvenc_supported=True))
        capabilities, probe = capabilities_of(profile), probe_response(profile)

        assert (12, 6, 16, 12) == (profile.logical_cores, profile.physical_cores, profile.ram_gb, profile.gpu.vram_gb)
        assert (False, True) == (profile.enable_nvenc, seen.enable_nvenc)
        assert profile.enable_sd
        assert (profile.tier, 6, 12) == (capabilities.tier, capabilities.cpu.cores, capabilities.cpu.threads)
        assert ("NVIDIA GeForce RTX 3060", 12, profile) == (probe.gpu, probe.vram_gb, probe.profile)

    def test_of_a_machine_without_graphics(self):
        """
        Nothing is there, and nothing is claimed.
        """
        bare = Machine(2, 1, 10**9)
        profile = system_profile(bare, NONE)

        assert (None, False, False, HardwareTier.D) == (
            *(profile.gpu, profile.enable_nvenc, profile.enable_sd, profile.tier),
        )
        assert ("None detected", 0) == (probe_response(profile).gpu, probe_response(profile).vram_gb)
        assert ["auto"] == [choice.id for choice in gpu_choices(bare)]

    def test_tell_cards_by_what_they_encode_with(self):
        """
        A card encodes with what its maker has, if that was seen to; the first is the one to take.
        """
        machine = Machine(4, 4, 10**9, (Gpu("0", "NVIDIA", "RTX 4090", 24576), Gpu("1", "Intel", "Arc A750", 8192)))
        seen = HardwareAcceleration(nvenc_supported=True, quick_sync_supported=True)
        first, second = gpu_cards(machine, seen).gpus

        assert (True, False, False) == attrs.astuple(first.capabilities)
        assert (False, False, True) == attrs.astuple(second.capabilities)
        assert (True, False, 24, 8) == (first.recommended, second.recommended, first.vram_gb, second.vram_gb)
        assert not any(any(attrs.astuple(card.capabilities)) for card in gpu_cards(machine, NONE).gpus)
        assert ["software", "nvenc", "qsv"] == [one.id for one in encoder_families(seen).encoders if one.available]
        assert ["software"] == [one.id for one in encoder_families(NONE).encoders if one.available]
