"""A store that speaks S3, in this process, and the house's own settings for it."""

import logging
import socket
import urllib.request

import boto3
import pytest
from moto.server import ThreadedMotoServer

from config.stores import Bucket
from generation import pipeline, services
from tests import factories
from tests.generation import fakes
from tests.lesson import lesson_body

logging.getLogger("werkzeug").setLevel(logging.WARNING)


class Studio:
    """The bucket as its owner sees it."""

    name = "studio-media"

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")

    def names(self, prefix: str = "") -> list[str]:
        found = self.client.list_objects_v2(Bucket=self.name, Prefix=prefix).get("Contents", [])
        return [one["Key"] for one in found]

    def cut_off(self, name: str) -> None:
        self.client.put_object(Bucket=self.name, Key=name, Body=b"half")

    def mark(self) -> None:
        """What is put again loses its mark."""
        for name in self.names():
            mark = {"TagSet": [{"Key": "kept", "Value": "yes"}]}
            self.client.put_object_tagging(Bucket=self.name, Key=name, Tagging=mark)

    def unmarked(self) -> list[str]:
        tags = self.client.get_object_tagging
        return [name for name in self.names() if not tags(Bucket=self.name, Key=name)["TagSet"]]

    def remove(self, name: str) -> None:
        self.client.delete_object(Bucket=self.name, Key=name)


@pytest.fixture(scope="session")
def s3_server():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def engines():
    return fakes.Engines()


@pytest.fixture
def module(course, author):
    """Short: every object that is asked for costs a request."""
    body = lesson_body(image=factories.image())
    short = [block for block in body if block["type"] in ("heading", "rich_text", "image", "single_choice")]
    return factories.module(course, owner=author, body=short)


@pytest.fixture
def production(studio, module):
    """Asked for after the bucket is there: its module's picture lies in it too."""
    return services.request_production(module=module, revision=module.live_revision)


@pytest.fixture
def made(production, engines):
    return pipeline.finish(production, engines=engines)


@pytest.fixture
def kept_at(settings, monkeypatch):
    """kept_at(endpoint): uploads and made media go there from now on."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "studio")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "for tests only")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    def keep(endpoint: str) -> None:
        bucket = Bucket(Studio.name, endpoint=endpoint, region="us-east-1")
        settings.STORAGES = settings.STORAGES | {
            "default": bucket.store("media", overwrite=False),
            "productions": bucket.store("productions", overwrite=True),
        }

    return keep


@pytest.fixture
def studio(s3_server, kept_at):
    """An empty bucket, in which everything is kept."""
    kept_at(s3_server)
    studio = Studio(s3_server)
    studio.client.create_bucket(Bucket=Studio.name)
    yield studio
    for name in studio.names():
        studio.remove(name)
    studio.client.delete_bucket(Bucket=Studio.name)


@pytest.fixture
def nobody_there():
    """The address of a store that does not answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def fetched():
    """fetched(address, **headers): what a browser gets from a signed address: status, headers, body."""

    def fetch(address: str, **headers: str):
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as answer:
            return answer.status, answer.headers, answer.read()

    return fetch
