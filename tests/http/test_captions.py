"""Captions of lines, over HTTP."""

from itertools import pairwise

import pysubs2
import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_http.routes.captions import _LINES
from aura_http.server import create_app


LONG = "Twice a day the sea rises and falls along every coast, and most places meet two high tides. " * 3


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with TestClient(create_app(Settings(data=tmp_path_factory.mktemp("data"))), base_url="http://127.0.0.1") as client:
        yield client


def lines(*timed):
    return [
        {"sceneIndex": index, "text": text, "startSeconds": start, "durationSeconds": duration}
        for index, (text, start, duration) in enumerate(timed)
    ]


class TestCaptions:
    @pytest.mark.parametrize(("word", "kind"), [("SRT", "srt"), ("vtt", "vtt"), ("Ass", "ass")])
    def test_are_read_by_others(self, client, word, kind):
        """
        Another program reads the same words at the same times, from the text and from the address.
        """
        told = client.post("/api/captions/generate", json={**_LINES, "format": word}).json()
        kept = client.get(told["url"])
        read = pysubs2.SSAFile.from_string(told["captions"], format_=kind)

        assert (True, 2, 2) == (told["success"], told["cueCount"], len(read))
        assert told["captions"] == kept.text
        assert ["Twice a day the sea rises and falls.", "The Moon pulls at the water."] == [
            event.plaintext.replace("\n", " ") for event in read
        ]
        assert (0, 5000) == (read[0].start, read[-1].end)
        assert read[0].end <= read[1].start == 2800

    def test_are_broken_by_a_guideline(self, client):
        """
        A long line becomes cues of at most two lines of 42 characters, in order, with all of its words.
        """
        told = client.post("/api/captions/generate", json={"lines": lines((LONG, 1, 20))}).json()
        read = pysubs2.SSAFile.from_string(told["captions"], format_="srt")

        assert LONG.split() == " ".join(event.plaintext for event in read).split()
        assert all(len(row) <= 42 for event in read for row in event.plaintext.split("\n"))
        assert all(event.plaintext.count("\n") < 2 for event in read)
        assert all(one.end <= other.start for one, other in pairwise(read))

    def test_part_what_has_no_spaces(self, client):
        """
        Japanese is broken between phrases, and keeps every character.
        """
        text = "海は一日に二回、満ちたり引いたりします。月が水を引っ張っているからです。"
        told = client.post("/api/captions/generate", json={"lines": lines((text, 0, 8)), "language": "ja"}).json()
        read = pysubs2.SSAFile.from_string(told["captions"], format_="srt")

        assert text == "".join(event.plaintext.replace("\n", "") for event in read)
        assert len(read) > 1

    def test_are_written_nowhere_else(self, client, tmp_path):
        """
        Where the request says is never written to, and that is said.
        """
        target = tmp_path / "captions.srt"
        told = client.post("/api/captions/generate", json={**_LINES, "outputPath": str(target)}).json()

        assert not target.exists()
        assert "outputPath" in told["notice"]
        assert told["filePath"].startswith("/api/captions/")

    def test_name_every_line_that_cannot_be_shown(self, client):
        """
        Lines without words, without time, or in the time of another are named at once; rounding is not held against them.
        """
        wrong = lines(("One.", 0, 2), (" ", 2, 2), ("Three.", 4, 0), ("Four.", 1, 2), ("Five.", 2.9, 1))
        answer = client.post("/api/captions/generate", json={"lines": wrong, "format": "doc"})
        told = client.post("/api/captions/generate", json={"lines": wrong})

        assert (400, ["$.format"]) == (answer.status_code, list(answer.json()["errors"]))
        assert ["$.lines[1].text", "$.lines[2].durationSeconds", "$.lines[3].startSeconds"] == list(
            told.json()["errors"]
        )
        assert 404 == client.get("/api/captions/x.srt").status_code
        assert 400 == client.post("/api/captions/generate", json={"lines": []}).status_code
