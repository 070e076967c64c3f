"""What a finished file says about where it comes from, and what is found when one is read. Pure.

The words are those of C2PA 2.x (actions) and of IPTC's list of digital source types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

VERSION = "3"
"""Of what a manifest says. A file made under another is sealed anew."""
LESSON = "greenroom.lesson"
"""Label of our own statement, beside those that every reader of C2PA knows."""
TEST_ORGANISATION = "Greenroom TEST, not trusted"
"""In the subject of every test certificate."""
BEFORE_REVIEW = (
    "Sealed before anybody reviewed it, so approval is not part of this seal. "
    "Who approved it is kept by the site that made it."
)

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
HUMAN, ALGORITHM, TRAINED = "digitalCreation", "algorithmicMedia", "trainedAlgorithmicMedia"
SYNTHETIC, WITH_TRAINED = "compositeSynthetic", "compositeWithTrainedAlgorithmicMedia"
TRAINED_VOICES = ("Piper",)
"""How the names of voices begin whose sound comes from a trained model."""


@dataclass(frozen=True)
class Origin:
    """Where a file comes from. kind: "video", "audio" …; module: its slug; digest: its artifact's.

    engines: stage -> "name version". label: said first, where there is something to warn of.
    """

    kind: str
    title: str
    studio: str
    course: str
    module: str
    revision: str
    digest: str
    engines: Mapping[str, str] = field(default_factory=dict)
    label: str = ""


class Seal(Protocol):
    """identity: everything about the signing that changes a file: part of the digests of sealed files."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def identity(self) -> str: ...

    def seal(self, source: Path, target: Path, origin: Origin) -> None:
        """Copy an .mp4, .m4a or .pdf with a signed manifest inside. Raises EngineError."""


class Verdict(StrEnum):
    VALID = "valid"
    TEST = "test"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    ALTERED = "altered"
    NONE = "none"


SAID = {
    Verdict.VALID: "The seal holds: nothing was changed since.",
    Verdict.TEST: (
        "The seal holds, and is a test certificate's: anybody can make one, so it does not prove who signed."
    ),
    Verdict.UNKNOWN: "The seal holds, and this site does not know who signed it.",
    Verdict.EXPIRED: "The certificate behind the seal has run out, and no time server says when it was used.",
    Verdict.ALTERED: "The file was changed after it was sealed, or its seal is damaged.",
    Verdict.NONE: "The file carries no seal.",
}


@dataclass(frozen=True)
class Finding:
    """What was found in a file. signer: who sealed it, as the certificate says. origin: of a file of ours.

    codes: of the checks that failed, in C2PA's words. generator: the program that made the claim.
    """

    verdict: Verdict
    signer: str = ""
    generator: str = ""
    origin: Origin | None = None
    sources: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        return SAID[self.verdict]


def definition(origin: Origin, *, version: str) -> dict[str, Any]:
    """The manifest of a file, as c2pa's Builder takes it. version: of Greenroom."""
    lesson = {
        "kind": origin.kind,
        "studio": origin.studio,
        "course": origin.course,
        "module": origin.module,
        "revision": origin.revision,
        "digest": origin.digest,
        "engines": dict(origin.engines),
        "review": origin.label or BEFORE_REVIEW,
    }
    return {
        "claim_generator_info": [{"name": "Greenroom", "version": version}],
        "title": f"{origin.title} ({origin.label.rstrip('.')})" if origin.label else origin.title,
        "assertions": [
            {"label": "c2pa.actions.v2", "created": True, "data": {"actions": _actions(origin)}},
            {"label": LESSON, "created": True, "data": lesson},
        ],
    }


def source_type(stage: str, engine: str) -> str:
    """What a stage's work is, in IPTC's words.

    Words are people's unless an engine wrote some of them: a model, under whatever name its operator gave it.
    """
    if stage == "script":
        return TRAINED if engine else HUMAN
    return TRAINED if engine.startswith(TRAINED_VOICES) else ALGORITHM


def _actions(origin: Origin) -> list[dict[str, Any]]:
    engines = {"script": "", **origin.engines}
    types = {stage: source_type(stage, engine) for stage, engine in engines.items()}
    if TRAINED in types.values():
        whole = WITH_TRAINED
    else:
        whole = SYNTHETIC if "narration" in types else HUMAN
    created = {
        "action": "c2pa.created",
        "digitalSourceType": SOURCE_TYPES + whole,
        "description": "Made by software from a lesson written by people.",
    }
    return [created, *(_action(stage, engines[stage], types[stage]) for stage in types if stage in DONE)]


DONE = {
    "script": ("greenroom.written", "The words of the lesson."),
    "narration": ("greenroom.narrated", "A synthetic voice speaks the words."),
    "slides": ("greenroom.drawn", "Slides set from the words, with pictures that the author chose."),
    "cover": ("greenroom.drawn", "A cover set from the title."),
    "reference": ("greenroom.drawn", "A page set from the words."),
}
"""Stage -> what it did. Encoders are named among the engines: they add nothing to hear or see."""


def _action(stage: str, engine: str, kind: str) -> dict[str, Any]:
    name, description = DONE[stage]
    agent = {"softwareAgent": {"name": engine}} if engine else {}
    return {"action": name, "digitalSourceType": SOURCE_TYPES + kind, "description": description, **agent}


def finding(report: Mapping[str, Any], cross: Mapping[str, Any]) -> Finding:
    """Read c2pa's report. cross: its crJSON, which alone has the certificate."""
    manifest = report["manifests"][report["active_manifest"]]
    failed = _failures(report)
    subject = _subject(cross, report["active_manifest"])
    said = {one["label"]: one["data"] for one in manifest.get("assertions", ())}
    lesson = said.get(LESSON)
    generator = (manifest.get("claim_generator_info") or [{}])[0]
    return Finding(
        verdict=_verdict(report["validation_state"], failed, subject.get("O", "")),
        signer=", ".join(part for part in (subject.get("CN", ""), subject.get("O", "")) if part),
        generator=f"{generator.get('name', '')} {generator.get('version', '')}".strip(),
        origin=_origin(manifest.get("title", ""), lesson) if isinstance(lesson, Mapping) else None,
        sources=_sources(said.get("c2pa.actions.v2", {})),
        codes=failed,
    )


def _subject(cross: Mapping[str, Any], label: str) -> Mapping[str, str]:
    active = next((one for one in cross["manifests"] if one["label"] == label), {})
    return dict(active.get("signature", {}).get("certificateInfo", {}).get("subject", {}))


def _failures(report: Mapping[str, Any]) -> tuple[str, ...]:
    active = report.get("validation_results", {}).get("activeManifest", {})
    return tuple(dict.fromkeys(one["code"] for one in active.get("failure", ())))


RAN_OUT = {"signingCredential.expired", "claimSignature.outsideValidity"}


def _verdict(state: str, failed: tuple[str, ...], organisation: str) -> Verdict:
    if state not in ("Valid", "Trusted"):
        known = RAN_OUT | {"signingCredential.untrusted"}
        return Verdict.EXPIRED if failed and set(failed) <= known else Verdict.ALTERED
    if organisation == TEST_ORGANISATION:
        return Verdict.TEST
    return Verdict.VALID if state == "Trusted" else Verdict.UNKNOWN


def _origin(title: str, said: Mapping[str, Any]) -> Origin:
    """Anybody may write a manifest: whatever stands in this one is shown as text."""
    told = said.get("engines")
    engines = told if isinstance(told, dict) else {}
    review = str(said.get("review", ""))
    names = ("kind", "studio", "course", "module", "revision", "digest")
    return Origin(
        title=title,
        **{name: str(said.get(name, "")) for name in names},
        engines={str(stage): str(name) for stage, name in engines.items()},
        label="" if review == BEFORE_REVIEW else review,
    )


def _sources(actions: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = (str(one.get("digitalSourceType", "")) for one in actions.get("actions", ()))
    return tuple(dict.fromkeys(kind.removeprefix(SOURCE_TYPES) for kind in kinds if kind))
