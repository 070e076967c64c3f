"""python -m benchmarks.worker PRODUCTION: one worker, one encoder, until that lesson is made.

Its engines are loaded and its voice is measured before it says that it is ready; then it waits for a line.
"""

import os
import sys
from time import sleep

import django

django.setup()

from generation import piecework, pipeline  # noqa: E402  (reads models)
from generation.engines import registry  # noqa: E402
from generation.models import PieceWork, Production  # noqa: E402
from generation.stages import side_by_side  # noqa: E402

QUEUES = {"default", "text", "speech", "media"}

side_by_side.AT_ONCE = 1
registry.speech().say("Ready.", voice="narrator", words_per_minute=150)
for load in (registry.slides, registry.sound, registry.video):
    load()
print("ready", flush=True)
sys.stdin.readline()
while (production := Production.objects.get(pk=sys.argv[1])).unfinished:
    waiting = PieceWork.objects.claimable().filter(production=production).values_list("pk", flat=True)
    if (piece := waiting.first()) is not None:
        piecework.make_piece(piece, worker=f"worker-{os.getpid()}")
    elif not pipeline.advance(production.pk, serves=QUEUES):
        sleep(0.02)
