from django.urls import path

from labs.prompt.variants import views

urlpatterns = [
    path("variants/", views.recorded, name="prompt_variants"),
    path("variants/<int:version_number>/", views.written, name="prompt_variants_of"),
    path("variants/<int:version_number>/make/", views.make, name="prompt_make_variants"),
    path("variants/<int:version_number>/progress/", views.progress, name="prompt_variants_progress"),
]
