from django.apps import AppConfig


class GreenroomConfig(AppConfig):
    name = "config"
    label = "greenroom"
    verbose_name = "Greenroom"
