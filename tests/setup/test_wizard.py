"""What is kept of a wizard."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import InvalidInputError
from aura_core.model.providers import PROVIDERS
from aura_core.model.setup import WizardCompleteRequest, WizardProgressRequest, WizardResetRequest
from aura_core.setup.discretion import without_keys
from aura_core.setup.wizard import Wizard
from aura_core.testing.strategies import json_values


KEY = "Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OQ"
"""As keys of no known shape look."""

PLACES = [
    {"apiKeys": {"openai": KEY, "pexels": KEY}},
    {"api_key": KEY},
    {"openAiApiKey": KEY},
    {"elevenlabs": KEY},
    {"OpenAI": KEY},
    {"keys": [KEY, {"value": KEY}]},
    {"auth": {"Authorization": f"Bearer {KEY}", "accessToken": KEY, "password": KEY}},
    {"note": f"apiKey={KEY}"},
    {"note": "it is sk-proj-" + KEY},
    {"wrapped": json.dumps({"apiKeys": {"openai": KEY}})},
    {"twice": json.dumps(json.dumps([{"secretKey": KEY}]))},
]


@st.composite
def hidden_somewhere(draw):
    """Draw JSON with a key somewhere in it."""
    found = draw(st.sampled_from(PLACES))
    for _ in range(draw(st.integers(0, 3))):
        found = draw(
            st.sampled_from([{"state": found}, {"a": [1, found]}, {"text": json.dumps(found)}, [found, None, True]])
        )
    return {"beside": draw(json_values()), "found": found}


class TestWithoutKeys:
    @given(hidden_somewhere())
    def test_leaves_no_key(self, state):
        """
        Wherever a key stands, also in text that is JSON, it does not come out.
        """
        assert KEY not in json.dumps(without_keys(state))

    @given(json_values())
    def test_is_done_once(self, state):
        """
        What has no keys any more stays as it is.
        """
        once = without_keys(state)

        assert once == without_keys(once)

    def test_leaves_the_rest(self):
        """
        What is no key is found again, states of keys among it.
        """
        state = {
            "selectedTier": "free",
            "apiKeyValidationStatus": {"openai": "valid", "pexels": "invalid"},
            "ollama": "http //none",
            "steps": [1, 2.5, None, True],
        }

        assert state == without_keys(state)
        assert {"apiKeys": {"openai": ""}} == without_keys({"apiKeys": {"openai": KEY}})

    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_knows_providers(self, provider):
        """
        A text of a provider's name that may be its key is none afterwards.
        """
        assert {provider: ""} == without_keys({provider: KEY})


class TestWizard:
    def test_goes_on_whichever_shape_is_sent(self, tmp_path):
        """
        The client saves in two shapes; what one leaves out, the other has not lost.
        """
        wizard = Wizard(tmp_path)
        wizard.save(WizardProgressRequest(current_step=3, state={"mode": "free"}), "c")
        wizard.save(WizardProgressRequest(selected_tier="pro", wizard_state='{"tier": "pro"}'), "c")
        wizard.save(WizardProgressRequest(last_step=4), "c")
        found = Wizard(tmp_path).status()

        assert (4, {"mode": "free", "tier": "pro"}, "pro") == (found.current_step, found.state, found.selected_tier)
        assert (True, False) == (found.can_resume, found.completed)

    def test_is_completed_once_and_for_all(self, tmp_path):
        """
        The shape that counts screens otherwise does not overwrite the step; a second completion keeps the first's time.
        """
        wizard = Wizard(tmp_path)
        wizard.save(WizardProgressRequest(current_step=5), "c")
        wizard.complete(WizardCompleteRequest(last_step=10, version="1.0.0"), "c")
        first = wizard.status()
        wizard.complete(WizardCompleteRequest(final_step=5, final_state={"apiKeys": {"openai": KEY}}), "c")
        found = wizard.status()

        assert (True, 5, False, "1.0.0") == (found.completed, found.current_step, found.can_resume, found.version)
        assert first.completed_at == found.completed_at
        assert KEY not in "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())

    @pytest.mark.parametrize("kept", [False, True])
    def test_begins_anew(self, tmp_path, kept):
        """
        A reset begins at the first step, with what the wizard knows or without.
        """
        wizard = Wizard(tmp_path)
        wizard.complete(WizardCompleteRequest(final_step=5, final_state={"mode": "free"}), "c")
        wizard.reset(WizardResetRequest(preserve_data=kept), "c")
        found = wizard.status()

        assert (False, 0, {"mode": "free"} if kept else None) == (found.completed, found.current_step, found.state)

    @pytest.mark.parametrize(
        "state",
        ["[1]", "{", "7", '"x"', '{"a": NaN}', 7, ["a"], {"a": "x" * 300_000}, "[" * 5000],
        ids=lambda state: repr(state)[:10],
    )
    def test_refuses_what_is_no_state(self, tmp_path, state):
        """
        What is no object, or too large, is refused, and nothing has changed.
        """
        wizard = Wizard(tmp_path)
        wizard.save(WizardProgressRequest(current_step=1, state={"mode": "free"}), "c")
        with pytest.raises(InvalidInputError):
            wizard.save(WizardProgressRequest(current_step=2, wizard_state=state), "c")

        assert (1, {"mode": "free"}) == (wizard.status().current_step, wizard.status().state)

    def test_sets_aside_what_cannot_be_read(self, tmp_path):
        """
        A record that was spoilt counts as none, is told, and is still there when another is written.
        """
        wizard = Wizard(tmp_path)
        wizard.save(WizardProgressRequest(current_step=3), "c")
        path = tmp_path / "settings" / "wizard.json"
        path.write_text("{spoilt")
        assert "cannot be read" in wizard.status().notice
        wizard.save(WizardProgressRequest(current_step=1), "c")

        assert (1, None) == (wizard.status().current_step, wizard.status().notice)
        assert ["{spoilt"] == [one.read_text() for one in path.parent.glob("wizard.unreadable-*.json")]
