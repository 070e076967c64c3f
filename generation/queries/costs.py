"""What making costs: seconds of CPU and of GPU, of all who took part."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, FloatField, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone

from generation.models import Production, StageRun


@dataclass(frozen=True)
class Month:
    """Of this month, in the time zone at hand. lessons: productions that something was made for."""

    cpu: float
    gpu: float
    lessons: int


def with_cost(found: QuerySet[Production]) -> QuerySet[Production]:
    """Each with `cpu` and `gpu`: seconds, None where nothing was made yet."""
    return found.annotate(cpu=_sum("cpu_seconds"), gpu=_sum("gpu_seconds"))


def _sum(field: str) -> Subquery:
    runs = StageRun.objects.filter(production=OuterRef("pk")).order_by().values("production")
    return Subquery(runs.annotate(sum=Sum(field)).values("sum"), output_field=FloatField())


def this_month() -> Month:
    first = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found = StageRun.objects.filter(started_at__gte=first).aggregate(
        cpu=Sum("cpu_seconds"), gpu=Sum("gpu_seconds"), lessons=Count("production", distinct=True)
    )
    return Month(found["cpu"] or 0.0, found["gpu"] or 0.0, found["lessons"])
