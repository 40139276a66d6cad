"""Which language a text is in."""

import pytest

from aura_core.languages import foreign_to, language_of


class TestLanguageOf:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("The sea rises and falls twice a day, because the Moon pulls at it.", "en"),
            ("Das Meer steigt und fällt zweimal am Tag, weil der Mond an ihm zieht.", "de"),
            ("La mer monte et descend deux fois par jour, parce que la Lune l'attire.", "fr"),
            ("El mar sube y baja dos veces al día, porque la Luna tira de él.", "es"),
            ("月は海の水を引きます。", "ja"),
            ("xyzzy plugh frobnicate", None),
            ("1 2 3", None),
        ],
    )
    def test_tells_languages(self, text, language):
        """
        A language is told by its commonest words, or not at all.
        """
        assert language == language_of(text)


class TestForeignTo:
    @pytest.mark.parametrize(
        ("text", "language", "found"),
        [
            ("Das Meer steigt und fällt zweimal am Tag, weil der Mond an ihm zieht.", "en-US", "de"),
            ("Das Meer steigt und fällt zweimal am Tag, weil der Mond an ihm zieht.", "de-AT", None),
            ("The sea rises and falls twice a day, because the Moon pulls at it.", "de", "en"),
            ("月は海の水を引きます。", "en", "ja"),
            ("潮汐", "ja", None),
            ("海水涌上沙滩。", "cmn", None),
            ("Havet stiger og synker to ganger om dagen, fordi månen trekker i det hele tiden.", "nb", None),
            ("Havet stiger og synker to ganger om dagen, fordi månen trekker i det hele tiden.", "da", None),
            ("Das Meer steigt.", "en", None),
            ("Das Meer steigt und fällt zweimal am Tag, weil der Mond an ihm zieht.", "tlh", None),
            ("", "en", None),
        ],
    )
    def test_tells_only_what_is_plain(self, text, language, found):
        """
        Another language is told where it knows far more of the words; kin, few words and unknown tongues leave a doubt.
        """
        assert found == foreign_to(text, language)
