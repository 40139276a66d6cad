"""
Versions that can make films, and those that cannot.
"""

import pytest

from aura_core.ffmpeg.version import is_new_enough


class TestVersions:
    @pytest.mark.parametrize(
        "version",
        [
            *(
                "5.1",
                "5.1.9-0+deb12u1",
                "6.0",
                "6.1.1-3ubuntu5",
                "7.0.2-static",
                "n7.1",
                "n9.0.2-17-g2a571b6068-20260930",
            ),
            *("7.1-full_build-www.gyan.dev", "10", "v5.2", "5.10"),
            *(
                "N-94156-g93a73df54d",
                "N-118000-gabcdef1234-20250101",
                "2025-03-01-git-bcf08c1171-full_build",
                "20250301",
            ),
            *("git-2025-03-01-abcdef", "master", "UNKNOWN", "custom-build"),
        ],
    )
    def test_that_are_taken(self, version):
        """
        Releases from the minimum on, and whatever names no number that is lower.
        """
        assert is_new_enough(version)

    @pytest.mark.parametrize("version", ["4.2.2", "4.4.2-0ubuntu0.22.04.1", "5.0.3", "n4.3", "3", "0.8.17", "5"])
    def test_that_are_too_old(self, version):
        """
        Releases before the minimum.
        """
        assert not is_new_enough(version)
