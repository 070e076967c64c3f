"""What the tests of the framework share."""

import pytest

from tests.courses.framework import foreign as elsewhere


@pytest.fixture
def foreign():
    return elsewhere.package()
