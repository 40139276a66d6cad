"""
What disks refuse, in our words.
"""

import errno
import os
from pathlib import Path

import pytest

from aura_core.disk import alone_in, disk_errors, full_disk_errors
from aura_core.errors import BusyError, DiskFullError, OutputError


class TestDiskErrors:
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
    def test_name_a_full_disk(self, number):
        """
        No room left, by device or quota, may succeed later.
        """
        with pytest.raises(DiskFullError, match="no room") as caught, disk_errors(Path("/films")):
            raise OSError(number, os.strerror(number))

        assert caught.value.retryable

    @pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOTDIR, errno.EIO])
    def test_say_what_the_system_said(self, number):
        """
        Anything else is named as the system names it, with the folder.
        """
        with pytest.raises(OutputError, match=os.strerror(number)) as caught, disk_errors(Path("/films")):
            raise OSError(number, os.strerror(number))

        assert "/films" in str(caught.value)
        assert not isinstance(caught.value, DiskFullError)

    def test_leave_other_errors_alone(self):
        """
        What the disk did not refuse is not explained by the disk.
        """
        with pytest.raises(ValueError), disk_errors(Path("/films")):
            raise ValueError


class TestFullDiskErrors:
    def test_name_the_place(self):
        """
        The folder is the one that was given, else the one of the error, else that of temporary files.
        """
        for folder, name, said in (
            (Path("/films"), "/store/x", "in /films."),
            (None, "/store/x", "in /store/x."),
            (None, None, "in the folder for temporary files."),
        ):
            with pytest.raises(DiskFullError, match=said), full_disk_errors(folder):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)

    @pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "no"), InterruptedError("stop"), ValueError()])
    def test_leave_other_errors_alone(self, error):
        """
        What is no full disk comes out as it went in.
        """
        with pytest.raises(type(error)) as caught, full_disk_errors():
            raise error

        assert error is caught.value


class TestAloneIn:
    def test_does_not_wait_for_ever(self, tmp_path):
        """
        Who cannot be alone in time is told to try again.
        """
        with alone_in(tmp_path), pytest.raises(BusyError), alone_in(tmp_path, patience_s=0.01):
            raise AssertionError
