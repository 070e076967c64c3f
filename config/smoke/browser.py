"""As much of a browser as a person needs for one lesson: cookies, redirects, forms. Standard library only."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any


class Failed(Exception):
    """What was expected and what came instead."""


@dataclass
class Choice:
    """A radio button or a box to tick, and the words that follow it."""

    name: str
    value: str
    words: str = ""


@dataclass
class Form:
    """fields: what would be sent as it stands. choices: what a person may pick."""

    action: str = ""
    method: str = "get"
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return name in {known for known, _ in self.fields}


@dataclass(frozen=True)
class Page:
    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def path(self) -> str:
        return urllib.parse.urlsplit(self.url).path

    @property
    def forms(self) -> list[Form]:
        reader = _FormReader()
        reader.feed(self.text)
        return reader.forms

    @property
    def links(self) -> list[str]:
        reader = _FormReader()
        reader.feed(self.text)
        return reader.links

    def form(self, wanted: Callable[[Form], bool], purpose: str) -> Form:
        for form in self.forms:
            if wanted(form):
                return form
        raise Failed(f"There is no form to {purpose} on {self.url} (status {self.status}).")


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.form = Form()
        self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, value = told.get("name", ""), told.get("value", "")
        if tag == "form":
            self.form = Form(told.get("action", ""), told.get("method", "get").lower())
            self.forms.append(self.form)
        elif tag == "a":
            self.links.append(told.get("href", ""))
        elif tag == "textarea":
            self.textarea = name
        elif tag == "input" and name:
            self._input(told.get("type", "text"), name, value, "checked" in told)

    def _input(self, kind: str, name: str, value: str, checked: bool) -> None:
        if kind in ("radio", "checkbox"):
            self.form.choices.append(Choice(name, value or "on"))
        if checked or kind not in ("radio", "checkbox", "submit", "button"):
            self.form.fields.append((name, value))

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.form.fields.append((self.textarea, data))
            self.textarea = ""
        elif self.form.choices:
            self.form.choices[-1].words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = Form()
        elif tag == "textarea":
            self.textarea = ""


class Browser:
    """One person's browser. Pages come back whatever their status; a caller says what it expected."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def get(self, path: str, **headers: str) -> Page:
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.site, path), headers=headers))

    def submit(self, page: Page, form: Form, **values: Any) -> Page:
        """Send a form with some values of one's own."""
        kept = [(name, value) for name, value in form.fields if name not in values]
        data = urllib.parse.urlencode([*kept, *values.items()], doseq=True).encode()
        address = urllib.parse.urljoin(page.url, form.action)
        return self._open(urllib.request.Request(address, data=data, headers={"Referer": page.url}))

    def sign_in(self, email: str, password: str) -> None:
        page = self.get("/accounts/login/")
        form = page.form(lambda form: form.has("password"), "sign in")
        page = self.submit(page, form, login=email, password=password)
        if page.status != 200 or page.path.startswith("/accounts/login"):
            raise Failed(f"{email} could not sign in (status {page.status} at {page.url}).")

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return Page(answer.status, answer.url, answer.headers, answer.read())
