"""Fetching a voice from a server of our own: checked, resumed, never half there."""

import hashlib
import http.server
import json
import threading

import pytest
from django.core.management import CommandError, call_command

from generation.fetching import fetch
from generation.ports import EngineError

MODEL = bytes(range(256)) * 4096
SUM = hashlib.sha256(MODEL).hexdigest()
CONFIG = json.dumps({"audio": {"sample_rate": 22_050}, "phoneme_id_map": {}}).encode()
NAME = "en_GB-alba-medium"


class Repository(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("Range")))
        data = self.server.files.get(self.path)
        if data is None:
            return self.send_error(404)
        begin = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        if begin >= len(data):
            return self.send_error(416)
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(data) - begin))
        self.end_headers()
        self.wfile.write(data[begin : self.server.breaks_off_at])

    def log_message(self, *args):
        """Tests are quiet."""


@pytest.fixture
def server():
    one = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Repository)
    one.asked, one.breaks_off_at = [], None
    place = f"/en/en_GB/alba/medium/{NAME}.onnx"
    one.files = {place: MODEL, f"{place}.json": CONFIG}
    one.template = (
        f"http://127.0.0.1:{one.server_port}/{{language}}/{{locale}}/{{voice}}/{{quality}}/{{name}}.onnx"
    )
    threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield one
    one.shutdown()
    one.server_close()


def get(server, folder, **more):
    return fetch(NAME, folder, template=server.template, **more)


def test_a_pinned_voice_is_kept_whole_with_its_config(server, tmp_path):
    fetched = get(server, tmp_path, pinned=SUM.upper())
    assert fetched.path.read_bytes() == MODEL and fetched.trusted
    assert sorted(one.name for one in tmp_path.iterdir()) == [f"{NAME}.onnx", f"{NAME}.onnx.json"]


def test_what_broke_off_goes_on_where_it_stopped(server, tmp_path):
    server.breaks_off_at = 300_000
    with pytest.raises(EngineError, match="broke off"):
        get(server, tmp_path, pinned=SUM)
    assert (tmp_path / f"{NAME}.onnx.part").stat().st_size == 300_000
    server.breaks_off_at = None
    assert get(server, tmp_path, pinned=SUM).path.read_bytes() == MODEL
    assert server.asked[-1][1] == "bytes=300000-"


def test_another_file_than_the_pinned_one_is_thrown_away(server, tmp_path):
    with pytest.raises(EngineError, match="was wanted. It was thrown away") as caught:
        get(server, tmp_path, pinned="0" * 64)
    assert caught.value.code == "voice_changed"
    assert not list(tmp_path.glob("*.onnx")) and not list(tmp_path.glob("*.onnx.part"))


def test_without_a_sum_nothing_is_used_and_the_sum_is_said(server, tmp_path):
    with pytest.raises(CommandError, match=f"(?s){SUM}.*Nobody has vouched"):
        call_command("fetch_voice", NAME, "--from", server.template, "--to", str(tmp_path))
    assert [one.suffix for one in tmp_path.iterdir()] == [".part", ".part"]
    fetched = get(server, tmp_path, pinned=SUM)
    assert fetched.path.exists()
    assert server.asked[-1][1] == f"bytes={len(MODEL)}-", "it is not downloaded twice"


def test_the_line_to_set_is_printed(server, tmp_path, settings, capsys):
    settings.GREENROOM_DATA_DIR = str(tmp_path)
    settings.GREENROOM_PIPER_VOICES = {"narrator": {"path": "/voices/other.onnx", "sha256": "1"}}
    more = ["--sha256", SUM, "--as", "voice-1", "--speaker", "3"]
    call_command("fetch_voice", NAME, "--from", server.template, *more)
    line = capsys.readouterr().out.splitlines()[-1]
    voices = json.loads(line.removeprefix("GREENROOM_PIPER_VOICES="))
    path = str(tmp_path / "voices" / f"{NAME}.onnx")
    assert voices["voice-1"] == {"path": path, "sha256": SUM, "speaker": 3}
    assert voices["narrator"]["path"] == "/voices/other.onnx", "what is set already stays"


@pytest.mark.parametrize(
    ("break_it", "code", "told"),
    [
        (lambda server: server.files.clear(), "voice_away", "404"),
        (
            lambda server: server.files.update(dict.fromkeys(server.files, b"<html>")),
            "voice_broken",
            "no Piper",
        ),
        (lambda server: server.server_close(), "voice_away", "Is there a network"),
    ],
)
def test_what_goes_wrong_is_said_in_words(server, tmp_path, break_it, code, told):
    break_it(server)
    with pytest.raises(EngineError, match=told) as caught:
        get(server, tmp_path, pinned=SUM)
    assert caught.value.code == code and not list(tmp_path.glob("*.onnx"))


def test_a_file_that_is_too_large_for_a_voice_is_refused(server, tmp_path):
    with pytest.raises(EngineError, match="that is no voice"):
        get(server, tmp_path, pinned=SUM, largest=1000)


@pytest.mark.parametrize("name", ["alba", "../../etc/passwd", "en_GB-al/ba-medium", ""])
def test_what_is_no_name_of_a_voice_is_asked_of_nobody(server, tmp_path, name):
    with pytest.raises(EngineError, match="is no name of a voice"):
        fetch(name, tmp_path, template=server.template)
    assert server.asked == []
