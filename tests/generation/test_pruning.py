"""What nothing refers to goes; what is in use stays."""

import datetime
import os

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from courses.models import MediaFile
from generation import pipeline, services
from generation.models import Artifact, Production, production_storage
from generation.store import DatabaseStore

pytestmark = pytest.mark.django_db
MONTH = datetime.timedelta(days=30)


def months_pass():
    Artifact.objects.update(used_at=timezone.now() - 3 * MONTH)


def orphan(digest="ab" * 32, **facts):
    return Artifact.objects.create(digest=digest, stage="speech", used_at=timezone.now() - 3 * MONTH, **facts)


def test_everything_a_production_needs_stays_down_to_the_parts_of_parts(made):
    months_pass()
    before = set(Artifact.objects.values_list("digest", flat=True))
    services.prune_artifacts(older_than=MONTH)
    assert set(Artifact.objects.values_list("digest", flat=True)) == before
    assert {"speech", "slide", "segment", "reference_pdf"} <= set(
        Artifact.objects.values_list("stage", flat=True)
    )


def test_media_learners_watch_stay_though_their_production_is_gone(approved):
    Production.objects.all().delete()
    months_pass()
    services.prune_artifacts(older_than=MONTH)
    shown = list(MediaFile.objects.values_list("file", flat=True))
    assert shown
    assert all(production_storage().exists(name) for name in shown)
    kept = Artifact.objects.filter(stage="segment")
    assert kept.exists(), "parts of what is shown"


def test_what_nothing_refers_to_goes_with_its_file(made, django_capture_on_commit_callbacks):
    names = list(Artifact.objects.exclude(file="").values_list("file", flat=True))
    Production.objects.all().delete()
    months_pass()
    with django_capture_on_commit_callbacks(execute=True):
        pruned = services.prune_artifacts(older_than=MONTH)
    assert pruned.artifacts >= len(names)
    assert not Artifact.objects.exists()
    assert not any(production_storage().exists(name) for name in names)


def test_what_was_looked_for_lately_stays(made):
    digest = Artifact.objects.filter(stage="speech").first().digest
    Production.objects.all().delete()
    months_pass()
    DatabaseStore(None).find([digest])
    services.prune_artifacts(older_than=MONTH)
    assert [one.digest for one in Artifact.objects.all()] == [digest]


def test_what_is_pruned_while_it_is_looked_for_counts_as_not_made(made):
    """The sweep comes between the question what is there and the note that it is in use."""
    digest = Artifact.objects.filter(stage="speech").first().digest
    Production.objects.all().delete()
    months_pass()
    pruned = []

    def prune_before_the_note(execute, sql, *rest):
        if sql.startswith("UPDATE") and not pruned:
            pruned.append(services.prune_artifacts(older_than=MONTH))
        return execute(sql, *rest)

    with connection.execute_wrapper(prune_before_the_note):
        assert DatabaseStore(None).find([digest]) == {}
    assert pruned[0].artifacts


def test_a_file_that_goes_while_it_is_looked_at_stops_nothing(made):
    """A worker gives a half its name between the sweep's listing and its look at it; a broken link is listed
    and not there in just that way."""
    path = production_storage().path("ab/.half.part")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.symlink("gone", path)
    assert services.prune_artifacts(older_than=MONTH).strays == 0


def test_a_file_no_row_names_goes_a_day_later(made):
    storage = production_storage()
    old, new = storage.path("ab/.old.part"), storage.path("ab/.new.part")
    for path in (old, new):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(b"half")
    os.utime(old, (0, 0))
    assert services.prune_artifacts(older_than=MONTH).strays == 1
    assert (os.path.exists(old), os.path.exists(new)) == (False, True)


def test_a_dry_run_counts_and_removes_nothing(made, capsys):
    orphan(size=2048)
    call_command("prune_artifacts", "--dry-run")
    assert "Would remove 1 unused pieces and 0 stray files, 2.0\xa0KB" in capsys.readouterr().out
    assert Artifact.objects.filter(digest="ab" * 32).exists()


def test_days_too_few_are_refused_with_the_reason(made):
    orphan()
    with pytest.raises(CommandError, match="at least 2 days"):
        call_command("prune_artifacts", "--older-than", "1")
    assert Artifact.objects.filter(digest="ab" * 32).exists()


def test_a_production_goes_on_after_pruning_without_making_anything_again(made, engines):
    months_pass()
    services.prune_artifacts(older_than=MONTH)
    said = len(engines.speech().said)
    services.rebuild(production=made)
    pipeline.finish(made, engines=engines)
    assert len(engines.speech().said) == said
