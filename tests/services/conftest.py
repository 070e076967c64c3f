"""A store that speaks S3, beside the servers that the environment names."""

from tests.stores.conftest import kept_at, s3_server, studio

__all__ = ["kept_at", "s3_server", "studio"]
