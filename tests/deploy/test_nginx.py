"""nginx with the very files of deploy/, gunicorn behind it: who gets what, and how."""

import pytest
from django.test import Client

from tests.media import attached
from tests.processes import eventually

pytestmark = pytest.mark.django_db(transaction=True)


def cookie(person) -> str:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return f"sessionid={client.cookies['sessionid'].value}"


def test_a_studios_site_behind_nginx(site, module, learner, manager):
    media = attached(module, video=b"0123456789")
    video, sheet = f"/learn/media/{media.pk}/video/", f"/learn/media/{media.pk}/reference_html/"
    name = media.files.get(kind="video").file.name
    signed_in = cookie(learner)

    # An approved video goes to a learner, in ranges, and the header that named the file does not.
    whole = site.ask(video, Cookie=signed_in)
    assert (whole.status, whole.body, whole.headers["Content-Type"]) == (200, b"0123456789", "video/mp4")
    assert "X-Accel-Redirect" not in whole.headers and "private" in whole.headers["Cache-Control"]
    part = site.ask(video, Cookie=signed_in, Range="bytes=2-5")
    assert (part.status, part.body, part.headers["Content-Range"]) == (206, b"2345", "bytes 2-5/10")
    assert site.ask(video, Cookie=signed_in, Range="bytes=0-0").body == b"0"
    assert site.ask(video, Cookie=signed_in, Range="bytes=50-60").status == 416
    saved = site.ask(f"{video}?save", Cookie=signed_in)
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in site.ask(sheet, Cookie=signed_in).headers["Content-Security-Policy"]
    assert whole.headers["X-Content-Type-Options"] == "nosniff"

    # Nobody else gets it, by no address.
    assert site.ask(video).status == 302
    for address in (
        f"/inside/productions/{name}",
        "/inside/",
        "/inside/media/",
        "/inside/secret-key",
        f"/static/../productions/{name}",
        f"/static/%2e%2e/productions/{name}",
        f"/productions/{name}",
    ):
        for answer in (site.ask(address), site.ask(address, Cookie=signed_in)):
            assert answer.status in (301, 302, 400, 404) and b"0123456789" not in answer.body, address
    module.unpublish()
    assert site.ask(video, Cookie=signed_in).status == 404


def test_what_nginx_and_the_site_say_of_themselves(site, static_files):
    # HTTPS is where plain HTTP leads, and what the site insists on.
    plain = site.ask("/learn/?x=1", tls=False)
    assert (plain.status, plain.headers["Location"]) == (301, "https://learn.studio.example/learn/?x=1")
    page = site.ask("/accounts/login/")
    assert page.status == 200 and "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert page.headers["X-Frame-Options"] and page.headers["X-Content-Type-Options"] == "nosniff"
    assert "Secure" in page.headers["Set-Cookie"] and "nginx/" not in page.headers["Server"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert site.ask("/health/").body == b"ok\n"

    # Files with a digest in their name are kept for good, plain ones are not.
    [hashed] = (path.name for path in static_files.glob("css/tokens.*.css"))
    kept = site.ask(f"/static/css/{hashed}")
    assert kept.status == 200 and "immutable" in kept.headers["Cache-Control"]
    assert site.ask("/static/css/tokens.css").headers["Cache-Control"] == "public, max-age=300"

    # A file beyond what the site takes is refused before a web process reads it.
    assert site.ask("/learn/", method="POST", body=b"x" * (25 * 1024 * 1024)).status == 413

    # Nobody may say that they come by HTTPS, or from where.
    told = site.ask("/accounts/login/", tls=True, X_Forwarded_Proto="http", X_Forwarded_For="203.0.113.9")
    assert told.status == 200


def test_an_address_that_is_a_key_is_not_in_the_log_of_nginx(site):
    keys = "/accounts/invitation/7f3b-a-token/", "/accounts/password/reset/key/1-a-token/"
    assert [site.ask(key).status for key in keys] != [200, 200]
    assert site.ask("/accounts/login/").status == 200
    eventually(lambda: "/accounts/login/" in site.log.read_text(), within=10, log=site.log)
    assert "a-token" not in site.log.read_text()
