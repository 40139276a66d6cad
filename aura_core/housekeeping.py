"""
``aura settings``, ``aura keys``, ``aura providers`` and ``aura models``: what the owner of the machine has decided, and whom films may ask.

A key is read from a prompt or from stdin, never from the command line, which every other program can see.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from aura_core.casting.roster import Availability
from aura_core.configuration.answers import updated
from aura_core.configuration.configuration import Configuration
from aura_core.configuration.transfer import exported, imported
from aura_core.disk import publish
from aura_core.errors import InvalidInputError
from aura_core.inquiries import Inquiries
from aura_core.keys.answers import key_list, unused
from aura_core.model.inquiry import Inquiry
from aura_core.model.providers import provider_named
from aura_core.model.settings.replies import ExportSettingsRequest, ImportConflictSummary, ImportSettingsRequest
from aura_core.providers.writers.modelled import ModelWriter
from aura_core.settings import Settings
from aura_core.wire import dumps, loads, unstructure
from aura_core.wiring import open_services


__all__ = ["keys", "models", "providers", "settings"]


@click.group(invoke_without_command=True)
@click.option("--all", "everybody", is_flag=True, help="Also those that nobody has built yet.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_context
def providers(context: click.Context, *, everybody: bool, as_json: bool) -> None:
    """List who can write, speak and illustrate, and what they lack."""
    if context.invoked_subcommand:
        return
    found = [one for one in open_services(Settings.from_environment()).rosters.availability() if everybody or one.built]
    if as_json:
        click.echo(json.dumps([_listed(one) for one in found]))
        return
    for one in found:
        # A server of one's own is known by its address; whether anybody listens there is not asked.
        ready = "ready if it runs" if one.provider.local and one.provider.api.address else "ready"
        said = ready if one.available else f"{one.lacks[0].reason}. {one.lacks[0].remedy}"
        click.echo(f"{one.part.value:8} {one.provider.id:16} {one.provider.tier.value:6} {said}")


@providers.command()
@click.argument("names", nargs=-1, metavar="[PROVIDER]...")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def check(names: tuple[str, ...], *, as_json: bool) -> None:
    """
    Ask PROVIDERs, or everybody, whether they work, for free.

    Ends with 3 when one that is named does not.
    """
    asked = tuple(provider_named(name) for name in names)
    came = asyncio.run(Inquiries(Settings.from_environment()).ask_all(*asked))
    if as_json:
        click.echo(json.dumps([_asked(one) for one in came]))
    else:
        for one in came:
            time = f"{one.elapsed_ms} ms" if one.call else "-"
            click.echo(f"{one.provider.id:16} {_word(one):16} {time:>8} {one.address or '-'}")
            if not one.works:
                click.echo(f"    {one.told}")
    if names and not all(one.works for one in came):
        sys.exit(3)


def _word(one: Inquiry) -> str:
    return one.verdict.value if one.verdict else "Works" if one.works else "NotTested"


def _asked(one: Inquiry) -> dict[str, Any]:
    return {
        "id": one.provider.id,
        "works": one.works,
        "verdict": one.verdict.value if one.verdict else None,
        "message": one.message,
        "remedy": one.remedy or None,
        "call": one.call or None,
        "address": one.address or None,
        "elapsedMs": one.elapsed_ms,
    }


@click.command()
@click.argument("provider")
def models(provider: str) -> None:
    """List the language models that PROVIDER has, one a line."""
    services = open_services(Settings.from_environment())
    writer = services.rosters.writers.chain(provider, services.writer).members[0].port
    if not isinstance(writer, ModelWriter):
        raise InvalidInputError.of(
            "", f"{provider} asks no language model.", remedy="Name one that `aura providers` lists."
        )
    for name in asyncio.run(writer.model.models()):
        click.echo(name)


def _listed(one: Availability) -> dict[str, Any]:
    return {
        "part": one.part.value,
        "id": one.provider.id,
        "name": one.provider.name,
        "tier": one.provider.tier.value,
        "available": one.available,
        "lacks": [{"code": lack.code, "reason": lack.reason, "remedy": lack.remedy} for lack in one.lacks],
        "price": one.provider.price,
        "privacy": one.provider.privacy,
        "keyPage": one.provider.key_page or None,
    }


@click.group()
def settings() -> None:
    """What the owner of this machine has decided."""


@settings.command("get")
@click.argument("path", default="")
def get_settings(path: str) -> None:
    """Print everything, or what is at PATH, such as videoDefaults.defaultCodec."""
    configuration = _configuration()
    click.echo(json.dumps(_at(unstructure(configuration.shown()), path), indent=2, ensure_ascii=False))
    for notice in configuration.notices():
        click.echo(f"Note: {notice}", err=True)


@settings.command("set")
@click.argument("path")
@click.argument("value")
def set_setting(path: str, value: str) -> None:
    """Decide what is at PATH: text, a number, true, false, or any JSON; null sets it back."""
    if path.lower().startswith("apikeys"):
        raise InvalidInputError.of("", "A command line is no place for keys.", remedy="Use `aura keys set PROVIDER`.")
    configuration = _configuration()
    configuration.patch(_nested(path.split("."), _read(value)))
    for warning in updated(configuration, "").warnings:
        click.echo(f"Note: {warning}", err=True)


@settings.command("reset")
@click.argument("paths", nargs=-1)
def reset_settings(paths: tuple[str, ...]) -> None:
    """Set everything back to its default, or only what is at PATHS; keys stay."""
    configuration = _configuration()
    for path in paths:
        configuration.patch(_nested(path.split("."), None))
    if not paths:
        configuration.reset()


@settings.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
@click.option("--with-keys", is_flag=True, help="Keys and passwords too, sealed by a passphrase that is asked for.")
def export_settings(file: Path, *, with_keys: bool) -> None:
    """Write everything to FILE, or to stdout."""
    passphrase = _secret("Passphrase", confirm=True) if with_keys else None
    made = exported(_configuration(), ExportSettingsRequest(with_keys, None, with_keys, passphrase))
    text = dumps(made, indent=2) + "\n"
    if str(file) == "-":
        click.echo(text, nl=False)
    else:
        publish(file, text.encode())


@settings.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--overwrite", is_flag=True, help="Also overwrite what was decided here.")
def import_settings(file: Path, *, dry_run: bool, overwrite: bool) -> None:
    """Take in an export of ours, or a settings file of the original."""
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    found = loads(data, Mapping[str, Any])  # type: ignore[type-abstract]
    sealed = found.get("secrets")
    request = ImportSettingsRequest(
        version=str(found.get("version") or "1.0.0"),
        settings=found["settings"] if isinstance(found.get("settings"), Mapping) else found,
        dry_run=dry_run,
        overwrite_existing=overwrite,
        secrets=sealed if isinstance(sealed, Mapping) else None,
        passphrase=_secret("Passphrase") if isinstance(sealed, Mapping) else None,
    )
    came = imported(_configuration(), request)
    if came.conflicts:
        _show(came.conflicts)
    for warning in came.warnings or ():
        click.echo(f"Note: {warning}", err=True)


def _show(conflicts: ImportConflictSummary) -> None:
    for item in (*conflicts.general_settings, *conflicts.provider_paths, *conflicts.other, *conflicts.api_keys):
        click.echo(f"{item.key}: {item.current_value or 'nothing'} → {item.new_value}")


@click.group()
def keys() -> None:
    """Keys of providers."""


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_keys(*, as_json: bool) -> None:
    """List every provider that wants a key, and whether there is one."""
    found = key_list(_configuration().keys)
    if as_json:
        click.echo(dumps(found.providers, indent=2))
        return
    for one in found.providers:
        where = f"{one.masked:10} {one.source}" if one.configured else "-"
        click.echo(f"{one.provider:18} {where}")


@keys.command("set")
@click.argument("provider")
def set_key(provider: str) -> None:
    """Keep the key of PROVIDER, which is asked for, or read from stdin."""
    found = provider_named(provider)
    kept = _configuration().keys.set(found, _secret(f"Key of {found.name}"))
    click.echo(f"{kept.provider.id:18} {kept.masked}")
    if but := unused(kept):
        click.echo(but, err=True)


@keys.command("delete")
@click.argument("provider")
def delete_key(provider: str) -> None:
    """Forget the key of PROVIDER."""
    _configuration().keys.delete(provider_named(provider))


def _configuration() -> Configuration:
    return Configuration(Settings.from_environment())


def _secret(prompt: str, *, confirm: bool = False) -> str:
    """Ask for a secret without showing it, or read a line where nobody can be asked."""
    if sys.stdin is not None and sys.stdin.isatty():
        return str(click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True))
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""


def _at(document: Any, path: str) -> Any:
    """
    Return what is at *path*, whatever the case of its steps.

    Raises:
        InvalidInputError: there is nothing.
    """
    for step in filter(None, path.split(".")):
        members = document if isinstance(document, Mapping) else {}
        own = next((name for name in members if name.lower() == step.lower()), None)
        if own is None:
            raise InvalidInputError.of("", f"There is no setting {path}.", remedy="See `aura settings get` for all.")
        document = members[own]
    return document


def _nested(steps: list[str], value: Any) -> dict[str, Any]:
    first, *others = steps
    return {first: _nested(others, value) if others else value}


def _read(text: str) -> Any:
    """Read JSON; whatever is none is text."""
    try:
        return json.loads(text)
    except ValueError:
        return text
