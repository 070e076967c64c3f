"""The author's pages about the people who took a module, and what they learned."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem

from accounts.queries import has_role
from accounts.roles import LD_ADMINS
from courses.models import ModulePage
from courses.queries import may_see_items
from reports.views import learners, lift

urls = (
    [
        path("", learners.learners, name="taken"),
        path("<int:user_id>/why/<slug:competency_slug>/", learners.learner_why, name="why"),
    ],
    "learners",
)


lift_urls = (
    [
        path("reports/learned/", lift.studio_lift, name="studio"),
        path("reports/learned.csv", lift.studio_lift_csv, name="studio_csv"),
        path("module/<int:page_id>/learned/", lift.module_lift, name="module"),
        path("module/<int:page_id>/learned.csv", lift.module_lift_csv, name="module_csv"),
    ],
    "lift",
)


@hooks.register("register_admin_urls")
def learners_urls():
    return [path("module/<int:page_id>/learners/", include(urls)), path("", include(lift_urls))]


class LearnersButton(PageMenuItem):
    label = "Who has taken it"
    icon_name = "group"
    url_name = "learners:taken"

    def is_shown(self, user) -> bool:
        return may_see_items(user, self.page)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def who_has_taken_it(page, user, next_url=None, **_: str) -> Iterator[PageMenuItem]:
    if page.specific_class is ModulePage:
        yield LearnersButton(page=page, priority=67)


class LiftButton(LearnersButton):
    label = "What people learned"
    icon_name = "history"
    url_name = "lift:module"


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def what_people_learned(page, user, next_url=None, **_: str) -> Iterator[PageMenuItem]:
    if page.specific_class is ModulePage:
        yield LiftButton(page=page, priority=68)


class ForLearningAndDevelopment(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, LD_ADMINS)


@hooks.register("register_reports_menu_item")
def all_that_people_learned() -> MenuItem:
    return ForLearningAndDevelopment(
        "What people learned", reverse("lift:studio"), name="learned", icon_name="history", order=900
    )
