from django.urls import path

from labs.prompt.variants import views

urlpatterns = [
    path("variants/", views.recorded, name="prompt_variants"),
]
