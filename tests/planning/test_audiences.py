"""
What an audience needs.
"""

import pytest

from aura_core.planning.audiences import audience_of


class TestAudience:
    @pytest.mark.parametrize(
        ("told", "name", "grade"),
        [
            (("General",), "everybody", 8),
            ((None, "Children"), "children", 4),
            (("busy engineers", "General"), "experts", 13),
            (("University students",), "students", 10),
            (("ages 8 to 10",), "children of 8", 3),
            (("Teens aged 15",), "people of 15", 10),
            (("Retired teachers",), "older people", 8),
            (("people who play chess",), "everybody", 8),
            ((None, None), "everybody", 8),
            (("age 65",), "everybody", 8),
        ],
    )
    def test_is_found_by_its_words(self, told, name, grade):
        """
        The first word that the table knows decides; an age in school decides before it.
        """
        found = audience_of(*told)

        assert (name, grade) == (found.name, found.grade)
