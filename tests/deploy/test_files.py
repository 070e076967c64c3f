"""compose.yaml, Dockerfile and systemd units against the code: what they name must be there."""

import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.urls import reverse
from gunicorn.config import make_settings

from courses.clips import MOST_BYTES

ROOT = settings.BASE_DIR
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
KNOWN_SETTINGS = make_settings()
PROGRAMS = Path(sys.executable).parent
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
COMPOSES_OWN = {"POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB", "NODE", "PIP_EXTRA_INDEX_URL"}
GUNICORNS = {"GREENROOM_BIND", "PORT", "WEB_CONCURRENCY"}
BOTOS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
READ_BY_OTHERS = COMPOSES_OWN | GUNICORNS | BOTOS
"""Names that compose.yaml, an image, gunicorn's file or boto3 reads, not the settings."""
OF_THE_IMAGE = {
    "DEBUG",
    "GREENROOM_BIND",
    "GREENROOM_FFMPEG",
    "GREENROOM_PRODUCTIONS_ROOT",
    "GREENROOM_WORKER",
    "MEDIA_ROOT",
    "PORT",
}
"""What an image or a volume decides, and nobody in .env."""


def known_names() -> set[str]:
    """What the settings read from the environment."""
    read = re.compile(r"""env(?:\.\w+)?\(\s*"([A-Z0-9_]+)\"""")
    files = [*ROOT.glob("config/*.py"), *ROOT.glob("config/*/*.py")]
    return {name for file in files for name in read.findall(file.read_text())} | READ_BY_OTHERS


def named(text: str) -> set[str]:
    """Variables that compose puts in: ${NAME}, ${NAME:-…}, ${NAME:?…}."""
    return set(re.findall(r"(?<!\$)\$\{([A-Z0-9_]+)", text))


def ours() -> dict[str, dict]:
    return {name: service for name, service in SERVICES.items() if "build" in service}


def test_compose_has_all_of_the_house_and_one_beat():
    assert set(SERVICES) == {
        "beat",
        "migrate",
        "nginx",
        "postgres",
        "redis",
        "web",
        "worker",
        "worker-media",
    }
    beats = [name for name, service in SERVICES.items() if "beat" in service.get("command", [])]
    assert beats == ["beat"] and "deploy" not in SERVICES["beat"]


def test_every_image_of_others_is_pinned_to_a_version():
    images = [service["image"] for service in SERVICES.values() if "build" not in service]
    images += re.findall(r"^FROM (\S+:\S+) AS", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert len(images) == 4
    assert [image for image in images if not re.search(r":\d+\.\d+(\.\d+)?-", image)] == []


def test_every_variable_is_one_that_the_settings_know():
    inside = {name for service in ours().values() for name in service["environment"]}
    assert inside | named((ROOT / "compose.yaml").read_text()) <= known_names()
    in_image = set(re.findall(r"\b((?:GREENROOM|PIP|PYTHON)_?\w*)=", (ROOT / "Dockerfile").read_text()))
    assert {name for name in in_image if name.startswith("GREENROOM")} <= known_names()


@pytest.mark.parametrize("name", sorted(ours()))
def test_every_setting_reaches_the_containers_of_ours(name):
    """compose reads .env for itself: what is not listed there is silently not set."""
    assert known_names() - COMPOSES_OWN - OF_THE_IMAGE <= set(SERVICES[name]["environment"])


def test_no_secret_stands_in_compose_or_in_an_image():
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|TOKEN", name):
                assert str(value).startswith("${"), name
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert not re.search(r"PASSWORD|SECRET|TOKEN", dockerfile)
    assert {".env", "data", ".git"} <= set((ROOT / ".dockerignore").read_text().split())


def test_containers_of_ours_do_not_run_as_root():
    stages = re.split(r"^FROM ", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)[2:]
    assert len(stages) == 2
    for stage in stages:
        assert re.search(r"^USER greenroom$", stage, re.MULTILINE)
        assert stage.index("USER greenroom") < stage.index("CMD")


def test_web_is_installed_without_engines_and_workers_with_them():
    web, worker = re.split(r"^FROM ", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)[2:]
    assert "requirements-web.lock --editable ." in web and "[worker]" not in web
    assert "requirements.lock --editable '.[worker]'" in worker
    images = {name: service["build"]["target"] for name, service in ours().items()}
    assert {name for name, target in images.items() if target == "worker"} == {
        "beat",
        "worker",
        "worker-media",
    }


def test_every_service_says_whether_it_is_well_but_the_one_that_ends_and_the_clock():
    silent = {name for name, service in SERVICES.items() if "test" not in service.get("healthcheck", {})}
    assert silent == {"migrate", "beat"}


def test_volumes_and_files_that_are_mounted_are_there():
    for service in SERVICES.values():
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).is_file(), mount


@pytest.mark.parametrize("name", ["web", "worker", "worker-media", "beat"])
def test_nobody_starts_before_the_tables_are_there(name):
    assert SERVICES[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def queues(words: list[str]) -> set[str]:
    return set(words[words.index("--queues") + 1].split(","))


def test_the_workers_of_compose_share_all_queues_between_them():
    media, rest = queues(SERVICES["worker-media"]["command"]), queues(SERVICES["worker"]["command"])
    assert media | rest == {"default", "text", "speech", "media"} and not media & rest


def test_the_workers_of_systemd_share_all_queues_and_have_names_that_systemd_takes():
    units = ROOT / "deploy" / "systemd"
    assert "--queues %I " in (units / "greenroom-worker@.service").read_text()  # %i would keep the escapes
    told = re.findall(
        r"^#?\s*systemctl enable --now .*greenroom-worker.*$",
        (ROOT / "docs" / "deploy.md").read_text() + (units / "greenroom-worker@.service").read_text(),
        re.MULTILINE,
    )
    assert len(told) == 2
    for line in told:
        [escaped] = re.findall(r"\$\(systemd-escape (\S+)\)", line)
        plain = re.findall(r"greenroom-worker@([\w:.-]+)(?: |$)", line)
        assert {*escaped.split(","), *plain} == {"default", "text", "speech", "media"}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_programs_and_files_of_ours_as_nobody_in_particular(unit):
    text = unit.read_text()
    [line] = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    words = shlex.split(line)
    program = words[0].rpartition("/")[2]
    assert words[0].startswith("/srv/greenroom/app/.venv/bin/") and (PROGRAMS / program).is_file()
    assert all((ROOT / word).exists() for word in words if word.startswith("deploy/"))
    assert "User=greenroom" in text and "NoNewPrivileges=true" in text
    assert "ReadWritePaths=/srv/greenroom/data" in text


def test_the_largest_upload_fits_through_nginx_with_its_form():
    locations = (ROOT / "deploy" / "nginx" / "greenroom-locations.conf").read_text()
    everywhere, clips = (
        int(size) * 1024 * 1024 for size in re.findall(r"client_max_body_size (\d+)m;", locations)
    )
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE < everywhere <= 32 * 1024 * 1024
    assert MOST_BYTES + settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE < clips
    place = locations[: locations.rindex("client_max_body_size")].rpartition("location ")[2]
    assert reverse("wagtailmedia:index") == place.partition(" ")[0]


def test_gunicorn_knows_every_name_in_its_file():
    config: dict = {}
    exec((ROOT / "deploy" / "gunicorn.conf.py").read_text(), config)
    names = {name for name in config if not name.startswith("__")} - {"os"}
    assert names <= set(KNOWN_SETTINGS)


def test_gunicorn_gives_up_before_nginx_does():
    config: dict = {}
    exec((ROOT / "deploy" / "gunicorn.conf.py").read_text(), config)
    locations = (ROOT / "deploy" / "nginx" / "greenroom-locations.conf").read_text()
    [patience] = re.findall(r"proxy_read_timeout (\d+)s;", locations)
    assert config["timeout"] < int(patience)
