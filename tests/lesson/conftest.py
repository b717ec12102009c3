"""Every test of the lesson kit has a learner's file of its own."""

import pytest


@pytest.fixture(autouse=True)
def answers(tmp_path, monkeypatch):
    """The path of the learner's file, which does not exist yet."""
    path = tmp_path / "my-answers.jsonl"
    monkeypatch.setenv("KIT_ANSWERS", str(path))
    return path
