"""Content credentials (C2PA) in finished files: written and read. The one place that knows c2pa."""

from __future__ import annotations

import json
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import c2pa

from generation.engines.certificates import TEST, Credentials
from generation.engines.ffmpeg import written
from generation.ports import EngineError
from generation.provenance import VERSION, Finding, Origin, Verdict, definition, finding

FORMS = {".mp4": "video/mp4", ".m4a": "audio/mp4", ".pdf": "application/pdf"}
# Nothing calls out: neither for a manifest that lies elsewhere nor for revoked certificates.
QUIET: dict[str, Any] = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}


class Sealer:
    """The Seal port by c2pa. time_server: address that says when something was signed, "" for none."""

    def __init__(self, credentials: Credentials, time_server: str = "") -> None:
        self._credentials, self._time_server = credentials, time_server

    @property
    def name(self) -> str:
        return "C2PA with a test certificate" if self._credentials.identity == TEST else "C2PA"

    @property
    def version(self) -> str:
        return str(c2pa.sdk_version())

    @property
    def identity(self) -> str:
        timed = " timed" if self._time_server else ""
        return f"{VERSION} {self._credentials.identity}{timed}"

    def seal(self, source: Path, target: Path, origin: Origin) -> None:
        manifest = definition(origin, version=installed("greenroom"))
        with written(target) as draft, source.open("rb") as given, draft.open("w+b") as made:
            try:
                with c2pa.Context.from_dict(QUIET) as context:
                    with self._signer() as signer, c2pa.Builder(manifest, context=context) as builder:
                        builder.sign(signer, FORMS[source.suffix], given, made)
            except c2pa.C2paError as error:
                made.flush()  # a full disk is told as one
                raise self._failure(target, error) from error

    def _signer(self) -> c2pa.Signer:
        told = self._credentials
        return c2pa.Signer.from_info(
            c2pa.C2paSignerInfo(
                alg=told.algorithm.encode(),
                sign_cert=told.chain,
                private_key=told.key,
                ta_url=self._time_server.encode() or None,
            )
        )

    def _failure(self, target: Path, error: Exception) -> EngineError:
        server = self._time_server
        asked = f" The time server {server} was asked: see that it answers." if server else ""
        message = f"{target.name} could not be signed: {error}.{asked} Then try again."
        return EngineError("seal_failed", message)


def inspect(path: Path, *, trusted: bytes = b"") -> Finding:
    """What a file says about itself. trusted: PEM of authorities that are believed. Raises EngineError."""
    settings = {**QUIET, "trust": {"trust_anchors": trusted.decode()}} if trusted else QUIET
    if path.suffix.lower() not in FORMS:
        raise EngineError(
            "unreadable", f"{path.name} is of another kind. Sealed files are {', '.join(sorted(FORMS))}."
        )
    try:
        with (
            c2pa.Context.from_dict(settings) as context,
            path.open("rb") as file,
            c2pa.Reader(FORMS[path.suffix.lower()], file, context=context) as reader,
        ):
            return finding(json.loads(reader.json()), json.loads(reader.crjson()))
    except OSError as error:
        raise EngineError("unreadable", f"{path} cannot be read: {error.strerror}.") from error
    except c2pa.C2paError.ManifestNotFound:
        return Finding(Verdict.NONE)
    except c2pa.C2paError as error:
        # A seal that cannot even be parsed: a whole one can.
        return Finding(Verdict.ALTERED, codes=(str(error),))
