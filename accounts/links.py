from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """An address of ours as it stands in a mail: under GREENROOM_BASE_URL. A whole address stays as it is."""
    return urljoin(f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/", path)
