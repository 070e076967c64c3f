from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from courses import converters  # noqa: F401  (registers the module's slug)
from labs import views
from labs.registry import FOLDERS

app_name = "labs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="index"),
    path("in/<module_slug:module_slug>/<str:block_id>/", views.front, name="front"),
    path("try/<slug:lab_slug>/", views.trial, name="trial"),
    path("uploads/", views.uploads, name="uploads"),
    path("uploads/<uuid:upload_id>/", views.upload, name="upload"),
    path("uploads/<uuid:upload_id>/small/", views.preview, name="upload_preview"),
    path("run/<uuid:run_id>/", views.desk, name="desk"),
    path("run/<uuid:run_id>/again/", views.again, name="again"),
    path("", include("labs.library.urls")),
    path("", include("labs.peers.urls")),
    # What a type does beside the page that all have.
    *(
        path(f"run/<uuid:run_id>/{name}/", include(f"labs.{name}.urls"))
        for name in FOLDERS
        if find_spec(f"labs.{name}.urls")
    ),
]
