from django.urls import path

from labs.annotation import views

urlpatterns = [
    path("clip/<int:lab_clip_id>/<slug:part>/", views.clip, name="annotation_clip"),
]
