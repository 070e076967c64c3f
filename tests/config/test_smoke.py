import io
import os
import signal

import pytest
from django.core.management import CommandError, call_command

from config.management.commands import smoke


def test_a_smoke_test_that_is_cancelled_stops_its_demo(monkeypatch):
    ended = []

    class Studio:
        def __init__(self, say):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *error):
            ended.append(True)

    class Cancelled:
        def __init__(self, studio, say):
            pass

        def run(self):
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(smoke, "Studio", Studio)
    monkeypatch.setattr(smoke, "Walk", Cancelled)
    with pytest.raises(CommandError, match="stopped half-way"):
        call_command("smoke", stdout=io.StringIO())
    assert ended == [True]
