"""Out and back again; and everything that is wrong with a backup refused before anything is touched."""

import errno
import json
import os
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from config.backup import Refused, Site, archive, make, restore, stores
from config.backup.sqlite import Sqlite

FILM = bytes(range(256)) * 4000


def silent(line: str) -> None:
    pass


def database(path: Path, people: list[str]) -> Sqlite:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE accounts_user (email text)")
        connection.execute("CREATE TABLE django_migrations (app text, name text)")
        connection.execute("INSERT INTO django_migrations VALUES ('accounts', '0001_initial')")
        connection.executemany("INSERT INTO accounts_user VALUES (?)", [(person,) for person in people])
        connection.commit()
    return Sqlite(path)


def people(site: Site) -> list[str]:
    with closing(sqlite3.connect(site.database.path)) as connection:
        return [email for (email,) in connection.execute("SELECT email FROM accounts_user ORDER BY email")]


def files(site: Site) -> dict[str, bytes]:
    found = {}
    for root, storage in site.stores.items():
        for name in stores.names(storage):
            with storage.open(name) as file:
                found[f"{root}/{name}"] = file.read()
    return found


def empty_site(folder: Path) -> Site:
    kept = {root: FileSystemStorage(location=folder / root) for root in ("media", "productions")}
    return Site(Sqlite(folder / "greenroom.sqlite3"), kept)


@pytest.fixture
def site(tmp_path):
    """Two people, an upload, a film."""
    folder = tmp_path / "site"
    folder.mkdir()
    whole = empty_site(folder)
    database(whole.database.path, ["ada", "béla"])
    whole.stores["media"].save("images/still «1».png", ContentFile(b"a still"))
    whole.stores["productions"].save("ab/abcd.mp4", ContentFile(FILM))
    return whole


@pytest.fixture
def other(tmp_path):
    """A site of other people."""
    folder = tmp_path / "other"
    folder.mkdir()
    whole = empty_site(folder)
    database(whole.database.path, ["carol"])
    whole.stores["media"].save("images/old.png", ContentFile(b"old"))
    return whole


@pytest.fixture
def backup(site, tmp_path):
    path = tmp_path / "backup.tar"
    make(site, path, silent)
    return path


def test_everything_comes_back_into_an_empty_site(site, backup, tmp_path):
    fresh = empty_site(tmp_path / "fresh")
    assert restore(fresh, backup, silent) == []
    assert people(fresh) == ["ada", "béla"]
    assert files(fresh) == files(site)


def test_the_manifest_says_what_is_inside(backup):
    manifest = archive.verify(backup)
    assert manifest["rows"] == {"accounts_user": 2, "django_migrations": 1}
    assert manifest["entries"]["productions/ab/abcd.mp4"]["size"] == len(FILM)
    assert manifest["migrations"] == ["accounts.0001_initial"]
    assert manifest["database"]["engine"] == "sqlite"
    assert backup.stat().st_mode & 0o077 == 0


def test_a_site_at_work_is_copied_as_it_was_at_one_moment(site, tmp_path):
    with closing(sqlite3.connect(site.database.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO accounts_user VALUES ('half-way')")
        make(site, tmp_path / "backup.tar", silent)
        writer.execute("COMMIT")
    assert archive.verify(tmp_path / "backup.tar")["rows"]["accounts_user"] == 2


def test_a_site_with_people_or_files_is_not_overwritten(other, backup):
    with pytest.raises(Refused, match="--replace"):
        restore(other, backup, silent)
    assert people(other) == ["carol"]


def test_files_alone_make_a_site_not_empty(backup, tmp_path):
    fresh = empty_site(tmp_path / "fresh")
    fresh.stores["media"].save("images/lonely.png", ContentFile(b"lonely"))
    with pytest.raises(Refused, match="--replace"):
        restore(fresh, backup, silent)


def test_replacing_sets_aside_what_was_there(site, other, backup):
    kept = restore(other, backup, silent, replace=True)
    assert people(other) == ["ada", "béla"]
    assert files(other) == files(site)
    assert [path for path in kept if path.is_dir()][0].joinpath("images/old.png").read_bytes() == b"old"
    [before] = [path for path in kept if path.is_file()]
    with closing(sqlite3.connect(before)) as connection:
        assert connection.execute("SELECT email FROM accounts_user").fetchall() == [("carol",)]


def test_what_was_set_aside_is_not_in_the_next_backup(other, backup, tmp_path):
    restore(other, backup, silent, replace=True)
    make(other, tmp_path / "next.tar", silent)
    assert archive.verify(tmp_path / "next.tar")["entries"].keys() == archive.verify(backup)["entries"].keys()


def flip(path: Path, name: str, at: int = 0) -> None:
    """Change one byte of an entry."""
    with tarfile.open(path) as tar:
        offset = tar.getmember(name).offset_data + at
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1]))


def rewrite(path: Path, *, without: str = "", renamed: tuple[str, str] = ("", ""), kind: bytes = b"") -> None:
    """The same backup with an entry left out, called otherwise or of another kind."""
    whole = path.with_suffix(".whole")
    path.rename(whole)
    with tarfile.open(whole) as source, tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as target:
        for member in source:
            contents = source.extractfile(member)
            if member.name == without:
                continue
            if member.name == renamed[0]:
                member.name, member.pax_headers = renamed[1], {}
                if kind:
                    member.type, member.linkname, member.size, contents = kind, "/etc/passwd", 0, None
            target.addfile(member, contents)


FILM_ENTRY = "productions/ab/abcd.mp4"
WRONG = {
    "a flipped byte in a film": (lambda path: flip(path, FILM_ENTRY, 5), "not as it was written"),
    "a flipped byte in the database": (
        lambda path: flip(path, "database/sqlite", 99),
        "not as it was written",
    ),
    "a flipped byte in the list": (lambda path: flip(path, archive.MANIFEST, 20), "was changed after"),
    "a missing entry": (lambda path: rewrite(path, without=FILM_ENTRY), "lacks 1 of its entries"),
    "no list": (lambda path: rewrite(path, without=archive.MANIFEST), "no end"),
    "a way out": (lambda path: rewrite(path, renamed=(FILM_ENTRY, "media/../../../x")), "no backup of ours"),
    "an absolute path": (lambda path: rewrite(path, renamed=(FILM_ENTRY, "/media/x")), "no backup of ours"),
    "a foreign root": (lambda path: rewrite(path, renamed=(FILM_ENTRY, "static/x.js")), "no backup of ours"),
    "a link": (
        lambda path: rewrite(path, renamed=(FILM_ENTRY, FILM_ENTRY), kind=tarfile.SYMTYPE),
        "no plain file",
    ),
    "an entry twice": (
        lambda path: rewrite(path, renamed=("media/images/still «1».png", FILM_ENTRY)),
        "twice",
    ),
    "cut off in a film": (lambda path: os.truncate(path, path.stat().st_size // 2), "cannot be read|no end"),
    "cut off before its end": (lambda path: os.truncate(path, path.stat().st_size - 10_240), "no end|read"),
    "empty": (lambda path: os.truncate(path, 0), "cannot be read|no end"),
    "no backup at all": (lambda path: path.write_bytes(FILM), "cannot be read"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_backup_that_is_not_as_it_was_written_changes_nothing(backup, other, fault):
    spoil, said = WRONG[fault]
    before = files(other)
    spoil(backup)
    with pytest.raises(Refused, match=said):
        restore(other, backup, silent, replace=True)
    assert people(other) == ["carol"]
    assert files(other) == before


def resealed(path: Path, **facts) -> None:
    """The same backup by somebody who said other things about it."""
    manifest = archive.verify(path)
    whole = path.with_suffix(".whole")
    path.rename(whole)
    with path.open("wb") as file:
        writer = archive.Writer(file)
        for name, size, contents in archive.entries(whole):
            writer.add(name, contents, size)
        writer.seal({key: value for key, value in (manifest | facts).items() if key != "entries"})


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"format": archive.FORMAT + 1}, "made by Greenroom"),
        ({"versions": {"greenroom": "99.1.0"}}, "made by Greenroom 99.1.0"),
        ({"migrations": ["accounts.0001_initial", "accounts.0099_later"]}, "accounts.0099_later"),
        ({"database": {"engine": "postgresql", "server": "15"}}, "postgresql"),
        ({"rows": {"accounts_user": 3, "django_migrations": 1}}, "rows it should"),
    ],
)
def test_a_backup_of_another_time_or_kind_changes_nothing(backup, other, facts, said):
    resealed(backup, **facts)
    with pytest.raises(Refused, match=said):
        restore(other, backup, silent, replace=True)
    assert people(other) == ["carol"]
    assert not [name for name in os.listdir(other.database.path.parent) if "restor" in name]


@pytest.mark.parametrize("step", [2, 3, 4, 5, 6])
def test_a_restore_that_breaks_while_swapping_puts_everything_back(backup, other, monkeypatch, step):
    before, real, calls = files(other), os.rename, []

    def rename(source, target):
        calls.append(target)
        if len(calls) == step:
            raise OSError(errno.EIO, "the disk said no")
        real(source, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(Refused, match="as it was"):
        restore(other, backup, silent, replace=True)
    assert people(other) == ["carol"]
    assert files(other) == before
    assert not list(Path(other.database.path.parent).rglob(".restoring-*"))


def test_a_disk_that_fills_up_leaves_no_half_backup(site, tmp_path, monkeypatch):
    def full(self, name, source, size):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive.Writer, "add", full)
    folder = tmp_path / "backups"
    with pytest.raises(Refused, match="No space left"):
        make(site, folder / "backup.tar", silent)
    assert list(folder.iterdir()) == []


def test_a_backup_is_never_written_over(site, backup):
    before = backup.read_bytes()
    with pytest.raises(Refused, match="there already"):
        make(site, backup, silent)
    assert backup.read_bytes() == before


def test_a_file_removed_meanwhile_is_left_out_and_said(site, tmp_path, monkeypatch):
    listed = [*stores.names(site.stores["productions"]), "cd/gone.mp4"]
    monkeypatch.setattr(
        stores, "names", lambda storage: listed if storage is site.stores["productions"] else []
    )
    said = []
    make(site, tmp_path / "backup.tar", said.append)
    assert any("cd/gone.mp4 was removed meanwhile" in line for line in said)
    archive.verify(tmp_path / "backup.tar")


def test_the_list_can_be_read_by_anyone(backup):
    with tarfile.open(backup) as tar:
        assert json.load(tar.extractfile(archive.MANIFEST))["format"] == archive.FORMAT
