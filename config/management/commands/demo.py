import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from config.demo import recipe
from config.management.commands import serve
from config.serving import reset, supervise


class Command(serve.Command):
    help = "Load the demo studio, make its media, start everything and say how to sign in. Ctrl-C stops it."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="Delete the data folder and stop.")

    def handle(self, *args, **options):
        if options["reset"]:
            self.reset()
        else:
            super().handle(*args, **options)

    def prepare(self) -> None:
        from config.serving import demo_media  # imports models of every app, which a reset has no need of

        super().prepare()
        self.say("Loading the demo studio …")
        call_command("load_demo", stdout=self.stdout)
        demo_media.make(self.say, Progress(self.say))

    def greet(self) -> None:
        self.say("\nSign in as one of these:")
        for login in recipe("studio")["logins"]:
            self.say(f"  {login['says']:<22}{login['email']:<34}{login['password']}")
        self.say("\nCtrl-C stops everything and keeps it. make demo-reset starts over.")

    def reset(self) -> None:
        try:
            with supervise.data_folder_to_ourselves():
                self.say(f"Deleting the demo's data in {settings.GREENROOM_DATA_DIR} …")
                left = reset.delete_data_folder()
        except supervise.CannotServe as error:
            raise CommandError(str(error)) from error
        if left:
            self.say(f"Kept, because it is not Greenroom's: {', '.join(path.name for path in left)}")
        else:
            self.say("Done. make demo starts afresh.")


class Progress:
    """One line a stage; where somebody watches, it counts on the spot."""

    def __init__(self, say) -> None:
        self.say = say
        self.stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if sys.stdout.isatty():
            end = "\n" if done >= total else ""
            sys.stdout.write(f"\r  {stage} {done}/{total}   {end}")
            sys.stdout.flush()
        elif stage != self.stage:
            self.say(f"  {stage} …")
        self.stage = stage
