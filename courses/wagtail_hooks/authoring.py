"""The author's pages about one module: splitting, waiving, kinds of change, how its questions do."""

from collections.abc import Iterator

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from courses.models import ModulePage
from courses.queries import may_see_items
from courses.views import authoring, changes, items

urls = (
    [
        path("<int:page_id>/change/", changes.change, name="change"),
        path("<int:page_id>/split/", authoring.split, name="split"),
        path("<int:page_id>/waive/", authoring.waive, name="waive"),
        path("<int:page_id>/items/", items.items, name="items"),
        path("<int:page_id>/items.csv", items.items_csv, name="items_csv"),
    ],
    "authoring",
)


@hooks.register("register_admin_urls")
def authoring_urls():
    return [path("module/", include(urls))]


class ItemsButton(PageMenuItem):
    label = "How the questions do"
    icon_name = "table"
    url_name = "authoring:items"

    def is_shown(self, user) -> bool:
        return may_see_items(user, self.page)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def how_the_questions_do(page, user, next_url=None, **_: str) -> Iterator[PageMenuItem]:
    if page.specific_class is ModulePage:
        yield ItemsButton(page=page, priority=66)
