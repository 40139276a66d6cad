"""The door of a server, over sockets."""

import httpx
import pytest


pytestmark = pytest.mark.render

TOKEN = "correct-horse-battery-staple"
JOB = b'{"brief": {"topic": "x"}}'
ELSEWHERE = [
    ({"Host": "rebound.example"}, JOB),
    ({"Host": "127.0.0.1.evil.example"}, JOB),
    ({"Origin": "https://evil.example", "Content-Type": "application/x-www-form-urlencoded"}, b"brief=x"),
    ({"Origin": "null", "Content-Type": "text/plain"}, JOB),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Referer": "https://evil.example/"}, JOB),
]


class TestDoor:
    def test_is_opened_by_options(self, serve):
        """
        Hosts, origins and proxies that are allowed are served; others are not, whatever their headers say.
        """
        server = serve(
            *(None, "--allow-host", "studio.example", "--allow-origin", "https://studio.example"),
            *("--trust-proxy", "127.0.0.1"),
            AURA_RATE_LIMITS="general=2",
        )
        studio = {"Host": "studio.example", "Origin": "https://studio.example"}
        with server.client() as client:
            served = client.get("/api/queue", headers=studio)
            others = [
                client.get("/api/queue", headers={**studio, **other})
                for other in ({"Host": "other.example"}, {"Origin": "https://other.example"})
            ]
            said = [f"{last}.1.1.1, 192.0.2.1" for last in range(1, 4)]
            passed_on = [client.get("/api/queue", headers={"X-Forwarded-For": one}) for one in said]

        assert (200, "https://studio.example") == (served.status_code, served.headers["access-control-allow-origin"])
        assert [403, 403] == [answer.status_code for answer in others]
        assert [200, 200, 429] == [answer.status_code for answer in passed_on]

    def test_is_closed_to_pages_elsewhere(self, serve):
        """
        Neither DNS rebinding nor a form or a script of another site's page makes a job.
        """
        server = serve()
        with server.client() as client:
            refused = [client.post("/api/jobs", headers=headers, content=body) for headers, body in ELSEWHERE]
            jobs = client.get("/api/jobs").json()

        assert {(403, "application/problem+json")} == {
            (answer.status_code, answer.headers["content-type"]) for answer in refused
        }
        assert 0 == jobs["count"]


class TestToken:
    def test_opens_a_server_that_others_reach(self, serve, tiny, read, tmp_path):
        """
        A server that listens to everybody answers who shows its token, streams to who has its cookie, and never says
        the token, not even where somebody else does.
        """
        (tmp_path / "token").write_text(f"{TOKEN}\n")
        server = serve(
            *(None, "--host", "0.0.0.0", "--token-file", str(tmp_path / "token")),
            AURA_TOKEN="another-token-that-is-not-used",
        )
        url = server.url.replace("0.0.0.0", "127.0.0.1")
        with httpx.Client(base_url=url, timeout=60) as client:
            refused = [client.get("/api/jobs"), client.get("/api/jobs", headers={"Authorization": "Bearer x"})]
            shown = client.post("/api/session", headers={"Authorization": f"Bearer {TOKEN}"})
            job = client.post("/api/jobs", json=tiny, headers={"Origin": url}).json()["id"]
            told = read(client, f"/api/jobs/{job}/events?lastEventId=0")
            client.get(f"/api/jobs/none?token={TOKEN}", headers={"X-Correlation-ID": TOKEN})
            # By now everything has been looked at once, so both hear of the same.
            stranger, friend = httpx.get(f"{url}/health/ready", timeout=60), client.get("/health/ready")
        code, said = server.stop()

        assert [401, 401, 200] == [answer.status_code for answer in (*refused, shown)]
        assert "job-completed" == told[-1][1]
        assert (str(tmp_path) in friend.text, str(tmp_path) in stranger.text) == (True, False)
        assert stranger.json()["status"] == friend.json()["status"]
        assert {None} == {check["message"] for check in stranger.json()["checks"]}
        assert 0 == code
        assert TOKEN not in said


class TestShutdown:
    def test_stops_the_server_as_a_signal_does(self, serve, tiny, read):
        """
        Stopped by its own page, a server ends well and soon, and goes on with its jobs when it is started again.
        """
        server = serve()
        job = server.create(**tiny)
        with server.client() as client:
            asked = client.post("/api/system/shutdown", headers={"Origin": server.url})
        code, _ = server.ended()
        server = serve()
        with server.client() as client:
            told = read(client, f"/api/jobs/{job}/events?lastEventId=0")

        assert (202, 0) == (asked.status_code, code)
        assert "job-completed" == told[-1][1]
