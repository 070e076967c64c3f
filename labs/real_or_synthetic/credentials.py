"""What a file's content credential comes to, for people. Pure."""

from __future__ import annotations

from generation.provenance import Finding, Verdict


def in_words(found: Finding) -> str:
    """What a program that reads credentials says, a line a fact."""
    told = [found.said]
    if found.signer:
        told.append(f"Sealed by: {found.signer}")
    return "\n".join(told)


def tells(verdict: str) -> str:
    """Of `task.Credential`: a seal that holds is whole, whoever made it and whether or not one knows them."""
    return {Verdict.ALTERED: "altered", Verdict.NONE: "none"}.get(Verdict(verdict), "intact")
