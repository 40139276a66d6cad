"""
Graphics processors as Linux shows them, in a tree of files.
"""

import pytest

from aura_core.hardware.linux import gpus, model_in
from aura_core.model.hardware import Gpu


NAMES = """\
# A comment
1002  Advanced Micro Devices, Inc. [AMD/ATI]
\t744c  Navi 31 [Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M]
\t\t1002 0e3b  RX 7900 GRE [XFX]
\t1638  Cezanne [Radeon Vega Series / Radeon Vega Mobile Series]

10de  NVIDIA Corporation
\t2684  AD102 [GeForce RTX 4090]
8086  Intel Corporation
\t9a49  TigerLake-LP GT2 [Iris Xe Graphics]
\t3e92  CoffeeLake-S GT2
"""


@pytest.fixture
def card(tmp_path):
    """Give a function that puts a card into the tree."""

    def card(number, vendor, device, **says):
        place = tmp_path / f"sys/class/drm/card{number}/device"
        place.mkdir(parents=True)
        for name, text in {"vendor": vendor, "device": device, **says}.items():
            (place / name).write_text(f"{text}\n")

    return card


@pytest.fixture
def names(tmp_path):
    """Put the names of devices into the tree."""
    place = tmp_path / "usr/share/misc/pci.ids"
    place.parent.mkdir(parents=True)
    place.write_text(NAMES)


class TestGpus:
    def test_are_named_and_measured(self, tmp_path, card, names):
        """
        The name is the one that is sold, the memory what amdgpu says; the one that the machine started with comes first.
        """
        card(0, "0x8086", "0x3e92", boot_vga="0")
        card(1, "0x1002", "0x744c", boot_vga="1", mem_info_vram_total=str(24 * 1024**3))

        assert (
            Gpu("0", "AMD", "Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M", 24 * 1024),
            Gpu("1", "Intel", "CoffeeLake-S GT2", 0),
        ) == gpus(root=tmp_path)

    def test_are_numbers_where_nobody_knows_names(self, tmp_path, card):
        """
        Without a list of names, vendor and device are told as numbers.
        """
        card(0, "0x10de", "0x2684")

        assert (Gpu("0", "NVIDIA", "NVIDIA [10de:2684]", 0),) == gpus(root=tmp_path)

    def test_are_only_those_that_compute(self, tmp_path, card):
        """
        Adapters of virtual machines, connectors and cards that say nothing are left out.
        """
        card(0, "0x1234", "0x1111")
        card(1, "0x1af4", "0x1050")
        (tmp_path / "sys/class/drm/card0-HDMI-A-1").mkdir()
        (tmp_path / "sys/class/drm/card7").mkdir()
        (tmp_path / "sys/class/drm/renderD128").mkdir()

        assert () == gpus(root=tmp_path)

    def test_are_none_without_a_tree(self, tmp_path):
        """
        In a container there may be nothing to read.
        """
        assert () == gpus(root=tmp_path)


class TestNames:
    @pytest.mark.parametrize(
        ("vendor", "device", "name"),
        [
            ("1002", "1638", "Radeon Vega Series / Radeon Vega Mobile Series"),
            ("10de", "2684", "GeForce RTX 4090"),
            ("8086", "9a49", "Iris Xe Graphics"),
            ("8086", "2684", None),
            ("10de", "744c", None),
            ("ffff", "2684", None),
            ("1002", "1002", None),
        ],
    )
    def test_are_looked_up_with_their_vendor(self, vendor, device, name):
        """
        A device is one of its vendor's, neither another's nor a card that is made of it.
        """
        assert name == model_in(NAMES, vendor, device)
