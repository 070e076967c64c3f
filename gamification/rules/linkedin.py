"""An address that fills in LinkedIn's own form: nothing of theirs is loaded, and nothing is sent unasked."""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

FORM = "https://www.linkedin.com/profile/add"


def add_to_profile(
    *,
    name: str,
    studio: str,
    awarded_at: datetime.datetime,
    valid_until: datetime.datetime | None,
    address: str,
    number: str,
) -> str:
    """address: of the page that verifies it. number: by which the issuer knows it."""
    said = {
        "startTask": "CERTIFICATION_NAME",
        "name": name,
        "organizationName": studio,
        "issueYear": awarded_at.year,
        "issueMonth": awarded_at.month,
    }
    if valid_until:
        said |= {"expirationYear": valid_until.year, "expirationMonth": valid_until.month}
    return f"{FORM}?{urlencode({**said, 'certUrl': address, 'certId': number})}"
