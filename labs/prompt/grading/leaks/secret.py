"""Keys, tokens and passwords, by their published prefixes or by what is written before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labs.prompt.grading.answer import Leak, Span

_SAY = "This looks like a secret: take it out here, and change it wherever it was valid."
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\s\S]{0,8000}?-----END [A-Z ]{0,30}PRIVATE KEY-----)?",
        r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
        r"\bsk-[A-Za-z0-9_-]{16,200}",
        r"\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,100}",
        r"\bgh[pousr]_[A-Za-z0-9]{20,255}",
        r"\bgithub_pat_[A-Za-z0-9_]{20,255}",
        r"\bglpat-[A-Za-z0-9_-]{16,64}",
        r"\bhf_[A-Za-z0-9]{20,64}",
        r"\bxox[abeoprs]-[A-Za-z0-9-]{10,200}",
        r"\bAIza[0-9A-Za-z_-]{30,40}",
        r"\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{4,1000}",
        r"\b[a-z][a-z0-9+.-]{1,10}://[^\s:@/]{1,100}:[^\s:@/]{1,100}@[^\s]{1,200}",
        r"(?i)\b(?:password|passwort|passphrase|passcode|pass ?code|pwd|api[ _-]?key"
        r"|access[ _-]?key|secret[ _-]?key|client[ _-]?secret"
        r"|auth[ _-]?token|access[ _-]?token|api[ _-]?token|token|secret|door code|pin)"
        r"(?:\s+is\s*:?|\s*[:=])\s*[\"'“‘]?"
        r"(?=[^\s\"'”’]*[\d!@#$%^&*_])[^\s\"'”’]{4,200}",
        r"(?i)\bbearer\s+[A-Za-z0-9._~+/-]{16,2000}=*",
        r"\b[0-9a-f]{32,128}\b",
    )
)


def secrets(text: str) -> Iterator[Leak]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield Leak("secret", Span(*found.span()), _SAY)
