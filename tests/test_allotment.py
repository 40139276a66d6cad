"""
What a process may use, in trees of files such as containers see them.
"""

import os

import pytest

from aura_core.allotment import cores, memory_limit, workers
from aura_core.settings import Settings


ALL = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
MIB = 1024**2


@pytest.fixture
def tree(tmp_path):
    """Give a function that writes files below a root, which it returns."""

    def tree(**files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{text}\n")
        return tmp_path

    return tree


V1 = "4:memory:/docker/abc\n3:cpuset:/\n1:cpu,cpuacct:/docker/abc\n0::/"


class TestCores:
    def test_are_all_there_are_without_groups(self, tmp_path):
        """
        Where nothing limits them, affinity does.
        """
        assert ALL == cores(tmp_path)

    @pytest.mark.parametrize(
        ("quota", "granted"), [("max 100000", ALL), ("100000 100000", 1), ("25000 100000", 1), ("99900000 100000", ALL)]
    )
    def test_are_what_the_second_version_grants(self, tree, quota, granted):
        """
        A quota limits, ``max`` does not, and a share of a core is one.
        """
        assert granted == cores(tree(**{"proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": quota}))

    def test_are_what_any_group_above_grants(self, tree):
        """
        Groups are within groups: the one that grants least counts.
        """
        root = tree(
            **{
                "proc/self/cgroup": "0::/system.slice/aura.service",
                "sys/fs/cgroup/system.slice/cpu.max": "100000 100000",
                "sys/fs/cgroup/system.slice/aura.service/cpu.max": "max 100000",
            }
        )

        assert 1 == cores(root)

    @pytest.mark.parametrize("folder", ["cpu,cpuacct", "cpu"])
    @pytest.mark.parametrize(("quota", "granted"), [("-1", ALL), ("50000", 1), ("9990000", ALL)])
    def test_are_what_the_first_version_grants(self, tree, folder, quota, granted):
        """
        -1 is no limit; in a container the path is the host's, and only the root is there to be read.
        """
        root = tree(
            **{
                "proc/self/cgroup": V1,
                f"sys/fs/cgroup/{folder}/cpu.cfs_quota_us": quota,
                f"sys/fs/cgroup/{folder}/cpu.cfs_period_us": "100000",
            }
        )

        assert granted == cores(root)

    @pytest.mark.parametrize("text", ["", "nonsense", "0::/\ngarbage:x:/", "100000", "max"])
    def test_are_all_there_are_where_nothing_makes_sense(self, tree, text):
        """
        What cannot be read limits nothing.
        """
        assert ALL == cores(tree(**{"proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": text}))


class TestMemory:
    def test_has_no_limit_without_groups(self, tmp_path):
        """
        Where nothing limits it, there is no number.
        """
        assert memory_limit(tmp_path) is None

    def test_is_limited_by_the_second_version(self, tree):
        """
        The least of the groups above counts; ``max`` is none.
        """
        root = tree(
            **{
                "proc/self/cgroup": "0::/a/b",
                "sys/fs/cgroup/a/memory.max": str(512 * MIB),
                "sys/fs/cgroup/a/b/memory.max": "max",
            }
        )

        assert 512 * MIB == memory_limit(root)

    @pytest.mark.parametrize(("text", "limit"), [("9223372036854771712", None), (str(256 * MIB), 256 * MIB)])
    def test_is_limited_by_the_first_version(self, tree, text, limit):
        """
        A number beyond any machine's memory means that there is no limit.
        """
        root = tree(**{"proc/self/cgroup": V1, "sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes": text})

        assert limit == memory_limit(root)


class TestWorkers:
    def test_are_as_many_as_cores(self, tmp_path):
        """
        Without a limit of memory every core has one.
        """
        assert ALL == workers(tmp_path)

    @pytest.mark.parametrize(("mib", "granted"), [(128, 1), (800, 1), (100_000, ALL)])
    def test_fit_into_the_memory(self, tree, mib, granted):
        """
        Where memory is short there are fewer, for a film that is killed by the system is none; but there is one.
        """
        root = tree(**{"proc/self/cgroup": "0::/", "sys/fs/cgroup/memory.max": str(mib * MIB)})

        assert granted == workers(root)

    def test_are_the_default_of_the_settings(self):
        """
        Whoever sets nothing gets them.
        """
        assert workers() == Settings().workers
