"""
How the machine is.
"""

import shutil
from types import SimpleNamespace

import psutil
import pytest

from aura_core import allotment, vitals
from aura_core.vitals import Vitals, disk_space, memory_space


class TestDiskSpace:
    def test_is_that_of_the_disk_that_a_folder_will_lie_on(self, tmp_path):
        """
        A folder need not be there yet for its disk to be asked.
        """
        found, usage = disk_space(tmp_path / "not" / "yet"), shutil.disk_usage(tmp_path)

        assert usage.total == pytest.approx(found.total_gb * 1024**3, rel=0.01)
        assert 0 <= found.percentage_free <= 100
        assert str(tmp_path / "not" / "yet") == found.path


class TestMemory:
    @pytest.mark.parametrize(
        ("limit", "room", "total", "free"), [(None, None, 8, 6), (4, 3, 4, 3), (4, 8, 4, 4), (16, None, 8, 6)]
    )
    def test_is_what_we_may_have(self, monkeypatch, limit, room, total, free):
        """
        A control group may grant less than the machine has, never more.
        """
        gib = 1024**3
        monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(total=8 * gib, available=6 * gib))
        monkeypatch.setattr(allotment, "memory_limit", lambda: limit and limit * gib)
        monkeypatch.setattr(allotment, "memory_room", lambda: room and room * gib)
        found = memory_space()

        assert (total, free, 100 * free / total) == (found.total_gb, found.available_gb, found.percentage_available)


class TestVitals:
    def test_are_measured_once_a_second(self, tmp_path, monkeypatch):
        """
        However many ask, the machine is looked at once a second at most, and all are told the same.
        """
        now = [100.0]
        monkeypatch.setattr(vitals.time, "monotonic", lambda: now[0])
        found = Vitals(tmp_path)
        first = found.measure()
        now[0] += 0.9

        assert first is found.measure()
        now[0] += 0.2
        assert first is not found.measure()

    def test_make_sense(self, tmp_path):
        """
        Shares are shares, parts make wholes, and there is room on the disk of the tests.
        """
        found = Vitals(tmp_path).measure()

        assert 0 <= found.cpu.overall_usage_percent <= 100
        assert found.cpu.logical_cores == len(found.cpu.per_core_usage_percent) >= found.cpu.physical_cores >= 1
        assert found.memory.used_bytes + found.memory.available_bytes == found.memory.total_bytes
        assert 0 < found.memory.process_usage_bytes < found.memory.total_bytes
        assert 0 < found.disks[0].available_bytes <= found.disks[0].total_bytes


class TestRoom:
    def test_of_a_group_is_the_least_of_those_above(self, tmp_path):
        """
        What may still be used is what the tightest group leaves; without limits there is nothing to say.
        """
        group = tmp_path / "sys/fs/cgroup/a/b"
        group.mkdir(parents=True)
        (tmp_path / "proc/self").mkdir(parents=True)
        (tmp_path / "proc/self/cgroup").write_text("0::/a/b\n")
        for folder, limit, used in ((group, "max", "10"), (group.parent, "100", "30")):
            (folder / "memory.max").write_text(f"{limit}\n")
            (folder / "memory.current").write_text(f"{used}\n")

        assert 70 == allotment.memory_room(tmp_path)
        (group.parent / "memory.max").write_text("max\n")
        assert allotment.memory_room(tmp_path) is None
