"""
YouTube and Google's logins, as https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol and
https://developers.google.com/identity/protocols/oauth2/limited-input-device have them (read in 2026).
"""

import json
import re
from urllib.parse import parse_qsl

from aura_core.testing.stub import Answer, Stub


CLIENT, SECRET = "123.apps.googleusercontent.com", "GOCSPX-s3cret"
TOKEN = "1//0refresh-token-of-ann"


def refused(reason, status):
    error = {"code": status, "message": f"It is {reason}.", "errors": [{"reason": reason, "domain": "youtube"}]}
    return Answer({"error": error}, status)


class YouTube(Stub):
    """
    A service with one channel.

    Attributes:
        videos: What is on the channel, by id: what is said of each, and its bytes.

        sessions: What has arrived of uploads that are under way.

        taken: Bytes that are kept of a piece; ``None`` keeps all.

        grant: What a login comes to.

        tokens: Tokens that are good.
    """

    def __init__(self):
        super().__init__(
            {
                ("POST", "/device/code"): self._code,
                ("POST", "/token"): self._granted,
                ("POST", "/upload/youtube/v3/videos"): self._begun,
                ("PUT", "/upload/youtube/v3/videos"): self._put,
                ("GET", "/youtube/v3/channels"): self._channels,
            }
        )
        self.videos = {}
        self.sessions = {}
        self.taken = None
        self.grant = "authorization_pending"
        self.tokens = set()

    def _code(self, asked):
        form = dict(parse_qsl(asked.body.decode()))
        assert "https://www.googleapis.com/auth/youtube" == form["scope"]
        if form["client_id"] != CLIENT:
            return Answer({"error": "invalid_client"}, 401)
        about = {"device_code": "AH-1Ng3", "user_code": "GQVQ-JKEC", "expires_in": 1800, "interval": 5}
        return Answer({**about, "verification_url": "https://www.google.com/device"})

    def _granted(self, asked):
        form = dict(parse_qsl(asked.body.decode()))
        if (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return Answer({"error": "invalid_client"}, 401)
        if form["grant_type"].endswith("device_code"):
            assert "AH-1Ng3" == form["device_code"]
            statuses = {"authorization_pending": 428, "slow_down": 403, "access_denied": 403, "expired_token": 400}
            if self.grant in statuses:
                return Answer({"error": self.grant}, statuses[self.grant])
            return Answer({"access_token": "x", "refresh_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"})
        if form["refresh_token"] != TOKEN:
            return Answer({"error": "invalid_grant"}, 400)
        self.tokens.add(f"ya29.{len(self.tokens)}")
        return Answer({"access_token": f"ya29.{len(self.tokens) - 1}", "expires_in": 3599, "token_type": "Bearer"})

    def _unknown(self, asked):
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        return None if token in self.tokens else refused("authError", 401)

    def _begun(self, asked):
        if unknown := self._unknown(asked):
            return unknown
        assert {"uploadType": "resumable", "part": "snippet,status"} == asked.query
        number = str(len(self.sessions))
        self.sessions[number] = (json.loads(asked.body), int(asked.headers["x-upload-content-length"]), b"")
        return Answer(headers={"Location": f"{self.url}{asked.path}?uploadType=resumable&upload_id={number}"})

    def _put(self, asked):
        if unknown := self._unknown(asked):
            return unknown
        number = asked.query["upload_id"]
        if number not in self.sessions:
            return Answer(status=404)
        about, size, had = self.sessions[number]
        ranged = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", asked.headers["content-range"])
        if ranged:
            first, last, total = map(int, ranged.groups())
            assert (len(had), size, last - first + 1) == (first, total, len(asked.body))
            had += asked.body[: self.taken]
            self.sessions[number] = (about, size, had)
        if len(had) < size:
            return Answer(status=308, headers={"Range": f"bytes=0-{len(had) - 1}"} if had else {})
        self.videos[f"vid-{number}"] = (about, had)
        return Answer({"kind": "youtube#video", "id": f"vid-{number}"})

    def _channels(self, asked):
        return self._unknown(asked) or Answer({"items": [{"snippet": {"title": "Ann's films"}}]})
