"""The author's pages about one module: splitting it, waiving its share of story."""

from django.urls import include, path
from wagtail import hooks

from courses.views import authoring

urls = (
    [
        path("<int:page_id>/split/", authoring.split, name="split"),
        path("<int:page_id>/waive/", authoring.waive, name="waive"),
    ],
    "authoring",
)


@hooks.register("register_admin_urls")
def authoring_urls():
    return [path("module/", include(urls))]
