"""A restore onto a damaged site, stopped half way, with its store away, or by the wrong account."""

import os
import signal

import pytest
from django.core.files.storage import Storage

from config.backup import Refused, Site, make, restore
from config.management.commands.restore import in_its_own_name
from config.serving import supervise
from courses.stores import StoreAway
from tests.config.test_backup import FILM, backup, files, other, people, silent, site

__all__ = ["backup", "other", "site"]


def test_a_damaged_database_is_what_restoring_is_for(backup, other):
    for beside in other.database.path.parent.glob("greenroom.sqlite3-*"):
        beside.unlink()
    other.database.path.write_bytes(b"no database at all " * 100)
    with pytest.raises(Refused, match="--replace"):
        restore(other, backup, silent)
    kept = restore(other, backup, silent, replace=True)
    assert people(other) == ["ada", "béla"]
    assert any(path.read_bytes().startswith(b"no database at all") for path in kept if path.is_file())


def test_a_terminal_closed_while_swapping_does_not_stop_half_way(backup, other, monkeypatch):
    real = os.rename

    def rename(source, target):
        os.kill(os.getpid(), signal.SIGHUP)
        real(source, target)

    def swapping():
        supervise.not_to_be_stopped()
        monkeypatch.setattr(os, "rename", rename)

    with supervise.stop_signals():
        restore(other, backup, silent, replace=True, swapping=swapping)
    assert people(other) == ["ada", "béla"]
    assert files(other)["productions/ab/abcd.mp4"] == FILM


def test_a_terminal_closed_before_that_leaves_all_as_it_was(backup, other):
    before = files(other)

    def say(line):
        if line.startswith("Putting"):
            os.kill(os.getpid(), signal.SIGHUP)

    with pytest.raises(supervise.Stopped), supervise.stop_signals():
        restore(other, backup, say, replace=True, swapping=supervise.not_to_be_stopped)
    assert (people(other), files(other)) == (["carol"], before)
    assert not [name for name in os.listdir(other.database.path.parent) if "restor" in name]


class Away(Storage):
    """A remote store that has gone away."""

    def listdir(self, path):
        raise StoreAway("The store does not answer.")

    def delete(self, name):
        raise StoreAway("The store does not answer.")


def test_a_store_that_is_away_is_said(backup, other, tmp_path):
    remote = Site(other.database, {**other.stores, "productions": Away()})
    with pytest.raises(Refused, match="could not be written.*does not answer"):
        make(remote, tmp_path / "another.tar", silent)
    with pytest.raises(Refused, match="does not answer.*files in the remote store may be the backup's"):
        restore(remote, backup, silent, replace=True)
    assert people(other) == ["carol"]


def test_root_does_not_restore_in_anothers_folder(tmp_path, monkeypatch):
    if os.geteuid() == 0:
        os.chown(tmp_path, 65534, 65534)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(Refused, match=f"belongs to {tmp_path.owner()}.*runuser -u {tmp_path.owner()}"):
        in_its_own_name(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid)
    in_its_own_name(tmp_path)
