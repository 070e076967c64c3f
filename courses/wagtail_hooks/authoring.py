"""The author's pages about one module: splitting, waiving, kinds of change, figures; a course as a file."""

from collections.abc import Iterator

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from courses.models import CoursePage, ModulePage
from courses.queries import may_see_items
from courses.views import authoring, changes, items, whole_course

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
    export = path("course/<int:page_id>/export/", whole_course.export, name="export_course")
    return [path("module/", include(urls)), export]


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


class ExportButton(PageMenuItem):
    label = "Export the course"
    icon_name = "download"
    url_name = "export_course"

    def is_shown(self, user) -> bool:
        return self.page.permissions_for_user(user).can_edit()


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def a_course_as_a_file(page, user, next_url=None, **_: str) -> Iterator[PageMenuItem]:
    if page.specific_class is CoursePage:
        yield ExportButton(page=page, priority=67)
