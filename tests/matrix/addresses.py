"""Every pattern of the URL resolver, as an address of something that is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import RegexPattern, URLPattern

from tests.matrix.world import World

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
REGEX = {
    # Regular expressions, as path() would write them.
    r"^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)"
    r"\.\.\.(?P<revision_id_b>live|latest|\d+)/$": (
        "<pk>/revisions/compare/<revision_id_a>...<revision_id_b>/"
    ),
    r"history/(?P<pk>.+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)"
    r"\.\.\.(?P<revision_id_b>live|latest|\d+)/$": (
        "history/<pk>/revisions/compare/<revision_id_a>...<revision_id_b>/"
    ),
    r"^confirm-email/(?P<key>[-:\w]+)/$": "confirm-email/<key>/",
    r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/<uidb36>-<key>/",
    r"^(?P<media_type>audio|video|media)/add/$": "<media_type>/add/",
    r"chooser/(?P<media_type>audio|video)/": "chooser/<media_type>/",
    r"^(?P<media_type>audio|video)/chooser/upload/$": "<media_type>/chooser/upload/",
    r"^(\d+)/(.*)$": "<document_id>/<document_filename>",
    r"^((?:[\w\-]+/)*)$": "<path>/",
    r"^.*/$": "no-such-place/",
    r"^": "",
}


@dataclass(frozen=True)
class Door:
    """A pattern. name: its name with its namespaces, or its route where it has none."""

    name: str
    route: str

    def address(self, world: World) -> str:
        return PARAMETER.sub(lambda found: str(_sample(world, self.name, found[1])), self.route)


def doors(patterns: Any = None, prefix: str = "/", namespace: str = "") -> Iterator[Door]:
    for pattern in patterns or get_resolver().url_patterns:
        route = prefix + _written(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Door(namespace + pattern.name if pattern.name else route, route)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from doors(pattern.url_patterns, route, inner)


def _written(pattern: Any) -> str:
    text = str(pattern)
    if not isinstance(pattern, RegexPattern):
        return text
    if text in REGEX:
        return REGEX[text]
    plain = text.removeprefix("^").removesuffix("$")
    if re.search(r"[\\()\[\]*+?]", plain):
        raise LookupError(f"Say in REGEX how the address of {text} is written.")
    return plain


Take = Callable[[World], Any]
SAMPLES: tuple[tuple[str, str, Take], ...] = (
    # route, parameter, what is put there: the first line that fits
    ("wagtailsnippet*_generation_pronunciation:*", "pk", lambda w: w.made["pronunciation"].pk),
    ("wagtailsnippet*_courses_competency:*", "pk", lambda w: w.made["competency"].pk),
    ("wagtailsnippet*_courses_character:*", "pk", lambda w: w.made["character"].pk),
    ("wagtailsnippet*_courses_learningpath:*", "pk", lambda w: w.made["path"].pk),
    ("paths:*", "slug", lambda w: w.made["path"].slug),
    ("wagtailsnippet*_labs_lab:*", "pk", lambda w: w.made["lab run"].lab_id),
    ("wagtailsnippet*_labs_lab:*", "revision_id", lambda w: w.made["lab run"].revision_id),
    ("labs:peers", "run_id", lambda w: w.made["reviewed run"].pk),
    ("labs:review*", "review_id", lambda w: w.made["peer review"].pk),
    ("peer_reviews:*", "dispute_id", lambda w: w.made["peer dispute"].pk),
    ("*", "work_picture", lambda w: 0),
    ("labs:reference_set_*", "run_id", lambda w: w.made["set run"].pk),
    ("labs:reference_set_*", "picture_number", lambda w: 0),
    ("labs:training_room_*", "run_id", lambda w: w.made["training run"].pk),
    ("labs:upload*", "upload_id", lambda w: w.made["lab upload"].pk),
    ("labs:annotation_*", "run_id", lambda w: w.made["annotation run"].pk),
    ("labs:annotation_clip", "lab_clip_id", lambda w: w.made["clip"].pk),
    ("labs:annotation_clip", "part", lambda w: "file"),
    ("lab_figures:one", "lab_id", lambda w: w.made["lab run"].lab_id),
    ("wagtailsnippet*_labs_project:*", "pk", lambda w: w.made["saved prompt"].project_id),
    ("labs:library*", "prompt_id", lambda w: w.made["saved prompt"].pk),
    ("labs:library*", "project_slug", lambda w: w.made["saved prompt"].project.slug),
    ("labs:library*", "run_id", lambda w: w.made["prompt run"].pk),
    ("labs:library*", "version_number", lambda w: 1),
    ("labs:*", "lab_slug", lambda w: w.made["lab run"].lab.slug),
    ("labs:prompt_*", "run_id", lambda w: w.made["prompt run"].pk),
    ("labs:prompt_*", "comparison_number", lambda w: w.made["prompt run"].comparisons.get().number),
    ("labs:prompt_*", "version_number", lambda w: 1),
    ("labs:prompt_remove_test", "own_test_id", lambda w: w.made["prompt run"].own_tests.get().pk),
    (
        "labs:prompt_*",
        "output_id",
        lambda w: w.made["prompt run"].submissions.get(number=1).outputs.first().pk,
    ),
    ("labs:prompt_picture", "picture_number", lambda w: 0),
    ("labs:*", "run_id", lambda w: w.made["lab run"].pk),
    ("labs:*", "module_slug", lambda w: w.made["lab run"].module.slug),
    ("labs:*", "block_id", lambda w: w.made["lab run"].block_id),
    ("wagtailsnippet*_gamification_badgeclass:*", "pk", lambda w: w.made["badge"].pk),
    ("*", "badge_id", lambda w: w.made["badge"].pk),
    ("wagtailadmin_collections:*", "pk", lambda w: w.made["collection"].pk),
    ("wagtailadmin_workflows:*task*", "pk", lambda w: w.made["task"].pk),
    ("wagtailadmin_workflows:*", "pk", lambda w: w.made["workflow"].pk),
    ("wagtailadmin_workflows:*", "page_pk", lambda w: w.course.pk),
    ("wagtailadmin_workflows:add_task", "app_label", lambda w: "wagtailcore"),
    ("wagtailadmin_workflows:add_task", "model_name", lambda w: "groupapprovaltask"),
    ("wagtailadmin_api:documents:*", "pk", lambda w: w.made["document"].pk),
    ("wagtailadmin_api:images:*", "pk", lambda w: w.made["image"].pk),
    ("wagtailadmin_api:*", "action_name", lambda w: "unpublish"),
    ("wagtailadmin_*", "pk", lambda w: w.module.pk),
    ("wagtaildocs_chooser:*", "pk", lambda w: w.made["document"].pk),
    ("wagtailimages_chooser:*", "pk", lambda w: w.made["image"].pk),
    ("wagtailsites:*", "pk", lambda w: w.made["site"].pk),
    ("wagtailusers_users:*", "pk", lambda w: w.people["learner"].pk),
    ("wagtailusers_groups:*", "pk", lambda w: w.made["group"].pk),
    ("wagtailsettings:*", "app_name", lambda w: "generation"),
    ("wagtailsettings:*", "model_name", lambda w: "brandkit"),
    ("wagtailsettings:*", "pk", lambda w: w.made["site"].pk),
    ("error_reports:*", "pk", lambda w: w.made["report"].pk),
    ("ratings:*", "pk", lambda w: w.made["rating"].pk),
    ("invitations:*", "pk", lambda w: w.invitation.pk),
    ("teams:*", "pk", lambda w: w.team.pk),
    ("gamification:achievement*", "slug", lambda w: w.made["credential"].award.badge.slug),
    ("gamification:status_list", "number", lambda w: w.made["credential"].status.number),
    ("gamification:badge*", "award_id", lambda w: w.made["credential"].award.uuid),
    ("*", "credential_id", lambda w: w.made["credential"].pk),
    ("gamification:certificate_ask", "course_id", lambda w: w.course.pk),
    ("*", "certificate_id", lambda w: w.made["certificate"].pk),
    ("gamification:profile", "address", lambda w: w.made["profile"].address),
    ("podcast:feed", "token", lambda w: w.made["feed token"]),
    ("podcast:file", "token", lambda w: w.people["learner"].podcast_feed.file_token),
    ("podcast:file", "name", lambda w: "audio.m4a"),
    ("*", "media_type", lambda w: "video"),
    ("*", "media_id", lambda w: w.made["clip"].pk),
    ("courses:clip", "clip_id", lambda w: w.made["clip"].pk),
    ("courses:clip", "part", lambda w: "file"),
    ("courses:media", "kind", lambda w: "video"),
    ("generation:file", "kind", lambda w: "video"),
    ("generation:slide", "number", lambda w: 0),
    ("records:*", "record_id", lambda w: w.made["record"].pk),
    ("pronunciations:*", "preview_id", lambda w: w.made["preview"].pk),
    ("proposals:*", "run_id", lambda w: w.made["proposals"].pk),
    ("proposals:*", "number", lambda w: 1),
    ("courses:*step", "number", lambda w: 1),
    ("account_reset_password_from_key", "key", lambda w: "set-password"),
    ("/accounts/confirm-email/*", "key", lambda w: "key"),
    ("/admin/snippets/choose/*", "app", lambda w: "courses"),
    ("/admin/snippets/choose/*", "model", lambda w: "character"),
    ("*authenticate_with_password*", "restriction", lambda w: w.made["closed page"].pk),
    ("*authenticate_with_password*", "page", lambda w: w.made["closed page"].page_id),
    ("wagtailadmin_tag_model_autocomplete", "app_name", lambda w: "taggit"),
    ("/admin/snippets/choose/*", "app", lambda w: "courses"),
    ("/admin/snippets/choose/*", "model", lambda w: "character"),
    ("*authenticate_with_password*", "restriction", lambda w: w.made["closed page"].pk),
    ("*authenticate_with_password*", "page", lambda w: w.made["closed page"].page_id),
    ("wagtailadmin_tag_model_autocomplete", "model_name", lambda w: "tag"),
    ("wagtailadmin_pages:add", "parent_page_id", lambda w: w.course.pk),
    ("wagtailadmin_pages:preview_on_add", "parent_page_id", lambda w: w.course.pk),
    ("wagtailadmin_pages:workflow_action", "action_name", lambda w: "approve"),
    ("wagtailadmin_pages:collect_workflow_action_data", "action_name", lambda w: "approve"),
    ("/media/images/*", "name", lambda w: w.picture.rsplit("/", 1)[1]),
    ("*", "app_label", lambda w: "wagtailcore"),
    ("*", "model_name", lambda w: "page"),
    ("wagtail_bulk_action", "action", lambda w: "unpublish"),
    ("*", "content_type_app_name", lambda w: "courses"),
    ("*", "content_type_model_name", lambda w: "modulepage"),
    ("*", "object_id", lambda w: w.module.pk),
    ("gamification:review_question", "session_id", lambda w: w.made["review"].session_id),
    ("gamification:review_question", "number", lambda w: w.made["review"].number),
    ("*", "session_id", lambda w: 1),
    ("export_course", "page_id", lambda w: w.course.pk),
    ("*", "page_id", lambda w: w.module.pk),
    ("*", "parent_page_id", lambda w: w.course.pk),
    ("*", "page_to_move_id", lambda w: w.module.pk),
    ("*", "destination_id", lambda w: w.course.pk),
    ("*", "revision_id", lambda w: w.module.latest_revision_id),
    ("*", "revision_id_a", lambda w: "earliest"),
    ("*", "revision_id_b", lambda w: "latest"),
    ("*", "page_view_restriction_id", lambda w: w.made["closed page"].pk),
    ("*", "restriction_id", lambda w: w.made["closed collection"].pk),
    ("*", "collection_id", lambda w: w.made["collection"].pk),
    ("*", "workflow_pk", lambda w: w.made["workflow"].pk),
    ("*", "workflow_state_id", lambda w: 1),
    ("*", "task_state_id", lambda w: 1),
    ("*", "task_id", lambda w: w.made["task"].pk),
    ("*", "redirect_id", lambda w: w.made["redirect"].pk),
    ("*", "document_id", lambda w: w.made["document"].pk),
    ("*", "document_filename", lambda w: w.made["document"].filename),
    ("*", "doc_id", lambda w: w.made["document"].pk),
    ("*", "image_id", lambda w: w.made["image"].pk),
    ("*", "filter_spec", lambda w: "width-100"),
    ("*", "uploaded_file_id", lambda w: w.made["upload"].pk),
    ("*", "module_slug", lambda w: w.module.slug),
    ("*", "module_id", lambda w: w.module.pk),
    ("*", "competency_id", lambda w: w.made["competency"].pk),
    ("*", "set_id", lambda w: w.module.media.get().pk),
    ("generation:remake", "stage", lambda w: "slides"),
    ("*", "production_id", lambda w: w.production.pk),
    ("*", "team_id", lambda w: w.team.pk),
    ("*", "competency_slug", lambda w: w.made["competency"].slug),
    ("*", "user_id", lambda w: w.people["learner"].pk),
    ("*", "token", lambda w: w.token),
    ("*", "uidb36", lambda w: "x"),
    ("*", "uidb64", lambda w: "x"),
    ("*", "key", lambda w: "x"),
    ("wagtail_serve", "path", lambda w: w.course.get_url().strip("/")),
)


def _sample(world: World, route: str, parameter: str) -> Any:
    for glob, named, take in SAMPLES:
        if named == parameter and fnmatchcase(route, glob):
            return take(world)
    raise LookupError(f"Say in SAMPLES what stands for {parameter} in {route}.")
