"""The Quick Example of the documents, as it stands there, in a browser and with curl."""

import json
import re
import shutil
import socket
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest


pytestmark = pytest.mark.render

PAGE = Path(__file__).parents[2] / "docs" / "api" / "README.md"
(EXAMPLE,) = re.findall(r"```typescript\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
SMALL = {"defaultResolution": "256x144", "defaultFrameRate": 10}
SHOWN = """<!doctype html><title>Quick Example</title><ol id="log"></ol><script>
const log = console.log
console.log = (...parts) => {
  log(...parts)
  const line = document.createElement("li")
  line.textContent = parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" ")
  document.getElementById("log").append(line)
}
addEventListener("unhandledrejection", (event) => console.log("Failed: " + event.reason))
</script><script type="module">
%s</script>"""


@pytest.fixture
def documented(serve, tmp_path):
    """A server at the port that the documents name, if that is free; and the example for it."""
    port = 5005 if _free(5005) else 0
    server = serve(tmp_path / "data", "--port", str(port))
    return server, EXAMPLE.replace("http://localhost:5005", server.url.replace("127.0.0.1", "localhost"))


@pytest.fixture
def browser():
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("there is no chromium with its chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    driving = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield driving
    driving.quit()


@pytest.fixture
def site(tmp_path):
    """Serve a folder of pages from another port of this machine, as a front end would be."""
    folder = tmp_path / "site"
    folder.mkdir()

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield folder, f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class TestQuickExample:
    def test_runs_in_a_browser(self, documented, browser, site, read):
        """
        The example's text, run by a page of another origin on this machine, shows progress and ends with a film.
        """
        from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415 - skipped above where it is missing

        server, example = documented
        folder, origin = site
        (folder / "index.html").write_text(SHOWN % example, encoding="utf-8")
        with server.client() as client:
            # What the example does not say, the owner decides: here, that films take little time.
            kept = client.put("/api/settings/video-defaults", json=SMALL)
            assert kept.is_success, kept.text
        browser.get(f"{origin}/index.html")
        WebDriverWait(browser, 120).until(lambda page: "Progress:" in page.find_element("id", "log").text)
        with server.client() as client:
            (job,) = client.get("/api/jobs").json()["jobs"]
            told = read(client, f"/api/jobs/{job['id']}/events")
            film = client.get(f"/api/jobs/{job['id']}/download")
        shown = browser.find_element("id", "log").text

        assert "job-completed" == told[-1][1]
        assert "AI Technology" == job["brief"]["topic"]
        assert 200 == film.status_code
        assert b"ftyp" == film.content[4:8]
        assert "Failed" not in shown
        assert 0 <= json.loads(re.search(r"Progress: (\{.*)", shown)[1])["percent"] <= 100

    def test_runs_with_curl(self, documented, tiny):
        """
        The same is to be had with ``curl -N``: a job, its events as they come, and the end.
        """
        if not shutil.which("curl"):
            pytest.skip("there is no curl on this machine")
        server, _ = documented
        asked = ["curl", "-s", "-X", "POST", f"{server.url}/api/jobs", "-H", "Content-Type: application/json"]
        made = subprocess.run([*asked, "-d", json.dumps(tiny)], capture_output=True, check=True, timeout=60)
        job = json.loads(made.stdout)["id"]
        events = ["curl", "-sN", f"{server.url}/api/jobs/{job}/events"]
        said = subprocess.run(events, capture_output=True, text=True, check=True, timeout=120).stdout

        assert "event: step-progress" in said
        assert 1 == said.count("event: job-completed")


def _free(port):
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
