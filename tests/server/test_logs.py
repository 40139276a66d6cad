"""The log of a server, over sockets."""

import json

import pytest


pytestmark = pytest.mark.render

SECRETS = ("sk-abcdefghijklmnop", "correct-horse-battery")


class TestLog:
    def test_is_followed_found_and_kept(self, serve, read):
        """
        What is asked is told at once to who follows, found by its id, there after a restart, and nowhere with a secret.
        """
        server = serve(AURA_WEBHOOK_SECRET=SECRETS[1])
        with (
            server.client() as client,
            client.stream("GET", "/api/logs/stream?lines=0&source=aura_http.logs") as stream,
        ):
            lines = stream.iter_lines()
            next(lines)
            with server.client() as other:
                for secret in SECRETS:
                    other.get(f"/api/jobs/{secret}", headers={"X-Correlation-ID": "mine"})
            told = [json.loads(line[6:]) for line in lines_to(lines, "data: ", 2)]
        found = listed(server, "correlationId=mine")
        last = found[0]["id"]
        server.stop()
        server = serve(AURA_WEBHOOK_SECRET=SECRETS[1])
        again = listed(server, "correlationId=mine")
        with server.client() as client:
            missed = read(client, "/api/logs/stream", limit=1, headers={"Last-Event-ID": str(last - 1)})
            texts = [client.get("/api/logs/export").text, json.dumps([told, found, again])]

        assert ["request", "request"] == [one["message"] for one in told]
        assert found == again == told[::-1]
        assert {404} == {one["properties"]["status"] for one in found}
        assert [last] == [number for number, _, _ in missed]
        assert not any(secret in text for secret in SECRETS for text in texts)

    def test_tells_of_jobs(self, serve, tiny, read):
        """
        What becomes of a job is in the log, under its id.
        """
        server = serve(AURA_FFMPEG_PATH="/nowhere")
        job = server.create(**tiny)
        with server.client() as client:
            read(client, f"/api/jobs/{job}/events")
        told = listed(server, f"jobId={job}&source=aura_core")

        assert ["job-failed", "job-status"] == [one["properties"]["told"] for one in told]


def listed(server, query):
    with server.client() as client:
        return client.get(f"/api/logs?{query}").json()["logs"]


def lines_to(lines, start, count):
    found = []
    for line in lines:
        if line.startswith(start):
            found.append(line)
            if len(found) == count:
                break
    return found
