"""
Whatever is refused is refused in one form.
"""

import re
from pathlib import Path

import pytest

from aura_core import errors
from aura_core.verdicts import Verdict
from aura_http.problems import ECHOES, ERRORS_PAGE, STATUSES


PAGE = Path(__file__).parents[2] / "docs" / "errors" / "README.md"

CLASSES = {
    cls
    for name in errors.__all__
    if isinstance(cls := getattr(errors, name), type) and issubclass(cls, errors.AuraError)
}

CODES = {cls.code for cls in CLASSES} | {verdict.meaning.code for verdict in Verdict}

# What is asked, and the status and code of the answer.
REFUSALS = [
    ("GET", "/nowhere", {}, 404, "E404"),
    ("GET", "/schema/nowhere", {}, 404, "E404"),
    ("GET", "/toys/x?limit=1&page=1", {}, 404, "E404"),
    ("DELETE", "/orders", {}, 405, "E405"),
    ("GET", "/toys/1", {}, 400, "E400"),
    ("GET", "/toys/1?limit=a&page=b", {}, 400, "E400"),
    ("POST", "/orders", {}, 400, "E400"),
    ("POST", "/orders", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 400, "E400"),
    ("POST", "/orders", {"content": b"{}", "headers": {"Content-Type": "text/plain"}}, 415, "E415"),
    ("POST", "/orders", {"content": b"{}", "headers": {"Content-Encoding": "gzip"}}, 415, "E415"),
    ("POST", "/orders", {"content": b"x" * 10_000_001}, 413, "E413"),
    ("POST", "/orders", {"json": {"brief": {}}}, 400, "E400"),
    ("GET", "/fails/401", {}, 401, "E401"),
    ("GET", "/fails/406", {}, 406, "E406"),
    ("GET", "/fails/413", {}, 413, "E413"),
    ("GET", "/fails/418", {}, 418, "E400"),
    ("GET", "/fails/422", {}, 422, "E422"),
    ("GET", "/fails/429", {}, 429, "E429"),
    ("GET", "/fails/500", {}, 500, "E500"),
    ("GET", "/fails/503", {}, 503, "E503"),
    ("GET", "/fails/unforeseen", {}, 500, "E500"),
    ("GET", "/nobody", {}, 500, "E500"),
    ("GET", "/fails/missing", {}, 404, "E404"),
    ("GET", "/fails/queue", {}, 429, "E429"),
    ("GET", "/fails/provider", {}, 502, "E200"),
    ("GET", "/fails/refused", {}, 422, "E200"),
    ("GET", "/fails/offline", {}, 403, "E307"),
    ("GET", "/fails/limited", {}, 503, "E308"),
    ("GET", "/fails/unconfigured", {}, 409, "E305-NOT_CONFIGURED"),
    ("GET", "/fails/group", {}, 507, "E003-LOW_DISK_SPACE"),
    ("GET", "/stream", {"headers": {"Host": "evil.example"}}, 403, "E403"),
    ("GET", "/stream", {"headers": {"Origin": "https://evil.example"}}, 403, "E403"),
]


class TestEveryRefusal:
    @pytest.mark.parametrize(("method", "path", "options", "status", "code"), REFUSALS)
    def test_is_a_problem(self, client, method, path, options, status, code):
        """
        Whoever refuses, the answer is problem+json with all members, and its id is that of the header.
        """
        answer = client.request(method, path, **options)

        assert (status, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
        problem = answer.json()
        assert (status, code, path.partition("?")[0]) == (
            problem["status"],
            problem["errorCode"],
            problem["instance"],
        )
        assert f"{ERRORS_PAGE}#{code}" == problem["type"]
        assert answer.headers["x-correlation-id"] == problem["correlationId"]
        assert answer.headers["x-trace-id"] == problem["traceId"]
        assert all(problem[name] for name in ("title", "detail"))
        assert problem["timestamp"].endswith("Z")
        assert problem["howToFix"] == problem["suggestedActions"] != []
        assert isinstance(problem["retryable"], bool)

    @pytest.mark.parametrize("code", sorted(CODES - {errors.AuraError.code} | {"E303", "E304"}))
    def test_is_explained_where_it_says(self, code):
        """
        The anchor that a type leads to exists.
        """
        assert f'<a id="{code}"></a>' in PAGE.read_text(encoding="utf-8")

    @pytest.mark.parametrize("status", ECHOES)
    def test_of_http_is_explained_too(self, status):
        """
        So does that of each code that echoes a status.
        """
        assert f'<a id="E{status}"></a>' in PAGE.read_text(encoding="utf-8")


class TestStatuses:
    def test_are_complete(self):
        """
        Every error has a status of its own in the table.
        """
        assert CLASSES == set(STATUSES)

    def test_tell_when_to_ask_again(self, client):
        """
        Where a provider says when it may be asked again, the answer does.
        """
        assert "7" == client.get("/fails/limited").headers["retry-after"]


class TestBodies:
    def test_list_everything_that_is_wrong(self, client):
        """
        Every member that is wrong is listed at once, under its JSON path.
        """
        sent = {"brief": {"aspect": "round"}, "planSpec": {"pacing": 3}, "renderSpec": {"fps": 999}, "loudness": "x"}

        problem = client.post("/orders", json=sent).json()

        assert {"$.brief.topic", "$.brief.aspect", "$.planSpec.pacing", "$.renderSpec.fps", "$.loudness"} == set(
            problem["errors"]
        )
        assert problem["field"] is None
        assert all(isinstance(message, str) for messages in problem["errors"].values() for message in messages)

    def test_count_what_is_too_much_to_list(self, client):
        """
        Of very many issues two hundred are listed, and the others counted.
        """
        sent = {"brief": {"topic": "Tides"}, "artifacts": ["x"] * 500}

        problem = client.post("/orders", json=sent).json()

        assert ["And 300 more issues."] == problem["errors"]["$"]
        assert 201 == len(problem["errors"])

    def test_name_the_only_field(self, client):
        """
        What alone is wrong is named as the field.
        """
        problem = client.post("/orders", json={"brief": {"topic": "Tides", "aspect": "round"}}).json()

        assert "$.brief.aspect" == problem["field"]
        assert ["$.brief.aspect"] == list(problem["errors"])

    def test_say_where_json_ends(self, client):
        """
        A body that is no JSON is told the line and column.
        """
        problem = client.post("/orders", content=b'{"brief":', headers={"Content-Type": "application/json"}).json()

        assert re.search(r"line 1, column \d+", problem["detail"])

    def test_are_asked_for(self, client):
        """
        A request without the body that it needs is told so.
        """
        problem = client.post("/orders").json()

        assert {"$": ["The request has no body; it must be a JSON document."]} == problem["errors"]


class TestParameters:
    def test_that_are_missing_are_all_named(self, client):
        """
        Every parameter that is needed and missing is listed by its name.
        """
        assert ["limit", "page"] == list(client.get("/toys/1").json()["errors"])

    def test_that_are_wrong_are_all_named(self, client):
        """
        Every parameter that cannot be read is listed by its name.
        """
        assert {"limit", "page"} == set(client.get("/toys/1?limit=a&page=b").json()["errors"])

    def test_that_are_wrong_alone_are_the_field(self, client):
        """
        One that cannot be read is the field.
        """
        assert "page" == client.get("/toys/1?limit=1&page=b").json()["field"]


class TestHeaders:
    def test_say_when_to_try_again(self, client):
        """
        Too many requests are told how long to wait.
        """
        assert ("7", "9") == tuple(client.get(f"/fails/{name}").headers["retry-after"] for name in ("queue", "429"))

    def test_say_which_methods_there_are(self, client):
        """
        An unknown method is told the known ones.
        """
        allowed = client.delete("/orders").headers["allow"]

        assert {"POST", "OPTIONS"} == set(allowed.split(", "))


class TestSecrets:
    @pytest.mark.parametrize("name", ["unforeseen", "500"])
    @pytest.mark.parametrize("debug", [False, True])
    def test_of_the_unforeseen_stay_inside(self, make_client, name, debug):
        """
        What nobody foresaw is told to nobody, debugging or not: no message, no type, no stack.
        """
        with make_client(debug=debug) as client:
            text = client.get(f"/fails/{name}").text

        assert not re.search(r"hunter2|RuntimeError|Traceback|\.py", text)

    def test_that_look_like_keys_are_hidden(self, client):
        """
        A key that found its way into a message does not leave; who failed at what is said.
        """
        problem = client.get("/fails/provider").json()

        assert "It answered 401 for [hidden]." == problem["detail"]
        assert ("Piper", "narration") == (problem["provider"], problem["stage"])

    def test_in_the_query_are_not_repeated(self, client):
        """
        A problem names the path without its query.
        """
        assert "hush" not in client.get("/toys/1?token=hush").text
