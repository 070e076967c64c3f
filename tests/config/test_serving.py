import os
import signal
import socket

import pytest

from config.serving import reset, supervise


@pytest.fixture
def folder(settings, tmp_path):
    settings.GREENROOM_DATA_DIR = tmp_path / "data"
    settings.GREENROOM_DATA_DIR.mkdir()
    return settings.GREENROOM_DATA_DIR


@pytest.fixture
def no_open_connections_closed(monkeypatch):
    """The test's own database stays open."""
    monkeypatch.setattr(reset.connections, "close_all", lambda: None)


def test_a_port_that_is_taken_is_named_with_a_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(supervise.CannotServe, match=f"Port {port} is not free.*PORT={port + 1}"):
            supervise.check_port(port)


@pytest.mark.parametrize("text", ["", "eight", "0", "65536", "-1", "²"])
def test_what_is_no_port_is_refused_with_an_example(text):
    with pytest.raises(supervise.CannotServe, match="PORT=8001"):
        supervise.port_of(text)


def test_a_free_port_is_no_trouble():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    supervise.check_port(port)


def test_a_data_folder_is_served_once_at_a_time(folder):
    with (
        supervise.data_folder_to_ourselves(),
        pytest.raises(supervise.CannotServe, match=str(folder)),
        supervise.data_folder_to_ourselves(),
    ):
        pass
    with supervise.data_folder_to_ourselves():
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_a_polite_kill_and_a_closed_terminal_all_stop_once(number):
    with pytest.raises(supervise.Stopped), supervise.stop_signals():
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), number)


def test_services_that_cannot_start_are_told_with_the_end_of_their_log(folder, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "Procfile").write_text("web: echo no such thing; exit 3\n")
    with (
        pytest.raises(supervise.CannotServe, match="(?s)did not start.*no such thing"),
        supervise.services(1),
    ):
        pass


def test_a_reset_deletes_what_is_ours_and_the_folder(folder, no_open_connections_closed):
    for name in ("greenroom.sqlite3", "greenroom.sqlite3-wal", "maintenance", "secret-key", "running"):
        (folder / name).touch()
    (folder / "productions" / "ab").mkdir(parents=True)
    (folder / "productions" / "ab" / "video.mp4").touch()
    assert reset.delete_data_folder() == []
    assert not folder.exists()


def test_a_reset_leaves_what_is_not_ours(folder, no_open_connections_closed, tmp_path):
    (folder / "greenroom.sqlite3").touch()
    (folder / "thesis.odt").touch()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "film.mov").touch()
    (folder / "media").symlink_to(elsewhere)
    assert reset.delete_data_folder() == [folder / "thesis.odt"]
    assert (elsewhere / "film.mov").exists()
