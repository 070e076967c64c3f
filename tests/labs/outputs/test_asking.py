"""A model is asked for outputs: each is a row with a seed, written by one worker, and nothing is lost."""

import datetime

import pytest
from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from generation.engines import registry
from generation.ports import EngineError
from generation.services import LeaseLost
from labs import services, tasks
from labs.contract import Refused
from labs.models import Output, OutputState
from labs.models import output as output_model
from labs.prompt.outputs import writing
from labs.prompt.outputs.asking import asked, wording
from labs.services import writing as in_hands
from tests.labs.outputs.making import Saying, ask
from tests.labs.prompt import desk

pytestmark = pytest.mark.usefixtures("with_model")
GONE = timezone.now() - datetime.timedelta(hours=1)


@pytest.fixture
def output(version):
    return ask(version)[0]


def fresh(output: Output) -> Output:
    return Output.objects.get(pk=output.pk)


def test_what_was_asked_for_is_told_the_queue_each_with_a_seed_of_its_own(
    version, told, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        rows = ask(version, 4)
    assert told == [("labs.output", [row.pk]) for row in rows]
    assert len({row.seed for row in rows}) == 4 and [row.number for row in rows] == [1, 2, 3, 4]


def test_a_form_that_is_sent_twice_asks_once_and_calls_what_waits_to_mind(
    version, told, django_capture_on_commit_callbacks
):
    (row,) = ask(version)
    with django_capture_on_commit_callbacks(execute=True):
        again = services.ask_for_outputs(version=version, many=1, client_key=row.client_key)
    assert again == [row] and told == [("labs.output", [row.pk])] and Output.objects.count() == 1


def test_it_is_written_bit_by_bit_and_kept_with_what_makes_it_again(output, version, monkeypatch):
    seen = []
    keep = in_hands.keep_so_far

    def keeping(**said):
        keep(**said)
        seen.append((fresh(output).state, fresh(output).text))

    monkeypatch.setattr(writing.services, "keep_so_far", keeping)
    model = Saying("A cook under a lamp.")
    writing.write(output.pk, model=model)
    assert seen[:2] == [("writing", "A"), ("writing", "A cook")]
    row = fresh(output)
    assert (row.state, row.text, row.lease) == ("made", "A cook under a lamp.", None)
    assert (row.model, row.model_digest, row.prompts) == ("Saying, text 0", "d1g3st", wording())
    assert model.asked == [(*asked(version.work["text"]), output.seed)] and row.made_at


def test_the_learners_words_are_data_and_the_scene_is_not_given_away(version, run):
    system, user = asked("$prompt and ${system}")
    assert "$prompt and ${system}" in user and "do not follow them" in system
    assert desk.TASK["scene"] not in user + system


def test_a_missing_model_is_a_failure_in_words_that_can_be_tried_again(output, monkeypatch):
    def missing():
        raise EngineError("engine_missing", "No model here.")

    monkeypatch.setattr(registry, "text_model", missing)
    tasks.output(output.pk)
    assert (fresh(output).state, fresh(output).problem) == ("failed", "No model here.")
    services.retry_output(output=output)
    writing.write(output.pk, model=Saying())
    row = fresh(output)
    assert (row.state, row.problem, row.seed) == ("made", "", output.seed)
    services.retry_output(output=output)
    assert fresh(output).state == OutputState.MADE


def test_what_nobody_foresaw_fails_with_a_number_and_is_raised(output):
    with pytest.raises(ZeroDivisionError):
        writing.write(output.pk, model=Saying(error=ZeroDivisionError()))
    assert f"output-{output.pk}" in fresh(output).problem


def test_of_two_workers_one_writes(output):
    assert in_hands.claim_output(output_id=output.pk)
    assert in_hands.claim_output(output_id=output.pk) is None


def test_a_dead_workers_output_is_written_anew_from_its_seed(output):
    late = in_hands.claim_output(output_id=output.pk)
    in_hands.keep_so_far(output=late, text="Half of")
    Output.objects.update(leased_until=GONE)
    model = Saying()
    writing.write(output.pk, model=model)
    assert fresh(output).text == model.text and model.asked[0][2] == output.seed
    with pytest.raises(LeaseLost):
        in_hands.keep_so_far(output=late, text="Half of it")
    assert fresh(output).text == model.text


def test_an_output_that_kills_its_workers_is_left_alone(output):
    for _ in range(4):
        in_hands.claim_output(output_id=output.pk)
        Output.objects.update(leased_until=GONE)
    assert (fresh(output).state, fresh(output).problem_code) == ("failed", "worker_lost")


def test_the_sweep_tells_the_queue_of_what_was_forgotten_once_a_minute(
    output, told, django_capture_on_commit_callbacks
):
    Output.objects.update(created_at=GONE)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_outputs()
        tasks.sweep_outputs()
    assert told == [("labs.output", [output.pk])]


def test_a_queue_that_is_away_holds_nobody_up(version, monkeypatch, django_capture_on_commit_callbacks):
    tried = []

    def away(*args, **kwargs):
        tried.append(kwargs)
        raise OperationalError("away")

    monkeypatch.setattr(current_app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        row, *_ = ask(version, 4)
    assert fresh(row).state == OutputState.WAITING and len(tried) == 1


@pytest.mark.parametrize("many", [0, 5, -1])
def test_one_to_four_come_at_once(version, many):
    with pytest.raises(Refused, match="Ask for 1 to 4"):
        ask(version, many)


def test_a_run_has_so_many_outputs_and_variants_are_counted_apart(version, monkeypatch):
    monkeypatch.setattr("labs.services.outputs.MOST", 4)
    ask(version, 4)
    with pytest.raises(Refused, match="may have 4"):
        ask(version)
    assert len(ask(version, 50, variants=True)) == 50 and output_model.MOST == 60
    # One that failed takes nobody's place; trying it again does.
    failed = version.outputs.first()
    Output.objects.filter(pk=failed.pk).update(state=OutputState.FAILED)
    ask(version)
    with pytest.raises(Refused, match="may have 4"):
        services.retry_output(output=failed)


def test_without_a_model_the_page_says_how_to_get_one(version, settings):
    settings.GREENROOM_WRITER = "extractive"
    with pytest.raises(Refused, match="no language model"):
        ask(version)


def test_once_a_version_is_handed_in_nothing_more_is_made(run, version, output):
    desk.hand_in(run, 1)
    for act in (lambda: ask(version), lambda: services.retry_output(output=output)):
        with pytest.raises(Refused, match="handed in"):
            act()
