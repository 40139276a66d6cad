"""
What providers say of how often they may still be asked.
"""

import asyncio
import sqlite3

import attrs
import pytest

from aura_core.errors import ProviderError
from aura_core.outbound.allowance import Allowance, allowance_in
from aura_core.outbound.calls import CallLog
from aura_core.testing.stub import Answer
from tests.stubs import pexels
from tests.stubs.library import REQUEST


NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("told", "allowance"),
    [
        (("200", "198", "1800000600"), Allowance(200, 198, 1_800_000_600, NOW)),
        (("100", "0", "42"), Allowance(100, 0, NOW + 42, NOW)),
        (("50", "49", None), Allowance(50, 49, None, NOW)),
        (("50", None, "42"), None),
        (("many", "49", None), None),
        (("9" * 40, "-1", None), None),
    ],
)
def test_is_read_from_headers(told, allowance):
    """
    When it is counted anew is a moment, the seconds until then, or not told; what is no number says nothing.
    """
    names = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")
    headers = {name: text for name, text in zip(names, told, strict=True) if text}

    assert allowance == allowance_in(headers, NOW)


def test_is_noted_of_the_provider(tmp_path):
    """
    What an answer says is noted, whatever it is; what a file on another host says is not.
    """
    left = iter(range(99, 0, -1))
    service = attrs.evolve(pexels.SERVICE, routes=dict(pexels.ROUTES))
    with service.used(tmp_path) as used:

        def saying(route):
            def answer(asked):
                headers = {"X-Ratelimit-Limit": "100", "X-Ratelimit-Remaining": str(next(left))}
                return attrs.evolve(route(asked), headers=headers)

            return answer

        used.stub.routes |= {place: saying(route) for place, route in pexels.ROUTES.items()}
        used.use()
        told = used.calls.allowance("pexels")
        used.stub.routes["GET", "/v1/videos/search"] = saying(lambda asked: Answer({}, 429))
        again = attrs.evolve(REQUEST, words="rocks")
        with pytest.raises(ProviderError):
            asyncio.run(used.port.find(again))
        refused = used.calls.allowance("pexels")

    assert (100, 99) == (told.most, told.left)
    assert 97 == refused.left


def test_has_room_in_older_files(tmp_path):
    """
    A list of calls that was begun before gets the table that it lacks, and keeps its calls.
    """
    path = tmp_path / "calls.db"
    log = CallLog(path)
    log.allow("pexels", Allowance(200, 1, None, NOW))
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE allowances; PRAGMA user_version = 1;")
    CallLog(path).allow("pexels", Allowance(200, 2, None, NOW))

    assert 2 == CallLog(path).allowance("pexels").left
