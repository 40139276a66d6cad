"""The owner's document and keys as one: read, changed in whole and in parts, and shown without a secret."""

from __future__ import annotations

import contextlib
import hashlib
import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

import attrs

from aura_core.configuration.agreeing import agreed
from aura_core.configuration.checking import errors_in
from aura_core.configuration.file import Reading, SettingsFile
from aura_core.configuration.force import following
from aura_core.configuration.forms import canonical, known_members, read_all, unknown_members
from aura_core.configuration.patching import merge_patch
from aura_core.configuration.secrets import deleted, filled, orphaned, parted
from aura_core.errors import InvalidInputError, Issue, NotFoundError, StaleError
from aura_core.keys.keys import Keys, cleaned_key
from aura_core.keys.masks import mask
from aura_core.keys.testing import KeyTester
from aura_core.model.providers import PROVIDERS
from aura_core.model.settings import UserSettings
from aura_core.settings import Settings
from aura_core.wire import dumps, unstructure
from aura_core.wire.objects import members


__all__ = ["SECTIONS", "Configuration", "etag_of"]

SECTIONS: Final = {member.name: member.attribute.name for member in members(UserSettings) if member.is_object}
"""The sections of the document: their names on the wire, and ours."""


_NO_SECRETS: Final[Mapping[str, str]] = {}


def etag_of(value: Any) -> str:
    """Return the entity tag of what is shown: another for whatever is another."""
    return f'"{hashlib.sha256(dumps(value).encode()).hexdigest()[:32]}"'


class Configuration:
    """
    What the owner of the machine has decided; any number of processes may have it open.

    Whoever changes it may say which version is meant (*if_match*, an entity tag or ``*``): when it has changed since,
    nothing is changed.

    Args:
        started: What this process was started with.

        tester: Asks providers about keys.
    """

    def __init__(self, started: Settings, tester: KeyTester | None = None) -> None:
        self.started = started
        self.keys = Keys(started, tester)
        self._file = SettingsFile(started.data, adopt=self.keys.vault.set)
        self._current = following(started, self._file)

    def read(self) -> Reading:
        """
        Return the document, without secrets.

        Raises:
            OutputError: the file is there and must not be read.

            VaultError: it holds secrets, and they cannot be kept.
        """
        return self._file.read()

    def notices(self) -> tuple[str, ...]:
        """Return, as sentences, what the owner should know about the document itself."""
        reading = self.read()
        aside = [f"A document that could not be read was set aside as {path}." for path in reading.set_aside]
        if reading.issues and not aside:
            aside.append(f"{self._file.path} cannot be read in full: {reading.issues[0].message}")
        return tuple(aside)

    def in_force(self) -> Settings:
        """Return the settings that are to be followed now."""
        return self._current()

    def shown(self) -> UserSettings:
        """
        Return the document as everybody may see it: of each secret its mask.

        Raises:
            VaultError: the vault cannot be opened.
        """
        return self._masked(self.read().settings)

    def section(self, name: str) -> Any:
        """
        Return the section called *name*, as everybody may see it.

        Raises:
            NotFoundError: there is none.
        """
        return getattr(self.shown(), _attribute(name))

    def replace(self, body: Mapping[str, Any], *, if_match: str | None = None) -> UserSettings:
        """
        Put *body* in the place of the document; sections that it leaves out stay as they are.

        Raises:
            InvalidInputError: with everything that is wrong with *body*.

            StaleError: the document is another than *if_match* says.
        """
        body = canonical(body, UserSettings)

        def change(now: dict[str, Any]) -> dict[str, Any]:
            return now | {name: value for name, value in body.items() if value is not None}

        return self._changed(change, body, _whole, if_match)

    def replace_section(self, name: str, body: Mapping[str, Any], *, if_match: str | None = None) -> Any:
        """
        Put *body* in the place of the section called *name*.

        Raises:
            NotFoundError: there is no such section.

            InvalidInputError: with everything that is wrong with *body*.

            StaleError: the section is another than *if_match* says.
        """
        attribute = _attribute(name)
        wire_name = next(wire for wire, own in SECTIONS.items() if own == attribute)
        part = canonical({wire_name: body}, UserSettings)
        changed = self._changed(
            lambda now: now | part, part, operator.attrgetter(attribute), if_match, root=f"$.{wire_name}"
        )
        return getattr(changed, attribute)

    def patch(self, body: Mapping[str, Any], *, if_match: str | None = None) -> UserSettings:
        """
        Merge *body* into the document (RFC 7396): ``null`` sets a member back to its default, and deletes a secret.

        Raises:
            InvalidInputError: with everything that is wrong with *body*.

            StaleError: the document is another than *if_match* says.
        """
        body = canonical(body, UserSettings)
        return self._changed(lambda now: merge_patch(now, body), body, _whole, if_match, forget=deleted(body))

    def merge(
        self,
        body: Mapping[str, Any],
        secrets: Mapping[str, str] | None = None,
        *,
        client: Mapping[str, Any] | None = None,
    ) -> tuple[UserSettings, tuple[str, ...]]:
        """
        Take over what *body* says and we know, as a client sends it that has members of its own.

        Args:
            secrets: Secrets that come along, by name.

            client: Put in the place of what a client keeps here for itself.

        Returns:
            The document as it is now, and the paths of what was left aside.

        Raises:
            InvalidInputError: with everything that is wrong with what we know.
        """
        body = canonical(body, UserSettings)
        unknown = [path for path, _ in unknown_members(body, UserSettings)]
        known = known_members(body, UserSettings)
        own = {} if client is None else {"client": dict(client)}
        settings = self._changed(lambda now: merge_patch(now, known) | own, known, _whole, None, keep=secrets or {})
        return settings, tuple(unknown)

    def reset(self, *, if_match: str | None = None) -> UserSettings:
        """
        Set everything back to its default; keys stay.

        Raises:
            StaleError: the document is another than *if_match* says.
        """
        return self._changed(lambda _: {}, {}, _whole, if_match)

    def _changed(
        self,
        change: Callable[[dict[str, Any]], Any],
        body: Mapping[str, Any],
        part: Callable[[UserSettings], Any],
        if_match: str | None,
        *,
        root: str = "$",
        forget: Collection[str] = (),
        keep: Mapping[str, str] = _NO_SECRETS,
    ) -> UserSettings:
        """
        Make of the document what *change* makes of it as JSON, and keep the secrets that come with it.

        Args:
            body: What the change comes from.

            part: What of the document *if_match* is about.

            root: Where in the document *body* lies, if its sender does not know.

            forget: Names of secrets that are deleted.

            keep: Secrets that are kept, by name, besides those in the places for them.
        """
        secrets = {name: _cleaned(name, secret) for name, secret in keep.items()}
        gone: set[str] = set(forget)

        def under_lock(now: UserSettings) -> UserSettings:
            _refuse_stale(if_match, part(self._masked(now)))
            with _paths_from(root):
                new, found = parted(_read(body, change(unstructure(now))))
                new = agreed(now, new)
                secrets.update({name: _cleaned(name, secret) for name, secret in found.items()})
                _refuse_wrong(new, secrets)
            gone.update(orphaned(now, new))
            return new

        def settle() -> None:
            if gone:
                self.keys.vault.delete(*gone)
            if secrets:
                self.keys.vault.set(secrets)

        return self._masked(self._file.change(under_lock, also=settle))

    def _masked(self, settings: UserSettings) -> UserSettings:
        kept = self.keys.vault.read()
        given = self.started.keys

        def shown(name: str) -> str:
            secret = given.get(name) or (kept[name].value if name in kept else "")
            return mask(secret)

        return filled(settings, shown)


def _whole(settings: UserSettings) -> Any:
    return settings


def _attribute(section: str) -> str:
    """
    Return our name of a section, whatever its case and punctuation.

    Raises:
        NotFoundError: there is none of that name.
    """
    flat = "".join(filter(str.isalnum, section.lower()))
    found = next((own for name, own in SECTIONS.items() if name.lower() == flat), None)
    if found is None:
        raise NotFoundError("There is no such section of the settings.", remedy=f"Name one of {', '.join(SECTIONS)}.")
    return found


def _refuse_stale(if_match: str | None, shown: Any) -> None:
    if if_match is None or if_match.strip() == "*":
        return
    if etag_of(shown) not in {tag.strip() for tag in if_match.split(",")}:
        raise StaleError(
            "The settings have been changed since they were read.", remedy="Read them again, and make the change anew."
        )


def _read(body: Mapping[str, Any], document: Any) -> UserSettings:
    unknown = [Issue(path, message) for path, message in unknown_members(body, UserSettings)]
    try:
        settings = read_all(document, UserSettings)
    except InvalidInputError as error:
        known = {issue.path for issue in unknown}
        others = [issue for issue in error.issues if issue.path not in known]
        raise InvalidInputError([*unknown, *others], remedy=error.remedy) from error
    if unknown:
        raise InvalidInputError(unknown)
    return settings


def _refuse_wrong(settings: UserSettings, secrets: Mapping[str, str]) -> None:
    if wrong := list(errors_in(settings, secrets.values())):
        raise InvalidInputError(wrong)


def _cleaned(name: str, secret: str) -> str:
    """
    Return a secret without what is copied along with it; passwords may be anything.

    Raises:
        InvalidInputError: it is the key of a provider, and no key looks like that.
    """
    return cleaned_key(secret, "$.apiKeys") if name in PROVIDERS else secret


@contextlib.contextmanager
def _paths_from(root: str) -> Iterator[None]:
    """Let what is refused inside the block be found in the body, which lies at *root* in the document."""
    try:
        yield
    except InvalidInputError as error:
        issues = [attrs.evolve(issue, path=f"${issue.path.removeprefix(root)}") for issue in error.issues]
        raise InvalidInputError(issues, remedy=error.remedy) from error
