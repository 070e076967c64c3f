from django.urls import path

from labs.peers.views import disputes

app_name = "peer_reviews"
urlpatterns = [
    path("", disputes.index, name="list"),
    path("<uuid:dispute_id>/", disputes.dispute, name="dispute"),
    path("<uuid:dispute_id>/picture/<int:work_picture>/", disputes.picture, name="picture"),
]
