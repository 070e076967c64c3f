from django.core.management.base import BaseCommand, CommandError

from gamification.services import replay


class Command(BaseCommand):
    help = "Rebuild every mastery from evidence. With --check, change nothing and fail where one differs."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only compare; exit 1 where one differs")
        parser.add_argument("--outdated", action="store_true", help="only figures that older rules made")
        parser.add_argument("--processes", type=int, default=1, help="how many work at once (1)")

    def handle(self, *, check, outdated, processes, verbosity, **options):
        differences = replay(check=check, outdated=outdated, processes=max(1, processes))
        for one in differences if verbosity else ():
            who = f"learner {one.user_id}, {one.summary}"
            self.stdout.write(f"{who}: held {one.stored}, evidence says {one.replayed}")
        if check and differences:
            raise CommandError(f"{len(differences)} summaries differ. Run replay_mastery to mend them.")
        verb = "differ" if check else "mended"
        if verbosity:
            self.stdout.write(f"{len(differences)} summaries {verb}.")
