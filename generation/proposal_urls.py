from django.urls import path

from generation.views import proposals

app_name = "proposals"
urlpatterns = [
    path("module/<int:module_id>/", proposals.start, name="start"),
    path("<uuid:run_id>/", proposals.show, name="run"),
    path("<uuid:run_id>/live/", proposals.live, name="live"),
    path("<uuid:run_id>/retry/", proposals.retry, name="retry"),
    path("<uuid:run_id>/<int:number>/", proposals.decide, name="decide"),
]
