"""The examples of deploy/, looked at as far as it goes without a container engine."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from anjian.settings import Settings

DEPLOY = Path(__file__).parents[1] / "deploy"
KUBERNETES = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "anjian.yaml").read_text("utf-8")))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def pods() -> Iterator[Any]:
    yield from (each["spec"]["template"]["spec"] for each in KUBERNETES if each["kind"] in ("Job", "Deployment"))


def named_settings() -> Iterator[str]:
    """Every setting that an example gives."""
    yield from KUBERNETES[0]["data"]
    yield from (each["name"] for pod in pods() for one in pod["containers"] for each in one["env"])
    yield from (name for service in COMPOSE["services"].values() for name in service.get("environment", {}))


def test_examples_give_settings_that_exist() -> None:
    known = {f"ANJIAN_{name.upper()}" for name in Settings.model_fields}
    given = {name for name in named_settings() if name.startswith("ANJIAN_")}
    assert given <= known
    assert len(given) >= 6


def test_nothing_runs_with_more_rights_than_it_needs() -> None:
    """No root, no writing beside what is mounted, no capability, no token of the cluster."""
    for pod in pods():
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            confined = container["securityContext"]
            assert (confined["readOnlyRootFilesystem"], confined["allowPrivilegeEscalation"]) == (True, False)
            assert confined["capabilities"] == {"drop": ["ALL"]}
            mounted = {each["name"] for each in container["volumeMounts"]}
            assert mounted == {each["name"] for each in pod["volumes"]}
    assert COMPOSE["services"]["anjian"]["read_only"] is True
    assert "USER 10001" in (DEPLOY / "Containerfile").read_text("utf-8")


def test_kubernetes_asks_what_a_server_answers() -> None:
    """Probes, ports and labels agree with each other."""
    (deployment,) = [each for each in KUBERNETES if each["kind"] == "Deployment"]
    (server,) = deployment["spec"]["template"]["spec"]["containers"]
    paths = {name: server[name]["httpGet"]["path"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert paths == {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
    labels = deployment["spec"]["template"]["metadata"]["labels"].items()
    for kind in ("Service", "PodDisruptionBudget", "NetworkPolicy"):
        (other,) = [each for each in KUBERNETES if each["kind"] == kind]
        spec = other["spec"]
        selector = spec.get("podSelector") or spec["selector"]
        assert selector.get("matchLabels", selector).items() <= labels


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """But for the program, which is not where the unit expects it."""
    unit = tmp_path / "anjian.service"
    text = (DEPLOY / "systemd" / "anjian.service").read_text("utf-8")
    unit.write_text(text.replace("/opt/anjian/.venv/bin/anjian", "/bin/true"), "utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert str(unit) not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr
