"""
What answers tell a browser to be careful about.
"""

import pytest


EVERY = [
    ("GET", "/render-spec"),
    ("POST", "/films"),
    ("GET", "/nowhere"),
    ("GET", "/fails/unforeseen"),
    ("GET", "/stream"),
    ("GET", "/schema/openapi.json"),
    ("GET", "/schema"),
]


class TestEveryAnswer:
    @pytest.mark.parametrize(("method", "path"), EVERY)
    def test_is_careful(self, client, method, path):
        """
        Nothing may be sniffed, framed, or read by other sites, and no address is handed on.
        """
        headers = client.request(method, path).headers

        assert "nosniff" == headers["x-content-type-options"]
        assert "DENY" == headers["x-frame-options"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "no-referrer" == headers["referrer-policy"]
        assert "same-origin" == headers["cross-origin-opener-policy"]
        assert "same-site" == headers["cross-origin-resource-policy"]

    @pytest.mark.parametrize("path", ["/render-spec", "/nowhere", "/fails/queue", "/schema/openapi.json"])
    def test_is_kept_nowhere(self, client, path):
        """
        What changes is not kept, neither are problems, not even those of what could be kept.
        """
        assert "no-store" == client.get(path).headers["cache-control"]

    def test_may_say_that_it_can_be_kept(self, client, make_client):
        """
        A route that says so is kept by the browser that asked; its refusals are not.
        """
        assert "private, max-age=60" == client.get("/polled").headers["cache-control"]
        assert "no-store" == client.get("/polled", headers={"Host": "evil.example"}).headers["cache-control"]


class TestPage:
    def test_may_run_what_it_brings(self, client):
        """
        The page that shows the API has a policy of its own: its own script and style, and this server.
        """
        policy = client.get("/schema").headers["content-security-policy"]

        assert "script-src 'unsafe-inline'" not in policy
        assert "connect-src 'self'" in policy
        assert "'sha256-" in policy
