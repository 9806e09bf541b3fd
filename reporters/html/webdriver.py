"""A browser to drive: Chromium, without a screen, over the W3C WebDriver
protocol, with nothing but Python's standard library.

    with webdriver.Browser() as browser:
        browser.open("/tmp/page.html")
        browser.run("return document.title")
"""

import json
import os
import subprocess
import tempfile
import urllib.error
import urllib.request

ARGUMENTS = [
    "--headless",
    "--no-sandbox",  # which root may not use, and the test has its own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    # Nothing of the browser's own goes to the network.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]

TIMEOUT_SECONDS = 60


class DriverError(Exception):
    """Why a command failed; `kind` is the protocol's word for it."""

    def __init__(self, value):
        super().__init__(value["message"])
        self.kind = value["error"]


class Browser:
    """One tab of a fresh profile."""

    def __init__(self):
        self._session = None
        # Not a test's own directory: a socket's path has 107 letters at most.
        self._home = tempfile.TemporaryDirectory(
            prefix="browser", dir="/tmp", ignore_cleanup_errors=True
        )
        environment = dict(
            os.environ, HOME=self._home.name, TMPDIR=self._home.name
        )
        self._driver = subprocess.Popen(
            ["/usr/bin/chromedriver", "--port=0"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._url = f"http://127.0.0.1:{self._read_port()}"

    def __enter__(self):
        profile = os.path.join(self._home.name, "profile")
        options = {
            "binary": "/usr/bin/chromium",
            "args": ARGUMENTS + ["--user-data-dir=" + profile],
        }
        capabilities = {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            # An alert stays open, so that the test sees it.
            "unhandledPromptBehavior": "ignore",
        }
        session = self._post(
            "/session", {"capabilities": {"alwaysMatch": capabilities}}
        )
        self._session = "/session/" + session["sessionId"]
        return self

    def __exit__(self, *unused):
        try:
            if self._session is not None:
                self._request("DELETE", self._session, None)
        finally:
            self._driver.terminate()
            self._driver.communicate()
            self._home.cleanup()

    def open(self, path):
        """Opens a file from disk, and forgets what was logged before."""
        self.console()
        self.requests()
        self._post(self._session + "/url", {"url": "file://" + path})

    def run(self, script, *arguments):
        """What the body of a JavaScript function returns."""
        body = {"script": script, "args": list(arguments)}
        return self._post(self._session + "/execute/sync", body)

    def press(self, key):
        """Presses and releases a key on whatever has the focus."""
        actions = [
            {"type": "keyDown", "value": key},
            {"type": "keyUp", "value": key},
        ]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self._post(self._session + "/actions", {"actions": [source]})

    def console(self):
        """What the page wrote to the console since the last call, errors and
        broken policies among it."""
        return [entry["message"] for entry in self._log("browser")]

    def requests(self):
        """The addresses that were asked for since the last call."""
        messages = [
            json.loads(entry["message"])["message"]
            for entry in self._log("performance")
        ]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def has_alert(self):
        try:
            self._request("GET", self._session + "/alert/text", None)
            return True
        except DriverError as error:
            if error.kind != "no such alert":
                raise
            return False

    def set_width(self, width, height=900):
        metrics = {
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": False,
        }
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)

    def set_color_scheme(self, scheme):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.devtools("Emulation.setEmulatedMedia", {"features": [feature]})

    def devtools(self, command, parameters):
        return self._post(
            self._session + "/goog/cdp/execute",
            {"cmd": command, "params": parameters},
        )

    def _read_port(self):
        for line in self._driver.stdout:
            before, found, after = line.partition("successfully on port ")
            if found:
                return int(after.strip().rstrip("."))
        raise RuntimeError("chromedriver did not start")

    def _log(self, kind):
        return self._post(self._session + "/se/log", {"type": kind})

    def _post(self, path, body):
        return self._request("POST", path, body)

    def _request(self, method, path, body):
        request = urllib.request.Request(
            self._url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        # Whatever proxy the environment names is not for this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            raise DriverError(json.load(error)["value"]) from error
