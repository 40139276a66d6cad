"""Where a film is bound for."""

import pytest

from aura_core.errors import InvalidInputError
from aura_core.model.brief import Brief
from aura_core.model.enums import UploadDestinationType
from aura_core.model.order import ProviderSelection
from aura_core.model.request import JobRequest
from aura_core.model.settings.export import ExportSettings, UploadDestination
from aura_core.ordering import order_of
from aura_core.uploading.choosing import bound_for


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
