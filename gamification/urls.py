from django.urls import path

from courses import converters  # noqa: F401  (registers the module's slug)
from gamification import views

app_name = "gamification"
urlpatterns = [path("mastery/moved/<module_slug:module_slug>/", views.moved, name="moved")]
