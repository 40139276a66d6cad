"""Projects of an editor, and the archives in which projects travel, over HTTP."""

import hashlib
import io
import json
import stat
import zipfile

import attrs
import pytest
from litestar.testing import TestClient
from PIL import Image

from aura_core.album import found_at, label_of
from aura_core.album.labels import label_beside
from aura_core.model.pictures import MEDIA, Label
from aura_core.settings import Settings
from aura_core.wire import dumps
from aura_http.routes.editing import _SAVE
from aura_http.server import create_app


AT = "/api/project"
WIZARDS = "/api/wizard-projects"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    # Without an FFmpeg every job fails as soon as it begins.
    data = tmp_path_factory.mktemp("data")
    settings = Settings(data=data, ffmpeg=str(data / "none"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        client.data = data
        yield client


@pytest.fixture
def project(client):
    return client.post(AT, json=_SAVE).json()["id"]


@pytest.fixture(scope="module")
def sound(client):
    return client.post("/api/tts/preview", json={"sampleText": "The sea rises.", "provider": "espeak"}).json()[
        "audioUrl"
    ]


def taken_in(client, data, at=f"{AT}/import", **fields):
    return client.post(at, files={"file": ("project.zip", data)}, data=fields)


WIZARD = {"name": "x"}
SCENE = {"index": 0, "heading": "", "script": "The sea rises."}
SCRIPT = {
    "script": {"title": "x", "language": "en", "scenes": [SCENE]},
    "order": {"brief": {"topic": "x"}},
    "wordsPerMinute": 150,
}


def said(wizard=None, **members):
    return json.dumps({"version": "1.0", "exportedAt": "2026-01-01T00:00:00Z", "wizard": wizard, **members})


def linked():
    member = zipfile.ZipInfo("media/x.png")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


class TestEditing:
    def test_is_kept_as_it_is_saved(self, client, project):
        """
        All that a client keeps comes back, as it is and as it was, in lists, too; a past version changes nothing.
        """
        saved = client.post(AT, json={**_SAVE, "id": project, "projectData": '{"tracks": [1]}', "version": 1})
        auto = client.post(f"{AT}/{project}/autosave", json={"projectData": '{"tracks": [1, 2]}'})
        stale = client.post(f"{AT}/{project}/autosave", json={"projectData": "{}", "version": 1})
        whole = client.get(f"{AT}/{project}")
        first = client.get(f"{AT}/{project}?version=1").json()
        known = client.get(f"{AT}/{project}", headers={"If-None-Match": whole.headers["etag"]})
        lines = [client.get(path).json()[0] for path in (AT, "/api/projects", f"{AT}/recent?count=1")]

        assert [200, 200, 412, 304] == [one.status_code for one in (saved, auto, stale, known)]
        assert ('{"tracks": [1, 2]}', 3, "Saved by itself.") == tuple(
            whole.json()[name] for name in ("projectData", "version", "notes")
        )
        assert _SAVE["projectData"] == first["projectData"]
        assert _SAVE["description"] == whole.json()["description"]
        assert [project] * 3 == [one["id"] for one in lines]

    def test_is_there_twice_and_goes(self, client, project):
        """
        A duplicate has the same content and another id, and stays when the first is deleted.
        """
        copy = client.post(f"{AT}/{project}/duplicate").json()
        gone = [client.delete(f"{AT}/{project}").status_code, client.get(f"{AT}/{project}").status_code]
        left = client.get(f"{AT}/{copy['id']}").json()

        assert [204, 404] == gone
        assert ("Tides (copy)", _SAVE["projectData"]) == (left["name"], left["projectData"])

    @pytest.mark.parametrize(
        ("path", "body", "status", "named"),
        [
            ("", {"name": " "}, 400, "$.name"),
            ("", {"name": "x" * 201, "projectData": "x" * 1_500_001}, 400, "$.projectData"),
            ("", {"id": "none", "name": "x"}, 404, None),
            ("/none/duplicate", {}, 404, None),
            ("/none/autosave", {"projectData": ""}, 404, None),
            ("/none/autosave", {}, 400, "$.projectData"),
        ],
    )
    def test_refuses_what_is_none(self, client, path, body, status, named):
        """
        What is no project is a problem that says where.
        """
        answer = client.post(f"{AT}{path}", json=body)

        assert status == answer.status_code
        assert named is None or named in answer.json()["errors"]


class TestArchives:
    def test_of_the_editor_come_back_equal(self, client, sound):
        """
        What is packed and taken in is a new project of the same content, with its files at addresses of its own, twice.
        """
        data = json.dumps(
            {"tracks": [{"clips": [{"source": sound}, {"source": f"{sound}?t=1"}, {"source": "/etc/passwd"}]}]}
        )
        first = client.post(AT, json={**_SAVE, "projectData": data}).json()["id"]
        packed = client.get(f"{AT}/{first}/export")
        second = taken_in(client, packed.content, newName="Elsewhere").json()
        whole = client.get(f"{AT}/{second['id']}").json()
        third = client.post(f"{AT}/{second['id']}/duplicate").json()["id"]
        address, _, other = (one["source"] for one in json.loads(whole["projectData"])["tracks"][0]["clips"])
        again = client.get(f"{AT}/{second['id']}/export")
        with zipfile.ZipFile(io.BytesIO(packed.content)) as one, zipfile.ZipFile(io.BytesIO(again.content)) as two:
            names = one.namelist()

            assert names == two.namelist()
            assert [one.read(name) for name in names[1:]] == [two.read(name) for name in names[1:]]

        assert (2, "/etc/passwd") == (len(names), other)
        assert ("application/zip", 200) == (packed.headers["content-type"], again.status_code)
        assert ("Elsewhere", whole["description"]) == (whole["name"], _SAVE["description"])
        assert sound != address
        assert client.get(sound).content == client.get(address).content
        assert json.loads(whole["projectData"].replace(address, sound)) == json.loads(data)

        client.delete(f"{AT}/{second['id']}")
        copied = json.loads(client.get(f"{AT}/{third}").json()["projectData"])["tracks"][0]["clips"][0]["source"]

        assert 404 == client.get(address).status_code
        assert client.get(sound).content == client.get(copied).content

    def test_of_wizards_have_script_and_pictures(self, client, tmp_path):
        """
        A wizard's project travels with its script, whose pictures are with it wherever it arrives.
        """
        Image.new("RGB", (64, 64), "navy").save(picture := tmp_path / "sea.png")
        (private := tmp_path / "private.png").write_text("no picture")
        script = client.post(
            "/api/scripts/generate", json={"script": "# Tides\n\n## Up\n\nThe sea rises.\n\n## Down\n\nThe sea falls."}
        ).json()
        for number, path in ((1, picture), (2, private)):
            client.put(f"/api/scripts/{script['scriptId']}/scenes/{number}", json={"pathOrUrl": str(path)})
        saved = client.post(WIZARDS, json={"name": "Tides", "briefJson": "{}", "scriptId": script["scriptId"]}).json()
        packed = client.get(f"{WIZARDS}/{saved['id']}/archive").content
        picture.unlink()
        taken = taken_in(client, packed, f"{WIZARDS}/import-archive").json()
        whole = client.get(f"{WIZARDS}/{taken['id']}").json()
        scenes = client.get(f"/api/scripts/{whole['scriptId']}").json()["scenes"]
        (asset,) = whole["generatedAssets"]

        assert whole["scriptId"] != script["scriptId"]
        assert ["The sea rises.", "The sea falls."] == [one["narration"] for one in scenes]
        assert scenes[0]["pathOrUrl"].startswith(str(client.data / "projects"))
        assert scenes[1]["pathOrUrl"] is None
        assert ("Tides", "{}", None) == (whole["name"], whole["briefJson"], whole["jobId"])
        assert ("image/png", "image/png") == (
            asset["assetType"],
            client.get(asset["filePath"]).headers["content-type"],
        )
        assert str(tmp_path).encode() not in packed
        assert 400 == taken_in(client, packed).status_code

    def test_take_chosen_pictures_with_them(self, client, tmp_path):
        """
        What was chosen here may be chosen there: it travels whether the project names it or a scene of its script.
        """
        script = client.post("/api/scripts/generate", json={"script": "# Tides\n\nThe sea rises."}).json()["scriptId"]
        prompts = [client.post("/api/visuals/generate", json={"prompt": one}).json() for one in ("The sea", "The Moon")]
        sea, moon = (one["imagePath"] for one in prompts)
        client.put(f"/api/scripts/{script}/scenes/1", json={"pathOrUrl": moon})
        brief = json.dumps({"pictures": [sea, f"/api/thumbnails?path={sea}&width=64"]})
        saved = client.post(WIZARDS, json={"name": "Tides", "briefJson": brief, "scriptId": script}).json()["id"]
        packed = client.get(f"{WIZARDS}/{saved}/archive").content
        again = taken_in(client, packed, f"{WIZARDS}/import-archive").json()
        settings = Settings(data=tmp_path, ffmpeg=str(tmp_path / "none"))
        with TestClient(create_app(settings), base_url="http://127.0.0.1") as other:
            taken = taken_in(other, packed, f"{WIZARDS}/import-archive").json()
            whole = other.get(f"{WIZARDS}/{taken['id']}").json()
            (scene,) = other.get(f"/api/scripts/{whole['scriptId']}").json()["scenes"]
            moved, small = json.loads(whole["briefJson"])["pictures"]
            chosen = [{"sceneIndex": 0, "imagePath": moved}]
            job = other.post("/api/jobs", json={"script": "The sea.", "pictures": chosen})

            assert (f"/api/thumbnails?path={moved}&width=64", 202) == (small, job.status_code)
            assert client.get(sea).content == other.get(moved).content
            assert client.get(moon).content == other.get(scene["pathOrUrl"]).content

        assert brief == client.get(f"{WIZARDS}/{again['id']}").json()["briefJson"]

    def test_say_whose_pictures_are(self, client, tmp_path):
        """
        A picture arrives with its owner and terms, in bounds, wherever it is named; what is known there already stays.
        """
        sea, moon, own = (
            client.post("/api/visuals/generate", json={"prompt": one}).json()["imagePath"]
            for one in ("A wave", "A crater", "A shell")
        )
        script = client.post("/api/scripts/generate", json={"script": "# Tides\n\nThe sea rises."}).json()["scriptId"]
        client.put(f"/api/scripts/{script}/scenes/1", json={"pathOrUrl": moon})
        owed = Label(1, 1, "pexels", "The Moon", "Ann, Pexels", "Pexels License")
        for picture, label in ((sea, attrs.evolve(owed, attribution="x" * 9000)), (moon, owed), (own, owed)):
            label_beside(found_at(picture.removeprefix(MEDIA), Settings(data=client.data))).write_text(dumps(label))
        texts = {"briefJson": json.dumps([sea, own]), "scriptId": script}
        saved = client.post(WIZARDS, json={"name": "Tides", **texts}).json()["id"]
        packed = client.get(f"{WIZARDS}/{saved}/archive").content
        elsewhere = Settings(data=tmp_path, ffmpeg=str(tmp_path / "none"))

        def known(address):
            return label_of(found_at(address.removeprefix(MEDIA), elsewhere))

        with TestClient(create_app(elsewhere), base_url="http://127.0.0.1") as other:
            shell = {"file": ("shell.png", client.get(own).content)}
            mine = other.post("/api/assets/upload", files=shell).json()
            anonymous = known(mine["filePath"])
            taken = taken_in(other, packed, f"{WIZARDS}/import-archive").json()["id"]
            whole = other.get(f"{WIZARDS}/{taken}").json()
            named = other.get(f"/api/scripts/{whole['scriptId']}").json()["scenes"][0]["pathOrUrl"]
            wave, found = json.loads(whole["briefJson"])
            again = other.get(f"{WIZARDS}/{taken}/archive").content
            listed = other.get(f"/api/assets/{mine['id']}").json()
        with zipfile.ZipFile(io.BytesIO(again)) as archive:
            media = json.loads(archive.read("project.json"))["media"]

        assert not anonymous.owes
        assert owed == attrs.evolve(known(named), width=1, height=1)
        assert known(named).width > 1
        assert ("x" * 500, "Pexels License") == (known(wave).attribution, known(wave).license)
        assert (mine["filePath"], "Ann, Pexels") == (found, known(found).attribution)
        assert "Ann, Pexels" in json.dumps(listed)
        assert {"Pexels License"} == {one["label"]["license"] for one in media if one["label"]}

    @pytest.mark.parametrize(
        ("member", "data", "why"),
        [
            ("media/../../x.png", b"x", "no plain file"),
            ("/etc/x", b"x", "no plain file"),
            ("x.png", b"x", "no plain file"),
            ("media\\x.png", b"x", "no plain file"),
            ("media/sub/x.png", b"x", "no plain file"),
            ("media/sub/", b"", "no plain file"),
            ("media/.x", b"x", "no plain file"),
            (linked(), b"/etc/passwd", "no plain file"),
            ("media/x.png", b"\x89PNG\r\n\x1a\n", "not those that it says"),
            ("project.json", b"{}", "names twice"),
            ("media/0.wav", bytes(50_000_000), "far more than it is"),
        ],
    )
    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_refuse_what_no_project_has(self, client, project, member, data, why):
        """
        An archive with a member that nobody packed is a problem, and leaves no file anywhere.
        """
        packed = io.BytesIO(client.get(f"{AT}/{project}/export").content)
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
        before = files_of(client)
        answer = taken_in(client, packed.getvalue())

        assert (400, ["$.file"]) == (answer.status_code, [*answer.json()["errors"]])
        assert why in answer.json()["detail"]
        assert before == files_of(client)

    @pytest.mark.parametrize(
        ("media", "data"),
        [
            ({"name": "0.wav", "sizeBytes": 4, "sha256": "0" * 64}, b"RIFF"),
            ({"name": "x.png", "sizeBytes": 2, "sha256": "x"}, b"MZ"),
            ({"name": "x.png", "sizeBytes": 9, "sha256": "x"}, None),
        ],
    )
    def test_refuse_what_is_not_as_it_was_packed(self, client, media, data):
        """
        A file of another digest, kind or name than is said is a problem, and leaves no file anywhere.
        """
        said = {"version": "1.0", "exportedAt": "2026-01-01T00:00:00Z", "editor": {"name": "x"}, "media": [media]}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("project.json", json.dumps(said))
            if data:
                archive.writestr(f"media/{media['name']}", data)
        before = files_of(client)
        answer = taken_in(client, packed.getvalue())

        assert (400, ["$.file"]) == (answer.status_code, [*answer.json()["errors"]])
        assert before == files_of(client)

    @pytest.mark.parametrize(
        ("data", "named"),
        [
            (b"no archive", "$.file"),
            (b"", "$.file"),
            ('{"version": "9.0", "exportedAt": "2026-01-01T00:00:00Z"}', "$.file"),
            ('{"version": "1.0", "exportedAt": "2026-01-01T00:00:00Z"}', "$.file"),
            (
                '{"version": "1.0", "exportedAt": "2026-01-01T00:00:00Z", "editor": {}}',
                "$.file.project.json.editor.name",
            ),
            ("no", "$.file.project.json"),
            (said(editor={"name": "x" * 201}), "$.file"),
            (said(editor={"name": "x", "projectData": "x" * 1_500_001}), "$.file"),
            (said(WIZARD, script=SCRIPT | {"wordsPerMinute": 0}), "$.file"),
            (
                said(
                    WIZARD,
                    script=SCRIPT | {"script": {"title": "x", "language": "en", "scenes": [SCENE | {"script": "?"}]}},
                ),
                "$.file",
            ),
            (
                said(WIZARD, script=SCRIPT | {"script": {"title": "x", "language": "en", "scenes": []}}),
                "$.file.project.json.script.script.scenes",
            ),
        ],
    )
    def test_refuse_what_is_none(self, client, data, named):
        """
        What is no archive, of another version, or holds nothing is a problem that says where.
        """
        if isinstance(data, str):
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                archive.writestr("project.json", data)
            data = packed.getvalue()
        answer = taken_in(client, data, f"{WIZARDS}/import-archive" if b"wizard" in data else f"{AT}/import")

        assert (400, [named]) == (answer.status_code, [*answer.json()["errors"]])

    def test_know_no_job_of_this_machine(self, client):
        """
        What an archive says of jobs, files and addresses of the machine where it arrives is not believed.
        """
        wizard = {"name": "x", "jobId": "0", "mediaId": "0" * 36, "briefJson": "eee"}
        image = b"\x89PNG\r\n\x1a\n"
        media = {"name": "x.png", "sizeBytes": 8, "sha256": hashlib.sha256(image).hexdigest(), "address": "e"}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("project.json", said(wizard, media=[media]))
            archive.writestr("media/x.png", image)
        taken = taken_in(client, packed.getvalue(), f"{WIZARDS}/import-archive").json()
        whole = client.get(f"{WIZARDS}/{taken['id']}").json()

        assert (None, "eee") == (whole["jobId"], whole["briefJson"])
        assert image == client.get(whole["generatedAssets"][0]["filePath"]).content
        assert "0" * 36 not in whole["generatedAssets"][0]["filePath"]

    def test_show_no_other_files(self, client):
        """
        Where files of projects are asked for, no other is found.
        """
        for path in ("none/x.png", f"{'0' * 36}/x.png", f"{'0' * 36}/..%2f..%2fx", "..%2f..%2f/x"):
            assert 404 == client.get(f"{AT}/media/{path}").status_code


def files_of(client):
    return sorted((client.data / "projects").rglob("*"))
