"""Stock libraries over HTTP, searched as they document themselves."""

import attrs
import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_core.testing.stub import Answer, Fault, Stub
from aura_http.routes.stock import _BLEND, _COMPOSE, _SEARCH
from aura_http.server import create_app
from tests.stubs import painters, pexels, pixabay, unsplash
from tests.stubs.library import NOTHING


PATH = "/api/stock-media"
ROUTES = {**pexels.ROUTES, **pixabay.ROUTES, **unsplash.ROUTES}


@pytest.fixture(scope="module")
def services():
    """Give all libraries at one address."""
    with Stub(ROUTES, pexels.refusal) as stub:
        yield stub


@pytest.fixture
def stub(services):
    """Give the libraries as they are when all is well."""
    services.routes, services.fault, services.faulty = dict(ROUTES), None, ""
    services.asked.clear()
    return services


@pytest.fixture(scope="module")
def settings(services, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stock")
    return Settings(
        data=folder / "data",
        secrets=folder / "secrets",
        ffmpeg=str(folder / "none"),
        keys={"pexels": pexels.KEY, "pixabay": pixabay.KEY, "unsplash": unsplash.KEY, "openai": painters.OPENAI.key},
        addresses={"pexels": f"{services.url}/v1", "pixabay": f"{services.url}/api", "unsplash": services.url},
        providers_private=True,
    )


@pytest.fixture(scope="module")
def client(settings):
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """Give a server whose owner has told of nobody."""
    folder = tmp_path_factory.mktemp("alone")
    settings = Settings(data=folder / "data", secrets=folder / "secrets", ffmpeg=str(folder / "none"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


def sent(client, path, body):
    answer = client.post(f"{PATH}/{path}", json=body)
    assert 200 == answer.status_code, answer.text
    return answer.json()


class TestSearch:
    def test_tells_whose_it_is_and_where(self, client, stub):
        """
        A photograph has addresses small and large, size, author, terms and the page that it is from.
        """
        found = sent(client, "search", _SEARCH)
        first = found["results"][0]

        assert (4, 1, 10, {"Pexels": 4}) == tuple(
            found[name] for name in ("totalResults", "page", "perPage", "resultsByProvider")
        )
        assert ("pexels-photo-2880500", "Image", "Pexels", 4000, 2250, None) == tuple(
            first[name] for name in ("id", "type", "provider", "width", "height", "durationSeconds")
        )
        assert all(first[name] for name in ("thumbnailUrl", "previewUrl", "fullSizeUrl", "downloadUrl"))
        assert {
            "licenseType": "Pexels License",
            "attribution": "Photo by Bob 0 on Pexels (https://www.pexels.com/photo/a-painting-2880500/)",
            "licenseUrl": "https://www.pexels.com/license/",
            "commercialUseAllowed": True,
            "attributionRequired": False,
            "creatorName": "Bob 0",
            "creatorUrl": "https://www.pexels.com/@bob",
            "sourcePlatform": "Pexels",
        } == first["licensing"]

    def test_asks_all_who_can_be_asked(self, client, stub):
        """
        Without names, all libraries are asked for both kinds, and the page is shared among them; the best of each come
        first, and the same search of a day is asked once.
        """
        found = sent(client, "search", {"query": "sea"})
        again = sent(client, "search", {"query": "sea"})
        first = {(one["provider"], one["type"]) for one in found["results"][:5]}

        assert found == again
        assert 5 == len(stub.asked)
        assert {("Pexels", "Image"), ("Pexels", "Video"), ("Pixabay", "Image"), ("Pixabay", "Video")} < first
        assert ["2", "2"] == [asked.query["per_page"] for asked in stub.asked if asked.path.startswith("/v1")]
        assert 1.0 == found["results"][0]["relevanceScore"] > found["results"][-1]["relevanceScore"]
        assert [6, 6] == [one["durationSeconds"] for one in found["results"][:5] if one["type"] == "Video"]

    def test_passes_on_what_is_wanted(self, client, stub):
        """
        Page, shape and colour are asked for as each library calls them; what is too small is left out.
        """
        wanted = {"query": "waves", "mediaType": "image", "page": 3, "orientation": "Square", "color": "turquoise"}
        found = sent(client, "search", {**wanted, "count": 9, "minWidth": 3000, "providers": ["unsplash", "pixabay"]})
        asked = {one.path: dict(one.query) for one in stub.asked}

        assert ("squarish", "teal", "3", "5") == tuple(
            asked["/search/photos"][name] for name in ("orientation", "color", "page", "per_page")
        )
        assert ("all", "turquoise", "3", "4", "true") == tuple(
            asked["/api/"][name] for name in ("orientation", "colors", "page", "per_page", "safesearch")
        )
        assert {"Unsplash": 4, "Pixabay": 0} == found["resultsByProvider"]
        assert all(one["licensing"]["attributionRequired"] for one in found["results"])

    def test_takes_small_pages_where_a_library_has_none(self, client, stub):
        """
        Pixabay has no page of one: the second of such is the second that there is.
        """
        ids = [
            one["id"]
            for page in (1, 2, 3)
            for one in sent(
                client,
                "search",
                {"query": "art", "mediaType": "Image", "providers": ["Pixabay"], "count": 1, "page": page},
            )["results"]
        ]

        assert ["pixabay-photo-195890", "pixabay-photo-195891", "pixabay-photo-195892"] == ids

    def test_says_who_failed(self, client, stub):
        """
        Who fails is told beside what the others have; when all fail, that is the error.
        """
        stub.routes["GET", "/v1/search"] = lambda asked: Answer({"error": "No."}, 403)
        search = {"query": "rocks", "mediaType": "Image", "providers": ["pexels", "unsplash"]}
        found = sent(client, "search", search)
        refused = client.post(f"{PATH}/search", json={**search, "providers": ["pexels"]})

        assert {"Unsplash"} == {one["provider"] for one in found["results"]}
        assert "403" in found["notices"]["Pexels"]
        assert 502 == refused.status_code
        assert pexels.KEY not in refused.text

    def test_may_find_nothing(self, client, stub):
        """
        Nothing is an answer, too.
        """
        found = sent(client, "search", {**_SEARCH, "query": NOTHING})

        assert ([], 0, {"Pexels": 0}) == tuple(found[name] for name in ("results", "totalResults", "resultsByProvider"))

    def test_is_refused_with_all_that_is_wrong(self, client, stub):
        """
        Every member that is wrong is named at once, and nobody is asked.
        """
        wrong = {"query": "?!", "mediaType": "Hologram", "count": 0, "page": 0, "orientation": "up", "color": "plaid"}
        named = client.post(f"{PATH}/search", json={**_SEARCH, "providers": ["Pexels", "localstock", "nobody"]})
        answer = client.post(f"{PATH}/search", json=wrong)
        crossed = client.post(
            f"{PATH}/search",
            json={
                "query": "sea",
                "mediaType": "Video",
                "color": "red",
                "minDurationSeconds": 9,
                "maxDurationSeconds": 3,
            },
        )

        assert [400] * 3 == [one.status_code for one in (answer, named, crossed)]
        assert {"$.query", "$.mediaType", "$.count", "$.page", "$.orientation", "$.color"} == set(
            answer.json()["errors"]
        )
        assert ["$.providers[1]", "$.providers[2]"] == list(named.json()["errors"])
        assert {"$.color", "$.maxDurationSeconds"} == set(crossed.json()["errors"])
        assert [] == stub.asked

    def test_needs_somebody_to_ask(self, alone):
        """
        Without a key of any library there is nobody to ask, and the answer says what each lacks.
        """
        answer = alone.post(f"{PATH}/search", json={"query": "sea"})
        named = alone.post(f"{PATH}/search", json={"query": "sea", "providers": ["Unsplash"]})

        assert [409, 409] == [answer.status_code, named.status_code]
        assert "Pexels: it has no key" in answer.json()["detail"]

    def test_leaves_nobody_to_ask_in_offline_mode(self, settings, stub, tmp_path):
        """
        Whether a library is named or not, offline mode is what refuses, and nobody is asked.
        """
        offline = attrs.evolve(settings, data=tmp_path, offline=True)
        with TestClient(create_app(offline), base_url="http://127.0.0.1") as client:
            answers = [
                client.post(f"{PATH}/search", json={"query": "sea", **more}) for more in ({}, {"providers": ["Pexels"]})
            ]

        assert [(403, "E307")] * 2 == [(one.status_code, one.json()["errorCode"]) for one in answers]
        assert [] == stub.asked


class TestComposing:
    def test_chooses_what_names_something(self, client):
        """
        Words of the description that name something, the narrowest search first; looks come after them.
        """
        words = sent(client, "compose-query", {**_COMPOSE, "mood": "calm"})

        assert "Waves rocks lighthouse" == words["primaryQuery"]
        assert ["Waves", "Waves rocks lighthouse calm"] == words["alternativeQueries"]
        assert ([], 0.9) == (words["negativeFilters"], words["confidence"])

    def test_takes_keywords_first(self, client):
        """
        What is said to be a keyword goes before what is found; only who paints can be told what must not be seen.
        """
        told = {**_COMPOSE, "keywords": ["lighthouse", "storm"], "targetProvider": "StableDiffusion"}
        words = sent(client, "compose-query", told)

        assert "lighthouse storm" == words["primaryQuery"]
        assert "lighthouse" == words["alternativeQueries"][-1]
        assert "watermark" in words["negativeFilters"]

    def test_refuses_what_is_none(self, client):
        """
        A provider that nobody knows, and a description that says nothing.
        """
        nobody = client.post(f"{PATH}/compose-query", json={**_COMPOSE, "targetProvider": "nobody"})
        nothing = client.post(f"{PATH}/compose-query", json={**_COMPOSE, "sceneDescription": " … "})

        assert ["$.targetProvider"] == list(nobody.json()["errors"])
        assert ["$.sceneDescription"] == list(nothing.json()["errors"])


class TestBlending:
    @pytest.mark.parametrize(
        ("changes", "sources", "strategy", "cost"),
        [
            ({}, ["pexels", "openai"], "Mixed", 0.07),
            ({"budget": 0}, ["pexels", "pexels"], "StockOnly", 0.0),
            ({"videoStyle": "Watercolor"}, ["openai", "openai"], "GenerativeOnly", 0.14),
            ({"allowStock": False}, ["openai", "openai"], "GenerativeOnly", 0.14),
            ({"allowGenerative": False}, ["pexels", "pexels"], "StockOnly", 0.0),
            ({"allowGenerative": False, "allowStock": False}, ["slides", "slides"], "SlidesOnly", 0.0),
        ],
    )
    def test_follows_its_rules(self, client, stub, changes, sources, strategy, cost):
        """
        What could be photographed is searched for, what no camera has seen is painted, within the budget.
        """
        told = sent(client, "recommend-blend", {**_BLEND, **changes})
        scenes = [told["sceneRecommendations"][place] for place in ("0", "1")]

        assert sources == [scene["preferredSource"] for scene in scenes]
        assert (strategy, cost) == (told["strategy"], told["estimatedCost"])
        assert (0.0 if strategy == "SlidesOnly" else 1.0) == told["narrativeCoverageScore"]
        assert all(scene["reasoning"] for scene in scenes)
        assert [] == stub.asked

    def test_paints_no_more_than_the_budget_is_for(self, client):
        """
        A dollar is enough for fourteen pictures of seven cents.
        """
        told = sent(client, "recommend-blend", {**_BLEND, "sceneDescriptions": ["A dragon"] * 20, "budget": 1})

        assert 14 == sum(scene["useGenerative"] for scene in told["sceneRecommendations"].values())
        assert "enough for 14" in told["reasoning"]

    def test_has_slides_where_there_is_nobody(self, alone):
        """
        Offline and without keys every scene gets its slide.
        """
        told = sent(alone, "recommend-blend", _BLEND)

        assert "SlidesOnly" == told["strategy"]
        assert 400 == alone.post(f"{PATH}/recommend-blend", json={"sceneDescriptions": []}).status_code


class TestRateLimits:
    def test_are_what_libraries_say(self, client, stub):
        """
        What the headers of the last answer said counts; who said nothing has what it documents, less what was asked.
        """
        headers = {"X-Ratelimit-Limit": "20000", "X-Ratelimit-Remaining": "0", "X-Ratelimit-Reset": "4102444800"}
        route = ROUTES["GET", "/v1/search"]
        stub.routes["GET", "/v1/search"] = lambda asked: attrs.evolve(route(asked), headers=headers)
        for provider in ("Pexels", "Unsplash"):
            sent(client, "search", {**_SEARCH, "query": "limits", "providers": [provider]})
        told = {one["provider"]: one for one in client.get(f"{PATH}/rate-limits").json()}
        listed = {one["id"]: one for one in client.get("/api/providers/images").json()["providers"]}
        quotas = [client.get(f"/api/assets/stock/quota/{name}").json() for name in ("pexels", "Unsplash")]

        assert [told["Pexels"]["resetTime"], None] == [one["resetTime"] for one in quotas]
        assert [(0, 20000), (told["Unsplash"]["requestsRemaining"], 50)] == [
            (one["remaining"], one["limit"]) for one in quotas
        ]
        assert (0, told["Pexels"]["resetTime"]) == tuple(
            listed["pexels"][name] for name in ("quotaRemaining", "quotaResetTime")
        )
        assert (0, 20000, True, "provider") == tuple(
            told["Pexels"][name] for name in ("requestsRemaining", "requestsLimit", "isLimited", "toldBy")
        )
        assert told["Pexels"]["resetTime"].startswith("2100-01-01T00:00:00")
        assert (50, False, "catalogue") == tuple(
            told["Unsplash"][name] for name in ("requestsLimit", "isLimited", "toldBy")
        )
        assert told["Unsplash"]["requestsRemaining"] < 50

    def test_are_known_before_anybody_was_asked(self, alone):
        """
        Nothing is asked to tell them.
        """
        told = alone.get(f"{PATH}/rate-limits").json()

        assert [("Pexels", 200), ("Pixabay", 100), ("Unsplash", 50)] == [
            (one["provider"], one["requestsRemaining"]) for one in told
        ]


class TestValidation:
    def test_asks_who_has_a_key(self, client, alone, stub):
        """
        A library that knows its key is valid, one that refuses it says so; who has none is not asked.
        """
        told = [sent(one, "validate-providers", None) for one in (client, alone)]
        asked = len(stub.asked)
        stub.fault = Fault.UNAUTHORIZED
        refused = sent(client, "validate-providers", None)

        names = ["Pexels", "Pixabay", "Unsplash"]
        assert [(name, True, None) for name in names] == [(*one.values(),) for one in told[0]]
        assert [(name, False) for name in names] == [(one["provider"], one["isValid"]) for one in told[1]]
        assert all("no key" in one["errorMessage"] for one in told[1])
        assert 3 == asked
        assert [False] * 3 == [one["isValid"] for one in refused]


class TestPreview:
    def test_shows_what_a_library_has(self, client, stub):
        """
        The first photographs of the one that is named are told, with whom to name; nobody else is asked.
        """
        body = {"providerId": "pexels", "query": "waves", "count": 2}
        told = client.post("/api/providers/images/preview", json=body).json()
        (first, *_) = told["images"]

        assert "pexels" == told["provider"]
        assert all(first[name] for name in ("id", "thumbnailUrl", "previewUrl", "width", "height", "attribution"))
        assert told["totalResults"] >= len(told["images"]) <= 2
        assert 1 == len(stub.asked)

    @pytest.mark.parametrize(
        ("body", "path"),
        [
            ({"providerId": "openai", "query": "waves"}, "$.providerId"),
            ({"providerId": "nobody", "query": "waves"}, "$.providerId"),
            ({"providerId": "pexels", "query": " "}, "$.query"),
            ({"providerId": "pexels", "query": "waves", "count": 99}, "$.count"),
        ],
    )
    def test_refuses_what_is_no_library(self, client, stub, body, path):
        """
        Painters, strangers and words that say nothing are refused, and nobody is asked.
        """
        answer = client.post("/api/providers/images/preview", json=body)

        assert (400, [path]) == (answer.status_code, [*answer.json()["errors"]])
        assert [] == stub.asked
