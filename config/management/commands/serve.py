import os

from django.core.management.base import BaseCommand, CommandError

from config.serving import prepare, supervise


class Command(BaseCommand):
    help = "Start web, worker and beat under one supervisor, and wait until they answer. Ctrl-C stops them."

    def handle(self, *args, **options):
        try:
            port = supervise.port_of(os.environ.get("PORT") or "8000")
            with supervise.stop_signals(), supervise.data_folder_to_ourselves():
                supervise.check_port(port)
                self.prepare()
                with supervise.services(port) as supervisor:
                    self.greet()
                    self.say(f"Ready: http://{supervise.HOST}:{port}")
                    supervise.watch(supervisor)
        except supervise.CannotServe as error:
            raise CommandError(str(error)) from error
        except supervise.Stopped:
            self.say("\nStopped. Everything is kept.")

    def prepare(self) -> None:
        self.say("Preparing the database …")
        prepare.database()
        if prepare.static_files():
            self.say("Collected the static files.")

    def greet(self) -> None:
        """What to say before the ready line."""

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
