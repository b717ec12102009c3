"""Past one machine: the values for a cluster, against the chart and against the one server."""

import json
import os
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.products.common import ROOT, hub_configuration

PASSWORD = "open-the-lesson"
VALUES = yaml.safe_load((ROOT / "deploy/kubernetes/values.yaml").read_text())
# The keys of the chart's values.schema.yaml that the file uses, as read there (deploy/README.md).
IMAGE = {"name": str, "tag": str}
REVIEWED = {
    "hub": {"config": dict, "activeServerLimit": int, "concurrentSpawnLimit": int},
    "proxy": {
        "https": {
            "enabled": bool,
            "type": str,
            "hosts": list,
            "letsencrypt": {"contactEmail": str},
        }
    },
    "singleuser": {
        "image": IMAGE,
        "defaultUrl": str,
        "cpu": {"guarantee": (int, float), "limit": (int, float)},
        "memory": {"guarantee": str, "limit": str},
        "extraEnv": dict,
        "storage": {"type": str, "capacity": str, "homeMountPath": str},
        "networkPolicy": {"enabled": bool},
        "startTimeout": int,
    },
    "cull": {"enabled": bool, "timeout": int, "every": int},
    "prePuller": {"hook": {"enabled": bool}, "continuous": {"enabled": bool}},
    "scheduling": {"userScheduler": {"enabled": bool}},
}


def check(values, reviewed, where=""):
    """Every value is one that the chart knows, and of its type."""
    for name, value in values.items():
        assert name in reviewed, f"the chart has no {where}{name}"
        if isinstance(reviewed[name], dict):
            check(value, reviewed[name], f"{where}{name}.")
        else:
            assert isinstance(value, reviewed[name]), f"{where}{name}: {value!r}"


def test_the_cluster_values_use_only_keys_that_the_chart_has():
    check(VALUES, REVIEWED)
    assert VALUES["proxy"]["https"]["type"] in ("letsencrypt", "manual", "offload", "secret")
    assert VALUES["singleuser"]["storage"]["type"] in ("dynamic", "static", "none")


@pytest.mark.skipif("Z2JH_SCHEMA" not in os.environ, reason="Z2JH_SCHEMA names the chart's schema")
def test_the_cluster_values_fit_the_charts_own_schema():
    schema = yaml.safe_load(Path(os.environ["Z2JH_SCHEMA"]).read_text())
    schema.pop("required", None)  # helm adds the chart's defaults before it looks

    def relax(part):
        if isinstance(part, dict):
            part.pop("required", None)
            for inner in part.values():
                relax(inner)
        elif isinstance(part, list):
            for inner in part:
                relax(inner)

    relax(schema)
    jsonschema.validate(VALUES, schema)


@pytest.fixture
def configured(tmp_path, monkeypatch):
    """Read the configuration with these environment variables."""
    return hub_configuration(tmp_path, monkeypatch)


def test_cluster_and_server_give_a_student_the_same(configured):
    config, pod = configured(PASSWORD=PASSWORD), VALUES["singleuser"]
    assert config.Spawner.mem_limit == pod["memory"]["limit"]
    assert config.Spawner.cpu_limit == pod["cpu"]["limit"]
    assert config.Spawner.default_url == pod["defaultUrl"]
    assert config.Spawner.start_timeout == pod["startTimeout"]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert pod["image"]["tag"] == version
    hub = VALUES["hub"]["config"]["JupyterHub"]
    assert hub["authenticator_class"] == config.JupyterHub.authenticator_class


def test_a_pod_asks_for_what_was_measured():
    figures = json.loads((ROOT / "deploy/measured.json").read_text())
    each = figures["memory for each without sharing, MB"]["largest"]
    asked = int(VALUES["singleuser"]["memory"]["guarantee"].removesuffix("M"))
    assert each <= asked <= 1.5 * each
    busy = figures["cores busy while they drag"] / figures["students"]
    assert busy <= VALUES["singleuser"]["cpu"]["guarantee"] <= 5 * busy
