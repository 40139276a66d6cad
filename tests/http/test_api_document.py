"""The API as it describes itself."""

import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from aura_core.settings import Settings
from aura_core.wire import dumps
from aura_http.openapi import document
from aura_http.routes import ROUTES
from aura_http.server import create_app


DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    app = create_app(Settings(data=tmp_path_factory.mktemp("described")))
    return json.loads(dumps(document(app)))


@pytest.fixture(scope="module")
def operations(described):
    return [
        operation
        for item in described["paths"].values()
        for method, operation in item.items()
        if method in {"get", "post", "put", "patch", "delete", "head"}
    ]


class TestDocument:
    def test_is_one(self, described):
        """
        It is valid by the rules of OpenAPI 3.1.
        """
        validate(described)

    def test_says_which_events_a_stream_has(self, described):
        """
        Each stream lists its events by name.
        """
        schemas = {
            path: operation["responses"]["200"]["content"]["text/event-stream"]["schema"]
            for path, item in described["paths"].items()
            for operation in item.values()
            if path.endswith(("/events", "/stream"))
        }

        assert 7 == len(schemas)
        assert "step-progress" in schemas["/api/jobs/{jobId}/events"]["properties"]["event"]["enum"]
        assert all("heartbeat" in schema["properties"]["event"]["enum"] for schema in schemas.values())

    def test_shows_a_body_for_whoever_has_to_send_one(self, operations):
        """
        Every operation with a body has an example that it takes, or a form in which the file is described.
        """
        asked = [operation for operation in operations if "requestBody" in operation]

        assert 5 <= len(asked)
        assert [] == [
            operation["operationId"]
            for operation in asked
            for kind, content in operation["requestBody"]["content"].items()
            if not ("example" in content if kind == "application/json" else content["schema"]["required"])
        ]

    def test_has_every_route(self, operations):
        """
        Every route is described, under an operation id of its own, in a sentence, beneath a heading.
        """
        ids = [operation["operationId"] for operation in operations]

        assert sorted(route.operation_id for route in ROUTES if route.include_in_schema is not False) == sorted(ids)
        assert len(ids) == len(set(ids))
        assert all(operation["summary"] and operation["tags"] for operation in operations)
        assert all(re.fullmatch("[a-z][A-Za-z]+", name) for name in ids)

    def test_says_what_comes_when_it_goes_wrong(self, operations):
        """
        Every operation has the problem that stands for whatever is not a success.
        """
        reference = {"$ref": "#/components/responses/Problem"}

        assert all(reference == operation["responses"]["default"] for operation in operations)

    def test_spells_every_name_as_the_wire_does(self, described):
        """
        No member has an underscore, but the one that the original's client looks for.
        """
        members = {
            name for schema in described["components"]["schemas"].values() for name in schema.get("properties", {})
        }

        assert ["default_"] == [name for name in members if "_" in name]
        assert [] == [path for path in described["paths"] if "_" in path]

    def test_tells_streams_and_files_from_values(self, described):
        """
        Events are text/event-stream and say how to come again; files have ranges.
        """
        events = described["paths"]["/api/jobs/{jobId}/events"]["get"]
        film = described["paths"]["/api/jobs/{jobId}/download"]["get"]

        assert ["text/event-stream"] == list(events["responses"]["200"]["content"])
        assert {"jobId", "lastEventId", "Last-Event-ID"} == {one["name"] for one in events["parameters"]}
        assert "video/mp4" in film["responses"]["206"]["content"]
        assert {"304", "416"} <= film["responses"].keys()

    def test_names_the_bodies_as_the_contract_does(self, described):
        """
        The body of a new job is called as the original's clients know it, and the documents' example is its example.
        """
        asked = described["paths"]["/api/jobs"]["post"]["requestBody"]["content"]["application/json"]

        assert {"$ref": "#/components/schemas/CreateJobRequest"} == asked["schema"]
        assert "AI Technology" == asked["example"]["brief"]["topic"]
        assert {"ErrorModel", "JobStatusResponse", "VideoStatus"} <= described["components"]["schemas"].keys()


class TestTypes:
    def test_are_current(self):
        """
        ``docs/api/api-v1.ts`` is what ``make types`` writes.
        """
        assert _typescript().types() == (DOCS / "api" / "api-v1.ts").read_text(encoding="utf-8")

    def test_compile(self):
        """
        TypeScript takes the types, strictly.
        """
        compiler = shutil.which("tsc")
        if compiler is None:
            pytest.skip("there is no tsc on this machine")
        done = subprocess.run(
            [compiler, "--strict", "--noEmit", str(DOCS / "api" / "api-v1.ts")], capture_output=True, check=False
        )

        assert (0, b"") == (done.returncode, done.stdout)


def _typescript():
    spec = importlib.util.spec_from_file_location("typescript", DOCS / "typescript.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
