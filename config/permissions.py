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
        ("labs", "lab"),
        ("labs", "project"),
    )
    for action in ("view", "add", "change", "delete")
    # Evidence names competencies for good, people are on paths, have badges, work in labs and keep prompts in
    # projects: those are taken off instead.
    if action != "delete" or model not in ("competency", "learningpath", "badgeclass", "lab", "project")
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
_LABS = "labs.change_labsettings"
_TRY_LABS = "labs.view_lab"
_PUBLISH = "wagtailcore.publish_page"
_PUBLISH_LABS = "labs.publish_lab"
_LOCK_LABS = ("labs.lock_lab", "labs.unlock_lab")
_PAGES = ("wagtailcore.add_page", "wagtailcore.change_page", _PUBLISH)

GRANTS: dict[str, Grants] = {
    AUTHORS: Grants(
        everywhere=(ADMIN, _PUBLISH_LABS, *_SNIPPETS, *_LOOK_AT_FEEDBACK), pages=_PAGES, files=_FILES
    ),
    REVIEWERS: Grants(
        everywhere=(ADMIN, WAIVE, _TRY_LABS, *_LOOK_AT_FEEDBACK), files=("wagtailimages.choose_image",)
    ),
    LD_ADMINS: Grants(
        everywhere=(
            *(ADMIN, WAIVE, _BRAND, _MUSIC, _LABS, _PUBLISH_LABS, *_LOCK_LABS),
            *(*_SNIPPETS, *_LOOK_AT_FEEDBACK, *_PEOPLE),
        ),
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
    everywhere = tuple(one for one in authors.everywhere if one != _PUBLISH_LABS)
    held = replace(authors, everywhere=everywhere, pages=pages, never=(_PUBLISH, _PUBLISH_LABS))
    return {**GRANTS, AUTHORS: held}
