from django.db import models


class Heartbeat(models.Model):
    """When a worker, the clock or a queue was last seen alive.

    name: "worker:celery@host", "beat", "queue:media". queues: those a worker listens to.
    """

    name = models.CharField(max_length=200, unique=True)
    seen_at = models.DateTimeField()
    queues = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.name} at {self.seen_at:%H:%M:%S}"
