"""
What is looked for to show a scene with.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.directing.seeking import searches
from aura_core.model.script import Scene


TIDES = (
    ("", "Twice a day, the sea climbs the beach."),
    ("The Moon pulls", "The Moon's gravity tugs on the Earth. There, the water gathers into a bulge."),
    ("The coast decides", "The rest is up to the coast. In the Bay of Fundy, the sea can rise sixteen meters."),
    ("Next time", "When the water reaches for your shoes, look up. You are watching the Moon at work."),
    ("Conclusion", "And so it goes on."),
)
BEES = (
    ("", "Eine Biene findet eine Wiese voller Klee. Wie sagt sie es den anderen?"),
    ("Die Sonne als Kompass", "Selbst bei Wolken sehen Bienen, wo die Sonne steht."),
)


def sought(texts, title, language="en-US", **more):
    return searches([Scene(index, *text, **more) for index, text in enumerate(texts)], title, language)


class TestSearches:
    def test_go_from_the_scene_to_the_film(self):
        """
        First what the scene is about beside what the film is about, then less of it, then the film alone; headings that
        say nothing are no search.
        """
        assert (
            ("sea beach tides", "sea tides", "tides"),
            ("Moon water tides", "Moon tides", "tides"),
            ("coast sea tides", "coast tides", "tides"),
            ("water Moon tides", "water tides", "tides"),
            ("tides",),
        ) == sought(TIDES, "How tides work")

    @pytest.mark.parametrize(
        ("title", "script", "narrow"),
        [
            (
                "How tides work",
                "The Moon pulls the water towards it, and the Earth turns beneath that bulge.",
                "Moon water tides",
            ),
            (
                "The history of coffee",
                "Merchants carried the beans across the Red Sea and roasted them over open fires.",
                "Merchants beans coffee",
            ),
            ("Why sleep matters", "Your brain clears out waste while you rest.", "brain waste sleep"),
            (
                "Electric cars",
                "Batteries store energy that drives an electric motor instead of burning fuel.",
                "Batteries energy cars",
            ),
            ("Keeping bees on a roof", "Smoke calms the colony before the keeper opens the box.", "Smoke colony roof"),
            ("Learning to cook", "Chop the onions finely and fry them slowly in butter.", "onions butter cook"),
            ("Remote teams", "Meetings waste hours when nobody prepares an agenda.", "Meetings agenda teams"),
            (
                "Climate change",
                "Forests absorb carbon dioxide, but they burn more often now.",
                "Forests dioxide change",
            ),
            (
                "Running your first marathon",
                "On race day, thousands of runners gather at the start line.",
                "race runners marathon",
            ),
            (
                "The Roman aqueducts",
                "Roman engineers built channels that carried water over valleys.",
                "Roman engineers channels",
            ),
            (
                "How vaccines work",
                "White blood cells remember the invader and produce antibodies.",
                "blood cells vaccines",
            ),
            ("Saving money", "Compare prices before you buy groceries.", "prices groceries money"),
            ("Machine learning", "A model learns patterns from thousands of examples.", "model patterns learning"),
            ("Growing tomatoes", "Water the plants deeply, and tie the stems to a stake.", "plants stems tomatoes"),
            ("The life of whales", "Ships strike whales when they cross their routes.", "Ships whales routes"),
        ],
    )
    def test_are_things_in_english(self, title, script, narrow):
        """
        Of a sentence is searched for what is seen in it, not what is done, how and when.
        """
        assert narrow == sought([("", script)], title)[0][0]

    def test_are_things_in_german(self):
        """
        What is written large is a thing; a plural is no other one.
        """
        assert (("Biene Wiese Klee", "Biene", "Bienen"), ("Sonne Kompass Bienen", "Sonne Bienen", "Bienen")) == sought(
            BEES, "Warum Bienen tanzen", "de-DE"
        )

    @pytest.mark.parametrize(
        ("prompt", "words"),
        [
            ("A cinematic wide-angle shot of waves on rocks, photorealistic", "waves rocks"),
            ("Statement", "Moon gravity Earth"),
            ("the", "the"),
        ],
    )
    def test_begin_with_what_is_asked_for(self, prompt, words):
        """
        Of a prompt that is searched for which says what is seen, not how; the name of a layout is none.
        """
        assert words == sought(TIDES[1:2], "", visual_prompt=prompt)[0][0]

    @pytest.mark.parametrize("language", ["ja", "tlh"])
    def test_are_the_words_themselves_where_nobody_can_tell(self, language):
        """
        In languages whose words nobody tells apart, heading and title are searched for.
        """
        assert (("月と海", "潮汐"),) == sought([("月と海", "海は動く。")], "潮汐", language)

    @given(st.text(max_size=60), st.text(max_size=200), st.text(max_size=60), st.sampled_from(["en", "de", "ar", "xx"]))
    def test_are_few_words_of_the_scene(self, heading, script, title, language):
        """
        Whatever is said, no search is empty, long, or of words that nobody has said.
        """
        (found,) = sought([(heading, script)], title, language)

        assert len(found) == len(set(found)) <= 4
        assert all(one.strip() for one in found)
        assert all(word in f"{heading} {script} {title}" for one in found for word in one.split())
