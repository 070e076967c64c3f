"""What every answer of the site must bear: a policy that fits, no guessing of types, nothing inline."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.http import HttpResponseBase

from tests.matrix.world import SECRET

LOOSE = ("'unsafe-inline'", "'unsafe-eval'")
STRICT = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
DATA = re.compile(r"(application/(ld\+)?json|text/template|speculationrules)")


def policy_of(response: HttpResponseBase) -> dict[str, list[str]]:
    """Directive -> its sources."""
    parts = response.headers.get("Content-Security-Policy", "").split(";")
    return {words[0]: words[1:] for part in parts if (words := part.split())}


def faults(response: HttpResponseBase, address: str) -> list[str]:
    """What is wrong with an answer, in words. The admin is Wagtail's: there the loose policy holds."""
    content = b"".join(response) if response.streaming else response.content
    found = ["what a learner wrote for themself"] if SECRET.encode() in content else []
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("browsers may guess its type")
    if response.status_code == 500:
        found.append("an error of ours")
    if not response.headers.get("Content-Type", "").startswith("text/html") or not content:
        return found
    policy = policy_of(response)
    sandboxed = "sandbox" in policy
    if not sandboxed:
        found += [
            f"{name} is {policy.get(name)}" for name, one in STRICT.items() if policy.get(name) != [one]
        ]
    if address.startswith("/admin/") or sandboxed:
        return found
    found += [f"{name} is loose" for name, sources in policy.items() if set(sources) & set(LOOSE)]
    return found + inline(content.decode(), policy)


def inline(html: str, policy: dict[str, list[str]]) -> list[str]:
    """What of a page the policy would stop: what is written into it without its nonce."""
    nonces = {
        one[7:-1] for name in ("script-src", "style-src") for one in policy.get(name, ()) if "nonce-" in one
    }
    page = _Inline(nonces)
    page.feed(html)
    return page.found


class _Inline(HTMLParser):
    def __init__(self, nonces: set[str]) -> None:
        super().__init__()
        self.nonces = nonces
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.found += [f"<{tag} {name}>" for name in named if name == "style" or name.startswith("on")]
        data = DATA.match(named.get("type") or "")
        written = tag == "style" or (tag == "script" and "src" not in named and not data)
        if written and named.get("nonce") not in self.nonces:
            self.found.append(f"<{tag}> without the nonce")
        if any(
            (named.get(name) or "").strip().lower().startswith("javascript:") for name in ("href", "action")
        ):
            self.found.append(f"<{tag}> with javascript:")
