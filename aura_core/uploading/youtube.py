"""
YouTube: one film, sent in pieces, with what a page of it says.

https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol and
https://developers.google.com/youtube/v3/docs/videos/insert (read in 2026).

Google asks for a client of one's own (``username`` and ``password`` of the destination are its id and its secret, of the kind
"TVs and limited input devices"), and its owner to log in once; see :mod:`aura_core.uploading.logins`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from aura_core.errors import InvalidInputError, UploadError
from aura_core.model.settings.export import UploadDestination
from aura_core.model.upload import Upload
from aura_core.outbound.connecting import Request
from aura_core.settings import Settings
from aura_core.uploading.destination import Notes, Parcel, refused
from aura_core.uploading.line import Line, Reply, members_in, piece_of
from aura_core.wire import loads


__all__ = ["LOGIN", "YouTubeDestination", "posted"]

LOGIN: Final = "https://oauth2.googleapis.com"
_API: Final = "https://www.googleapis.com"

_PIECE: Final = 32 * 256 * 1024
"""Bytes that are sent in one go; a multiple of 256 KiB, but for the last."""

_SESSION: Final = "session"
"""What is remembered: where the film is sent to, good for a week, and for this film alone."""

_VIDEO: Final = "video"
"""What is remembered of a film that has arrived: its id."""

_TITLE: Final = 100
_CATEGORY: Final = "22"
"""People & Blogs, which YouTube takes where nobody says another."""

_WHERE: Final = "YouTube"


class YouTubeDestination:
    """
    A channel of YouTube; a film is sent there once, and goes on where the line broke.

    Args:
        token: What its owner's login has left, for new tokens of an hour; empty where nobody has logged in.
    """

    def __init__(self, destination: UploadDestination, settings: Settings, token: str) -> None:
        self._destination = destination
        self._token = token
        self._line = Line(_WHERE, settings, destination.timeout_seconds)

    @property
    def url(self) -> str:
        """Where Google is."""
        return _API

    async def send(self, parcel: Parcel, notes: Notes) -> str:
        """Send the film; see :class:`aura_core.uploading.destination.Destination`."""
        if _VIDEO not in notes.memory:
            bearer = await self._bearer()
            if _SESSION not in notes.memory:
                await notes.keep(**{_SESSION: await self._begun(parcel, bearer)})
            await notes.keep(**{_VIDEO: await self._sent(parcel, notes, bearer), _SESSION: None})
        return f"https://youtu.be/{notes.memory[_VIDEO]}"

    async def look(self) -> str:
        """Ask whose channel it is; that costs one unit of those of the day."""
        path = f"{_API}/youtube/v3/channels?{urlencode({'part': 'snippet', 'mine': 'true'})}"
        reply = await self._line.ask(Request("GET", path, await self._bearer()))
        if not reply.well:
            raise _refused(self._line, reply)
        channels = members_in(reply).get("items") or []
        if not channels:
            raise refused(
                _WHERE, "there is no channel", remedy="Make one at https://www.youtube.com, and log in again."
            )
        return f"Films can be sent to the channel {channels[0].get('snippet', {}).get('title', '')!s:.100}."

    async def _bearer(self) -> dict[str, str]:
        """Return what shows that we may, good for an hour."""
        client, secret = self._destination.username, self._destination.password
        if not client or not secret:
            raise refused(_WHERE, "no client is set", remedy="Set username and password to a client's id and secret.")
        if not self._token:
            raise refused(_WHERE, "nobody has logged in", remedy=_LOG_IN)
        form = {
            "client_id": client,
            "client_secret": secret,
            "refresh_token": self._token,
            "grant_type": "refresh_token",
        }
        reply = await self._line.ask(posted(f"{LOGIN}/token", form))
        said = members_in(reply)
        token = said.get("access_token")
        if reply.well and isinstance(token, str) and re.fullmatch(r"[\x21-\x7e]+", token):
            return {"Authorization": f"Bearer {token}"}
        lasting = said.get("error") in {"invalid_grant", "invalid_client", "unauthorized_client"}
        remedy = _LOG_IN if said.get("error") == "invalid_grant" else "Correct the client's id and secret."
        raise self._line.refused(reply, str(said.get("error", "")), remedy if lasting else "")

    async def _begun(self, parcel: Parcel, bearer: Mapping[str, str]) -> str:
        """Say what the film is, and return where it goes."""
        query = urlencode({"uploadType": "resumable", "part": "snippet,status"})
        headers = {
            **bearer,
            "Content-Type": "application/json; charset=UTF-8",
            "X-Upload-Content-Length": str(parcel.film.size),
            "X-Upload-Content-Type": parcel.film.type,
        }
        body = json.dumps(_resource(parcel, self._destination.privacy_status)).encode()
        reply = await self._line.ask(Request("POST", f"{_API}/upload/youtube/v3/videos?{query}", headers, body))
        session = reply.headers.get("location", "")
        if not reply.well:
            raise _refused(self._line, reply)
        if urlsplit(session)[:2] != urlsplit(_API)[:2]:
            # The film, and what shows that we may send it, go nowhere else.
            raise refused(_WHERE, "it sends the film elsewhere", remedy="Try again later.", retryable=True)
        return session

    async def _sent(self, parcel: Parcel, notes: Notes, bearer: Mapping[str, str]) -> str:
        """Send what has not arrived yet, and return the film's id."""
        session, film = notes.memory[_SESSION], parcel.film
        reply = await self._put(session, bearer, f"bytes */{film.size}", b"")
        while reply.status == 308:
            start = _arrived(reply)
            await notes.moved(start, safely=True)
            piece = await piece_of(film.path, start, _PIECE)
            if not piece:
                raise refused(_WHERE, "it has the film, and asks for more", remedy="Try again later.", retryable=True)
            reply = await self._put(session, bearer, f"bytes {start}-{start + len(piece) - 1}/{film.size}", piece)
        if reply.status in {404, 410}:
            await notes.keep(**{_SESSION: None})
            raise refused(_WHERE, "it has given up this upload", remedy="Wait: it is begun anew.", retryable=True)
        if not reply.well:
            raise _refused(self._line, reply)
        found = members_in(reply).get("id")
        if not isinstance(found, str) or not re.fullmatch(r"[\w-]{1,64}", found):
            raise refused(_WHERE, "it does not say what became of the film", remedy="Look at the channel.")
        return found

    async def _put(self, session: str, bearer: Mapping[str, str], range_: str, piece: bytes) -> Reply:
        return await self._line.ask(Request("PUT", session, {**bearer, "Content-Range": range_}, piece))


_LOG_IN: Final = "Log in with POST /api/settings/upload-destinations/{id}/login."


def posted(url: str, form: Mapping[str, str]) -> Request:
    """Return what posts *form*."""
    return Request("POST", url, {"Content-Type": "application/x-www-form-urlencoded"}, urlencode(form).encode())


def _arrived(reply: Reply) -> int:
    """Say how many bytes have arrived by an answer that asks for more; without ``Range`` there are none."""
    found = re.fullmatch(r"bytes=0-(\d{1,15})", reply.headers.get("range", ""))
    return int(found[1]) + 1 if found else 0


def _resource(parcel: Parcel, privacy: str) -> dict[str, Any]:
    """Say what the film is: in the words that were made to be uploaded with it, if any were, else by its title."""
    about = _described(parcel)
    snippet: dict[str, Any] = {"title": _bare(parcel.title)[:_TITLE] or "Film", "categoryId": _CATEGORY}
    if about is not None:
        snippet |= {
            "title": _bare(about.title)[:_TITLE] or snippet["title"],
            "description": _bare(about.description),
            "tags": list(about.tags),
            "defaultLanguage": about.language,
            "defaultAudioLanguage": about.language,
        }
    return {"snippet": snippet, "status": {"privacyStatus": privacy, "selfDeclaredMadeForKids": False}}


def _described(parcel: Parcel) -> Upload | None:
    found = next((item for item in parcel.others if item.ending == ".upload.json"), None)
    try:
        return loads(found.path.read_text(encoding="utf-8"), Upload) if found else None
    except (OSError, ValueError, InvalidInputError) as error:
        raise refused(_WHERE, "what goes up with the film cannot be read", remedy="Make the film again.") from error


def _bare(text: str) -> str:
    """Drop what YouTube refuses in titles and descriptions."""
    return re.sub(r"[<>]", "", text).strip()


def _refused(line: Line, reply: Reply) -> UploadError:
    error = members_in(reply).get("error")
    said: dict[str, Any] = error if isinstance(error, dict) else {}
    first = next((one for one in said.get("errors") or [] if isinstance(one, dict)), {})
    reason = str(first.get("reason", ""))
    raised = line.refused(reply, f"{reason}: {said.get('message', '')}" if reason else "", _REMEDIES.get(reason, ""))
    # A token of an hour has run out: the next try has another.
    raised.retryable |= reply.status == 401 or reason in {"rateLimitExceeded", "userRateLimitExceeded"}
    return raised


_REMEDIES: Final = {
    "quotaExceeded": "Wait until midnight, Pacific time, when there are units again, and send the film once more.",
    "uploadLimitExceeded": "Wait a day, and send the film once more; a verified channel may upload more.",
    "youtubeSignupRequired": "Make a channel at https://www.youtube.com, and send the film once more.",
    "accessNotConfigured": "Switch on the YouTube Data API v3 for the client's project.",
    "insufficientPermissions": _LOG_IN,
}
