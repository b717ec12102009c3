"""The same examples in every run: a test that fails today failed yesterday as well."""

import warnings

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def no_warning():
    """A model never leaves a numpy warning behind."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        yield
