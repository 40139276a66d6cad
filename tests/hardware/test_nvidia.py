"""
What NVIDIA's own tool says.
"""

from aura_core.hardware import nvidia
from aura_core.hardware.nvidia import read
from aura_core.model.hardware import Gpu


class TestRead:
    def test_lists_what_there_is(self):
        """
        A line is a processor: its number, its name, its memory in MiB, its driver.
        """
        said = "0, NVIDIA GeForce RTX 4090, 24564, 560.35.03\n1, NVIDIA GeForce GTX 1070, 8192, 560.35.03\n"

        assert (
            Gpu("0", "NVIDIA", "NVIDIA GeForce RTX 4090", 24564, "560.35.03"),
            Gpu("1", "NVIDIA", "NVIDIA GeForce GTX 1070", 8192, "560.35.03"),
        ) == read(said)

    def test_understands_what_is_not_known(self):
        """
        Memory that the driver does not tell, such as of a slice of a card, counts as none.
        """
        assert (Gpu("0", "NVIDIA", "GRID A100", 0, "550.90.07"),) == read("0, GRID A100, [N/A], 550.90.07\n")

    def test_takes_complaints_for_nothing(self):
        """
        What is said where there is no card is no card.
        """
        failed = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n"

        assert () == read("") == read("No devices were found\n") == read(failed)

    def test_is_nothing_where_there_is_no_tool(self, tmp_path, monkeypatch):
        """
        Most machines have none, and nobody is to hear of it.
        """
        monkeypatch.setenv("PATH", str(tmp_path))

        assert () == nvidia.gpus()

    def test_asks_the_tool(self, tmp_path, monkeypatch):
        """
        The tool on the PATH is asked for what is read.
        """
        tool = tmp_path / "nvidia-smi"
        tool.write_text(
            '#!/bin/sh\n[ "$1" = "--query-gpu=index,name,memory.total,driver_version" ] && echo "0, A, 6144, 1"\n'
        )
        tool.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

        assert (Gpu("0", "NVIDIA", "A", 6144, "1"),) == nvidia.gpus()
