"""What came of verifying a badge, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    VALID = "valid"
    INVALID = "invalid"
    UNREADABLE = "unreadable"
    UNKNOWN_ISSUER = "unknown issuer"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not yet valid"
    STATUS_UNKNOWN = "status unknown"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. passed: None where it could not be."""

    name: str
    passed: bool | None
    sentence: str


@dataclass(frozen=True)
class Report:
    """verdict, its checks in the order they were made, and what the badge says where that can be believed."""

    verdict: Verdict
    checks: tuple[Check, ...]
    says: dict[str, str]

    @property
    def is_valid(self) -> bool:
        return self.verdict is Verdict.VALID
