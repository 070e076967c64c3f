from django.urls import include, path

from labs.prompt import views

urlpatterns = [
    path("", include("labs.prompt.assertions.urls")),
    path("", include("labs.prompt.blind.urls")),
    path("", include("labs.prompt.variants.urls")),
    path("", include("labs.prompt.outputs.urls")),
    path("draft/", views.draft, name="prompt_draft"),
    path("from/<int:version_number>/", views.start_from, name="prompt_from"),
    path("version/<int:version_number>/decide/", views.decide, name="prompt_decide"),
    path("hint/<int:version_number>/", views.hint, name="prompt_hint"),
    path("picture/<int:picture_number>/", views.picture, name="prompt_picture"),
]
