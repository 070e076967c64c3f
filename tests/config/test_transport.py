from queue import Empty
from threading import Thread

import pytest
from kombu import Connection

from config.transport import register

register()


@pytest.fixture
def channel(tmp_path):
    folder = tmp_path / "messages"
    folder.mkdir()
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": tmp_path / "control"}
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.default_channel


def test_a_message_comes_out_as_it_went_in_and_leaves_no_file(channel, tmp_path):
    channel._put("media", {"text": "Licht, bitte …"})
    assert channel._get("media") == {"text": "Licht, bitte …"}
    assert list((tmp_path / "messages").iterdir()) == []


def test_messages_come_out_in_order_and_only_from_their_own_queue(channel):
    for number in range(3):
        channel._put("media", {"number": number})
    channel._put("text", {"number": 9})
    assert [channel._get("media")["number"] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Empty):
        channel._get("media")
    assert channel._size("text") == 1


def test_a_message_that_is_still_being_written_is_not_there_yet(channel):
    seen = []

    class Slow:
        def __json__(self):
            seen.append(channel._size("media"))
            return "written"

    channel._put("media", {"text": Slow()})
    assert seen == [0]
    assert channel._get("media") == {"text": "written"}


def test_two_readers_share_the_messages_and_take_each_once(channel):
    for number in range(200):
        channel._put("media", {"number": number})
    taken = []

    def take():
        while True:
            try:
                taken.append(channel._get("media")["number"])
            except Empty:
                return

    readers = [Thread(target=take) for _ in range(2)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(timeout=30)
    assert sorted(taken) == list(range(200))
