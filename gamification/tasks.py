import uuid

from celery import shared_task

from gamification import services
from gamification.services.calibrating import calibrate_items
from gamification.services.certificates import make_certificate as make
from gamification.services.certificates import nudge_certificate, take_up_certificates


@shared_task(name="gamification.award_standing")
def award_standing(badge_id: int) -> None:
    if services.go_on_standing(badge_id=badge_id):
        services.nudge_standing(badge_id=badge_id)


@shared_task(name="gamification.sweep_badges")
def sweep_badges() -> None:
    for badge_id in services.take_up_standing():
        services.nudge_standing(badge_id=badge_id)


@shared_task(name="gamification.calibrate")
def calibrate() -> None:
    calibrate_items()


@shared_task(name="gamification.make_certificate")
def make_certificate(certificate_id: str) -> None:
    make(certificate_id=uuid.UUID(certificate_id))


@shared_task(name="gamification.sweep_certificates")
def sweep_certificates() -> None:
    for certificate_id in take_up_certificates():
        nudge_certificate(certificate_id=certificate_id)
