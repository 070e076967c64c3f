from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Team, User
from config.demo import recipe
from config.demo.badges import load_badges
from config.demo.history import load_history
from config.demo.labs import load_labs
from config.demo.lessons import NotPublished, load_lessons, load_site, load_vocabulary
from config.demo.library import load_library
from config.demo.paths import load_paths
from config.demo.people import load_people
from courses.importing import ImportRefused
from courses.models import Evidence
from labs.contract import Refused


class Command(BaseCommand):
    help = "Load the demo studio. Makes no media; loading it again changes nothing."

    def handle(self, *args, **options):
        today = timezone.localdate()
        studio = recipe("studio")
        load_people(studio, today=today)
        load_vocabulary()
        author = User.objects.get(email="author@greenroom.example")
        try:
            load_labs(author)
            load_library()
            slugs = load_lessons(load_site(studio), author=author)
            load_badges()
            for module in recipe("history"):
                load_history(module, today=today)
            load_paths(User.objects.get(email="learner@greenroom.example"))
        except (ImportRefused, NotPublished, LookupError, Refused) as error:
            raise CommandError(str(error)) from error
        self._say(studio, slugs)

    def _say(self, studio, slugs: list[str]) -> None:
        emails = [person["email"] for person in studio["people"]]
        teams = Team.objects.filter(name__in=[team["name"] for team in studio["teams"]])
        answers = Evidence.objects.filter(user__email__in=emails).count()
        self.stdout.write(f"{studio['name']}: {len(emails)} people in {teams.count()} teams.")
        self.stdout.write(f"Published: {', '.join(slugs)}.")
        self.stdout.write(f"{answers} answers on record.")
