from django.urls import path

from gamification import views

app_name = "gamification"
urlpatterns = [path("mastery/moved/<slug:module_slug>/", views.moved, name="moved")]
