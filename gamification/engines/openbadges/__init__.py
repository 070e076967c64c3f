"""Open Badges 3.0: said, signed, drawn, read and verified. The one place that knows openbadgeslib."""

from gamification.engines.openbadges.baking import baked_png, baked_svg
from gamification.engines.openbadges.documents import (
    achievement_page,
    credential,
    issuer_page,
    moment,
    status_list,
)
from gamification.engines.openbadges.drawing import Picture, png, svg
from gamification.engines.openbadges.facts import (
    Achievement,
    Alignment,
    Facts,
    Issuer,
    Level,
    Place,
    Recipient,
    Shown,
)
from gamification.engines.openbadges.fetching import fetch
from gamification.engines.openbadges.reading import LARGEST, Unreadable
from gamification.engines.openbadges.signing import (
    Unsigned,
    fresh_private_pem,
    public_multibase,
    public_pem,
    sign_credential,
    sign_list,
)
from gamification.engines.openbadges.trusting import Known, Method, read_issuer
from gamification.engines.openbadges.verdicts import Check, Report, Verdict
from gamification.engines.openbadges.verifying import verify

__all__ = [
    "LARGEST",
    "Achievement",
    "Alignment",
    "Check",
    "Facts",
    "Issuer",
    "Known",
    "Level",
    "Method",
    "Picture",
    "Place",
    "Recipient",
    "Report",
    "Shown",
    "Unreadable",
    "Unsigned",
    "Verdict",
    "achievement_page",
    "baked_png",
    "baked_svg",
    "credential",
    "fetch",
    "fresh_private_pem",
    "issuer_page",
    "moment",
    "png",
    "public_multibase",
    "public_pem",
    "read_issuer",
    "sign_credential",
    "sign_list",
    "status_list",
    "svg",
    "verify",
]
