"""
Attrs values from JSON objects.

Rule 1: member names are read in any case, and unknown members are left aside.

Rule 2: ``null`` for a member that cannot be null means what leaving it out means: the documented default.

Rule 3: a part that is left out and has no default is read as an empty object, so that what it lacks is named itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final, TypeVar, get_args

import attrs

from aura_core.errors import Issue
from aura_core.wire.refusal import Findings, RefusedError, got
from aura_core.wire.spelling import camel, words
from aura_core.words import counted


__all__ = ["Member", "members", "reader"]

T = TypeVar("T")

# attrs keeps these classes to itself, but only they say what of a field is checked item by item.
_ALL: Final[Any] = type(attrs.validators.and_(attrs.validators.ge(0)))
_EACH: Final[Any] = type(attrs.validators.deep_iterable(attrs.validators.ge(0)))

_BOUND: Final = re.compile(r"'\w+' must be (>=|<=|>|<) (.+): (.+)", re.DOTALL)
_FORM: Final = re.compile(r"'\w+' must match regex .+ \((.+) doesn't\)", re.DOTALL)
_LENGTH: Final = re.compile(r"Length of '\w+' must be (>=|<=) (\d+): (\d+)")
_COMPARED: Final = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than"}


@attrs.frozen
class Member:
    """
    A member of an object.

    Attributes:
        name: On the wire.

        attribute: The field it fills.
    """

    name: str
    attribute: attrs.Attribute[Any]

    @property
    def has_default(self) -> bool:
        """Whether it may be left out."""
        return self.attribute.default is not attrs.NOTHING

    @property
    def nullable(self) -> bool:
        """Whether it may be ``null``."""
        return self.attribute.type is Any or type(None) in get_args(self.attribute.type)

    @property
    def is_object(self) -> bool:
        """Whether it is an object with members of its own."""
        return self.attribute.type is not None and attrs.has(self.attribute.type)


def members(cls: type[Any]) -> tuple[Member, ...]:
    """
    Return the members of *cls* on the wire.

    The contract has a few names that no rule makes, such as ``openAI`` beside ``ffmpegPath``: a field's metadata says so.
    """
    return tuple(
        Member(field.metadata.get("wire") or camel(field.name), field)
        for field in attrs.fields(attrs.resolve_types(cls))
    )


def reader(cls: type[T], reader_of: Callable[[Any], Callable[[Any], Any]]) -> Callable[[Any], T]:
    """
    Return what reads a *cls*.

    Args:
        cls: An attrs class.

        reader_of: Gives what reads a value of a type.
    """
    known = tuple(_Part.of(member, reader_of(member.attribute.type)) for member in members(cls))
    # As the contract spells them, unless two are the same but for their case.
    names = {part.name for part in known}
    spelled = names if len({name.lower() for name in names}) == len(known) else frozenset[str]()

    def read(value: Any) -> T:
        if not isinstance(value, Mapping):
            raise RefusedError.of(f"Expected an object, got {got(value)}.")
        # What is spelled as the contract spells it comes first: ``fFmpegPath`` and ``ffmpegPath`` may stand side by side.
        given = (
            value
            if value.keys() <= spelled
            else {str(name).lower(): entry for name, entry in value.items()} | dict(value)
        )
        findings = Findings()
        parts = {}
        for part in known:
            name = part.name if part.name in given else part.lower
            entry = given.get(name)
            if entry is None and not (part.nullable and name in given):
                if part.has_default:
                    continue
                if not part.is_object:
                    findings.issues.append(Issue(f".{part.name}", _lacking(cls, part.field)))
                    continue
                entry = {}
            try:
                _refuse_more(part.most, entry)
                parts[part.field] = part.read(entry)
            except RefusedError as refused:
                findings.note(f".{part.name}", refused)
        return _made(cls, parts, findings)

    return read


@attrs.frozen
class _Part:
    """What is to be known of a member while objects are read: looked up once, for they are read all the time."""

    name: str
    lower: str
    field: str
    has_default: bool
    nullable: bool
    is_object: bool
    most: int | None
    read: Callable[[Any], Any]

    @classmethod
    def of(cls, member: Member, read: Callable[[Any], Any]) -> _Part:
        return cls(
            name=member.name,
            lower=member.name.lower(),
            field=member.attribute.name,
            has_default=member.has_default,
            nullable=member.nullable,
            is_object=member.is_object,
            most=member.attribute.metadata.get("most"),
            read=read,
        )


def _lacking(cls: type[Any], field: str) -> str:
    return f"{words(cls.__name__).capitalize()} {words(field)} is required."


def _refuse_more(most: int | None, entry: Any) -> None:
    """Refuse more items than *most*, before any of them is read, which may take long."""
    if most is not None and isinstance(entry, list) and len(entry) > most:
        raise RefusedError.of(f"There are {len(entry):,} items; at most {most:,} are taken at once.")


def _made(cls: type[T], parts: Mapping[str, Any], findings: Findings) -> T:
    """Make the value; where its fields object, all of them are heard."""
    if not findings.issues:
        try:
            return cls(**parts)
        except (TypeError, ValueError) as error:
            findings.issues += _objections(cls, parts) or [Issue("", str(error))]
    else:
        findings.issues += _objections(cls, parts)
    raise RefusedError(findings.issues)


def _objections(cls: type[Any], parts: Mapping[str, Any]) -> list[Issue]:
    """
    Ask every field's validator, which ``__init__`` does only until the first objects.
    """
    # Validators may look at other fields, so they get a value that holds whatever could be read.
    value = object.__new__(cls)
    for name, part in parts.items():
        object.__setattr__(value, name, part)
    return [issue for member in members(cls) for issue in _objection(value, member, parts)]


def _objection(value: Any, member: Member, parts: Mapping[str, Any]) -> Iterator[Issue]:
    field = member.attribute
    if field.validator is None or field.name not in parts:
        return
    for path, part, objection in _heard(value, field, field.validator, parts[field.name]):
        yield Issue(f".{member.name}{path}", _sentence(member.name, part, objection))


def _heard(value: Any, field: attrs.Attribute[Any], validator: Any, part: Any) -> Iterator[tuple[str, Any, str]]:
    """Say of *part*, and of each of its items that is checked by itself, where, to what and what a *validator* objects."""
    if isinstance(validator, _ALL):
        # The first that objects: those after it may count on what it sees to.
        heard = (list(_heard(value, field, one, part)) for one in validator._validators)  # noqa: SLF001
        yield from next(filter(None, heard), ())
        return
    if isinstance(validator, _EACH) and validator.iterable_validator is None:
        for place, item in enumerate(part):
            for path, wrong, objection in _heard(value, field, validator.member_validator, item):
                yield f"[{place}]{path}", wrong, objection
        return
    # With AttributeError it compares with a field that could not be read, which has its own issue.
    with suppress(AttributeError):
        try:
            validator(value, field, part)
        except (TypeError, ValueError) as error:
            yield "", part, str(error.args[0])


def _sentence(name: str, part: Any, objection: str) -> str:
    """Word what attrs says of *part*, its bound or form, for people who know the member by its *name* on the wire."""
    if found := _LENGTH.fullmatch(objection):
        relation, bound, length = found.groups()
        unit = "character" if isinstance(part, str) else "item"
        return f"{name} must have {_COMPARED[relation]} {counted(int(bound), unit)}, not {int(length):,}."
    if found := _BOUND.fullmatch(objection):
        relation, bound, value = found.groups()
        return f"{name} must be {_COMPARED[relation]} {bound}, not {value}."
    if found := _FORM.fullmatch(objection):
        return f"{found[1]} is no {words(name)}."
    return objection
