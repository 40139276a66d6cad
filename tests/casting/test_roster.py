"""
Who is chosen, by name or by tier.
"""

import sys

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.casting.parts import TIERS, Part, provider_for
from aura_core.casting.roster import Maker, Roster
from aura_core.errors import AuraError, InvalidInputError, OfflineError, ProviderError
from aura_core.model.access import Preferences
from aura_core.model.provider import Account, Lack
from aura_core.verdicts import Verdict


KEY = "0f" * 16


def _maker(name, *lacks):
    return Maker(lambda account: f"{name} with {account.key or account.address}", lambda: iter(lacks))


SPEECH = Roster(
    Part.SPEECH,
    makers={name: _maker(name) for name in ("elevenlabs", "azurespeech", "edgetts", "mimic3", "windows")},
    accounts={"elevenlabs": Account(KEY), "azurespeech": Account(KEY, more={"region": "eastus"})},
)


def _chosen(word, roster=SPEECH, **changes):
    return [member.id for member in attrs.evolve(roster, **changes).chain(word, "built-in").members]


class TestNames:
    @pytest.mark.parametrize("word", ["ElevenLabs", "elevenlabs", "11labs", " eleven labs "])
    def test_choose_one_and_nobody_else(self, word):
        """
        Whoever is named does it; nobody would stand in.
        """
        (member,) = SPEECH.chain(word, "built-in").members

        assert ("elevenlabs", "ElevenLabs", f"elevenlabs with {KEY}") == (member.id, member.name, member.port)

    def test_mean_who_can_do_the_part(self):
        """
        A name that two could have means who can do it: of Azure, the one that speaks.
        """
        assert ["azurespeech"] == _chosen("Azure")
        assert "azureopenai" == provider_for(Part.SCRIPT, "Azure").id

    @pytest.mark.parametrize("word", ["espeak", "eSpeak NG", None, "", "auto", "Default"])
    def test_of_nobody_else_leave_it_to_this_machine(self, word):
        """
        Without a wish, and by its own name, whoever is built in does it.
        """
        (member,) = SPEECH.chain(word, "built-in").members

        assert ("espeak", "built-in") == (member.id, member.port)

    @pytest.mark.parametrize("word", ["nobody", "pexels", KEY])
    def test_of_nobody_are_refused(self, word):
        """
        Who is unknown, or does other things, is refused with who there is; the name is not repeated.
        """
        with pytest.raises(InvalidInputError) as caught:
            _chosen(word)

        (issue,) = caught.value.issues
        assert ("$.providerSelection.tts", "E303") == (issue.path, issue.code)
        assert "elevenlabs" in caught.value.remedy
        assert word not in f"{caught.value} {caught.value.remedy}"

    @pytest.mark.parametrize(
        ("word", "changes", "verdict"),
        [
            ("elevenlabs", {"accounts": {}}, Verdict.NOT_CONFIGURED),
            ("elevenlabs", {"accounts": {"elevenlabs": Account("too short")}}, Verdict.KEY_FORMAT),
            ("elevenlabs", {"offline": True}, Verdict.OFFLINE),
            ("playht", {}, Verdict.NOT_BUILT),
            ("azurespeech", {"accounts": {"azurespeech": Account(KEY)}}, Verdict.NOT_CONFIGURED),
        ],
    )
    def test_of_those_who_cannot_be_asked_are_errors(self, word, changes, verdict):
        """
        Nobody stands in for who was named: what is missing is said, and what to do.
        """
        with pytest.raises(ProviderError) as caught:
            _chosen(word, **changes)

        error = caught.value
        assert (verdict, word, "narration") == (error.verdict, error.provider, error.stage)
        assert error.remedy
        assert (verdict is Verdict.OFFLINE) == isinstance(error, OfflineError)

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has it")
    def test_of_other_systems_are_errors(self):
        """
        What runs elsewhere only cannot be named here.
        """
        with pytest.raises(ProviderError, match="does not run on this system"):
            _chosen("Windows")

    def test_of_what_is_not_installed_are_errors(self):
        """
        A package that is missing is named by whoever needs it.
        """
        lack = Lack("MissingPackage:edge_tts", Verdict.NOT_CONFIGURED, "edge-tts is not installed", "Install it.")
        makers = {"edgetts": _maker("edgetts", lack)}

        with pytest.raises(ProviderError, match="edge-tts is not installed"):
            _chosen("edgetts", makers=makers)


class TestTiers:
    @pytest.mark.parametrize(
        ("word", "expected"),
        [
            ("Pro", ["elevenlabs", "azurespeech"]),
            ("ProIfAvailable", ["elevenlabs", "azurespeech", "espeak"]),
            ("Free", ["espeak"]),
            ("StockOrLocal", ["espeak"]),
            ("local", ["espeak"]),
        ],
    )
    def test_choose_who_can_be_asked(self, word, expected):
        """
        Those of the first tier go first, whoever is built in last; who lacks something is not there.
        """
        assert expected == _chosen(word)

    def test_ask_servers_that_were_told_of(self):
        """
        A server of one's own takes part once its owner has given its address.
        """
        accounts = {"mimic3": Account(address="http://127.0.0.1:59125")}

        assert ["mimic3", "espeak"] == _chosen("Local", accounts=accounts)

    @pytest.mark.parametrize("preferences", [Preferences(chains={"tts": ("edgetts",)}), Preferences(pinned="edgetts")])
    def test_ask_services_without_keys_that_were_told_of(self, preferences):
        """
        A service that asks for no key takes part once its owner has put it before others; its package is no wish.
        """
        assert ["edgetts", "espeak"] == _chosen("Free", preferences=preferences)
        assert ["espeak"] == _chosen("Local", preferences=preferences)

    def test_leave_out_who_may_not_be_asked(self):
        """
        Offline, nobody beyond this machine is chosen, and no error is made of it.
        """
        assert ["espeak"] == _chosen("ProIfAvailable", offline=True)

    def test_of_nobody_are_errors(self):
        """
        Where a tier has nobody who can be asked, each is named with what it lacks.
        """
        with pytest.raises(ProviderError, match="ElevenLabs: it has no key") as caught:
            _chosen("Pro", accounts={})

        assert Verdict.NOT_CONFIGURED is caught.value.verdict

    def test_of_nobody_offline_say_so(self):
        """
        Where offline mode alone keeps a tier from being asked, that is the error.
        """
        makers = {"elevenlabs": _maker("elevenlabs")}
        with pytest.raises(OfflineError, match="offline mode is on") as caught:
            _chosen("Pro", makers=makers, offline=True)

        assert Verdict.OFFLINE is caught.value.verdict
        assert "Turn offline mode off" in caught.value.remedy


class TestPreferences:
    def test_choose_where_a_film_does_not(self):
        """
        The owner's wish counts where a film has none, and is as good as one.
        """
        wishes = Preferences(wishes={"tts": "Pro"})

        assert ["elevenlabs", "azurespeech"] == _chosen(None, preferences=wishes)
        assert ["edgetts"] == _chosen("edge", preferences=wishes)

    def test_order_a_tier(self):
        """
        The owner's order counts within a tier, the pinned go first, the excluded not at all.
        """
        ordered = Preferences(chains={"tts": ("azurespeech", "edgetts", "elevenlabs")})

        assert ["azurespeech", "edgetts", "elevenlabs", "espeak"] == _chosen("ProIfAvailable", preferences=ordered)
        assert ["edgetts", "elevenlabs", "azurespeech", "espeak"] == _chosen(
            "ProIfAvailable", preferences=Preferences(pinned="edgetts")
        )
        assert ["azurespeech", "espeak"] == _chosen(
            "ProIfAvailable", preferences=Preferences(excluded=("elevenlabs", "edgetts"))
        )

    def test_may_want_no_stand_ins(self):
        """
        Without fallback the first does it or nobody.
        """
        assert ["elevenlabs"] == _chosen("ProIfAvailable", preferences=Preferences(falls_back=False))


class TestAvailability:
    def test_lists_everybody_with_what_is_missing(self):
        """
        Everybody who could do the part is there, built or not, with the reasons as codes.
        """
        found = {one.provider.id: one for one in SPEECH.availability()}

        assert found["espeak"].available
        assert found["elevenlabs"].available
        assert ["NotBuilt"] == [lack.code for lack in found["playht"].lacks]
        lacks = {one.provider.id: one for one in attrs.evolve(SPEECH, accounts={}, offline=True).availability()}
        assert ["OfflineMode", "MissingApiKey:ELEVENLABS_API_KEY"] == [lack.code for lack in lacks["elevenlabs"].lacks]

    @given(st.sampled_from(Part), st.text() | st.sampled_from(sorted(TIERS)), st.booleans())
    def test_agrees_with_what_is_chosen(self, part, word, offline):
        """
        Whoever is chosen is said to be available, whatever the word; or there is an error that says what to do.
        """
        roster = attrs.evolve(SPEECH, part=part, offline=offline)
        available = {one.provider.id for one in roster.availability() if one.available}
        try:
            chain = roster.chain(word, "built-in")
        except AuraError as error:
            assert error.remedy  # noqa: PT017 - a chain will do as well
        else:
            assert {member.id for member in chain.members} <= available
