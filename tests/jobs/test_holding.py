"""What jobs name of the store, held for them."""

import os
from pathlib import Path

import pytest

from aura_core.errors import InvalidInputError
from aura_core.jobs.holding import hold
from aura_core.model.arrangement import Arrangement, TimelineAsset, TimelineScene
from aura_core.model.brief import Brief
from aura_core.model.order import MusicSpec
from aura_core.model.request import PinnedRequest
from aura_core.store import Store, digest


PICTURE, VOICE, MUSIC = (digest(name) for name in ("a picture", "a voice", "music"))
NAMED = (f"{PICTURE}.png", f"{VOICE}.wav", f"{VOICE}.json", f"{MUSIC}.wav")


@pytest.fixture
def store(tmp_path):
    """A store that forgets as soon as nobody is at work."""
    store = Store(tmp_path / "store", limit=0)
    for name in NAMED:
        with store.writing(Path(name).stem, Path(name).suffix) as target:
            target.write_text(name)
    return store


@pytest.fixture
def request_(store, tmp_path):
    """A film of a picture, a recording and music of the store, and of a picture of its owner."""
    own = tmp_path / "own.png"
    own.touch()
    assets = tuple(TimelineAsset(str(path)) for path in (store.path(PICTURE, ".png"), own))
    scene = TimelineScene(assets, narration_audio_path=f"{VOICE}.wav")
    music = MusicSpec(store.path(MUSIC, ".wav"))
    return PinnedRequest(Brief("Tides"), music=music, arrangement=Arrangement("Tides", (scene,)))


def _forget(store):
    """Make room; for who looks, everything was last used long ago."""
    for path in store.root.glob("??/*"):
        os.utime(path, (1, 1))
    with store.run():
        pass


class TestHold:
    def test_outlasts_the_store(self, store, request_, tmp_path):
        """
        What a job names and the store forgot is there again while its film is made, as often as that is; the owner's
        files stay where they are.
        """
        hold(request_, tmp_path / "held", store)
        for _ in range(2):
            _forget(store)
            assert [] == list(store.root.glob("??/*"))
            with store.with_held(tmp_path / "held"):
                with store.run():
                    pass
                found = {path.name: path.read_text() for path in store.root.glob("??/*")}
            assert {name: name for name in NAMED} == found

        assert sorted(NAMED) == sorted(path.name for path in (tmp_path / "held").iterdir())

    def test_is_of_what_is_there(self, store, request_, tmp_path):
        """
        Everything that was forgotten before is told by its path.
        """
        _forget(store)
        with pytest.raises(InvalidInputError) as caught:
            hold(request_, tmp_path / "held", store)

        assert [
            "$.timeline.scenes[0].narrationAudioPath",
            "$.timeline.scenes[0].visualAssets[0].filePath",
            "$.timeline.music.path",
        ] == [issue.path for issue in caught.value.issues]
