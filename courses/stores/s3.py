"""S3 and what speaks like it: Django's storage for it, with limits on waiting and one name for its faults."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3File, S3Storage

from courses.stores import StoreAway

logger = logging.getLogger(__name__)
# As it comes, boto3 waits a minute for a host that is gone, five times over; a page would wait with it.
PATIENCE = Config(connect_timeout=3, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 3})
IN_MEMORY = 8 * 1024 * 1024
AWAY = (
    "The store of pictures and media does not answer. Try again in a few minutes: what was made is not lost. "
    "If it stays so, whoever runs this site should look at the S3 settings and the store itself."
)


@contextmanager
def within_reach() -> Iterator[None]:
    """Raises StoreAway for whatever boto3 raises; the cause goes to the log."""
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as error:
        logger.error("The S3 store: %s", error)
        raise StoreAway(AWAY) from error


class S3Store(S3Storage):
    """Raises StoreAway; FileNotFoundError only where the store itself says that there is no such file."""

    def __init__(self, **options):
        super().__init__(**options)
        self.client_config = self.client_config.merge(PATIENCE)

    def get_default_settings(self) -> dict:
        return super().get_default_settings() | {"max_memory_size": IN_MEMORY, "signature_version": "s3v4"}

    def _open(self, name: str, mode: str = "rb") -> S3File:
        with within_reach():
            file = super()._open(name, mode)
            if "w" not in mode:
                file.open()  # fetched here, where its faults have a name
            return file

    def _save(self, name: str, content) -> str:
        with within_reach():
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        with within_reach():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with within_reach():
            return super().exists(name)

    def size(self, name: str) -> int:
        with within_reach():
            return super().size(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with within_reach():
            return super().listdir(path)

    def get_modified_time(self, name: str):
        with within_reach():
            return super().get_modified_time(name)

    def url(self, name: str, *args, **kwargs) -> str:
        with within_reach():  # it calls nobody, but it cannot sign without credentials
            return super().url(name, *args, **kwargs)
