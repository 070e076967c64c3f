"""What a browser complains of while a test walks: nothing may, unless the test says that it will."""

import re

from playwright.sync_api import Page, Request, Response

# The page's own doing: a video seeks, somebody clicks on before everything has loaded.
ABORTED = "net::ERR_ABORTED"
# Said once more by the response or the failed request, with the address.
TWICE = "Failed to load resource"


class Complaints:
    """Console errors (a breach of the Content-Security-Policy is one), failed requests, refusals."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.expected: list[str] = []
        self.allowed: list[str] = []

    def listen(self, page: Page) -> None:
        page.on("console", lambda said: self._keep(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self._keep(str(error)))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def expect(self, pattern: str) -> None:
        """A regular expression of what will be complained of, and must be."""
        self.expected.append(pattern)

    def allow(self, pattern: str) -> None:
        """A regular expression of what may be complained of, or not, as time will have it."""
        self.allowed.append(pattern)

    def surprising(self) -> list[str]:
        known = self.expected + self.allowed
        return [one for one in self.heard if not any(re.search(pattern, one) for pattern in known)]

    def missing(self) -> list[str]:
        return [known for known in self.expected if not any(re.search(known, one) for one in self.heard)]

    def _keep(self, text: str) -> None:
        if not text.startswith(TWICE):
            self.heard.append(text)

    def _failed(self, request: Request) -> None:
        if request.failure != ABORTED:
            self._keep(f"{request.failure} {request.method} {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._keep(f"{response.status} {response.request.method} {response.url}")
