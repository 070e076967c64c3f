from django.urls import path

from labs.library import desk, views

urlpatterns = [
    path("library/", views.index, name="library"),
    path("library/projects/<slug:project_slug>/", views.project, name="library_project"),
    path("library/<uuid:prompt_id>/", views.prompt, name="library_prompt"),
    path("library/<uuid:prompt_id>/fork/", views.fork, name="library_fork"),
    path("library/<uuid:prompt_id>/review/", views.review, name="library_review"),
    path("library/<uuid:prompt_id>/withdraw/", views.withdraw, name="library_withdraw"),
    path("library/<uuid:prompt_id>/use/", views.use, name="library_use"),
    # At the desk of a prompt lab.
    path("run/<uuid:run_id>/library/with/<uuid:prompt_id>/", desk.begin_with, name="library_begin"),
    path("run/<uuid:run_id>/library/<int:version_number>/save/", desk.save, name="library_save"),
    path("run/<uuid:run_id>/library/<int:version_number>/language/", desk.language, name="library_language"),
]
