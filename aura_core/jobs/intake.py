"""What is asked for when it comes in: with all that it names and leaves open, as that is at this moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from aura_core.album import Album
from aura_core.configuration import SettingsFile
from aura_core.drawer import Drawer
from aura_core.errors import NotFoundError
from aura_core.library import Library, grounded
from aura_core.model.order import Order
from aura_core.model.request import JobRequest, PinnedRequest
from aura_core.model.scripts import KeptScript
from aura_core.model.settings import UserSettings
from aura_core.ordering import order_of, orders_of, pinned, unpinned, with_pictures
from aura_core.ordering.defaults import completed
from aura_core.ordering.parts import parts_of
from aura_core.outbound.addresses import Reach
from aura_core.settings import Settings


__all__ = ["Intake"]


class Intake:
    """
    Makes what is asked for complete.

    Attributes:
        scripts: Those that requests name.

        library: What scripts are made to rest on.

        album: The pictures that requests name.

        file: What the owner has decided.

        current: Says what is to be followed by that.
    """

    def __init__(
        self,
        scripts: Drawer[KeptScript],
        library: Library,
        album: Album,
        file: SettingsFile,
        current: Callable[[], Settings],
        *,
        private: bool,
    ) -> None:
        self.scripts = scripts
        self.library = library
        self.album = album
        self.file = file
        self.current = current
        self._reach = Reach.ANYWHERE if private else Reach.PUBLIC

    def order(self, request: JobRequest) -> tuple[JobRequest, Order]:
        """
        Return *request* as it is kept, and what it orders.

        Raises:
            InvalidInputError: with everything that is wrong with it.
        """
        owner = self.owner()
        request = self._settled(request, owner)
        return request, order_of(request, self._reach, offline=self.current().offline, owner=owner.export)

    def orders(self, requests: Sequence[JobRequest]) -> list[tuple[JobRequest, Order]]:
        """
        Return each of *requests* as it is kept, and what it orders.

        Raises:
            InvalidInputError: with everything that is wrong with any of them.
        """
        owner = self.owner()
        requests = [self._settled(request, owner) for request in requests]
        orders = orders_of(requests, self._reach, offline=self.current().offline, owner=owner.export)
        return list(zip(requests, orders, strict=True))

    def owner(self) -> UserSettings:
        """
        Return what the owner has decided.

        Raises:
            OutputError: the document is there and must not be read.
        """
        return self.file.read().settings

    def completed(self, request: JobRequest) -> JobRequest:
        """Return *request* with what it leaves open as the owner has decided."""
        return completed(request, self.owner())

    def pinned(self, request: JobRequest) -> JobRequest:
        """Return *request* with the script and the pictures that it names."""
        if isinstance(request, PinnedRequest):
            return request
        if request.script_id is not None:
            try:
                kept = self.scripts.find(request.script_id, request.script_version)
            except NotFoundError:
                return unpinned(request)
            request = pinned(request, kept.value)
        return with_pictures(request, self.album.chosen)

    def _settled(self, request: JobRequest, owner: UserSettings) -> JobRequest:
        return self._grounded(completed(self.pinned(request), owner))

    def _grounded(self, request: JobRequest) -> JobRequest:
        """Return *request* with what its script is to rest on."""
        parts = parts_of(request)
        if parts.brief is None or parts.script is not None or request.script_id is not None:
            return request
        brief = grounded(parts.brief, self.library)
        return request if brief is parts.brief else attrs.evolve(request, brief=brief)
