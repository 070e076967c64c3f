"""Where files are kept: folders of this machine, or one bucket of S3 with a prefix for each."""

from dataclasses import dataclass
from urllib.parse import urlsplit

LINK_SECONDS = 3600
"""How long a signed address holds. A player seeks by the one it was given, also after a pause for lunch."""


@dataclass(frozen=True)
class Bucket:
    """endpoint: address of a store that is not Amazon's; empty for Amazon's. region: empty for boto3's own.

    addressing: path (https://host/bucket/name) or virtual (https://bucket.host/name); empty for the usual.
    """

    name: str
    endpoint: str = ""
    region: str = ""
    addressing: str = ""

    @property
    def style(self) -> str:
        return self.addressing or ("path" if self.endpoint else "virtual")

    @property
    def origin(self) -> str:
        """The origin of its signed addresses, for the Content-Security-Policy."""
        region = f".{self.region}" if self.region else ""
        at = urlsplit(self.endpoint or f"https://s3{region}.amazonaws.com")
        host = at.netloc if self.style == "path" else f"{self.name}.{at.netloc}"
        return f"{at.scheme}://{host}"

    def store(self, prefix: str, *, overwrite: bool) -> dict:
        """An entry of STORAGES. overwrite: what has a name of its own making may be put there again."""
        options = {
            "bucket_name": self.name,
            "location": prefix,
            "addressing_style": self.style,
            "querystring_auth": True,
            "querystring_expire": LINK_SECONDS,
            "file_overwrite": overwrite,
        }
        named = {"endpoint_url": self.endpoint, "region_name": self.region}
        options |= {name: value for name, value in named.items() if value}
        return {"BACKEND": "courses.stores.s3.S3Store", "OPTIONS": options}


def folder(root: str, base_url: str | None = None) -> dict:
    """An entry of STORAGES."""
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": root, "base_url": base_url},
    }
