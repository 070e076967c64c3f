"""The site as docs/deploy.md has it: gunicorn behind the nginx of deploy/, both of them real."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.processes import environment, eventually, running

DEPLOY = settings.BASE_DIR / "deploy"
HOST = "learn.studio.example"
AROUND = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/greenroom.conf;
}}
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        pytest.skip(f"{name} is missing: apt-get install {name}")
    return found


class Site:
    """The public side. ask(): a request over TLS, answered by nginx; headers and body as they came."""

    def __init__(self, plain: int, port: int, certificate: Path) -> None:
        self.plain, self.port = plain, port
        self.trust = ssl.create_default_context(cafile=str(certificate))
        self.trust.check_hostname = False
        self.log = certificate.parent / "access.log"

    def ask(self, path: str, *, method="GET", body=None, tls=True, **headers: str):
        if tls:
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=self.trust)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers={"Host": HOST} | named)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer


@pytest.fixture(scope="session")
def static_files(tmp_path_factory):
    """Collected as docs/deploy.md says."""
    folder = tmp_path_factory.mktemp("collected")
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "GREENROOM_DATA_DIR": str(folder)},
        check=True,
    )
    return folder / "static"


@pytest.fixture
def site(transactional_db, tmp_path, static_files):
    nginx = program("nginx")
    data, folder = tmp_path, tmp_path / "nginx"
    folder.mkdir()
    plain, port, web = free_port(), free_port(), free_port()
    certificate, key = _certificate(folder)
    conf = (DEPLOY / "nginx" / "greenroom.conf").read_text()
    for here, there in (
        ("127.0.0.1:8000", f"127.0.0.1:{web}"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen [::]:80;", ""),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen [::]:443 ssl http2;", ""),
        ("/etc/ssl/greenroom/fullchain.pem", str(certificate)),
        ("/etc/ssl/greenroom/privkey.pem", str(key)),
        ("/srv/greenroom/data", str(data)),
        ("/etc/nginx/greenroom/greenroom-locations.conf", str(DEPLOY / "nginx" / "greenroom-locations.conf")),
    ):
        assert conf.count(here) == 1, here
        conf = conf.replace(here, there)
    (folder / "greenroom.conf").write_text(conf)
    # Started by root, it would work as somebody who may not read a test's folder.
    person = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(person + AROUND.format(folder=folder))
    (folder / "error.log").touch()
    world = environment(data, **_production(web))
    (data / "static").symlink_to(static_files)
    log = folder / "gunicorn.log"
    arguments = ["-m", "gunicorn", "--config", str(DEPLOY / "gunicorn.conf.py"), "config.wsgi"]
    with running(arguments, log=log, environment=world):
        eventually(lambda: _listens(web), within=60, log=log)
        server = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf"), "-g", "daemon off;"])
        try:
            eventually(lambda: _listens(port), within=10, log=folder / "error.log")
            yield Site(plain, port, certificate)
        finally:
            server.terminate()
            server.wait(timeout=15)


def _production(port: int) -> dict[str, str]:
    """The environment that docs/deploy.md asks for."""
    return {
        "ALLOWED_HOSTS": HOST,
        "CSRF_TRUSTED_ORIGINS": f"https://{HOST}",
        "GREENROOM_BASE_URL": f"https://{HOST}",
        "GREENROOM_HTTPS": "true",
        "GREENROOM_PROXIES": "1",
        "GREENROOM_ACCEL_PREFIX": "/inside/",
        "GREENROOM_WORKER": "false",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "cert.pem", folder / "key.pem"
    command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST},IP:127.0.0.1"]
    run = [*command, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(run, check=True, capture_output=True)
    return certificate, key


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
