from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import post_migrate


class GreenroomConfig(AppConfig):
    name = "config"
    label = "greenroom"
    verbose_name = "Greenroom"

    def ready(self):
        from config import checks, pulse  # noqa: F401  (registers them)
        from generation import crew

        crew.told_by(pulse.listening)

        # After the last app that has models: by then every permission is there.
        last = [app for app in apps.get_app_configs() if app.models_module is not None][-1]
        post_migrate.connect(_sync_roles, sender=last, dispatch_uid="greenroom.roles")
        post_migrate.connect(_set_up_review, sender=last, dispatch_uid="greenroom.review")
        post_migrate.connect(_create_cache_table, sender=last, dispatch_uid="greenroom.cache")


def _sync_roles(using: str, **kwargs) -> None:
    from wagtail.models import Page

    from accounts.services import sync_roles
    from config.permissions import granted

    if _has_table(Page, using):
        sync_roles(grants=granted())


def _set_up_review(using: str, **kwargs) -> None:
    from courses.models import RightsCheckTask
    from courses.services import set_up_review

    if _has_table(RightsCheckTask, using):
        set_up_review()


def _has_table(model, using: str) -> bool:
    """`migrate` of one app alone comes by here too, before all tables are there."""
    return model._meta.db_table in connections[using].introspection.table_names()


def _create_cache_table(using: str, **kwargs) -> None:
    # Publishing a page touches the cache: a database that is migrated and no more must be able to.
    call_command("createcachetable", verbosity=0, database=using)
