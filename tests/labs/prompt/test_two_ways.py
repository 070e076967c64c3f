"""Written freely or in nine fields: the same prompt."""

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from labs.prompt.grading.elements import ELEMENTS
from labs.prompt.writing import compose, split, words_of
from tests.labs import making
from tests.labs.prompt.desk import ALL, SOME, free, version

LINES = st.lists(
    st.one_of(
        st.text("abc :.\t", max_size=12),
        st.builds("{}: {}".format, st.sampled_from([*ELEMENTS, "Mood"]), st.text("ab :", max_size=8)),
    ),
    max_size=8,
)


@given(LINES)
def test_going_to_the_fields_and_back_loses_no_word(lines):
    text = "\n".join(lines)
    back = compose(*split(text))
    assert sorted(back.casefold().split()) == sorted(text.casefold().split())


def test_fields_are_read_from_their_lines_and_the_rest_stays_beside_them():
    fields, more = split("A cook, alone.\nmood:  uneasy \nMood: tender\nGenre:\nIt ends.")
    assert fields == {"mood": "uneasy"}
    assert more == "A cook, alone.\nMood: tender\nGenre:\nIt ends."


def test_what_is_written_in_fields_becomes_one_text(send, run):
    form = making.sent(way="fields", more="It opens the film.\r\nNo cut.")
    send(form | {"field-camera": "wide\r\nshot", "field-mood": " uneasy ", "field-genre": ""})
    assert version(run, 1).work["text"] == "It opens the film.\nNo cut.\nMood: uneasy\nCamera: wide shot"


def draft(browser, run, form):
    return browser.post(reverse("labs:prompt_draft", args=[run.pk]), form)


def test_a_prompt_is_turned_into_fields_without_being_kept(browser, run):
    answer = draft(browser, run, free(f"{ALL}\nAnd hurry.", show="fields", why="To see it."))
    assert answer.status_code == 200
    assert answer.text.count('name="field-') == 9
    for words in ("tender and uneasy", "And hurry.", "To see it."):
        assert words in answer.text
    assert not run.submissions.exists()


def test_fields_are_turned_into_a_prompt_without_being_kept(browser, run):
    form = making.sent(way="fields", more="Slowly.", show="free") | {"field-mood": "uneasy"}
    answer = draft(browser, run, form)
    assert "Slowly.\nMood: uneasy</textarea>" in answer.text and 'name="field-' not in answer.text


def test_the_next_version_begins_as_the_last_was_written(send, page):
    send(making.sent(way="fields", more=SOME))
    assert 'name="field-mood"' in page() and f"{SOME}</textarea>" in page()


def test_a_version_is_taken_up_again(send, browser, run):
    send(free(SOME))
    send(free(ALL))
    text = browser.get(reverse("labs:prompt_from", args=[run.pk, 1])).text
    assert "It begins with version 1." in text and f"{SOME}</textarea>" in text
    send(free(f"{SOME} No logos.", **{"from": "1"}))
    assert version(run, 3).work["from"] == 1
    page = browser.get(reverse("labs:desk", args=[run.pk])).text
    assert "What changed since version 1" in page and "You changed one thing: restrictions." in page


def test_a_version_that_is_not_there_begins_nothing(browser, run, send):
    assert browser.get(reverse("labs:prompt_from", args=[run.pk, 1])).status_code == 404
    send(free(SOME, **{"from": "7"}))
    assert version(run, 1).work["from"] == 0


def test_words_are_compared_without_their_spaces():
    assert words_of(" a \n b\t") == "a b"
