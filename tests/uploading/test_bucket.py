"""Films into a bucket of S3."""

import asyncio
from datetime import UTC, datetime

import attrs
import pytest

from aura_core.errors import UploadError
from aura_core.model.enums import UploadDestinationType
from aura_core.model.settings.export import UploadDestination
from aura_core.settings import Settings
from aura_core.testing.stub import Answer, Fault
from aura_core.uploading import bucket as buckets
from aura_core.uploading.bucket import BucketDestination
from aura_core.uploading.signing import Credentials, encoded, signed
from tests.stubs.bucket import BUCKET, CREDENTIALS, Bucket, refused


SETTINGS = Settings(uploads_private=True)
KIB = 1024


@pytest.fixture
def bucket(monkeypatch):
    """Run a bucket whose parts have a KiB."""
    monkeypatch.setattr(buckets, "_PART", KIB)
    monkeypatch.setattr(buckets, "_MIB", 1)
    with Bucket() as running:
        yield running


def to(bucket, settings=SETTINGS, **others):
    given = UploadDestination(
        type=UploadDestinationType.S3,
        host=bucket.url,
        remote_path="/a b/",
        s3_bucket_name=BUCKET,
        s3_region=CREDENTIALS.region,
        s3_access_key=CREDENTIALS.access_key,
        s3_secret_key=CREDENTIALS.secret_key,
    )
    return BucketDestination(attrs.evolve(given, **others), settings)


def send(destination, parcel, notes):
    return asyncio.run(destination.send(parcel, notes))


def parts_sent(bucket):
    return [asked.query["partNumber"] for asked in bucket.asked if "partNumber" in asked.query]


class TestSignature:
    # https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, its four examples.
    @pytest.mark.parametrize(
        ("method", "path", "query", "headers", "body", "expected"),
        [
            (
                *("GET", "/test.txt", {}, {"Range": "bytes=0-9"}, b""),
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            ),
            (
                *("PUT", "/test$file.text", {}),
                {"Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"},
                b"Welcome to Amazon S3.",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            ),
            (
                *("GET", "/", {"lifecycle": ""}, {}, b""),
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
            ),
            (
                *("GET", "/", {"prefix": "J", "max-keys": "2"}, {}, b""),
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            ),
        ],
    )
    def test_is_as_amazon_has_it(self, method, path, query, headers, body, expected):
        """
        The examples of the documentation come out as there.
        """
        who = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
        at = datetime(2013, 5, 24, tzinfo=UTC)
        host = "examplebucket.s3.amazonaws.com"
        told = signed(method, host, encoded(path, safe="/"), query, headers, body, who, at)

        assert told["Authorization"].endswith(f"Signature={expected}")
        assert "wJalr" not in repr(who)


class TestBucket:
    def test_has_the_film_and_what_lies_beside_it(self, bucket, parcel, notes):
        """
        Everything is there to the byte, under the prefix: small files in one go, large ones in parts.
        """
        sent = parcel(5 * KIB + 17, "Ebbe & Flut é")
        where = send(to(bucket), sent, notes)

        assert {"a b/Ebbe & Flut é.mp4", "a b/Ebbe & Flut é.vtt"} == set(bucket.objects)
        assert sent.film.path.read_bytes() == bucket.objects["a b/Ebbe & Flut é.mp4"]
        assert f"{bucket.url}/films/a%20b/Ebbe%20%26%20Flut%20%C3%A9.mp4" == where
        assert ["1", "2", "3", "4", "5", "6"] == parts_sent(bucket)
        assert {} == bucket.uploads

    @pytest.mark.parametrize("fault", [Fault.RESET, Fault.SERVER_ERROR, Fault.RATE_LIMITED])
    def test_goes_on_with_the_parts_that_arrived(self, bucket, parcel, notes, fault):
        """
        A line that breaks costs one part; the next try sends only what is not there, and begins nothing anew.
        """
        sent = parcel(5 * KIB)
        # The names, the captions, the upload, its parts so far, and two parts go well.
        bucket.once = [None] * 7 + [fault]
        with pytest.raises(UploadError) as caught:
            send(to(bucket), sent, notes)
        before = parts_sent(bucket)
        bucket.asked.clear()
        send(to(bucket), sent, notes)

        assert caught.value.retryable
        assert ["1", "2", "3"] == before
        assert ["3", "4", "5"] == parts_sent(bucket)
        assert sent.film.path.read_bytes() == bucket.objects["a b/Tides.mp4"]
        assert [] == [asked for asked in bucket.asked if "uploads" in asked.query]

    def test_sends_nothing_twice(self, bucket, parcel, notes):
        """
        Who died after the last part was put together only finds that it is there.
        """
        sent = parcel(3 * KIB)
        send(to(bucket), sent, notes)
        bucket.asked.clear()
        send(to(bucket), sent, notes)

        assert {"HEAD"} == {asked.method for asked in bucket.asked}

    def test_begins_anew_where_the_upload_is_gone(self, bucket, parcel, notes):
        """
        An upload that the service has given up is begun once more by the next try.
        """
        sent = parcel(3 * KIB)
        bucket.once = [None] * 6 + [Fault.RESET]
        with pytest.raises(UploadError):
            send(to(bucket), sent, notes)
        bucket.uploads.clear()
        send(to(bucket), sent, notes)

        assert sent.film.path.read_bytes() == bucket.objects["a b/Tides.mp4"]

    @pytest.mark.parametrize("size", [100, 3 * KIB])
    @pytest.mark.parametrize("conditional", [True, False])
    def test_never_writes_over_anything(self, bucket, parcel, notes, size, conditional):
        """
        What is there stays, and what comes to be there meanwhile too, where the service knows how.
        """
        bucket.conditional = conditional
        bucket.objects["a b/Tides.vtt"] = b"mine"
        send(to(bucket), parcel(size), notes)

        assert b"mine" == bucket.objects["a b/Tides.vtt"]
        assert {"a b/Tides 2.mp4", "a b/Tides 2.vtt"} < set(bucket.objects)

    @pytest.mark.parametrize("size", [100, 3 * KIB])
    def test_leaves_a_name_that_was_taken_meanwhile(self, bucket, parcel, notes, size):
        """
        Whoever was quicker keeps the name; parts that were sent are not left to be paid for.
        """
        sent = parcel(size)
        notes.memory = {"stem": "Tides"}
        bucket.objects["a b/Tides.mp4"] = b"quicker"
        with pytest.raises(UploadError, match="took that name") as caught:
            send(to(bucket), sent, notes)
        send(to(bucket), sent, notes)

        assert caught.value.retryable
        assert {} == bucket.uploads
        assert b"quicker" == bucket.objects["a b/Tides.mp4"]
        assert sent.film.path.read_bytes() == bucket.objects["a b/Tides 2.mp4"]

    @pytest.mark.parametrize(
        ("answer", "words", "passes"),
        [
            (refused("SignatureDoesNotMatch", 403), "s3SecretKey", False),
            (refused("NoSuchBucket", 404), "NoSuchBucket", False),
            (refused("RequestTimeTooSkewed", 403), "clock", False),
            (refused("SlowDown", 503), "It is <SlowDown>", True),
            (Answer(status=301, headers={"x-amz-bucket-region": "eu-west-3"}), "eu-west-3", False),
            (Answer(b"<html>", 200, "text/html"), "answered 200", True),
        ],
    )
    def test_says_what_the_service_says(self, bucket, parcel, notes, answer, words, passes):
        """
        Each refusal says whether waiting helps, and what does; no answer is taken for another.
        """
        notes.memory = {"stem": "Tides", "furthest": 0}
        bucket.objects["a b/Tides.vtt"] = b"WEBVTT\n"
        bucket.once = [None, None, answer]
        with pytest.raises(UploadError) as caught:
            send(to(bucket), parcel(3 * KIB), notes)

        assert words in f"{caught.value} {caught.value.remedy}"
        assert passes is caught.value.retryable

    def test_is_tried_without_a_trace(self, bucket):
        """
        A test writes and deletes; wrong keys are told apart from right ones.
        """
        said = asyncio.run(to(bucket).look())
        with pytest.raises(UploadError, match="SignatureDoesNotMatch"):
            asyncio.run(to(bucket, s3_secret_key="another").look())

        assert "can be written to" in said
        assert {} == bucket.objects

    @pytest.mark.parametrize(
        "wrong",
        [
            {"s3_bucket_name": ""},
            {"s3_bucket_name": "../x"},
            {"s3_access_key": ""},
            {"s3_access_key": "clé"},
            {"s3_region": "x.evil.example/"},
            {"host": "http://user:pass@host"},
            {"settings": Settings()},
            {"settings": Settings(uploads_private=True, offline=True), "host": "http://192.0.2.1"},
        ],
    )
    def test_sends_nothing_where_it_is_not_set_up(self, bucket, wrong):
        """
        Without what it takes, or where it may not lead, nothing is asked.
        """
        with pytest.raises(UploadError) as caught:
            asyncio.run(to(bucket, **wrong).look())

        assert [] == bucket.asked
        assert not caught.value.retryable

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ({}, "https://films.s3.eu-central-1.amazonaws.com"),
            ({"s3_bucket_name": "a.films"}, "https://s3.eu-central-1.amazonaws.com/a.films"),
            ({"s3_region": "cn-north-1"}, "https://films.s3.cn-north-1.amazonaws.com.cn"),
            ({"host": "s3.wasabisys.com"}, "https://s3.wasabisys.com/films"),
            ({"host": "https://films.nyc3.digitaloceanspaces.com/"}, "https://films.nyc3.digitaloceanspaces.com"),
            ({"host": "http://127.0.0.1:9000"}, "http://127.0.0.1:9000/films"),
        ],
    )
    def test_is_where_it_is_said_to_be(self, bucket, given, expected):
        """
        Amazon's bucket has a host of its own, others' are found by path or by host, as that is given.
        """
        assert expected == to(bucket, **{"host": "", **given}).url
