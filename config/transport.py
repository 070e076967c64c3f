"""Celery's filesystem broker, made whole: a message is in the folder complete or not at all.

Kombu's own transport opens the final name and then writes: a consumer that looks in between takes an empty
message, fails to parse it and takes its worker down. Its consumers also move messages by way of the system's
temporary folder, which on another disk is a copy that two of them can make of one message.
Remove when kombu writes and takes messages by renaming; docs/decisions/0001 has the rest.
"""

import os
from pathlib import Path
from queue import Empty
from time import time_ns
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: dict, **kwargs: object) -> None:
        folder = Path(self.data_folder_out)
        name = f"{time_ns()}_{uuid4()}.{queue}.msg"
        unfinished = folder / f".{name}.part"
        unfinished.write_text(dumps(payload))
        unfinished.rename(folder / name)

    def _get(self, queue: str) -> dict:
        folder = Path(self.data_folder_in)
        for name in sorted(os.listdir(folder)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = folder / f".{name}.{uuid4()}"
            try:
                (folder / name).rename(taken)
            except FileNotFoundError:
                continue  # another consumer was first
            payload = taken.read_text()
            taken.unlink()
            return loads(payload)
        raise Empty()


class Transport(filesystem.Transport):
    Channel = Channel
    # Folders have no host: without this every connection warns that none was named.
    default_connection_params = {}


def register() -> None:
    """Let ``filesystem://`` mean this transport."""
    TRANSPORT_ALIASES["filesystem"] = "config.transport:Transport"
