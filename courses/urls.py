from django.urls import path

from courses import (
    converters,  # noqa: F401  (registers the module's slug)
    views,
)

app_name = "courses"

urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    # No module's slug has a colon in it.
    path("page:<int:page_id>/", views.page, name="page"),
    path("preview:<int:page_id>/", views.preview, name="preview"),
    path("preview:<int:page_id>/<int:number>/", views.preview_step, name="preview_step"),
    path("preview:<int:page_id>/end/", views.preview_end, name="preview_end"),
    path("media/<uuid:set_id>/<slug:kind>/", views.media, name="media"),
    path("clip/<int:clip_id>/<slug:part>/", views.clip, name="clip"),
    path("<module_slug:module_slug>/", views.resume, name="resume"),
    path("<module_slug:module_slug>/start/", views.start, name="start"),
    path("<module_slug:module_slug>/<int:number>/", views.step, name="step"),
    path("<module_slug:module_slug>/watch/", views.watch, name="watch"),
    path("<module_slug:module_slug>/listen/", views.listen, name="listen"),
    path("<module_slug:module_slug>/transcript/", views.transcript, name="transcript"),
    path("<module_slug:module_slug>/reference/", views.reference, name="reference"),
    path("<module_slug:module_slug>/answer/", views.answer, name="answer"),
    path("<module_slug:module_slug>/note/", views.note, name="note"),
    path("<module_slug:module_slug>/position/", views.position, name="position"),
    path("<module_slug:module_slug>/changes/", views.changed, name="changed"),
    path("<module_slug:module_slug>/end/", views.end, name="end"),
    path("<module_slug:module_slug>/rate/", views.rate, name="rate"),
    path("<module_slug:module_slug>/report/", views.report, name="report"),
]
