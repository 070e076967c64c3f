from django.urls import path

from generation.views import floor, media, narration, orders, productions, review

app_name = "generation"
urlpatterns = [
    path("", floor.ProductionList.as_view(), name="productions"),
    path("now/", floor.now, name="floor_now"),
    path("asks/", floor.asks, name="floor_asks"),
    path("module/<int:module_id>/", productions.make, name="make"),
    path("module/<int:module_id>/narration/", narration.choose, name="narration"),
    path("<uuid:production_id>/", productions.show, name="production"),
    path("<uuid:production_id>/live/", productions.live, name="live"),
    path("<uuid:production_id>/retry/", productions.retry, name="retry"),
    path("<uuid:production_id>/cancel/", orders.cancel, name="cancel"),
    path("<uuid:production_id>/priority/", orders.prioritise, name="prioritise"),
    path("<uuid:production_id>/remake/<slug:stage>/", orders.remake, name="remake"),
    path("<uuid:production_id>/review/", review.show, name="review"),
    path("<uuid:production_id>/approve/", review.approve, name="approve"),
    path("<uuid:production_id>/passages/approve/", review.approve_passages, name="approve_passages"),
    path("<uuid:production_id>/send-back/", review.send_back, name="send_back"),
    path("<uuid:production_id>/mend/", review.mend, name="mend"),
    path("<uuid:production_id>/rebuild/", review.rebuild, name="rebuild"),
    path("<uuid:production_id>/file/<str:kind>/", media.file, name="file"),
    path("<uuid:production_id>/slide/<int:number>/", media.slide, name="slide"),
]
