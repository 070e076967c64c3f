"""What each role may do in the admin. It names models of every app: only config knows them all."""

from dataclasses import replace

from django.conf import settings

from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS
from accounts.services import Grants

ADMIN = "wagtailadmin.access_admin"
WAIVE = "courses.waive_share"
_LOOK_AT_FEEDBACK = ("courses.view_errorreport", "courses.change_errorreport", "courses.view_rating")
_SNIPPETS = tuple(
    f"{app}.{action}_{model}"
    for app, model in (
        ("courses", "competency"),
        ("courses", "character"),
        ("courses", "learningpath"),
        ("gamification", "badgeclass"),
        ("generation", "pronunciation"),
    )
    for action in ("view", "add", "change", "delete")
    # Evidence names competencies for good, people are on paths and have badges: those are taken off instead.
    if action != "delete" or model not in ("competency", "learningpath", "badgeclass")
)
_PEOPLE = (
    "accounts.view_user",
    "accounts.change_user",
    *(
        f"accounts.{action}_{model}"
        for model in ("team", "invitation")
        for action in ("view", "add", "change")
    ),
)
_FILES = tuple(
    f"{app}.{action}_{model}"
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "choose")
) + ("wagtailmedia.add_media", "wagtailmedia.change_media")
_MUSIC = "generation.change_soundkit"
_BRAND = "generation.change_brandkit"
_PUBLISH = "wagtailcore.publish_page"
_PAGES = ("wagtailcore.add_page", "wagtailcore.change_page", _PUBLISH)

GRANTS: dict[str, Grants] = {
    AUTHORS: Grants(everywhere=(ADMIN, *_SNIPPETS, *_LOOK_AT_FEEDBACK), pages=_PAGES, files=_FILES),
    REVIEWERS: Grants(everywhere=(ADMIN, WAIVE, *_LOOK_AT_FEEDBACK), files=("wagtailimages.choose_image",)),
    LD_ADMINS: Grants(
        everywhere=(ADMIN, WAIVE, _BRAND, _MUSIC, *_SNIPPETS, *_LOOK_AT_FEEDBACK, *_PEOPLE),
        pages=(*_PAGES, "wagtailcore.lock_page", "wagtailcore.unlock_page"),
        files=_FILES,
    ),
}


def granted() -> dict[str, Grants]:
    """GRANTS; where GREENROOM_AUTHORS_PUBLISH is off, authors hand in and the workflow publishes."""
    if settings.GREENROOM_AUTHORS_PUBLISH:
        return GRANTS
    authors = GRANTS[AUTHORS]
    pages = tuple(one for one in authors.pages if one != _PUBLISH)
    return {**GRANTS, AUTHORS: replace(authors, pages=pages, never=(_PUBLISH,))}
