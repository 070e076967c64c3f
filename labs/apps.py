from django.apps import AppConfig
from django.urls import reverse


class LabsConfig(AppConfig):
    name = "labs"

    def ready(self) -> None:
        from courses.labs import LabKind, register
        from courses.queries.access import SHOWN_ELSEWHERE
        from courses.queries.clips import USED_ELSEWHERE
        from labs import receivers  # noqa: F401  (connects them)
        from labs.queries.clips import labs_with
        from labs.queries.offered import offered, trial_of
        from labs.queries.pictures import in_a_lab_begun
        from labs.registry import types

        SHOWN_ELSEWHERE.append(in_a_lab_begun)
        USED_ELSEWHERE.append(labs_with)
        for type in types().values():
            register(
                LabKind(
                    name=type.name,
                    label=type.label,
                    url=trial_of(type.name),
                    seconds=type.seconds,
                    offered=offered(type.name),
                    place=lambda module, block: reverse("labs:front", args=[module, block]),
                )
            )
