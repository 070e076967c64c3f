from django.urls import path

from labs.prompt.outputs import views

urlpatterns = [
    path("outputs/", views.outputs, name="prompt_outputs"),
    path("version/<int:version_number>/outputs/", views.ask, name="prompt_ask"),
    path("output/<int:output_id>/", views.output, name="prompt_output"),
    path("output/<int:output_id>/decide/", views.decide, name="prompt_decide_output"),
    path("output/<int:output_id>/again/", views.again, name="prompt_output_again"),
]
