"""Films to YouTube, and logging in there."""

import asyncio

import attrs
import pytest

from aura_core.configuration.configuration import Configuration
from aura_core.errors import ConflictError, OfflineError, UploadError
from aura_core.model.enums import UploadDestinationType
from aura_core.model.settings.export import UploadDestination
from aura_core.model.shipments import LoginState
from aura_core.model.upload import Upload
from aura_core.settings import Settings
from aura_core.testing.stub import Answer, Fault
from aura_core.uploading import logins, youtube
from aura_core.uploading.destination import Item
from aura_core.uploading.logins import login_begun, login_forgotten, login_found
from aura_core.uploading.youtube import YouTubeDestination
from aura_core.wire import dumps
from tests.stubs.youtube import CLIENT, SECRET, TOKEN, YouTube, refused


KIB = 1024
GIVEN = UploadDestination("tube", type=UploadDestinationType.YOU_TUBE, username=CLIENT, password=SECRET)


@pytest.fixture
def tube(monkeypatch):
    """Run a YouTube to which pieces of a KiB are sent."""
    monkeypatch.setattr(youtube, "_PIECE", KIB)
    with YouTube() as running:
        monkeypatch.setattr(youtube, "_API", running.url)
        for module in (youtube, logins):
            monkeypatch.setattr(module, "LOGIN", running.url)
        yield running


def to(token=TOKEN, **others):
    return YouTubeDestination(attrs.evolve(GIVEN, **others), Settings(uploads_private=True), token)


def send(destination, parcel, notes):
    return asyncio.run(destination.send(parcel, notes))


def ranges(tube):
    return [asked.headers["content-range"] for asked in tube.asked if asked.method == "PUT"]


class TestYouTube:
    def test_has_the_film_with_what_is_said_of_it(self, tube, parcel, notes, tmp_path):
        """
        The film arrives to the byte, with title, description and tags that were made to go with it.
        """
        sent = parcel(3 * KIB + 1)
        about = tmp_path / "about.json"
        about.write_text(dumps(Upload("Tides <3", "Why the sea rises.", ("tides", "sea"), "en-US")))
        sent = attrs.evolve(sent, others=(Item(about, ".upload.json", "application/json", 9),))
        where = send(to(privacy_status="unlisted"), sent, notes)
        ((said, film),) = tube.videos.values()

        assert "https://youtu.be/vid-0" == where
        assert sent.film.path.read_bytes() == film
        assert ("Tides 3", "Why the sea rises.", ["tides", "sea"], "en-US") == tuple(
            said["snippet"][name] for name in ("title", "description", "tags", "defaultLanguage")
        )
        assert "unlisted" == said["status"]["privacyStatus"]
        assert ["bytes */3073", "bytes 0-1023/3073", "bytes 1024-2047/3073"] == ranges(tube)[:3]

    @pytest.mark.parametrize("fault", [Fault.RESET, Fault.SERVER_ERROR, Fault.UNAUTHORIZED])
    def test_goes_on_where_the_line_broke(self, tube, parcel, notes, fault):
        """
        What arrived is not sent again, whatever broke, a token that has run out included.
        """
        sent = parcel(4 * KIB)
        # The token, the session, how far it is, and two pieces.
        tube.once = [None] * 5 + [fault]
        with pytest.raises(UploadError) as caught:
            send(to(), sent, notes)
        tube.asked.clear()
        send(to(), sent, notes)
        ((said, film),) = tube.videos.values()

        assert caught.value.retryable
        assert ["bytes */4096", "bytes 2048-3071/4096", "bytes 3072-4095/4096"] == ranges(tube)
        assert "Tides" == said["snippet"]["title"]
        assert sent.film.path.read_bytes() == film

    def test_believes_what_has_arrived(self, tube, parcel, notes):
        """
        Of a piece that was taken in part, the rest is sent.
        """
        sent = parcel(2 * KIB)
        tube.taken = 300
        send(to(), sent, notes)
        ((_, film),) = tube.videos.values()

        assert sent.film.path.read_bytes() == film

    def test_sends_nothing_twice(self, tube, parcel, notes):
        """
        Who died when everything had arrived hears the film's id; who knows it asks nobody.
        """
        sent = parcel(2 * KIB)
        first = send(to(), sent, notes)
        again = send(to(), sent, notes)
        asked = len(tube.asked)
        notes.memory = {"session": f"{tube.url}/upload/youtube/v3/videos?upload_id=0"}
        late = send(to(), sent, notes)

        assert first == again == late
        assert asked + 2 == len(tube.asked)
        assert 1 == len(tube.videos)

    def test_begins_anew_where_the_upload_is_gone(self, tube, parcel, notes):
        """
        A session of more than a week is given up, and the next try begins another.
        """
        sent = parcel(2 * KIB)
        notes.memory = {"session": f"{tube.url}/upload/youtube/v3/videos?upload_id=9"}
        with pytest.raises(UploadError, match="given up") as caught:
            send(to(), sent, notes)
        send(to(), sent, notes)

        assert caught.value.retryable
        assert 1 == len(tube.videos)

    @pytest.mark.parametrize(
        ("answer", "words", "passes"),
        [
            (refused("quotaExceeded", 403), "Pacific", False),
            (refused("uploadLimitExceeded", 400), "day", False),
            (refused("rateLimitExceeded", 403), "rateLimitExceeded", True),
            (Answer(status=503), "503", True),
            (Answer(headers={"Location": "https://evil.example/"}), "elsewhere", True),
        ],
    )
    def test_says_what_the_service_says(self, tube, parcel, notes, answer, words, passes):
        """
        Each refusal says whether waiting helps, and what does; the film goes to nobody else.
        """
        tube.once = [None, answer]
        with pytest.raises(UploadError) as caught:
            send(to(), parcel(), notes)

        assert words in f"{caught.value} {caught.value.remedy}"
        assert passes is caught.value.retryable

    @pytest.mark.parametrize(
        ("destination", "words"),
        [
            (lambda: to(""), "Log in"),
            (lambda: to("another"), "Log in"),
            (lambda: to(username=""), "client"),
            (lambda: to(password="wrong"), "client"),
        ],
    )
    def test_takes_a_login(self, tube, destination, words):
        """
        Without a client, a login, or with one that was taken back, nothing is sent, nor tried again.
        """
        with pytest.raises(UploadError) as caught:
            asyncio.run(destination().look())

        assert words in f"{caught.value} {caught.value.remedy}"
        assert not caught.value.retryable

    def test_is_tried_by_asking_whose_channel_it_is(self, tube):
        """
        A test sends nothing, and names the channel.
        """
        assert "Ann's films" in asyncio.run(to().look())


class TestLogin:
    @pytest.fixture
    def configuration(self, tmp_path):
        settings = Settings(data=tmp_path / "data", secrets=tmp_path / "secrets", uploads_private=True)
        configuration = Configuration(settings)
        destination = {"id": "tube", "type": "YouTube", "username": CLIENT, "password": SECRET}
        configuration.patch({"export": {"uploadDestinations": [destination, {"id": "folder"}]}})
        return configuration

    def found(self, configuration, monkeypatch, *, after_s=6.0):
        now = logins.time.time()
        with monkeypatch.context() as later:
            later.setattr(logins.time, "time", lambda: now + after_s)
            return asyncio.run(login_found(configuration, "tube"))

    def test_takes_a_code_that_its_owner_types(self, tube, configuration, monkeypatch, tmp_path):
        """
        The code is shown, Google is asked as often as it wants to be, and what it gives is kept with the keys alone.
        """
        before = self.found(configuration, monkeypatch)
        begun = asyncio.run(login_begun(configuration, "tube"))
        early = self.found(configuration, monkeypatch, after_s=1.0)
        asked = len(tube.asked)
        pending = self.found(configuration, monkeypatch)
        tube.grant = ""
        done = self.found(configuration, monkeypatch, after_s=20.0)
        told = repr(configuration.shown())

        assert LoginState.LOGGED_OUT is before.state
        assert ("GQVQ-JKEC", "https://www.google.com/device") == (begun.user_code, begun.verification_url)
        assert LoginState.PENDING is early.state is pending.state
        assert 1 == asked
        assert LoginState.LOGGED_IN is done.state is self.found(configuration, monkeypatch).state
        assert TOKEN == configuration.keys.vault.read()["upload.tube.token"].value
        assert not any(TOKEN in text for text in (told, repr(done)))
        assert not any(TOKEN.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    @pytest.mark.parametrize(
        ("grant", "state"), [("access_denied", LoginState.DENIED), ("expired_token", LoginState.EXPIRED)]
    )
    def test_ends(self, tube, configuration, monkeypatch, grant, state):
        """
        A login that was refused, or that nobody came to, is over.
        """
        asyncio.run(login_begun(configuration, "tube"))
        tube.grant = grant
        ends = [self.found(configuration, monkeypatch).state for _ in range(2)]
        asyncio.run(login_begun(configuration, "tube"))

        assert [state, LoginState.LOGGED_OUT] == ends
        assert LoginState.EXPIRED is self.found(configuration, monkeypatch, after_s=2000.0).state

    def test_waits_longer_when_it_is_asked_to(self, tube, configuration, monkeypatch):
        """
        A provider that is asked too often is asked less often.
        """
        asyncio.run(login_begun(configuration, "tube"))
        tube.grant = "slow_down"

        assert 10 == self.found(configuration, monkeypatch).interval

    def test_is_forgotten(self, tube, configuration, monkeypatch):
        """
        A login ends with its destination, and when its owner says so.
        """
        vault = configuration.keys.vault
        for forget in (
            lambda: asyncio.run(login_forgotten(configuration, "tube")),
            lambda: configuration.patch({"export": {"uploadDestinations": []}}),
        ):
            vault.set({"upload.tube.token": TOKEN})
            forget()

            assert "upload.tube.token" not in vault.read()

    def test_is_refused_where_it_makes_no_sense(self, tube, configuration):
        """
        A folder takes no login, a destination without a client has none, and offline nobody is asked.
        """
        with pytest.raises(ConflictError, match="takes no login"):
            asyncio.run(login_begun(configuration, "folder"))
        configuration.patch({"advanced": {"offlineMode": True}})
        with pytest.raises(OfflineError):
            asyncio.run(login_begun(configuration, "tube"))
        configuration.patch({"export": {"uploadDestinations": [{"id": "tube", "type": "YouTube"}]}})
        with pytest.raises(ConflictError, match="no client"):
            asyncio.run(login_begun(configuration, "tube"))

        assert [] == tube.asked
