"""The author's pages about the people who took a module."""

from collections.abc import Iterator

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from courses.models import ModulePage
from courses.queries import may_see_items
from reports.views import learners

urls = (
    [
        path("", learners.learners, name="taken"),
        path("<int:user_id>/why/<slug:competency_slug>/", learners.learner_why, name="why"),
    ],
    "learners",
)


@hooks.register("register_admin_urls")
def learners_urls():
    return [path("module/<int:page_id>/learners/", include(urls))]


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
