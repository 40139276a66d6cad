"""Requests as JSON: everything that is wrong is said at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import InvalidInputError
from aura_core.model.brief import Brief
from aura_core.model.request import JobRequest, SceneRequest
from aura_core.ordering import order_of, orders_of, read_batch, read_request
from aura_core.outbound.addresses import Reach


TIDES = {"brief": {"topic": "Tides"}}

# Each with the path that it is named by, whether the wire objects or ordering does.
WRONG = {
    "planSpec": ({"pacing": "Hasty"}, "$.planSpec.pacing"),
    "renderSpec": ({"fps": 0}, "$.renderSpec.fps"),
    "seed": ("x", "$.seed"),
    "preset": ("none such", "$.preset"),
    "priority": (11, "$.priority"),
    "options": ({"quality": "best"}, "$.options.quality"),
    "imageProvider": ("none such", "$.imageProvider"),
    "callbackUrl": ("ftp://example.com", "$.callbackUrl"),
}


def paths_refused(read, data):
    with pytest.raises(InvalidInputError) as caught:
        read(data)
    return [issue.path for issue in caught.value.issues]


def ordered(data):
    return order_of(read_request(data))


class TestRequests:
    @given(st.sets(st.sampled_from(sorted(WRONG)), min_size=1))
    def test_are_refused_once_and_wholly(self, names):
        """
        Whatever is wrong, be it that it cannot be read or that it cannot be made, is named in the first answer.
        """
        data = TIDES | {name: WRONG[name][0] for name in names}

        assert sorted(WRONG[name][1] for name in names) == sorted(paths_refused(ordered, data))

    def test_are_read_as_ever_where_nothing_is_wrong(self):
        """
        A request that can be read is read, in any case, for ordering to judge.
        """
        assert JobRequest(Brief("Tides"), priority=99) == read_request({"Brief": {"TOPIC": "Tides"}, "priority": 99})

    @pytest.mark.parametrize(
        "data", [{"brief": {"topic": 5}}, {"script": 5}, {"inputs": 5}, {"scenes": 5}, {"scenes": [{"script": 5}]}]
    )
    def test_are_not_asked_for_what_could_not_be_read(self, data):
        """
        Where what a film is about cannot be read, it is not said to be missing, too.
        """
        (path,) = paths_refused(ordered, data)

        assert path.startswith(f"$.{next(iter(data))}")

    def test_have_every_scene_looked_at(self):
        """
        A scene that cannot be read leaves the others their places.
        """
        scenes = [{"script": " "}, {"script": 5}, {"script": "Fine."}, {"script": "…", "transition": "none such"}]

        assert ["$.scenes[0].script", "$.scenes[1].script", "$.scenes[3].transition"] == sorted(
            paths_refused(ordered, {"Scenes": scenes})
        )

    @pytest.mark.parametrize("data", [None, 5, "text", [], [TIDES]])
    def test_are_objects(self, data):
        """
        Anything else is refused as that.
        """
        assert "$" == paths_refused(ordered, data)[0]

    @given(st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.lists(st.integers())))
    def test_of_any_kind_are_read_or_refused(self, data):
        """
        No object makes reading fail otherwise, or for ever.
        """
        try:
            read = read_request(data)
        except InvalidInputError as error:
            read = error

        assert isinstance(read, JobRequest) or read.issues


class TestBatches:
    def test_are_refused_once_and_wholly(self):
        """
        Everything that is wrong with any of the requests is named by its place, whoever objects.
        """
        jobs = [TIDES, TIDES | {"preset": "none such"}, {"planSpec": {"pacing": "Hasty"}, "priority": 0}, 5]

        assert [
            "$.jobs[1].preset",
            "$.jobs[2].planSpec.pacing",
            "$.jobs[2].priority",
            "$.jobs[2].brief.topic",
            "$.jobs[3]",
        ] == paths_refused(read_batch, {"JOBS": jobs})

    @pytest.mark.parametrize("data", [{}, {"jobs": []}, {"jobs": 5}, []])
    def test_hold_requests(self, data):
        """
        A batch of nothing is none.
        """
        assert paths_refused(read_batch, data)

    def test_are_ordered_all_or_none(self):
        """
        What ordering refuses is named by its place; of requests that are fine come their orders.
        """
        fine, wrong = JobRequest(Brief("Tides")), JobRequest(Brief("Tides"), preset="none such", priority=0)

        assert (order_of(fine), order_of(fine)) == orders_of([fine, fine])
        assert ["$.jobs[1].preset", "$.jobs[1].priority"] == paths_refused(orders_of, [fine, wrong])


class TestCallbacks:
    @pytest.mark.parametrize(
        "url", ["http://127.0.0.1/done", "http://[::1]/", "http://2130706433/", "http://localhost/"]
    )
    def test_lead_only_where_they_may(self, url):
        """
        An address that the server's owner does not allow is refused at once, not when the film is done.
        """
        request = JobRequest(scenes=(SceneRequest("A", "B."),), callback_url=url)
        with pytest.raises(InvalidInputError) as caught:
            order_of(request, Reach.PUBLIC)

        assert order_of(request)
        assert ["$.callbackUrl"] == [issue.path for issue in caught.value.issues]
        assert "AURA_WEBHOOKS_PRIVATE" in caught.value.remedy
