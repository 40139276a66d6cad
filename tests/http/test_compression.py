"""
Answers made small on their way.
"""

import gzip
import json

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_http.compression import chosen


READ = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def raw(client, path, accepted):
    with client.stream("GET", path, headers={"Accept-Encoding": accepted}) as answer:
        return answer, b"".join(answer.iter_raw())


class TestCompressed:
    @pytest.mark.parametrize(
        ("accepted", "coding"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None)]
    )
    def test_says_the_same(self, client, accepted, coding):
        """
        However an answer is made small, it is the same, its length is that of what is sent, and caches know of it.
        """
        answer, body = raw(client, "/long", accepted)
        _, plain = raw(client, "/long", "identity")

        assert coding == answer.headers.get("content-encoding")
        assert len(body) == int(answer.headers["content-length"])
        assert "Accept-Encoding" in answer.headers["vary"]
        assert json.loads(plain) == json.loads(READ[coding](body))
        assert coding is None or len(body) < len(plain) / 5

    @pytest.mark.parametrize("path", ["/stream", "/tagged", "/render-spec"])
    def test_leaves_alone_what_it_must(self, client, path):
        """
        Streams, what has a version, and what is short are sent as they are.
        """
        answer, _ = raw(client, path, "gzip, br")

        assert "content-encoding" not in answer.headers
        assert ("Accept-Encoding" in answer.headers["vary"]) == (path == "/render-spec")

    def test_makes_problems_and_the_description_small_too(self, client):
        """
        Whatever is text and long enough is.
        """
        answer, body = raw(client, "/schema/openapi.json", "br")

        assert "br" == answer.headers["content-encoding"]
        assert "openapi" in json.loads(brotli.decompress(body))


class TestChosen:
    @pytest.mark.parametrize(
        ("accepted", "coding"),
        [
            ("", None),
            ("*", "br"),
            ("*;q=0", None),
            ("br;q=0, gzip", "gzip"),
            ("gzip;q=1.0, br;q=0.5", "gzip"),
            ("GZIP", "gzip"),
            ("deflate, zstd", None),
            ("gzip;q=0.0.0", None),
            ("identity;q=1, *;q=0", None),
        ],
    )
    def test_is_what_the_client_likes_best(self, accepted, coding):
        """
        Weights count, 0 forbids, and of what is liked alike the smaller is taken.
        """
        assert coding == chosen(accepted)

    @given(accepted=st.text(max_size=200))
    def test_is_one_of_ours_whatever_is_said(self, accepted):
        """
        No header breaks it.
        """
        assert chosen(accepted) in READ
