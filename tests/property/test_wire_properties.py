"""What holds for every value on the wire."""

import importlib
import json
import pkgutil
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import aura_core.model
from aura_core.errors import InvalidInputError
from aura_core.model import enums
from aura_core.model.events import StepName
from aura_core.model.job import JobStepError
from aura_core.model.narration import Narration
from aura_core.model.order import Order
from aura_core.model.script import Script
from aura_core.model.timeline import Timeline
from aura_core.model.visuals import PictureKind
from aura_core.testing.strategies import durations, frame_rates, json_values, orders, pipeline_events, values
from aura_core.timing import TICK, FrameRate, Seconds
from aura_core.wire import clock, dumps, event_from_wire, event_to_wire, loads, structure, unstructure
from aura_core.wire.objects import members


MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(aura_core.model.__path__, "aura_core.model.")
    if not found.ispkg
]
EXPORTED = [getattr(module, name) for module in MODULES for name in module.__all__]
DTOS = [thing for thing in EXPORTED if isinstance(thing, type) and attrs.has(thing)]
ENUMS = [
    thing for thing in vars(enums).values() if isinstance(thing, type) and issubclass(thing, Enum) and thing is not Enum
]
ENUMS += [StepName, PictureKind]

every_dto = pytest.mark.parametrize("cls", DTOS, ids=lambda cls: cls.__name__)
# They are many, and hold one another.
briefly = settings(max_examples=max(5, settings().max_examples // 8))
every_enum = pytest.mark.parametrize("cls", ENUMS, ids=lambda cls: cls.__name__)

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (drawn without an offset on purpose)


def recased(word):
    """Draw *word* in some case."""
    return st.sampled_from([word, word.lower(), word.upper(), word.swapcase(), word.title()])


@st.composite
def with_recased_names(draw, document):
    """Draw *document* with the names of its members in some case."""
    if isinstance(document, dict):
        return {draw(recased(name)): draw(with_recased_names(entry)) for name, entry in document.items()}
    if isinstance(document, list):
        return [draw(with_recased_names(entry)) for entry in document]
    return document


def spellings_of(duration):
    """Spell *duration* in every way that is understood."""
    sign, ticks = ("-" if duration < 0 else ""), round(abs(duration) / TICK)
    whole, fraction = divmod(ticks, 10_000_000)
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours_of_day = divmod(hours, 24)
    second = f"{seconds:02}.{fraction:07}"
    yield clock(duration)
    yield f"{sign}{hours}:{minutes}:{second}"
    yield f"{sign}{days}.{hours_of_day:02}:{minutes:02}:{second}"
    yield f"{sign}PT{hours}H{minutes}M{second}S"
    yield f"{sign}p{days}dt{hours_of_day}h{minutes}m{second.replace('.', ',')}s"
    yield f"{sign}PT{whole}.{fraction:07}S"
    yield f"{sign}{whole}.{fraction:07}"
    yield float(duration)


@st.composite
def spoiled(draw, cls):
    """Draw what a value of *cls* is on the wire, with up to three parts replaced by any JSON."""
    document = unstructure(draw(values(cls)))
    for _ in range(draw(st.integers(1, 3))):
        document = draw(with_a_part_replaced(document))
    return document


@st.composite
def with_a_part_replaced(draw, document):
    """Draw *document* with something in it replaced by any JSON."""
    if not document or not isinstance(document, dict | list) or draw(st.integers(0, 4)) == 0:
        return draw(json_values())
    places = list(document) if isinstance(document, dict) else range(len(document))
    place = draw(st.sampled_from(places))
    changed = document.copy()
    changed[place] = draw(with_a_part_replaced(document[place]))
    return changed


def read(reader, document, cls):
    """Read *document* and return the value and no issues, or no value and the issues."""
    try:
        return reader(document, cls), ()
    except InvalidInputError as error:
        return None, error.issues


def paths_refused(document, cls):
    """Read *document*, which is refused, and return where."""
    _, issues = read(structure, document, cls)
    return [issue.path for issue in issues]


class TestIdentity:
    @every_dto
    @briefly
    @given(st.data())
    def test_survives_json_text(self, cls, data):
        """
        What was written to JSON text reads as the same value, and is plain: the text reads as the very same.
        """
        value = data.draw(values(cls))

        assert value == loads(dumps(value), cls)
        assert unstructure(value) == json.loads(dumps(value))

    @given(pipeline_events())
    def test_events_survive_json_text(self, event):
        """
        An event that was written reads as the same event of the same kind.
        """
        assert event == event_from_wire(json.loads(json.dumps(event_to_wire(event))))

    @given(st.text(st.sampled_from("a\0–🌊\ud83c\udf0a\udfff")))
    def test_text_can_always_be_written(self, text):
        """
        Whatever a string holds, half a surrogate pair included, the JSON text can be written in UTF-8.
        """
        written = dumps(JobStepError(message=text)).encode()
        # Halves that stand side by side are a pair to every reader of JSON.
        paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")

        assert paired == json.loads(written)["message"]


class TestSpellings:
    @every_enum
    @given(st.data())
    def test_case_and_aliases_do_not_matter(self, cls, data):
        """
        A word means the same in any case, with blanks around it, and by any of its names.
        """
        spellings = {member.value: member for member in cls} | enums.ALIASES.get(cls, {})
        word = data.draw(st.sampled_from(sorted(spellings)))
        spelled = data.draw(st.sampled_from(["", " "])) + data.draw(recased(word))

        assert spellings[word] is structure(spelled, cls)

    @every_enum
    @given(st.data())
    def test_other_words_are_refused_by_name(self, cls, data):
        """
        A word that is none is refused with E303, and so is a number, even as a string.
        """
        spellings = {member.value.lower() for member in cls} | set(enums.ALIASES.get(cls, {}))
        word = data.draw(st.text() | st.integers().map(str))
        assume(word.strip().lower() not in spellings)

        with pytest.raises(InvalidInputError) as caught:
            structure(word, cls)

        assert ["E303"] == [issue.code for issue in caught.value.issues]

    @pytest.mark.parametrize("cls", [Order, Script, Narration, Timeline])
    @briefly
    @given(st.data())
    def test_names_of_members_in_any_case(self, cls, data):
        """
        The case of member names never changes the value, and neither do members that nobody knows.
        """
        value = data.draw(values(cls))
        document = data.draw(with_recased_names(unstructure(value)))

        assert value == structure(document | {"somethingElse": data.draw(json_values())}, cls)

    @given(durations() | durations().map(lambda duration: -duration))
    def test_durations(self, duration):
        """
        A duration reads the same from the clock, .NET's, ISO 8601 and plain numbers.
        """
        for spelling in spellings_of(duration):
            assert duration == structure(spelling, Seconds), spelling

    @given(frame_rates())
    def test_frame_rates(self, rate):
        """
        A frame rate reads the same as a ratio and, where it is whole, as a number.
        """
        spellings = [str(rate), f"{rate.numerator}/{rate.denominator}"]
        if rate.denominator == 1:
            spellings += [rate.numerator, float(rate.numerator)]

        assert {rate} == {structure(spelling, FrameRate) for spelling in spellings}

    @given(st.datetimes(min_value=EPOCH), st.integers(-14 * 60, 14 * 60))
    def test_moments(self, moment, offset):
        """
        A moment reads the same from any offset, and without one it is in UTC.
        """
        in_utc = moment.replace(tzinfo=UTC)
        elsewhere = in_utc.astimezone(timezone(timedelta(minutes=offset)))

        assert {in_utc} == {structure(spelling.isoformat(), datetime) for spelling in (moment, in_utc, elsewhere)}

    @given(st.integers(-(2**53), 2**53))
    def test_numbers(self, number):
        """
        A whole number reads the same as a string and as a number with a point.
        """
        assert {number} == {structure(spelling, int) for spelling in (number, str(number), float(number))}


class TestRefusal:
    @every_dto
    @briefly
    @given(st.data())
    def test_no_json_raises_anything_else(self, cls, data):
        """
        JSON of any shape makes a value or raises our own error.
        """
        document = data.draw(json_values() | spoiled(cls))

        value, issues = read(structure, document, cls)

        assert issues or value == loads(dumps(value), cls)
        assert all(issue.path.startswith("$") and issue.message.encode() for issue in issues)

    @given(st.text() | st.binary() | json_values().map(json.dumps))
    def test_no_text_raises_anything_else(self, text):
        """
        A text or bytes of any content make a value or raise our own error.
        """
        value, issues = read(loads, text, Order)

        assert issues or value == loads(dumps(value), Order)

    @every_dto
    @briefly
    @given(st.data())
    def test_names_every_member_that_is_wrong(self, cls, data):
        """
        All that is wrong is said at once, each at its own path.
        """
        refusable = [member for member in members(cls) if member.attribute.type is not Any]
        wrong = data.draw(st.lists(st.sampled_from(refusable), min_size=1, unique_by=lambda member: member.name))
        document = unstructure(data.draw(values(cls)))
        for member in wrong:
            document[member.name] = "neither" if member.attribute.type in {bool, bool | None} else True

        assert {f"$.{member.name}" for member in wrong} == set(paths_refused(document, cls))

    @given(st.sets(st.sampled_from(["videoBitrateK", "audioBitrateK", "fps", "qualityLevel"]), min_size=1), orders())
    def test_names_every_member_out_of_bounds(self, wrong, order):
        """
        Of several members of one object that are out of their bounds, each is named.
        """
        document = unstructure(order)
        document["renderSpec"] |= dict.fromkeys(wrong, -1)

        assert {f"$.renderSpec.{name}" for name in wrong} == set(paths_refused(document, Order))

    @given(st.sets(st.integers(0, 4), min_size=1), values(Script))
    def test_names_every_item_that_is_wrong(self, wrong, script):
        """
        Items of an array are named by their index.
        """
        document = unstructure(script)
        document["scenes"] = [{"heading": 7} if index in wrong else document["scenes"][0] for index in range(5)]

        missing = ("index", "heading", "script")
        assert {f"$.scenes[{index}].{name}" for index in wrong for name in missing} == set(
            paths_refused(document, Script)
        )
