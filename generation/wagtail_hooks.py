from django.conf import settings
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from accounts.queries import has_role
from accounts.roles import AUTHORS, LD_ADMINS, REVIEWERS
from courses.models import ModulePage
from courses.narration import narrate
from generation import pronunciation_urls, proposal_urls, record_urls, urls
from generation.cast import alike, sound_of
from generation.models import Pronunciation
from generation.queries import may_make, may_propose, waits_for_the_queue
from generation.views.pronunciations import PronunciationViewSet, WhereItHolds


@hooks.register("register_admin_urls")
def production_urls():
    return [
        path("productions/", include(urls)),
        path("proposals/", include(proposal_urls)),
        path("records/", include(record_urls)),
        path("pronunciations/", include(pronunciation_urls)),
    ]


class ProductionsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return has_role(request.user, AUTHORS, REVIEWERS, LD_ADMINS)


@hooks.register("register_admin_menu_item")
def productions_item():
    return ProductionsItem("Productions", reverse("generation:productions"), icon_name="media", order=250)


@hooks.register("register_admin_menu_item")
def records_item():
    return ProductionsItem("Catalogue of clips", reverse("records:list"), icon_name="media", order=251)


@hooks.register("register_page_header_buttons")
def make_media_button(page, user, view_name, next_url=None):
    if page.pk and page.specific_class is ModulePage and may_make(user, page):
        yield Button("Make media", reverse("generation:make", args=[page.pk]), icon_name="media", priority=25)


@hooks.register("register_page_header_buttons")
def propose_button(page, user, view_name, next_url=None):
    if page.pk and page.specific_class is ModulePage and may_propose(user, page):
        address = reverse("proposals:start", args=[page.pk])
        yield Button("Propose from this lesson", address, icon_name="glasses", priority=26)


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    @actions.register_action("generation.proposal.accepted")
    class Accepted(LogFormatter):
        label = "Take a proposal"

        def format_message(self, log_entry) -> str:
            return f"Took a proposal that rests on “{log_entry.data.get('sentence', '')}”"


@hooks.register("after_publish_page")
def say_that_media_wait(request, page):
    if page.specific_class is ModulePage and waits_for_the_queue(page):
        messages.warning(
            request,
            "It is published. Its media will start as soon as the queue is back; nothing is lost.",
        )


@hooks.register("after_publish_page")
def say_who_sounds_alike(request, page):
    if page.specific_class is not ModulePage:
        return
    sound = sound_of(settings.GREENROOM_SPEECH, settings.GREENROOM_PIPER_VOICES, page.language)
    for names in alike(narrate(page.specific.lesson()), sound):
        people = f"{', '.join(names[:-1])} and {names[-1]}"
        told = f"{people[:1].upper()}{people[1:]} speak with the same voice in one scene."
        messages.warning(request, f"{told} Give one of them another under Teaching, Characters.")


register_permission_policy(Pronunciation, WhereItHolds(Pronunciation))
register_snippet(PronunciationViewSet)
