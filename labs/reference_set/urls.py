from django.urls import path

from labs.reference_set import views

urlpatterns = [
    path("arrange/", views.arrange, name="reference_set_arrange"),
    path("pictures/<int:picture_number>/", views.picture, name="reference_set_picture"),
]
