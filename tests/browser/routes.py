"""The routes of the URL conf that are ours: each has a page that is looked at, or says why it has none."""

import re
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

OURS = ("accounts", "config", "courses", "gamification", "generation", "labs", "reports", "allauth")

NO_PAGES = {
    r"^(health(_report)?|courses:(media|clip|transcript)|generation:(file|slide))$": "for programs, a file",
    r"^podcast:(feed|file|make|stop)$": "for podcast apps, or takes a form",
    r"^(\w+:(people|items)_csv|export_course|competencies:export)$": "a file",
    r"^gamification:(issuer|achievement(_image)?|status_list|credential_\w+)$": "for programs, a file",
    r"^paths:(choose|leave)$": "takes a form",
    r"^(lift:(studio|module)|reports:lift)_csv$": "a file",
    r"^gamification:badge_(picture|json|png|svg)$": "a file",
    r"^gamification:certificate_(ask|file)$": "takes a form, or is a file",
    r"^gamification:badge_(share|hide|withdraw|renew)$": "takes a form",
    r"^courses:(catalogue|page|preview|resume|start)$": "leads on to a page",
    r"^courses:(answer|note|position|rate|report)$": "takes a form",
    r"^generation:(retry|prioritise|approve(_passages)?|narration|send_back|mend|rebuild)$": "takes a form",
    r"^(proposals:(retry|decide)|records:retry)$": "takes a form",
    r"^records:csv$": "a file",
    r"^labs:annotation_clip$": "a file",
    r"^labs:training_room_(train|live|look)$": "takes a form, or is a part of the desk that is looked at",
    r"^labs:(again|prompt_(draft|decide|add_test|remove_test)|reference_set_arrange)$": "takes a form",
    r"^(labs:(upload(_preview)?|(reference_set|review)_picture)|peer_reviews:picture)$": "a file",
    r"^labs:prompt_(ask|decide_output|output_again)$": "takes a form",
    r"^labs:prompt_(make_variants|variants_progress)$": "takes a form, or a part of a page looked at",
    r"^labs:prompt_(hint|output|picture|promptfoo)$": "a part of the desk that is looked at, or a file",
    r"^labs:library_(review|withdraw|use|save)$": "takes a form",
    r"^wagtailsnippets_labs_lab:(revisions_\w+|(un)?(lock|publish)|workflow\w*)$": "Wagtail's own page",
    r"^pronunciations:(listen|live|sound)$": "a part of a form that is looked at, or a file",
    r"^(wagtailcore|wagtailadmin)_login$": "leads to the one door",
    r"^account_(email|confirm|reauthenticate|set_password)": "switched off, or leads on",
    r"^generation:floor_\w+$": "a part of a page that is looked at",
    r"^((generation|proposals):live|gamification:(moved|review_due|certificates_live)|.*_?results)$": (
        "a part of a page that is looked at"
    ),
    r"^wagtailsnippets_\w+:(add|edit)$": "Wagtail's own form of a few fields",
    r"^wagtailsnippetchoosers_": "a part of Wagtail's own dialogues",
    r"^(wagtailsnippets|wagtailusers|ratings|teams|error_reports)\w*:(delete|usage|history|copy|inspect)$": (
        "Wagtail's own page, the same for every model"
    ),
    r"^(error_reports:(add)|ratings:(add|edit)|invitations:(resend|revoke)|modules:choose_parent)$": (
        "nobody may, or takes a form"
    ),
    r"^delete_clip$": "wagtailmedia's own page, or leads back to the clip",
    r"^wagtailusers_users:reactivate$": "as deactivate",
}


def ours(resolver: URLResolver | None = None, namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Names of our routes: ours by their view, or by the model that Wagtail's view is about."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            inner = (*namespaces, one.namespace) if one.namespace else namespaces
            yield from ours(one, inner)
        elif one.name and _is_ours(one.callback):
            yield ":".join([*namespaces, one.name])


def _is_ours(view) -> bool:
    model = getattr(view, "view_initkwargs", {}).get("model")
    homes = [getattr(view, "view_class", view).__module__, getattr(model, "__module__", "")]
    return any(home.split(".")[0] in OURS for home in homes)


def is_no_page(route: str) -> bool:
    return any(re.search(pattern, route) for pattern in NO_PAGES)
