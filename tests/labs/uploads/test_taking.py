"""What may be brought to a lab, and what somebody may try to bring."""

import errno
import io
import itertools
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import FileSystemStorage, storages
from PIL import Image

from labs import pictures
from labs.contract import Refused
from labs.models import LabSettings, Upload
from labs.pictures import MOST_BYTES
from labs.services import delete_upload, keep_upload
from tests.uploads import files


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("call-sheet.html", files.HTML)
    return target.getvalue()


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


HOSTILE = {
    "nothing": (b"", "is empty"),
    "HTML": (files.HTML, "no PNG, JPEG or WebP"),
    "an SVG with a script": (files.SVG, "no PNG, JPEG or WebP"),
    "a GIF": (files.picture("GIF"), "no PNG, JPEG or WebP"),
    "a GIF that moves": (files.moving("GIF"), "no PNG, JPEG or WebP"),
    "a TIFF": (files.picture("TIFF"), "no PNG, JPEG or WebP"),
    "a ZIP": (zipped(), "no PNG, JPEG or WebP"),
    "a PNG that moves": (files.moving("PNG"), "moves"),
    "a WebP that moves": (files.moving("WEBP"), "moves"),
    "a bomb": (files.bomb(50_000), "million pixels"),
    "a smaller bomb, whole": (files.folded(8_000), "million pixels"),
    "a thread of pixels": (files.picture(size=(12_001, 1)), "longer than"),
    "half a JPEG": (cut(files.picture("JPEG", (900, 900))), "damaged"),
    "half a PNG": (files.picture("PNG", (900, 900))[:200], "damaged"),
    "half a WebP": (cut(files.picture("WEBP", (900, 900))), "damaged"),
    "a header and no more": (b"\x89PNG\r\n\x1a\n", ""),
    "a heavy one": (files.picture() + b"\0" * MOST_BYTES, "larger than"),
}
NAMES = {
    "../../../../lamp.png": "lamp",
    "..\\..\\lamp.png": "lamp",
    "lamp\x00.html.png": "lamp .html",
    "lamp\u202egnp.exe.png": "lamp gnp.exe",
    "l" * 300 + ".png": "l" * 80,
    "": "Picture",
    "....png": "...",
    "<script>.png": "<script>",
}


def stored() -> list[str]:
    store = storages["productions"]
    try:
        return store.listdir("lab-uploads")[1]
    except FileNotFoundError:
        return []


def taken(run, content=None, name="lamp.png") -> Upload:
    return keep_upload(run=run, name=name, content=content or files.picture())


def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(run):
    unwelcome = {}
    for what, (content, told) in HOSTILE.items():
        try:
            unwelcome[what] = taken(run, content or b"", name="lamp.png") if content else keep_empty(run)
        except Refused as refused:
            if told not in refused.message or stored() or Upload.objects.exists():
                unwelcome[what] = refused.message
    assert unwelcome == {}


def keep_empty(run):
    return keep_upload(run=run, name="lamp.png", content=b"")


def test_of_a_picture_that_is_two_files_only_the_picture_is_kept(run):
    for form, tail in itertools.product(("PNG", "JPEG", "WEBP"), (zipped(), files.HTML)):
        row = taken(run, files.picture(form) + tail)
        with row.file.open("rb") as file:
            content = file.read()
        assert files.HTML not in content and not zipfile.is_zipfile(io.BytesIO(content))
        assert Image.open(io.BytesIO(content)).format == form
    assert Upload.objects.count() == 3, "without their tails the two of a form are one picture"


def test_where_a_photograph_was_taken_is_not_kept_and_it_stands_upright(run):
    row = taken(run, files.located())
    assert (row.width, row.height) == (20, 60)
    for file in (row.file, row.preview):
        with file.open("rb") as kept, Image.open(kept) as picture:
            assert not picture.getexif() and picture.height > picture.width


def test_a_hostile_name_is_only_ever_shown(run):
    for number, name in enumerate(NAMES, 1):
        row = taken(run, files.picture(size=(number, 9)), name)
        assert row.name == NAMES[name]
        assert row.file.name == f"lab-uploads/{row.pk.hex}.png" and len(stored()) == 2 * number


def test_the_same_picture_twice_is_one(run):
    assert taken(run) == taken(run, name="again.png")
    assert Upload.objects.count() == 1 and len(stored()) == 2


def test_pictures_with_glass_in_them_and_of_a_printer_are_taken(run):
    for mode, form in (("RGBA", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG")):
        target = io.BytesIO()
        Image.new(mode, (30, 40)).save(target, form)
        row = taken(run, target.getvalue())
        assert (row.width, row.height) == (30, 40)


def test_a_share_that_is_used_up_says_so_and_keeps_nothing_more(run, home):
    from wagtail.models import Site

    site = Site.objects.get(is_default_site=True)
    mine = LabSettings.objects.create(site=site, upload_files=1, upload_megabytes=200)
    taken(run)
    with pytest.raises(Refused, match="1 files"):
        taken(run, files.picture(size=(9, 9)))
    mine.upload_files, mine.upload_megabytes = 200, 0
    mine.save()
    with pytest.raises(Refused, match="0 bytes|0\xa0bytes"):
        taken(run, files.picture(size=(9, 9)))
    assert len(stored()) == 2


def test_a_share_is_looked_at_again_where_only_one_can_pass(run, monkeypatch):
    """Two uploads at once both find room at first; the second finds none when it is its turn."""
    asked = iter((True, False))
    monkeypatch.setattr("labs.queries.uploads.Used.holds", lambda used, size: next(asked))
    with pytest.raises(Refused, match="more than your share"):
        taken(run)
    assert stored() == [] and not Upload.objects.exists()


class Full(FileSystemStorage):
    """A disk that is full after half of a file."""

    number = errno.ENOSPC

    def _save(self, name, content):
        super()._save(name, type(content)(content.read()[:10]))
        raise OSError(self.number, "No space left on device")


def test_a_disk_that_fills_up_is_told_and_no_half_file_stays(run, tmp_path, monkeypatch):
    full = Full(location=tmp_path / "full")
    monkeypatch.setattr("labs.services.uploads.production_storage", lambda: full)
    with pytest.raises(Refused, match="no room left"):
        taken(run)
    monkeypatch.setattr(Full, "number", errno.EIO)
    with pytest.raises(OSError, match="No space"):
        taken(run)
    assert not [one for one in (tmp_path / "full").rglob("*") if one.is_file()]
    assert not Upload.objects.exists()


def test_a_write_that_fails_in_the_database_leaves_no_file(run, monkeypatch):
    monkeypatch.setattr(Upload, "save", lambda self, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        taken(run)
    assert stored() == []


def test_a_picture_that_is_deleted_takes_its_files_along(run, django_capture_on_commit_callbacks):
    row = taken(run)
    with django_capture_on_commit_callbacks(execute=True):
        delete_upload(upload=row)
    assert stored() == [] and not Upload.objects.exists()


def test_nothing_is_added_to_what_was_handed_in(run):
    from django.utils import timezone

    run.finished_at = timezone.now()
    with pytest.raises(Refused, match="handed in already"):
        taken(run)
    assert stored() == []


def test_nothing_is_added_to_what_was_handed_in_meanwhile(run):
    from django.utils import timezone

    type(run).objects.update(finished_at=timezone.now())
    with pytest.raises(Refused, match="handed in already"):
        taken(run)
    assert stored() == []


def test_a_large_photograph_has_a_preview_of_full_size(run):
    row = taken(run, files.picture("JPEG", (2000, 1500)))
    with row.preview.open("rb") as kept, Image.open(kept) as picture:
        assert picture.size == (640, 480)


def test_one_picture_is_unfolded_at_a_time(monkeypatch):
    both = threading.Barrier(2, timeout=0.3)

    def waits(content, **options):
        both.wait()
        return content

    monkeypatch.setattr(pictures, "plain_picture", waits)
    content = files.picture()
    with ThreadPoolExecutor(2) as threads:
        met = [threads.submit(pictures.picture_in, content) for _ in range(2)]
        assert all(isinstance(one.exception(), threading.BrokenBarrierError) for one in met)
