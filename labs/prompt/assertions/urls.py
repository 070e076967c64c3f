from django.urls import path

from labs.prompt.assertions import views

urlpatterns = [
    path("tests/add/", views.add, name="prompt_add_test"),
    path("tests/<int:own_test_id>/remove/", views.remove, name="prompt_remove_test"),
    path("promptfooconfig.yaml", views.promptfoo, name="prompt_promptfoo"),
]
