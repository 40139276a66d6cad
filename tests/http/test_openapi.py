"""
The description says what the server does.
"""

import re
from enum import Enum
from pathlib import Path

import attrs
import pytest
from litestar import get
from litestar.exceptions import ImproperlyConfiguredException

import aura_http
from aura_core import wire
from aura_core.model.enums import Aspect
from aura_core.model.job import Job
from aura_core.model.order import Order
from aura_core.model.problems import Problem
from aura_core.model.request import JobRequest
from aura_core.timing import FrameRate, Seconds
from aura_http.app import create_app
from aura_http.schemas import named, schema_of


def _references(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for part in value.values():
            yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)


@pytest.fixture
def api(client):
    """Give the description as it is served."""
    answer = client.get("/schema/openapi.json")
    assert (200, "application/json") == (answer.status_code, answer.headers["content-type"].partition(";")[0])
    return answer.json()


class TestDocument:
    def test_describes_bodies_and_answers_by_the_contracts_names(self, api):
        """
        Bodies and answers refer to components that are named as in the contract.
        """
        operation = api["paths"]["/orders"]["post"]
        order = {"$ref": "#/components/schemas/Order"}

        assert api["openapi"].startswith("3.1")
        assert order == operation["requestBody"]["content"]["application/json"]["schema"]
        assert order == operation["responses"]["201"]["content"]["application/json"]["schema"]
        assert "Order a film." == operation["description"]

    def test_describes_lists_options_and_responses(self, api):
        """
        A list is an array, what may be left out is not required, and a response is what it carries.
        """
        toy = {"$ref": "#/components/schemas/Toy"}
        body = {path: api["paths"][path]["post"]["requestBody"] for path in ("/toys", "/maybe")}
        carried = api["paths"]["/toys/{number}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]

        assert {"type": "array", "items": toy} == body["/toys"]["content"]["application/json"]["schema"]
        assert {"anyOf": [toy, {"type": "null"}]} == body["/maybe"]["content"]["application/json"]["schema"]
        assert (True, False) == (body["/toys"]["required"], body["/maybe"]["required"])
        assert toy == carried

    def test_has_the_problem_in_every_operation(self, api):
        """
        Every operation can be refused, and says in which form.
        """
        problem = api["components"]["responses"]["Problem"]["content"]

        assert {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ErrorModel"}}} == problem
        for item in api["paths"].values():
            for operation in item.values():
                refusals = {status: answer for status, answer in operation["responses"].items() if status[0] != "2"}
                assert "default" in refusals
                assert all({"$ref": "#/components/responses/Problem"} == answer for answer in refusals.values())
        assert {"400", "404"} <= set(api["paths"]["/toys/{number}"]["get"]["responses"])

    def test_refers_to_nothing_that_is_not_there(self, api):
        """
        Every reference leads somewhere, and every name is fit for an URL.
        """
        for reference in _references(api):
            _, _, kind, name = reference.split("/")
            assert name in api["components"][kind]
        assert all(re.fullmatch(r"[\w.-]+", name) for name in api["components"]["schemas"])


class TestSchemas:
    @pytest.mark.parametrize(("cls", "name"), [(JobRequest, "CreateJobRequest"), (Job, "Job"), (Problem, "ErrorModel")])
    def test_have_the_names_and_members_of_the_contract(self, cls, name):
        """
        A schema is called as in the contract, and its properties are the members that the wire reads and writes.
        """
        components = {}

        assert {"$ref": f"#/components/schemas/{name}"} == schema_of(cls, components)
        assert [wire.camel(field.name) for field in attrs.fields(cls)] == list(named(components)[name]["properties"])

    def test_are_never_taken_for_one_another(self):
        """
        Two classes of one name are a mistake, not one schema.
        """
        with pytest.raises(ValueError, match="Aspect"):
            named({Aspect: {}, Enum("Aspect", ["WIDE"]): {}})

    def test_say_what_is_known_of_a_member(self):
        """
        Kind, default, bounds and meaning of a member come from its class.
        """
        components = {}
        schema_of(Order, components)
        components = named(components)
        plan, render = components["PlanSpec"]["properties"], components["RenderSpec"]["properties"]

        assert ("00:01:00", "string") == (plan["targetDuration"]["default"], plan["targetDuration"]["type"])
        assert (["integer", "null"], 1) == (plan["targetSceneCount"]["type"], plan["targetSceneCount"]["minimum"])
        assert (1, 120, 30) == tuple(render["fps"][name] for name in ("minimum", "maximum", "default"))
        assert "Seconds, from 3 s to two hours." == plan["targetDuration"]["description"]
        assert ["topic"] == components["Brief"]["required"]
        assert [word.value for word in Aspect] == components["Aspect"]["enum"]

    def test_know_alike_types_apart(self):
        """
        A frame rate is no duration.
        """
        assert schema_of(FrameRate, {}) != schema_of(Seconds, {})

    def test_refuse_what_has_no_spelling(self):
        """
        A type that the wire cannot write is a mistake, not an empty schema.
        """
        with pytest.raises(TypeError, match="complex"):
            schema_of(complex, {})


class TestPage:
    def test_needs_no_network(self, client):
        """
        The page has nothing of any other server, and its policy forbids it.
        """
        for path in ("/schema", "/schema/"):
            page = client.get(path)

            assert (200, "text/html") == (page.status_code, page.headers["content-type"].partition(";")[0])
            assert not re.search(r"https?://|//cdn|@import|src=", page.text)
            assert "default-src 'none'" in page.text

    def test_makes_no_markup_of_data(self):
        """
        Nothing that is described or answered becomes part of the page's markup.
        """
        page = Path(aura_http.__file__).with_name("schema.html").read_text(encoding="utf-8")

        assert not re.search(r"innerHTML|insertAdjacent|document\.write|eval\(", page)


class TestRoutes:
    def test_that_answer_the_same_are_refused(self):
        """
        Two handlers for one method of one path stop the server before it starts.
        """

        @get("/same")
        async def one() -> None:
            """Answer first."""

        @get("/same")
        async def other() -> None:
            """Answer, too."""

        with pytest.raises(ImproperlyConfiguredException, match="/same"):
            create_app([one, other])
