"""A film that rests on a document which is kept, and its way to another project."""

import io
import zipfile

import pytest


pytestmark = pytest.mark.render

TIDES = b"# Skarn\n\nThe water rises by 7341 millimetres at Skarn.\n"


class TestFilms:
    def test_say_what_only_a_document_says(self, serve, tiny, read):
        """
        A film says what was kept when it was asked for, though it is forgotten by then; its project brings it along.
        """
        request = {name: value for name, value in tiny.items() if name != "script"}
        request |= {"brief": {"topic": "Skarn", "ragConfiguration": {"enabled": True}}, "artifacts": ["Transcript"]}
        request |= {"planSpec": {"targetDuration": 5}}
        server = serve()
        with server.client() as client:
            document = client.post("/api/rag/ingest", files={"file": ("skarn.md", TIDES)}).json()["documentId"]
            job = server.create(**request)
            assert 204 == client.delete(f"/api/document/{document}").status_code
            read(client, f"/api/jobs/{job}/events")
            said = client.get(f"/api/jobs/{job}/artifacts/video.transcript.txt").text
            film = client.get(f"/api/jobs/{job}/artifacts/video.mp4").content
            project = client.post("/api/wizard-projects", json={"name": "Skarn", "jobId": job}).json()["id"]
            packed = client.get(f"/api/wizard-projects/{project}/archive").content
            form = {"file": ("skarn.zip", packed)}
            taken = client.post("/api/wizard-projects/import-archive", files=form).json()["id"]
            whole = client.get(f"/api/wizard-projects/{taken}").json()
            files = {one["assetType"]: client.get(one["filePath"]).content for one in whole["generatedAssets"]}
            # Twice, for whoever keeps projects on two machines.
            again = client.get(f"/api/wizard-projects/{taken}/archive").content

        assert "7341" in said
        assert ("Completed", 100, None) == (whole["status"], whole["progressPercent"], whole["jobId"])
        assert film == files["video/mp4"]
        assert said.encode() == files["text/plain"]
        assert names_in(packed) == names_in(again) == ["project.json", "media/video.mp4", "media/video.transcript.txt"]


def names_in(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return archive.namelist()
