from django.urls import path

from courses import converters  # noqa: F401  (registers the slug)
from courses.views import paths

app_name = "paths"

urlpatterns = [
    path("", paths.index, name="index"),
    path("<module_slug:slug>/", paths.show, name="path"),
    path("<module_slug:slug>/choose/", paths.choose, name="choose"),
    path("<module_slug:slug>/leave/", paths.leave, name="leave"),
]
