"""Projects and briefs, over HTTP."""

import json

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_http.routes.projects import _BRIEF, _SAVE
from aura_http.server import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    # Without an FFmpeg every job fails as soon as it begins.
    data = tmp_path_factory.mktemp("data")
    settings = Settings(data=data, ffmpeg=str(data / "none"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def project(client):
    return client.post("/api/wizard-projects", json=_SAVE).json()["id"]


AT = "/api/wizard-projects"


class TestProjects:
    def test_are_kept_as_they_are_saved(self, client, project):
        """
        All that a client keeps comes back, in the list, too; whoever means a past version changes nothing.
        """
        saved = client.post(AT, json={**_SAVE, "id": project, "currentStep": 3, "version": 1, "scriptId": "s"})
        stale = client.post(AT, json={**_SAVE, "id": project, "version": 1})
        again = client.post(AT, json={**_SAVE, "id": project, "currentStep": 3})
        whole = client.get(f"{AT}/{project}")
        known = client.get(f"{AT}/{project}", headers={"If-None-Match": whole.headers["etag"]})
        lines = [client.get(f"{AT}{path}").json()[0] for path in ("", "/recent?count=1")]

        assert [200, 412, 2, 304] == [saved.status_code, stale.status_code, again.json()["version"], known.status_code]
        assert (_SAVE["briefJson"], "s", "Draft", []) == tuple(
            whole.json()[name] for name in ("briefJson", "scriptId", "status", "generatedAssets")
        )
        assert (project, 60, 3, False) == tuple(
            lines[0][name] for name in ("id", "progressPercent", "currentStep", "hasGeneratedContent")
        )
        assert lines[0] == lines[1]

    def test_travel_and_are_there_twice(self, client, project):
        """
        An export taken in is a new project of the same content; so is a duplicate; the first can go without the others.
        """
        exported = client.get(f"{AT}/{project}/export").text
        taken = client.post(f"{AT}/import", json={"projectJson": exported, "newName": "Elsewhere"}).json()
        copied = client.post(f"{AT}/{project}/duplicate", json={"newName": "Twice"}).json()
        gone = [client.delete(f"{AT}/{project}").status_code, client.get(f"{AT}/{project}").status_code]
        left = [client.get(f"{AT}/{one['id']}").json() for one in (taken, copied)]

        assert [204, 404] == gone
        assert 3 == len({project, taken["id"], copied["id"]})
        assert ["Elsewhere", "Twice"] == [one["name"] for one in left]
        assert {_SAVE["briefJson"]} == {one["briefJson"] for one in left}

    @pytest.mark.parametrize(
        ("path", "body", "status", "named"),
        [
            ("", {"name": " "}, 400, "$.name"),
            ("", {"name": "x" * 201}, 400, "$.name"),
            ("", {"id": "none", "name": "x"}, 404, None),
            ("/none/duplicate", {}, 404, None),
            ("/none/clear-content", {}, 404, None),
            ("/import", {"projectJson": "no"}, 400, "$.projectJson"),
            ("/import", {"projectJson": "{}"}, 400, "$.projectJson.project.name"),
            (
                "/import",
                {
                    "projectJson": json.dumps(
                        {"version": "9", "project": {"id": "", "name": "x"}, "exportedAt": "2026-01-01T00:00:00Z"}
                    )
                },
                400,
                "$.projectJson.version",
            ),
            (
                "/import",
                {
                    "projectJson": json.dumps(
                        {
                            "version": "1.0",
                            "project": {"id": "", "name": "x" * 300},
                            "exportedAt": "2026-01-01T00:00:00Z",
                        }
                    )
                },
                400,
                "$.projectJson",
            ),
        ],
    )
    def test_refuse_what_is_none(self, client, path, body, status, named):
        """
        What is no project, or of another version, is a problem that says where.
        """
        answer = client.post(f"{AT}{path}", json=body)

        assert status == answer.status_code
        assert named is None or named in answer.json()["errors"]

    def test_know_their_films(self, client, project):
        """
        A project shows how its job is, and forgets it with its files when that is asked for.
        """
        job = client.post("/api/jobs", json={"script": "The sea rises."}).json()["jobId"]
        client.post(AT, json={**_SAVE, "id": project, "jobId": job})
        client.post(f"/api/jobs/{job}/cancel")
        shown = client.get(f"{AT}/{project}").json()
        cleared = client.post(f"{AT}/{project}/clear-content", json={"keepVideo": False}).json()

        assert (job, None) == (shown["jobId"], cleared["jobId"])
        assert shown["status"] in {"Failed", "Draft"}
        assert 404 == client.get(f"/api/jobs/{job}").status_code


class TestBriefs:
    @pytest.mark.parametrize(
        ("change", "flaws"),
        [
            ({}, 0),
            ({"topic": "?"}, 1),
            ({"topic": "", "durationMinutes": 500}, 2),
            ({"topic": "x" * 501, "language": " ", "durationMinutes": 1e300}, 3),
        ],
    )
    def test_are_looked_at(self, client, change, flaws):
        """
        What a client asks before its demo is answered well, with everything that is wrong.
        """
        answer = client.post("/api/validation/brief", json={**_BRIEF, **change})
        told = answer.json()

        assert (200, flaws == 0, flaws) == (answer.status_code, told["isValid"], len(told["issues"]))
