"""Badges to look at, and what two verifiers say of them."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pytest
from openbadgeslib.ob3.contexts import bundled_contexts

from gamification.engines import openbadges as ob
from gamification.engines.openbadges.trusting import methods_of

VERIFIER = Path(__file__).parent / "verifier"
BASE = "https://studio.example/badges"
ISSUER = ob.Issuer(f"{BASE}/issuer/", "Ночной паром", "https://studio.example/")
LIST = f"{BASE}/status/1/"
NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
DAY = datetime.timedelta(days=1)
LEVELS = (ob.Level("novice", "Novice"), ob.Level("practitioner", "Practitioner"))
ACHIEVEMENT = ob.Achievement(
    id=f"{BASE}/class/prompt-craft/",
    name="Prompt craft – 照明",
    description="Says what the picture needs.",
    criteria="Reach the level in two labs.",
    image=f"{BASE}/class/prompt-craft/image.svg",
    alignments=(ob.Alignment("Prompt craft", "https://studio.example/case/1", "b7f3a1c2", "Our craft"),),
    levels=LEVELS,
)
RECIPIENT = ob.Recipient(
    "urn:uuid:0b0f2a0e-5f1c-4b8e-9e55-3d0d5b9f1a11", "zoe@studio.example", "salt", "Zoë Łukasz 田中 ‏مريم"
)
EVIDENCE = (ob.Shown("Night exterior", "Three passes.", "https://studio.example/e/1"), ob.Shown("Relight"))


@lru_cache
def private_key(name: str) -> bytes:
    return ob.fresh_private_pem()


@dataclass(frozen=True)
class House:
    """An issuer with keys and a list of withdrawn badges. revoked: names of keys it no longer stands by."""

    keys: tuple[str, ...] = ("key-1",)
    revoked: tuple[str, ...] = ()
    withdrawn: tuple[int, ...] = ()
    lists_asked: list[str] = field(default_factory=list, compare=False)

    @cached_property
    def page(self) -> dict[str, Any]:
        keys = [
            (name, ob.public_multibase(private_key(name)), NOW if name in self.revoked else None)
            for name in self.keys
        ]
        return ob.issuer_page(ISSUER, keys)

    @cached_property
    def status(self) -> str:
        trusted = next(name for name in reversed(self.keys) if name not in self.revoked)
        page = ob.status_list(LIST, ISSUER, self.withdrawn, at=NOW, hours=24)
        return ob.sign_list(page, private_key(trusted), f"{ISSUER.id}#{trusted}", at=NOW)

    def known(self) -> ob.Known:
        return ob.Known(
            {ISSUER.id: methods_of(self.page)}, lambda url: self.status.encode() if url == LIST else None
        )


@lru_cache
def badge(key: str = "key-1", number: int = 7, **different: Any) -> str:
    facts = {
        "id": f"{BASE}/6c0a7c1e-3a51-4a43-bb5a-0d6d7d1f2c9{number % 10}/",
        "issuer": ISSUER,
        "achievement": ACHIEVEMENT,
        "recipient": RECIPIENT,
        "place": ob.Place(LIST, number),
        "valid_from": NOW - DAY,
        "valid_until": NOW + 365 * DAY,
        "level": "practitioner",
        "evidence": EVIDENCE,
    }
    document = ob.credential(ob.Facts(**facts | different))
    return ob.sign_credential(document, private_key(key), f"{ISSUER.id}#{key}", at=NOW - DAY)


def ours(text: str | bytes, house: House) -> ob.Report:
    return ob.verify(text.encode() if isinstance(text, str) else text, house.known())


def theirs(texts: list[str], house: House) -> list[str]:
    """What the second implementation says of each badge: "valid", "revoked", or its error."""
    node = shutil.which("node")
    if node is None or not (VERIFIER / "node_modules" / "@digitalbazaar" / "vc").is_dir():
        pytest.skip("node and `npm ci` in tests/credentials/verifier are what the second verifier needs")
    question = {
        "badges": [json.loads(text) for text in texts],
        "issuer": house.page,
        "lists": {LIST: json.loads(house.status)},
        "contexts": bundled_contexts(),
    }
    run = subprocess.run(
        [node, "verify.mjs"],
        cwd=VERIFIER,
        input=json.dumps(question),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
