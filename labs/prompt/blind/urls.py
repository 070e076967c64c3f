from django.urls import path

from labs.prompt.blind import views

urlpatterns = [
    path("blind/", views.comparisons, name="prompt_blind"),
    path("blind/<int:comparison_number>/", views.compare, name="prompt_compare"),
]
