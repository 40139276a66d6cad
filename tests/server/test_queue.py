"""How the queue is run, over HTTP."""

import pytest


pytestmark = pytest.mark.render


class TestConfiguration:
    def test_opens_and_closes_the_queue(self, serve, tiny, read):
        """
        In a closed queue jobs wait, also across a restart; opened, they are begun at once.
        """
        server = serve()
        with server.client() as client:
            at_first = client.get("/api/queue/configuration").json()["configuration"]
            closed = client.put("/api/queue/configuration", json={"isEnabled": False, "maxConcurrentJobs": 2})
        jobs = [server.create(**tiny) for _ in range(2)]
        server.stop()
        server = serve()
        with server.client() as client:
            kept = client.get("/api/queue/configuration").json()["configuration"]
            waiting = [client.get(f"/api/jobs/{job}").json()["status"] for job in jobs]
            client.put("/api/queue/configuration", json={"isEnabled": True})
            ends = [read(client, f"/api/jobs/{job}/events")[-1][1] for job in jobs]

        assert (1, True) == (at_first["maxConcurrentJobs"], at_first["isEnabled"])
        assert (2, False) == (kept["maxConcurrentJobs"], kept["isEnabled"])
        assert kept == closed.json()["configuration"]
        assert ["queued", "queued"] == waiting
        assert ["job-completed", "job-completed"] == ends

    def test_is_refused_where_it_cannot_be(self, serve):
        """
        What the queue cannot be is named, what the environment has decided is a conflict; neither changes anything.
        """
        wrong = {"maxConcurrentJobs": 0, "isEnabled": "perhaps"}
        with serve(AURA_JOBS_AT_ONCE="2").client() as client:
            before = client.get("/api/queue/configuration").json()["configuration"]
            answer = client.put("/api/queue/configuration", json=wrong)
            decided = client.put("/api/queue/configuration", json={"maxConcurrentJobs": 3})
            after = client.get("/api/queue/configuration").json()["configuration"]

        assert (400, {"$.maxConcurrentJobs", "$.isEnabled"}) == (answer.status_code, set(answer.json()["errors"]))
        assert (409, "E409") == (decided.status_code, decided.json()["errorCode"])
        assert before == after
