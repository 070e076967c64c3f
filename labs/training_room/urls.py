from django.urls import path

from labs.training_room import views

urlpatterns = [
    path("train/", views.train, name="training_room_train"),
    path("live/", views.live, name="training_room_live"),
    path("look/", views.look, name="training_room_look"),
]
