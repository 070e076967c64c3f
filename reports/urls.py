from django.urls import include, path

from reports.views.home import home
from reports.views.lift import team_lift, team_lift_csv
from reports.views.record import record
from reports.views.team import people, people_csv, person, person_why, teams
from reports.views.why import own_why

pages = [
    path("record/", record, name="record"),
    path("record/why/<slug:competency_slug>/", own_why, name="why"),
    path("team/", teams, name="team"),
    path("team/<int:team_id>/", people, name="people"),
    path("team/<int:team_id>/learned/", team_lift, name="lift"),
    path("team/<int:team_id>/learned.csv", team_lift_csv, name="lift_csv"),
    path("team/<int:team_id>/people.csv", people_csv, name="people_csv"),
    path("team/<int:team_id>/person/<int:user_id>/", person, name="person"),
    path(
        "team/<int:team_id>/person/<int:user_id>/why/<slug:competency_slug>/", person_why, name="person_why"
    ),
]
urlpatterns = [path("", home, name="home"), path("", include((pages, "reports")))]
