"""What all tests share: recorded answers, and no network."""

import pytest

pytest_plugins = ["corrigenda.testing"]


def pytest_configure(config: pytest.Config) -> None:
    """Block the network in every test; one that runs a server of its own allows the loopback address."""
    config.option.block_network = True
