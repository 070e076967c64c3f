from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from config.serving import supervise
from config.smoke.browser import Failed
from config.smoke.studio import Studio
from config.smoke.walk import Walk


class Command(BaseCommand):
    help = "Start the demo in a fresh data folder and walk one lesson all the way. 0, or what failed."
    requires_system_checks = []

    def handle(self, *args, **options):
        self.began = monotonic()
        try:
            with supervise.stop_signals(), Studio(self.say) as studio:
                try:
                    Walk(studio, self.say).run()
                except Failed:
                    self.say(studio.log())
                    raise
                studio.stop()
                self.say("Everything stopped, and nothing was left behind.")
        except supervise.Stopped as stopped:
            raise CommandError("Smoke test stopped half-way; its demo was stopped with it.") from stopped
        except Failed as failure:
            raise CommandError(f"Smoke test failed: {failure}") from failure
        self.say("Smoke test passed.")

    def say(self, line: str) -> None:
        self.stdout.write(f"{monotonic() - self.began:6.1f} s  {line}")
        self.stdout.flush()
