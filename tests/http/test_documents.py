"""Documents over HTTP: kept, looked at, searched, and what scripts rest on."""

import pytest
from litestar.testing import TestClient

from aura_core.drawer import opened
from aura_core.jobs.ledger import Ledger
from aura_core.settings import Settings
from aura_http.server import create_app
from aura_http.uploads import plain_name


TIDES = (
    b"# The tides of Skarn\n\nThe Moon pulls at the sea. At Skarn the water rises by exactly 7341 millimetres twice a day.\n\n"
    b"## The harbour\n\nThe harbour of Skarn falls dry at noon, and children look for crabs there.\n"
)
RAG = {"enabled": True, "topK": 5}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    settings = Settings(data=data, ffmpeg=str(data / "none"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def document(client):
    return client.post("/api/rag/ingest", files={"file": ("../tides of Skarn.md", TIDES)}).json()


class TestImport:
    def test_looks_at_a_document(self, client, document):
        """
        An import says what the document is and how it is made up, and the same is told again; its file comes back.
        """
        at = f"/api/document/{document['documentId']}"
        again = client.post("/api/document/import", files={"file": ("again.md", TIDES)}).json()
        analysis = client.get(f"{at}/analysis").json()
        file = client.get(f"{at}/file")
        sections = document["structure"]["sections"]

        assert document["success"]
        assert again["documentId"] == analysis["documentId"] == document["documentId"]
        assert document["structure"] == analysis["structure"]
        assert ["The tides of Skarn", "The harbour"] == [one["heading"] for one in sections]
        assert (2, 4) == (document["structure"]["headingLevels"], document["structure"]["complexity"]["readingLevel"])
        assert document["metadata"] == client.get(at).json()["metadata"]
        assert ("tides of Skarn.md", "md", len(TIDES), "en") == tuple(
            document["metadata"][name] for name in ("originalFileName", "format", "fileSizeBytes", "detectedLanguage")
        )
        assert TIDES == file.content
        assert file.headers["content-disposition"].startswith("attachment")

    def test_is_listed_and_forgotten(self, client):
        """
        What was only imported is listed, and not searched; forgotten, it is nowhere.
        """
        kept = client.post("/api/document/import", files={"file": ("x.txt", b"Xylophones are struck with mallets.")})
        at = f"/api/document/{kept.json()['documentId']}"
        every, searched = (
            {one["documentId"] for one in client.get(path).json()["documents"]}
            for path in ("/api/documents", "/api/rag/documents")
        )
        gone = [client.delete(at).status_code, client.get(at).status_code, client.delete(at).status_code]

        assert (0, []) == (kept.json()["passageCount"], kept.json()["warnings"])
        assert kept.json()["documentId"] in every - searched
        assert [204, 404, 404] == gone
        assert 404 == client.delete("/api/rag/documents/none").status_code

    @pytest.mark.parametrize(
        ("sent", "status", "field"),
        [
            ({"files": {"other": ("x.md", TIDES)}}, 400, "$.file"),
            ({"files": [("file", ("x.md", TIDES)), ("file", ("y.md", TIDES))]}, 400, "$.file"),
            ({"files": {"file": ("x.exe", b"MZ")}}, 400, "$.file"),
            ({"files": {"file": ("x.pdf", b"no pages")}}, 400, "$.file"),
            ({"files": {"file": ("x.md", TIDES)}, "data": {"more": "x" * 200_000}}, 400, "$.file"),
            ({"json": {"file": "x"}}, 415, None),
            ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400, None),
            ({"content": b"x", "headers": {"Content-Type": "multipart/form-data; boundary=b"}}, 400, None),
            ({"content": b"--b\r\nx", "headers": {"Content-Type": "multipart/form-data; boundary=b"}}, 400, None),
        ],
    )
    def test_refuses_what_is_no_document(self, client, sent, status, field):
        """
        A form without a document that can be read is a problem that says what to do.
        """
        answer = client.post("/api/document/import", **sent)

        assert (status, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
        assert answer.json()["howToFix"]
        assert field is None or [field] == [*answer.json()["errors"]]

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("a.md", "a.md"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\a.md", "a.md"),
            ("..", ""),
            (".hidden", "hidden"),
            ("a\0b\n.md", "a_b_.md"),
            ("x" * 300 + ".md", "x" * 117 + ".md"),
            ("潮" * 300 + ".md", "潮" * 39 + ".md"),
        ],
    )
    def test_takes_names_for_names(self, given, kept):
        """
        A name leads nowhere and fits everywhere.
        """
        assert kept == plain_name(given)


class TestSearch:
    def test_finds_passages(self, client, document):
        """
        What is searched is found with where it stands, and only that.
        """
        told = client.post("/api/rag/search", json={"query": "How high are the tides of Skarn?", "topK": 1}).json()
        nothing = client.post("/api/rag/search", json={"query": "Dogs"}).json()
        wrong = client.post("/api/rag/search", json={"query": "", "topK": 0})

        assert (1, document["documentId"]) == (told["totalResults"], told["results"][0]["documentId"])
        assert "7341" in told["results"][0]["text"]
        assert [] == nothing["results"]
        assert {"$.query", "$.topK"} == set(wrong.json()["errors"])
        assert 1 == client.get("/api/rag/statistics").json()["searchedDocuments"]


class TestScripts:
    def test_rest_on_what_was_found(self, client, document):
        """
        A script says what only a document says, and where; asked for without, it says nothing of the kind.
        """
        asked = {"topic": "The tides of Skarn", "targetDurationSeconds": 30}
        script = client.post("/api/scripts/generate", json={**asked, "ragConfiguration": RAG}).json()
        plain = client.post("/api/scripts/generate", json=asked).json()
        other = client.post("/api/scripts/generate", json={**asked, "topic": "Dogs", "ragConfiguration": RAG}).json()
        words = " ".join(scene["narration"] for scene in script["scenes"])
        (cited,) = {one["source"] for scene in script["scenes"] for one in scene["citations"]}

        assert "7341 millimetres" in words
        assert ("tides of Skarn.md", "sources") == (cited, script["metadata"]["modelUsed"])
        assert "7341" not in " ".join(scene["narration"] for scene in plain["scenes"])
        assert any("Nothing about the topic was found" in warning for warning in other["warnings"])
        assert not any(
            "Nothing about the topic was found" in warning for warning in (*script["warnings"], *plain["warnings"])
        )

    def test_are_made_of_documents(self, client, document):
        """
        A document becomes a script that is kept, says it in its words and cites it; what is left out is named.
        """
        asked = {"importResult": document, "config": {"targetDurationMinutes": 0.4, "preset": "blog"}}
        told = client.post("/api/document/convert", json=asked).json()
        script = client.get(f"/api/scripts/{told['scriptId']}").json()
        metrics, words = told["metrics"], " ".join(scene["script"] for scene in told["scenes"])
        short = client.post("/api/document/convert", json={**asked, "config": {"targetDurationMinutes": 0.2}}).json()
        nothing = client.post("/api/document/convert", json={})
        none = client.post("/api/document/convert", json={"documentId": "none"})

        assert told["success"]
        assert script["scenes"] == told["script"]["scenes"]
        assert [scene["narration"] for scene in script["scenes"]] == [scene["script"] for scene in told["scenes"]]
        assert "7341" in words
        assert len(script["scenes"]) == metrics["sectionsCreated"] > 1
        assert (len(TIDES.split()) - 2, len(words.split())) == (
            metrics["originalWordCount"],
            metrics["convertedWordCount"],
        )
        assert [0, 1] == [one["sectionIndex"] for one in told["sectionConversions"]]
        assert ([], [0]) == tuple([one["sectionIndex"] for one in each["changes"]] for each in (told, short))
        assert ("The tides of Skarn", "en") == (told["suggestedBrief"]["topic"], told["suggestedBrief"]["language"])
        assert (400, 404) == (nothing.status_code, none.status_code)
        assert ["$.documentId"] == [*nothing.json()["errors"]]

    def test_of_jobs_are_pinned(self, client, document):
        """
        A job has with it what its script rests on.
        """
        brief = {"topic": "The tides of Skarn", "ragConfiguration": RAG}
        asked = ({"brief": brief}, {"inputs": brief}, {"brief": brief, "script": "Own words."})
        ids = [client.post("/api/jobs", json=body).json()["jobId"] for body in asked]
        with opened(Settings(data=client.app.dependencies["jobs"].dependency().settings.data)) as database:
            briefs = [Ledger(database).request(job).brief for job in ids]

        assert [True, True, False] == ["7341" in " ".join(one.text for one in each.passages) for each in briefs]
