from django.urls import path

from generation.views import records

app_name = "records"
urlpatterns = [
    path("", records.show_list, name="list"),
    path("clips.csv", records.as_csv, name="csv"),
    path("<int:record_id>/", records.show, name="record"),
    path("<int:record_id>/retry/", records.retry, name="retry"),
]
