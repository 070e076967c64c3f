import pytest

from labs.prompt.grading import grade


def leaks(text: str, **more) -> list[tuple[str, str]]:
    return [(leak.kind, leak.span.of(text)) for leak in grade(text, **more).leaks]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask mara.lind@studio.example for the plate", "mara.lind@studio.example"),
        ("call +44 131 496 0123 first", "+44 131 496 0123"),
        ("she lives at 14 Harbour Street", "14 Harbour Street"),
        ("Hauptstraße 12, at dusk", "Hauptstraße 12"),
        ("pay with 4111 1111 1111 1111", "4111 1111 1111 1111"),
        ("IBAN DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
        ("actor, born 12 March 1984", "born 12 March 1984"),
    ],
)
def test_personal_data_are_found(text, said):
    assert leaks(text) == [("personal", said)]


@pytest.mark.parametrize(
    "text",
    [
        "1920x1080, 16:9, 24 fps, 3200 K, 35-50 mm",
        "a kitchen in 1974, 10 seconds, 5600K",
        "card 4111 1111 1111 1112 is a prop",
        "shots 1200, 1210 and 1220",
        "IBAN DE00 3704 0044 0532 0130 00",
        "at 5:30 in the morning",
    ],
)
def test_numbers_of_film_work_and_false_check_digits_are_none(text):
    assert leaks(text) == []


@pytest.mark.parametrize(
    "secret",
    [
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "sk-" + "a1B2" * 8,
        "ghp_" + "a1B2" * 9,
        "password: kestrel-88-blue",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
    ],
)
def test_secrets_are_found(secret):
    assert [kind for kind, _ in leaks(f"Log in with {secret} and render a diver.")] == ["secret"]


def test_a_title_under_embargo_is_found_however_it_is_written():
    for written in (
        "The Hollow Orchard",
        "the hollow  orchard",
        "“The Hollow-Orchard”",
        "THE HOLLOW\nORCHARD",
    ):
        found = grade(f"A still for {written}, tense.", embargoed=["The Hollow Orchard"]).leaks
        assert [leak.kind for leak in found] == ["embargo"]
    assert leaks("a hollow tree in the orchard", embargoed=["The Hollow Orchard", "", "!"]) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a diver in the style of Anouk Verhalen", "Anouk Verhalen"),
        ("à la Verhalen", "Verhalen"),
        ("a diver, by Anouk Verhalen", "Anouk Verhalen"),
        ("like an Anouk Verhalen film", "Anouk Verhalen"),
        ("inspired by Anouk van der Halen's photographs", "Anouk van der Halen"),
        ("in the style of anouk verhalen, tense", "anouk verhalen"),
        ("Anouk-Verhalen-style framing", "Anouk-Verhalen"),
    ],
)
def test_a_name_as_a_style_is_a_leak(text, name):
    assert leaks(text) == [("style", name)]
    assert "instead" in grade(text).leaks[0].say


@pytest.mark.parametrize(
    "text",
    [
        "in the style of Caravaggio",
        "à la Vincent van Gogh",
        "like a Vermeer painting",
        "in the style of Soviet posters",
        "in the style of old newsreels",
        "Captain Ines Moor waits by the harbour",
        "deliver by Friday",
        "in the style of Art Deco",
        "inspired by Lisbon",
        "in the style of New Orleans street parades",
    ],
)
def test_the_long_dead_movements_and_people_in_the_picture_are_none(text):
    assert leaks(text) == []
