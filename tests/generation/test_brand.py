"""The brand kit: what it refuses, who may change it, and what a change costs."""

from pathlib import Path

import font_manrope
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from generation import pipeline, services
from generation.branding import brand_of
from generation.digests import unplaced
from generation.fonts import BadFont, family_of
from generation.models import BrandKit
from generation.models.brand import base_colours
from generation.ports import EngineError
from generation.rules.colour import contrast, nearest
from generation.rules.palette import INKS, grounds_of, palette
from tests import factories

MANROPE = Path(font_manrope.__file__).parent / "files" / "Manrope-ExtraBold.ttf"
COLOURS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


def kit(**fields) -> BrandKit:
    return BrandKit(site=Site.objects.get(), **fields)


@pytest.fixture
def address(module):
    return reverse("wagtailsettings:edit", args=["generation", "brandkit", Site.objects.get().pk])


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(COLOURS, COLOURS)
@settings(max_examples=40, deadline=None)
def test_the_nearest_colour_can_be_read_or_none_can(colour, ground):
    found = nearest(colour, (ground,), 4.5)
    assert contrast(found, ground) >= 4.5
    assert found == colour or contrast(colour, ground) < 4.5


@given(COLOURS, COLOURS)
@settings(max_examples=40, deadline=None)
def test_whatever_the_ground_everything_on_a_slide_can_be_read(ground, text):
    base, own = base_colours("dark"), {"bg": ground, "text": text, "accent": ""}
    grounds = grounds_of(base, own)
    made = base | palette(base, own)
    if min(contrast(text, one) for one in grounds) >= 4.5:
        assert all(contrast(made[ink], one) >= 4.49 for ink in (*INKS, "muted") for one in grounds)


def test_no_colours_are_no_change():
    assert palette(base_colours("dark"), {"bg": "", "text": "", "accent": ""}) == {}
    assert palette(base_colours("dark"), {"accent": base_colours("dark")["accent"].lower()}) == {}


@pytest.mark.django_db
def test_a_colour_that_cannot_be_read_is_refused_with_pair_ratio_and_the_nearest_that_can(module):
    with pytest.raises(ValidationError) as refused:
        kit(slide_accent="#553311").full_clean()
    (message,) = refused.value.message_dict["slide_accent"]
    assert "#553311 on #" in message and "contrast of 1." in message and "4.5 to 1" in message
    proposed = message.rstrip(".").split()[-1]
    kit(slide_accent=proposed).full_clean()


@pytest.mark.django_db
def test_a_ground_on_which_our_own_words_are_lost_is_refused_at_the_words(module):
    with pytest.raises(ValidationError) as refused:
        kit(slide_background="#F6F4EE").full_clean()
    assert set(refused.value.message_dict) == {"slide_text", "slide_accent"}


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["red", "#12", "#GGGGGG", "url(x)"])
def test_what_is_no_colour_is_refused(module, odd):
    with pytest.raises(ValidationError, match="six figures"):
        kit(paper_accent=odd[:7]).full_clean()


def test_a_font_says_its_family():
    assert family_of(MANROPE.read_bytes()) == "Manrope"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "no OTF or TTF"),
        (b"wOF2" + b"x" * 100, "Web fonts"),
        (b"OTTO" + b"x" * 1000, "damaged"),
        (b"", "no OTF or TTF"),
        (b"OTTO" + bytes(11 * 1024 * 1024), "larger than 10 MB"),
    ],
)
def test_what_is_no_font_is_refused_by_its_content(data, told):
    with pytest.raises(BadFont, match=told):
        family_of(data)


@pytest.mark.django_db
def test_an_admin_sets_colours_and_a_font_and_a_bad_font_loses_nothing(address, ld_admin, client):
    client.force_login(ld_admin)
    fields = {"slide_background": "#14213D", "slide_text": "#F4F1DE", "slide_accent": "#F2B36B"}
    bad = client.post(address, fields | {"title_font": SimpleUploadedFile("face.ttf", b"no font")})
    assert "no OTF or TTF font" in bad.content.decode()
    assert "#14213D" in bad.content.decode()
    good = SimpleUploadedFile("../../face.ttf", MANROPE.read_bytes())
    assert client.post(address, fields | {"title_font": good}).status_code == 302
    saved = BrandKit.objects.get()
    assert (saved.title_family, saved.slide_background, len(saved.title_sum)) == ("Manrope", "#14213D", 64)
    assert saved.title_font.name.startswith("brand/")
    assert saved.title_font.read() == MANROPE.read_bytes()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["author", "reviewer", "learner", "manager", "outsider"])
def test_nobody_else_gets_in(request, who, address, client):
    client.force_login(request.getfixturevalue(who))
    response = client.post(address, {"slide_accent": "#FFFFFF"}, follow=True)
    assert not BrandKit.objects.exclude(slide_accent="").exists()
    assert response.status_code == 404 or "permission" in response.content.decode()


@pytest.mark.django_db
def test_an_empty_kit_is_our_own_look(module, tmp_path):
    site = Site.objects.get()
    assert brand_of(site, tmp_path) == {}
    kit().save()
    assert brand_of(site, tmp_path) == {}


@pytest.mark.django_db
def test_a_font_that_is_gone_is_told_with_where_to_mend_it(module, tmp_path):
    one = kit()
    one.text_font.save("face.ttf", ContentFile(MANROPE.read_bytes()))
    one.text_font.storage.delete(one.text_font.name)
    with pytest.raises(EngineError, match="Brand kit") as caught:
        brand_of(Site.objects.get(), tmp_path)
    assert caught.value.code == "brand_missing"


@pytest.mark.django_db
def test_a_changed_kit_draws_pictures_again_and_speaks_nothing_again(made, engines):
    said, drawn = len(engines.speech().said), len(engines.slides().drawn)
    kit(slide_accent="#FFD27F", logo=factories.image()).save()
    services.rebuild(production=made)
    pipeline.finish(made, engines=engines)
    assert len(engines.speech().said) == said
    assert len(engines.slides().drawn) == 2 * drawn
    brand = engines.slides().drawn[-1]["brand"]
    assert brand["dark"]["accent"] == "#FFD27F"
    assert Path(brand["logo"]["path"]).name == "logo.png"
    for other in (engines.cover().drawn[-1], engines.reference().sheets[-1]):
        assert unplaced(other["brand"]) == unplaced(brand)


@pytest.mark.django_db
def test_colours_are_seen_before_they_are_saved(address, ld_admin, author, client):
    client.force_login(ld_admin)
    client.post(f"{address}preview/", {"slide_background": "#14213D"})
    page = client.get(f"{address}preview/", {"mode": ""}).content.decode()
    assert page.count('fill="#14213D"') == 2
    assert not BrandKit.objects.exclude(slide_background="").exists()
    client.force_login(author)
    assert "#14213D" not in client.get(f"{address}preview/", {"mode": ""}).content.decode()
