"""What all tests share: recorded answers, and no network."""

from pathlib import Path

import pytest
from places import CASSETTES

collect_ignore = ["users_project"]  # run by test_users_project.py, in a pytest of its own
pytest_plugins = ["corrigenda.testing"]  # also where an older installation does not tell pytest of it


def pytest_configure(config: pytest.Config) -> None:
    """Block the network in every test; one that runs a server of its own allows the loopback address."""
    config.option.block_network = True


@pytest.fixture
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    """All cassettes stand in one folder, by test module, wherever the test stands."""
    return str(CASSETTES / Path(str(request.node.path)).stem)
