"""The owner's settings over HTTP."""

import json
import shutil

import pytest
from litestar.di import Provide
from litestar.testing import TestClient

from aura_core.configuration.configuration import Configuration
from aura_core.keys.sealed import seal_by_passphrase
from aura_core.settings import Settings
from aura_http.app import create_app as compose
from aura_http.routes import keys, preferences, settings, transfer


KEY = "sk-proj-Zm9vYmFyYmF6cXV4-0123456789"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("settings")


@pytest.fixture(scope="module")
def running(folder):
    """Give a client of the addresses of settings and keys, which need no jobs."""
    configuration = Configuration(Settings(data=folder / "data", secrets=folder / "secrets"))
    provided = {"configuration": Provide(lambda: configuration, sync_to_thread=False)}
    app = compose([*settings.ROUTES, *preferences.ROUTES, *transfer.ROUTES, *keys.ROUTES], dependencies=provided)
    with TestClient(app, base_url="http://127.0.0.1:5005") as started:
        yield started


@pytest.fixture
def client(running, folder):
    """Give a client to whom nobody has decided anything yet."""
    shutil.rmtree(folder / "data", ignore_errors=True)
    return running


def problem(answer, status):
    assert status == answer.status_code, answer.text
    assert "application/problem+json" == answer.headers["content-type"]
    return answer.json()


SECTIONS = {
    "general": {"language": "de-DE"},
    "file-locations": {"outputDirectory": "/films"},
    "video-defaults": {"defaultFrameRate": 25},
    "editor-preferences": {"keyboardShortcuts": {"play": "Space"}},
    "ui": {"scale": 125},
    "visual-generation": {"defaultAspectRatio": "9:16"},
    "rate-limits": {"limits": {"openai": {"maxRequestsPerMinute": 2}}},
    "advanced": {"offlineMode": True},
    "captions": {"mode": "Burn"},
    "hardware": {"maxRenderingThreads": 2},
    "providers": {"openAI": {"model": "gpt-9"}},
    "ratelimits": {"limits": {"pexels": {"priority": 3}}},
}

# What the original's server answers, and what its clients ask it for in vain; hardware and encoders are elsewhere.
ADDRESSES = """
DELETE /api/keys/{provider}
GET /api/keys/info /api/keys/list /api/keys/status /api/keys/status/{provider} /api/provider-profiles/keys
POST /api/keys/diagnostics /api/keys/revalidate /api/keys/rotate /api/keys/set /api/keys/test
GET PUT PATCH /api/settings
GET PUT /api/settings/general /api/settings/hardware /api/settings/operating-mode /api/settings/providers
GET PUT /api/settings/ratelimits
POST /api/settings/reset /api/settings/validate /api/settings/import /api/settings/save
POST /api/settings/open-tools-folder /api/settings/validate-path
GET POST PUT /api/settings/export
GET /api/settings/export-settings /api/settings/export/preview /api/settings/load /api/settings/portable
GET /api/settings/browse-folder /api/providers/paths/load
GET POST /api/settings/llm/selection /api/settings/ollama/model /api/settings/user /api/settings/output
GET POST /api/settings/performance /api/settings/provider /api/settings/shortcuts /api/settings/theme
GET POST /api/v1/settings/render
POST /api/settings/providers/{provider}/test /api/settings/upload-destinations/{destinationId}/test
POST /api/providers/paths/save
"""


def addresses(text):
    for line in text.split("\n"):
        words = line.split()
        yield from ((word, path) for word in words if word.isupper() for path in words if path.startswith("/"))


def test_are_where_clients_ask_for_them(running):
    """
    Every address that the original or its clients know has one operation.
    """
    there = running.get("/schema/openapi.json").json()["paths"]

    assert [] == [(method, path) for method, path in addresses(ADDRESSES) if method.lower() not in there.get(path, {})]


class TestDocument:
    def test_is_what_was_put(self, client):
        """
        A section that is put is there afterwards, alone and in the whole; sections that are left out stay.
        """
        first = client.put("/api/settings", json={"general": {"language": "de"}, "ui": {"scale": 150}})
        client.put("/api/settings", json={"general": {"theme": "Dark"}})
        found = client.get("/api/settings").json()

        assert {"success": True, "message": "The settings were saved.", "errors": [], "warnings": []} == first.json()
        assert ("en-US", "Dark", 150) == (found["general"]["language"], found["general"]["theme"], found["ui"]["scale"])
        assert "1970" not in found["lastUpdated"]

    @pytest.mark.parametrize("place", SECTIONS)
    def test_has_sections(self, client, place):
        """
        Each section is read and written at its own address, with a tag of its own.
        """
        before = client.get(f"/api/settings/{place}")
        written = client.put(
            f"/api/settings/{place}", json=SECTIONS[place], headers={"If-Match": before.headers["etag"]}
        )
        after = client.get(f"/api/settings/{place}")

        assert 200 == written.status_code, written.text
        assert before.headers["etag"] != after.headers["etag"] == written.headers["etag"]
        assert before.json() != after.json()
        ((member, value),) = SECTIONS[place].items()
        assert (
            value == after.json()[member]
            or value.items() <= after.json()[member].items()
            or place.startswith("r")
            or place == "providers"
        )

    def test_is_patched(self, client):
        """
        A merge patch changes what it names; null sets back to the default.
        """
        client.patch("/api/settings", json={"general": {"language": "de", "locale": "de"}, "ui": {"scale": 150}})
        client.patch("/api/settings", json={"general": {"language": None}, "ui": None})
        found = client.get("/api/settings").json()

        assert ("en-US", "de", 100) == (found["general"]["language"], found["general"]["locale"], found["ui"]["scale"])

    def test_is_reset_but_for_keys(self, client):
        """
        A reset sets everything back, and keeps keys.
        """
        client.put("/api/settings", json={"ui": {"scale": 150}, "apiKeys": {"openAI": KEY}})
        client.post("/api/settings/reset")
        found = client.get("/api/settings").json()

        assert (100, "****6789") == (found["ui"]["scale"], found["apiKeys"]["openAI"])

    def test_knows_both_spellings(self, client):
        """
        ``fFmpegPath`` and ``ffmpegPath`` are one, and written as the latter.
        """
        client.patch("/api/settings", json={"fileLocations": {"fFmpegPath": "/opt/ffmpeg"}})

        assert "/opt/ffmpeg" == client.get("/api/settings").json()["fileLocations"]["ffmpegPath"]
        assert "/opt/ffmpeg" == client.get("/api/providers/paths/load").json()["ffmpegPath"]

    def test_is_one_for_what_the_contract_has_twice(self, client):
        """
        Members that say the same agree, whichever is changed.
        """
        client.post("/api/providers/paths/save", json={"ollamaUrl": "http://10.0.0.2:1"})
        one = client.get("/api/settings/providers").json()["ollama"]["baseUrl"]
        client.put("/api/settings/providers", json={"ollama": {"baseUrl": "http://10.0.0.3:1", "model": "phi"}})

        assert "http://10.0.0.2:1" == one
        assert "http://10.0.0.3:1" == client.get("/api/settings/advanced").json()["ollamaUrl"]
        assert "phi" == client.get("/api/settings/ollama/model").json()["model"]


class TestSecrets:
    def test_go_to_the_vault(self, client, folder):
        """
        Whichever member a key or password is sent as, it is kept apart from the document, and shown as a mask.
        """
        names = ("openAI", "anthropic", "stabilityAI", "elevenLabs", "pexels", "pixabay", "unsplash", "google", "azure")
        keys = {name: f"{name}-0123456789abcdef{name[-2:]}09" for name in names}
        passwords = ("password", "s3AccessKey", "s3SecretKey", "azureConnectionString")
        destination = {"id": "there", **{name: f"{name}-0123456789" for name in passwords}}
        client.put("/api/settings", json={"apiKeys": keys, "export": {"uploadDestinations": [destination]}})
        found = client.get("/api/settings").json()
        (shown,) = found["export"]["uploadDestinations"]
        written = (folder / "data" / "settings" / "settings.json").read_text()

        assert {name: f"****{key[-4:]}" for name, key in keys.items()} == found["apiKeys"]
        assert dict.fromkeys(passwords, "****6789") == {name: shown[name] for name in passwords}
        assert "0123456789" not in written
        for name in ("openAI", "anthropic", "azureOpenAI", "gemini", "elevenLabs"):
            client.put("/api/settings/providers", json={name: {"apiKey": f"another-0123456789-{name}"}})
            assert f"****{name[-4:]}" == client.get("/api/settings/providers").json()[name]["apiKey"]


class TestVersions:
    def test_are_told_and_compared(self, client):
        """
        What is known already is not sent again, and a change of what has changed since is refused.
        """
        read = client.get("/api/settings")
        tag = read.headers["etag"]
        known = client.get("/api/settings", headers={"If-None-Match": tag})
        assert (304, b"") == (known.status_code, known.content)
        assert 200 == client.patch("/api/settings", json={"ui": {"scale": 150}}, headers={"If-Match": tag}).status_code
        for method, path in (("PUT", "/api/settings"), ("PATCH", "/api/settings"), ("POST", "/api/settings/reset")):
            late = client.request(method, path, json={"ui": {"scale": 75}}, headers={"If-Match": tag})

            assert "E412" == problem(late, 412)["errorCode"]
        assert 150 == client.get("/api/settings/ui").json()["scale"]
        assert 200 == client.patch("/api/settings", json={}, headers={"If-Match": "*"}).status_code

    def test_of_sections_do_not_depend_on_others(self, client):
        """
        Who changes one section does not get in the way of who changes another.
        """
        tag = client.get("/api/settings/ui").headers["etag"]
        client.put("/api/settings/general", json={"language": "de"})

        assert 200 == client.put("/api/settings/ui", json={"scale": 75}, headers={"If-Match": tag}).status_code


BAD = {
    "an unknown section": {"generel": {}},
    "an unknown member": {"general": {"langauge": "de"}},
    "a wrong type": {"ui": {"scale": "large"}},
    "a section that is none": {"ui": 7},
    "too little": {"general": {"autosaveIntervalSeconds": 29}},
    "too much": {"videoDefaults": {"defaultFrameRate": 121}},
    "an unknown word": {"general": {"theme": "Purple"}},
    "a codec that does not fit": {"videoDefaults": {"defaultCodec": "VP9", "defaultContainer": "mp4"}},
    "a relative path": {"fileLocations": {"outputDirectory": "../../etc"}},
    "a path with a line break": {"fileLocations": {"tempDirectory": "/tmp\n/x"}},
    "an address with a password": {"advanced": {"ollamaUrl": "http://me:secret1@host/"}},
    "an address that is none": {"advanced": {"ollamaUrl": "javascript:alert(1)"}},
    "an unknown provider": {"llm": {"provider": "nobody"}},
    "a key in a wrong place": {"llm": {"modelId": KEY}},
    "a key as a name": {"client": {KEY: 1}},
    "a name with a slash": {"export": {"namingPattern": {"customPrefix": "../"}}},
    "an unknown token": {"export": {"namingPattern": {"pattern": "{nobody}"}}},
    "two destinations of one id": {"export": {"uploadDestinations": [{"id": "a"}, {"id": "a"}]}},
    "a destination with a path as id": {"export": {"uploadDestinations": [{"id": "../a"}]}},
    "half a character": {"general": {"defaultProjectSaveLocation": "/\ud800"}},
}
RAW = {
    "no JSON": b"{",
    "no UTF-8": b'{"general": "\xff"}',
    "too deep": b'{"client": ' + b'{"a": ' * 2000 + b"1" + b"}" * 2001,
    "too deep for anybody": b"[" * 100_000,
    "an array": b"[]",
    "nothing": b"",
    "a number that is none": b'{"ui": {"scale": NaN}}',
}


class TestBadInput:
    @pytest.mark.parametrize("method", ["PUT", "PATCH"])
    @pytest.mark.parametrize("name", [*BAD, *RAW])
    def test_is_refused_and_changes_nothing(self, client, method, name):
        """
        Whatever cannot be is a problem that names it, and everything is as it was.
        """
        client.put("/api/settings/ui", json={"scale": 150})
        before = client.get("/api/settings").json()
        body = RAW[name] if name in RAW else json.dumps(BAD[name]).encode()
        found = problem(
            client.request(method, "/api/settings", content=body, headers={"Content-Type": "application/json"}), 400
        )

        assert found["errors"]
        assert KEY not in json.dumps(found)
        assert before == client.get("/api/settings").json()

    def test_is_told_all_at_once(self, client):
        """
        Every issue is named with its path from the body that was sent.
        """
        found = problem(
            client.put("/api/settings/general", json={"language": "d e", "autosaveIntervalSeconds": 1, "x": 1}), 400
        )

        assert {"$.language", "$.autosaveIntervalSeconds", "$.x"} == set(found["errors"])

    def test_is_looked_at_without_being_kept(self, client):
        """
        Validation says what would be refused, by section and key, and what would only not do.
        """
        body = {**BAD["too little"], "fileLocations": {"outputDirectory": "/nowhere/at/all"}}
        wrong = client.post("/api/settings/validate", json=body).json()
        right = client.post(
            "/api/settings/validate", json={"fileLocations": {"outputDirectory": "/nowhere/at/all"}}
        ).json()

        assert [False, True] == [wrong["isValid"], right["isValid"]]
        assert ("general", "autosaveIntervalSeconds", "Error") == tuple(
            wrong["issues"][0][name] for name in ("category", "key", "severity")
        )
        assert ("fileLocations", "outputDirectory", "Warning") == tuple(
            right["issues"][0][name] for name in ("category", "key", "severity")
        )

    @pytest.mark.parametrize("path", ["nope", "..%2f..%2fetc", "general%00", "General%20"])
    def test_of_an_address_is_not_found(self, client, path):
        """
        There are no other sections.
        """
        assert client.get(f"/api/settings/{path}").status_code in {400, 404}


class TestOriginalsClient:
    def test_saves_its_whole_copy(self, client):
        """
        The original's page sends everything it has, with members that nobody here knows, and reads it again.
        """
        copy = client.get("/api/settings/user").json()
        copy["general"]["defaultProjectSaveLocation"] = "/films"
        copy["apiKeys"]["openAI"] = KEY
        copy["shiny"] = {"new": 1}
        copy["ui"]["glitter"] = True
        saved = client.post("/api/settings/user", json=copy)
        found = client.get("/api/settings/user").json()

        assert 200 == saved.status_code
        assert {"$.shiny", "$.ui.glitter"} == {warning.split()[0] for warning in saved.json()["warnings"]}
        assert ("/films", "****6789") == (found["general"]["defaultProjectSaveLocation"], found["apiKeys"]["openAI"])

    def test_sends_masks_back_unharmed(self, client):
        """
        Who sends back what was shown changes no secret; an empty text changes none either, null deletes.
        """
        client.put("/api/settings", json={"apiKeys": {"openAI": KEY, "pexels": "p" * 30}})
        client.put("/api/settings", json=client.get("/api/settings").json())
        client.put("/api/settings/api-keys", json={"openAI": "", "pexels": "********"})
        assert {"openai", "pexels"} == {
            one["provider"] for one in client.get("/api/keys/list").json()["providers"] if one["configured"]
        }
        client.patch("/api/settings", json={"apiKeys": {"openAI": None}})

        assert {"pexels"} == {
            one["provider"] for one in client.get("/api/keys/list").json()["providers"] if one["configured"]
        }

    def test_keeps_what_it_likes(self, client):
        """
        Free words are found again; those that are settings take effect.
        """
        client.post(
            "/api/settings/save", json={"offlineMode": True, "uiScale": 125, "lastTab": "keys", "panes": [1, 2]}
        )
        found = client.get("/api/settings/load").json()
        client.post("/api/settings/save", json={"lastTab": "files"})

        assert {"offlineMode": True, "uiScale": 125, "compactMode": False, "lastTab": "keys", "panes": [1, 2]} == found
        assert client.get("/api/settings/operating-mode").json()["isOffline"]
        assert "panes" not in client.get("/api/settings/load").json()
        assert 400 == client.post("/api/settings/save", json={"big": "x" * 300_000}).status_code

    def test_asks_in_its_own_words(self, client):
        """
        Each of the small addresses changes the document.
        """
        client.put("/api/settings/operating-mode", json={"isOffline": True})
        client.post("/api/settings/llm/selection", json={"provider": "Ollama", "modelId": "phi3"})
        client.post("/api/settings/theme", json={"theme": "dark"})
        client.post("/api/settings/shortcuts", json={"play": "Space"})
        client.post(
            "/api/settings/output", json={"outputDirectory": "/films", "namingPattern": {"pattern": "{counter}"}}
        )
        client.post("/api/settings/performance", json={"maxRenderingThreads": 3})
        found = client.get("/api/settings").json()
        mode = client.get("/api/settings/operating-mode").json()

        assert ("offline", True) == (mode["mode"], mode["isOffline"])
        assert {"Ollama", "RuleBased"} <= set(mode["allowedLlmProviders"])
        assert not {"OpenAI", "Anthropic"} & set(mode["allowedLlmProviders"])
        assert ("Ollama", "phi3", "phi3") == (
            found["llm"]["provider"],
            found["llm"]["modelId"],
            found["advanced"]["ollamaModel"],
        )
        assert ("Dark", {"play": "Space"}) == (
            found["general"]["theme"],
            found["editorPreferences"]["keyboardShortcuts"],
        )
        assert ("/films", "{counter}") == (
            found["fileLocations"]["outputDirectory"],
            found["export"]["namingPattern"]["pattern"],
        )
        assert 3 == found["hardware"]["maxRenderingThreads"]

    def test_takes_of_render_settings_what_there_is(self, client):
        """
        Members of the hardware section take effect, others are named; what cannot be is refused.
        """
        saved = client.post("/api/v1/settings/render", json={"maxRenderingThreads": 3, "proxyMode": True}).json()
        found = client.get("/api/v1/settings/render").json()

        assert [True] == [warning.startswith("$.hardware.proxyMode") for warning in saved["warnings"]]
        assert found == client.get("/api/settings/hardware").json()
        assert 3 == found["maxRenderingThreads"]
        refused = problem(client.post("/api/v1/settings/render", json={"maxRenderingThreads": -1}), 400)
        assert ["$.hardware.maxRenderingThreads"] == list(refused["errors"])

    def test_looks_at_paths(self, client, tmp_path):
        """
        A folder is written to and cleaned, and what is no path is said to be none.
        """
        (tmp_path / "films").mkdir()
        good = client.post("/api/settings/validate-path", json={"path": str(tmp_path / "films")}).json()
        listed = client.get("/api/settings/browse-folder", params={"path": str(tmp_path)}).json()

        assert good["isValid"]
        assert good["isWritable"]
        assert [] == list((tmp_path / "films").iterdir())
        assert "films" in listed["folders"]
        for bad in ("", "films", "/nowhere", "/\0", "~nobody/x"):
            assert not client.post("/api/settings/validate-path", json={"path": bad}).json()["isValid"]
        assert 404 == client.get("/api/settings/browse-folder", params={"path": "/nowhere"}).status_code
        assert 400 == client.get("/api/settings/browse-folder", params={"path": "films"}).status_code

    def test_opens_folders_only_where_there_is_a_screen(self, client, monkeypatch):
        """
        Without a screen nothing is shown; from elsewhere it is refused.
        """
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

        assert "no screen" in problem(client.post("/api/settings/open-tools-folder"), 501)["detail"]
        elsewhere = client.post("/api/settings/open-tools-folder", headers={"X-Forwarded-For": "203.0.113.9"})
        assert 403 == elsewhere.status_code

    def test_tries_destinations_honestly(self, client, tmp_path):
        """
        A folder is really written to; what cannot be done here says so.
        """
        destinations = [
            {"id": "here", "localPath": str(tmp_path)},
            {"id": "gone", "localPath": "/nowhere"},
            {"id": "cloud", "type": "FTP", "host": "ftp.example"},
            {"id": "near", "type": "S3", "host": "http://127.0.0.1:9", "s3BucketName": "films", "s3AccessKey": "A"},
        ]
        client.patch("/api/settings", json={"export": {"uploadDestinations": destinations}})
        tried = {
            name: client.post(f"/api/settings/upload-destinations/{name}/test")
            for name in ("here", "gone", "near", "cloud", "no")
        }

        assert [True, False, False] == [tried[name].json()["success"] for name in ("here", "gone", "near")]
        assert "E501" == problem(tried["cloud"], 501)["errorCode"]
        assert 404 == tried["no"].status_code


class TestTransfer:
    PASSPHRASE = "correct horse battery staple"

    def exported(self, client, **options):
        return client.post("/api/settings/export", json=options)

    def test_takes_everything_elsewhere(self, client, folder):
        """
        What is exported here and imported elsewhere is the same there, secrets included when they were asked for.
        """
        client.put(
            "/api/settings",
            json={"general": {"language": "de"}, "apiKeys": {"openAI": KEY}, "captions": {"mode": "Burn"}},
        )
        packed = self.exported(client, includeSecrets=True, acknowledgeWarning=True, passphrase=self.PASSPHRASE)
        assert KEY not in packed.text
        body = packed.json() | {"dryRun": False, "passphrase": self.PASSPHRASE}
        here = client.get("/api/settings").json()
        # Elsewhere is here once everything has been taken away.
        shutil.rmtree(folder)
        taken = client.post("/api/settings/import", json=body)
        found = client.get("/api/settings").json()

        assert 200 == taken.status_code, taken.text
        assert here | {"lastUpdated": 0} == found | {"lastUpdated": 0}

    def test_needs_a_passphrase_for_secrets(self, client):
        """
        Secrets travel only sealed, and by whoever knows what that means.
        """
        client.put("/api/settings", json={"apiKeys": {"openAI": KEY, "pexels": "p" * 30}})
        for options in (
            {},
            {"acknowledgeWarning": True},
            {"passphrase": self.PASSPHRASE},
            {"acknowledgeWarning": True, "passphrase": "short"},
        ):
            problem(self.exported(client, includeSecrets=True, **options), 400)
        problem(client.get("/api/settings/export?includeSecrets=true"), 400)
        some = self.exported(
            client,
            includeSecrets=True,
            acknowledgeWarning=True,
            passphrase=self.PASSPHRASE,
            selectedSecretKeys=["openai"],
        ).json()
        without = self.exported(client).json()
        seen = client.get("/api/settings/export/preview").json()

        assert (["openai"], ["pexels"]) == (
            some["metadata"]["includedSecretKeys"],
            some["metadata"]["redactedSecretKeys"],
        )
        assert without["secrets"] is None
        assert (2, "****6789") == (seen["totalSecrets"], seen["redactionPreview"]["openai"])

    def test_is_compared_before_it_counts(self, client):
        """
        A dry run says every difference; what was decided here is overwritten only when that is asked for.
        """
        client.put(
            "/api/settings", json={"general": {"language": "sv"}, "ui": {"scale": 150}, "apiKeys": {"openAI": KEY}}
        )
        body = {
            "version": "1.0.0",
            "settings": {
                "general": {"language": "de", "theme": "Dark"},
                "apiKeys": {"openai": "sk-other-0123456789abcdef"},
                "providerPaths": {"fFmpegPath": "/f", "ollamaUrl": None},
                "additionalSettings": {"ui": {"scale": 150}, "videoDefaults": {"defaultFrameRate": 25}},
            },
        }
        before = client.get("/api/settings").json()
        dry = client.post("/api/settings/import", json=body).json()
        refused = problem(client.post("/api/settings/import", json=body | {"dryRun": False}), 409)
        assert before == client.get("/api/settings").json()
        taken = client.post("/api/settings/import", json=body | {"dryRun": False, "overwriteExisting": True})
        after = client.get("/api/settings").json()

        conflicts = dry["conflicts"]
        assert {"general.language": "KeepCurrent", "general.theme": "UseNew"} == {
            item["key"]: item["recommendedResolution"] for item in conflicts["generalSettings"]
        }
        assert ["fileLocations.ffmpegPath"] == [item["key"] for item in conflicts["providerPaths"]]
        assert ["videoDefaults.defaultFrameRate"] == [item["key"] for item in conflicts["other"]]
        assert [("openai", "****6789", "****cdef")] == [
            (item["key"], item["currentValue"], item["newValue"]) for item in conflicts["apiKeys"]
        ]
        assert 2 == conflicts["totalConflicts"] == refused["details"]["totalConflicts"]
        assert 200 == taken.status_code
        assert ("de", "Dark", "/f", 25, "****cdef") == (
            after["general"]["language"],
            after["general"]["theme"],
            after["fileLocations"]["ffmpegPath"],
            after["videoDefaults"]["defaultFrameRate"],
            after["apiKeys"]["openAI"],
        )

    @pytest.mark.parametrize(
        "change",
        [
            {"version": ""},
            {"settings": {"general": {"language": 7}}},
            {"settings": []},
            {"secrets": {"kdf": "scrypt"}},
            {"secrets": {"kdf": "scrypt", "n": 2**60, "r": 8, "p": 1}, "passphrase": "x"},
        ],
    )
    def test_of_what_is_none_is_refused(self, client, change):
        """
        What is no export, or sealed in no way that is known, changes nothing.
        """
        body = {"version": "1.0.0", "settings": {"ui": {"scale": 75}}, "dryRun": False, **change}

        problem(client.post("/api/settings/import", json=body), 400)
        assert 100 == client.get("/api/settings/ui").json()["scale"]

    @pytest.mark.parametrize("data", [b"[]", b"no JSON", b'{"openai": 1}', b'{"openai": "sk-\\n\\u0000-0123456789"}'])
    def test_of_what_is_sealed_and_no_secret_is_refused(self, client, data):
        """
        What opens, and is no secrets, or one that no key looks like, changes nothing.
        """
        sealed = seal_by_passphrase(self.PASSPHRASE, data, b"aura-settings-secrets/1")
        body = {"version": "1.0.0", "settings": {}, "dryRun": False, "secrets": sealed, "passphrase": self.PASSPHRASE}

        problem(client.post("/api/settings/import", json=body), 400)
        assert 0 == client.get("/api/settings/export/preview").json()["totalSecrets"]


class TestWhatCannotBeRead:
    def test_is_told(self, client, folder):
        """
        A broken document is set aside, and whoever reads or writes the settings hears of it.
        """
        client.put("/api/settings", json={"ui": {"scale": 150}})
        (folder / "data" / "settings" / "settings.json").write_text("{broken")
        read = client.get("/api/settings")
        written = client.put("/api/settings/ui", json={"scale": 75}).json()

        assert 100 == read.json()["ui"]["scale"]
        assert "set aside as" in read.headers["x-aura-notice"]
        assert any("set aside as" in warning for warning in written["warnings"])

    def test_keeps_secrets_that_somebody_wrote_into_it(self, client, folder):
        """
        Keys in the document are moved to the vault, and gone from the file.
        """
        client.put("/api/settings", json={"ui": {"scale": 150}})
        file = folder / "data" / "settings" / "settings.json"
        file.write_text(json.dumps({"openAiApiKey": KEY, "offlineOnly": True, "ui": {"scale": 75}}))
        found = client.get("/api/settings").json()

        assert ("****6789", True, 75) == (
            found["apiKeys"]["openAI"],
            found["advanced"]["offlineMode"],
            found["ui"]["scale"],
        )
        assert not [path for path in folder.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
