"""Where a film is bound for."""

import contextlib

import pytest

from aura_core.configuration.checking import warnings_about
from aura_core.errors import InvalidInputError, NotBuiltError
from aura_core.model.brief import Brief
from aura_core.model.enums import UploadDestinationType
from aura_core.model.order import ProviderSelection
from aura_core.model.request import JobRequest
from aura_core.model.settings import UserSettings
from aura_core.model.settings.export import ExportSettings, UploadDestination
from aura_core.ordering import order_of
from aura_core.settings import Settings
from aura_core.uploading.choosing import bound_for, destination_of


OWNER = ExportSettings(
    upload_destinations=(
        UploadDestination("a", "Archive"),
        UploadDestination("b", "Studio", UploadDestinationType.S3),
        UploadDestination("c", "archive", UploadDestinationType.SFTP),
        UploadDestination("d", "Gone", enabled=False),
    )
)
AUTO = ExportSettings(upload_destinations=OWNER.upload_destinations, auto_upload_on_complete=True)


class TestBound:
    @pytest.mark.parametrize(
        ("owner", "word", "expected"),
        [
            (OWNER, None, ""),
            (AUTO, None, "abc"),
            (AUTO, " off ", ""),
            (OWNER, "b", "b"),
            (OWNER, "ARCHIVE", "ac"),
            (OWNER, "sftp", "c"),
            (AUTO, "Gone", ""),
        ],
    )
    def test_is_what_is_said(self, owner, word, expected):
        """
        A request may say nowhere, or somewhere by id, name or kind; else the owner decides; what is disabled is not meant.
        """
        assert list(expected) == [one.id for one in bound_for(owner, word)]

    @pytest.mark.parametrize("word", ["YouTube", "Gone", ""])
    def test_is_refused_where_it_means_nothing(self, word):
        """
        A word that means no destination is refused when the film is asked for.
        """
        request = JobRequest(Brief("Tides"), provider_selection=ProviderSelection(upload=word))
        with pytest.raises(InvalidInputError) as caught:
            order_of(request, owner=OWNER)

        assert ["$.providerSelection.upload"] == [issue.path for issue in caught.value.issues]
        assert order_of(request)


class TestDestinations:
    @pytest.mark.parametrize("kind", UploadDestinationType)
    def test_are_warned_of_where_nobody_sends(self, kind, tmp_path):
        """
        The settings say of each kind that is not built that it is not, and of one that says nothing that it lacks where to.
        """
        one = UploadDestination("a", type=kind, delete_after_upload=True)
        settings = UserSettings(export=ExportSettings(upload_destinations=(one,)))
        found = {finding.path: finding.message for finding in warnings_about(settings)}
        at = "$.export.uploadDestinations[0]"
        said = found.pop(f"{at}.type", None)
        refusing = contextlib.nullcontext() if said is None else pytest.raises(NotBuiltError, match=said)
        with refusing:
            destination_of(one, Settings(data=tmp_path, secrets=tmp_path))

        lacks = set() if said else {at}
        assert {f"{at}.deleteAfterUpload", *lacks} == found.keys()
