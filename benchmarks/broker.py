"""How long a nudge lies in a broker made of files before an idle consumer has it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from kombu import Connection

NUDGES = 8
IDLE_SECONDS = 0.37


def run() -> Iterator[str]:
    ours = _wait("config.transport:Transport", "ours", polling_interval=0.02)
    plain = _wait("kombu.transport.filesystem:Transport", "plain")
    yield f"A nudge waits {ours * 1000:.0f} ms, as kombu comes {plain * 1000:.0f} ms: {plain / ours:.0f} to 1"


def _wait(transport: str, name: str, **options: float) -> float:
    """Mean seconds from sending to taking."""
    with TemporaryDirectory() as folder:
        messages = Path(folder) / "messages"
        messages.mkdir()
        folders = {
            "data_folder_in": str(messages),
            "data_folder_out": str(messages),
            "control_folder": str(Path(folder) / "control"),
        }
        settings = {"transport": transport, "transport_options": {**folders, **options}}
        with Connection(**settings) as here, Connection(**settings) as there, ThreadPoolExecutor(1) as pool:
            # kombu remembers for the whole process which queues are bound: one name for each transport
            sender, receiver = here.SimpleQueue(name), there.SimpleQueue(name)
            return mean(_one(sender, receiver, pool) for _ in range(NUDGES))


def _one(sender, receiver, pool: ThreadPoolExecutor) -> float:
    taken = pool.submit(lambda: (receiver.get(timeout=30).ack(), perf_counter())[1])
    sleep(IDLE_SECONDS)
    sent = perf_counter()
    sender.put({"production": 1})
    return taken.result() - sent
