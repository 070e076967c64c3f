"""python -m benchmarks.worker PRODUCTION: one worker, one encoder, until that lesson is made."""

import os
import sys
from time import sleep

import django

django.setup()

from generation import piecework, pipeline  # noqa: E402  (reads models)
from generation.models import PieceWork, Production  # noqa: E402
from generation.stages import side_by_side  # noqa: E402

QUEUES = {"default", "text", "speech", "media"}

side_by_side.AT_ONCE = 1
while (production := Production.objects.get(pk=sys.argv[1])).unfinished:
    waiting = PieceWork.objects.claimable().filter(production=production).values_list("pk", flat=True)
    if (piece := waiting.first()) is not None:
        piecework.make_piece(piece, worker=f"worker-{os.getpid()}")
    elif not pipeline.advance(production.pk, serves=QUEUES):
        sleep(0.02)
