"""What must not reach a log, taken out of a text: addresses of people, tokens in addresses of pages."""

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# An invitation, a new password, a podcast: whoever has the address has the door.
_SECRET_PATH = re.compile(
    r"(/accounts/(?:invitation|password/reset/key)/|/podcast/(?:feed|file)/)[^\s/\"'?]+"
)
# Of a database, a broker, a mail server: postgres://name:password@host.
_LOGIN = re.compile(r"(?<=://)[^\s/@]*:[^\s/]*@")
_QUERY = re.compile(r"(?<=[\w/])\?[\w%.~-]+=[^\s\"'>)]*")
_BEARER = re.compile(r"(?i)\b(bearer|token|password|secret|signature)([ =:]+)[^\s,;)\"']{8,}")


def without_secrets(text: str) -> str:
    text = _SECRET_PATH.sub(r"\1…", text)
    text = _LOGIN.sub("…@", text)
    text = _QUERY.sub("?…", text)
    text = _BEARER.sub(r"\1\2…", text)
    return _MAIL.sub("(an address)", text)
