"""Learners who come back to what they learnt."""

import datetime
import uuid

from django.http import QueryDict

from courses.models import ModulePage
from gamification.models import ReviewItem, ReviewSession
from gamification.queries.review import module_of
from gamification.services.review import answer_item
from tests.lesson import SINGLE_RIGHT, SINGLE_WRONG
from tests.played import MORNING, play, see_all

DAY = datetime.timedelta(days=1)


def finish(user, page: ModulePage, *rights: bool, at: datetime.datetime = MORNING) -> None:
    """Answer every question once, a minute apart, and see all there is."""
    see_all(play(user, page, *rights, at=at), page, at)


def item(user, page: ModulePage, block_id: str, *, session: ReviewSession | None = None) -> ReviewItem:
    """A question of a review, whatever is due."""
    session = session or ReviewSession.objects.create(user=user, day=MORNING.date())
    return ReviewItem.objects.create(
        session=session, number=session.items.count() + 1, module=page, block_id=block_id, seconds=30
    )


def form(right: bool = True) -> QueryDict:
    posted = QueryDict(mutable=True)
    posted["options"] = SINGLE_RIGHT if right else SINGLE_WRONG
    return posted


def answer(item: ReviewItem, right: bool = True, *, at: datetime.datetime, key=None) -> ReviewItem:
    module = module_of(item.session.user, item)
    return answer_item(item=item, module=module, posted=form(right), client_key=key or uuid.uuid4(), at=at)
