"""
What is on the wire is what the wire says, never what msgspec would make of it.
"""

from hypothesis import given

from aura_core import wire
from aura_core.model.order import Order
from aura_core.model.render import RenderSpec
from aura_core.testing.strategies import orders


class TestBodies:
    def test_are_read_and_written_by_the_wire(self, client):
        """
        Names are in camelCase, durations are clock times, words are forgiving, as everywhere.
        """
        sent = {"brief": {"topic": "Tides", "ASPECT": "9:16"}, "planSpec": {"targetDuration": "PT1M30S"}}

        answer = client.post("/orders", json=sent)

        assert 201 == answer.status_code
        assert ("Vertical9x16", "00:01:30") == (
            answer.json()["brief"]["aspect"],
            answer.json()["planSpec"]["targetDuration"],
        )
        assert wire.unstructure(wire.structure(sent, Order)) == answer.json()

    @given(order=orders())
    def test_survive_the_round_trip(self, client, order):
        """
        Any order that is sent comes back as it was.
        """
        answer = client.post("/orders", content=wire.dumps(order).encode())

        assert order == wire.loads(answer.content, Order)

    def test_may_be_lists(self, client):
        """
        A list of values goes in and comes out.
        """
        answer = client.post("/toys", json=[{"toyName": "Ball"}, {"toyName": "Kite", "playTime": 3}])

        assert [
            {"toyName": "Ball", "playTime": "00:01:30"},
            {"toyName": "Kite", "playTime": "00:00:03"},
        ] == answer.json()

    def test_in_lists_are_refused_by_their_place(self, client):
        """
        Everything that is wrong in any item has the item's path.
        """
        problem = client.post("/toys", json=[{}, {"toyName": 3}, 4]).json()

        assert {"$[0].toyName", "$[1].toyName", "$[2]"} == set(problem["errors"])

    def test_may_be_left_out_where_nothing_is_allowed(self, client):
        """
        A body that may be nothing is nothing when it is empty, blank or null.
        """
        for content in (b"", b"  ", b"null"):
            assert {"toy": None} == client.post("/maybe", content=content).json()
        assert "Ball" == client.post("/maybe", json={"toyName": "Ball"}).json()["toy"]["toyName"]

    def test_may_be_any_kind_of_json(self, client):
        """
        A body may name a type that JSON is written for, or none.
        """
        for kind in ("application/json", "application/json; charset=utf-8", "application/merge-patch+json"):
            assert 201 == client.post("/maybe", content=b"null", headers={"Content-Type": kind}).status_code


class TestAnswers:
    def test_in_responses_are_written_by_the_wire(self, client):
        """
        A value inside a response is spelled as one without, and the response's headers stay.
        """
        answer = client.get("/toys/1?limit=2&page=3")

        assert {"toyName": "1/2/3", "playTime": "00:01:30"} == answer.json()
        assert "x" == answer.headers["etag"]

    def test_without_a_body_are_written_too(self, client):
        """
        A handler that takes nothing answers by the wire as well.
        """
        assert wire.unstructure(RenderSpec()) == client.get("/render-spec").json()
