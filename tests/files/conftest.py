import pytest


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    """The store, empty, in a folder of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT
