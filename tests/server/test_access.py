"""The door of a server, over sockets."""

import pytest


pytestmark = pytest.mark.render

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
