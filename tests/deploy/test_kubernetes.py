"""The manifests for Kubernetes: valid, current, complete, and as narrow as they say."""

import os
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from deploy import secrets
from deploy.kubernetes.generate import SCALER, files
from deploy.local.office import SERVICES
from shared.rebuild import service_of
from shared.rights import topology_of
from tests.deploy.manifests import Manifest, faults, kustomize, read, rendered, sources

OVERLAYS = ["single", "production"]
TOPOLOGY = topology_of([service_of(path) for path in SERVICES.values()])
RENDERS = pytest.mark.skipif(not kustomize(), reason="needs kubectl or kustomize")
GIVEN = {"rabbitmq-tls", *(f"{name}-db-ca" for name in (*SERVICES, "keys"))}
"""Secrets that the cluster's operators, or its certificate authority, make."""


@pytest.fixture(params=[pytest.param(name, marks=RENDERS) for name in OVERLAYS])
def overlay(request: pytest.FixtureRequest) -> list[Manifest]:
    return rendered(request.param)


def of_kind(manifests: list[Manifest], *kinds: str) -> list[Manifest]:
    return [manifest for manifest in manifests if manifest["kind"] in kinds]


def pods(manifests: list[Manifest]) -> Iterator[tuple[str, Any]]:
    for manifest in of_kind(manifests, "Deployment", "StatefulSet", "Job"):
        yield manifest["metadata"]["name"], manifest["spec"]["template"]


def specs(manifests: list[Manifest], kind: str) -> dict[str, Any]:
    """By name."""
    return {manifest["metadata"]["name"]: manifest["spec"] for manifest in of_kind(manifests, kind)}


def named(manifests: list[Manifest], kind: str) -> set[str]:
    return set(specs(manifests, kind))


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_generated_is_what_the_code_says(path: Path) -> None:
    assert path.read_text() == files()[path], "run: make manifests"


@pytest.mark.parametrize("folder", ["base", *OVERLAYS])
def test_every_manifest_is_valid(folder: str) -> None:
    assert [fault for manifest in sources(folder) for fault in faults(manifest)] == []


def test_every_rendered_manifest_is_valid(overlay: list[Manifest]) -> None:
    assert [fault for manifest in overlay for fault in faults(manifest)] == []


BROKEN = {
    "Deployment": ("replicas", "two"),
    "Job": ("backofLimit", 6),
    "NetworkPolicy": ("policyType", ["Ingress"]),
    "Cluster": ("instances", "three"),
    "ObjectStore": ("retentionPolicy", "for ever"),
    "ScheduledBackup": ("schedule", "0 18 * * *"),
    "RabbitmqCluster": ("replica", 3),
    "User": ("tags", ["root"]),
    "TopicPermission": ("permissions", {"write": ".*", "read": ".*"}),
    "Queue": ("type", "mirrored"),
    "ScaledObject": ("triggers", []),
    "TriggerAuthentication": ("secretTargetRef", [{"parameter": "host"}]),
    "ExternalSecret": ("refreshInterval", 3600),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_manifest_is_found(kind: str) -> None:
    broken: Any = deepcopy(of_kind(sources("base", "production"), kind)[0])
    assert faults(broken) == []
    field, wrong = BROKEN[kind]
    broken["spec"][field] = wrong
    assert faults(broken) != []


def test_a_manifest_of_an_unknown_kind_is_found() -> None:
    assert faults({"apiVersion": "rabbitmq.com/v1beta1", "kind": "Qeue", "metadata": {"name": "x"}, "spec": {}})
    assert faults({"apiVersion": "apps/v1", "kind": "Deploiment", "metadata": {"name": "x"}, "spec": {}})


def test_the_rights_at_the_broker_are_those_of_the_policy_tables() -> None:
    """Each user, with the permission and the topic permissions that `shared/rights.py` derives, and no other."""
    made = read((files_of("production") / "topology.yaml").read_text())
    assert named(made, "User") == {*TOPOLOGY.users, SCALER}
    allowed = {
        item["spec"]["userReference"]["name"]: item["spec"]["permissions"] for item in of_kind(made, "Permission")
    }
    wanted = {
        name: {"configure": its.configure, "write": its.write, "read": its.read} for name, its in TOPOLOGY.users.items()
    }
    assert allowed == {**wanted, SCALER: {"configure": "^$", "write": "^$", "read": "^$"}}
    narrowed = {
        (spec["userReference"]["name"], spec["permissions"]["exchange"]): spec["permissions"]
        for spec in specs(made, "TopicPermission").values()
    }
    assert narrowed == {
        (name, exchange): {"exchange": exchange, "write": keys.publish, "read": keys.bind}
        for name, its in TOPOLOGY.users.items()
        for exchange, keys in its.topics.items()
    }


def test_every_exchange_queue_and_binding_stands() -> None:
    made = read((files_of("production") / "topology.yaml").read_text())
    assert {item["spec"]["name"] for item in of_kind(made, "Exchange")} == {item.name for item in TOPOLOGY.exchanges}
    queues = {item["spec"]["name"]: item["spec"] for item in of_kind(made, "Queue")}
    assert queues.keys() == {queue.name for queue in TOPOLOGY.queues}
    assert {spec["type"] for spec in queues.values()} == {"quorum"}
    assert queues["media.heard.consular"]["arguments"] == {"x-single-active-consumer": True, "x-delivery-limit": 1000}
    bound = {(item["spec"]["source"], item["spec"]["destination"]) for item in of_kind(made, "Binding")}
    assert bound == {(queue.exchange.name, queue.name) for queue in TOPOLOGY.queues}


def files_of(folder: str) -> Path:
    return next(path.parent for path in files() if path.parent.name == folder)


def test_every_secret_that_is_mounted_is_made(overlay: list[Manifest], tmp_path: Path) -> None:
    """In `single` by `deploy.secrets`, in `production` from the office's own store, with every key that is named."""
    secrets.make(tmp_path)
    made = {
        item["metadata"]["name"]: set(item["stringData"]) for item in read((tmp_path / "kubernetes.yaml").read_text())
    }
    if externals := of_kind(overlay, "ExternalSecret"):
        made = {item["spec"]["target"]["name"]: keys_of(item) for item in externals}
    for name, pod in pods(overlay):
        mounted = set(mounted_secrets(pod))
        assert mounted - made.keys() - GIVEN == set()
        inside = set().union(*(made.get(secret, set()) for secret in mounted))
        wanted = {Path(value).name for value in re.findall(r"/run/secrets/waishi/[\w.]+", str(pod))}
        assert wanted <= inside, name


def keys_of(external: Manifest) -> set[str]:
    spec = external["spec"]
    return set(spec["target"].get("template", {}).get("data", {})) | {
        item["secretKey"] for item in spec.get("data", [])
    }


def mounted_secrets(pod: Any) -> Iterator[str]:
    for volume in pod["spec"].get("volumes", []):
        if "secret" in volume:
            yield volume["secret"]["secretName"]
        yield from (
            item["secret"]["name"] for item in volume.get("projected", {}).get("sources", []) if "secret" in item
        )


@RENDERS
def test_what_refers_to_a_secret_finds_it() -> None:
    """The roles of the databases, the users at the broker, the bucket, KEDA."""
    production = rendered("production")
    made = {item["spec"]["target"]["name"] for item in of_kind(production, "ExternalSecret")} | GIVEN
    referred = set(re.findall(r"'(?:passwordSecret|importCredentialsSecret)': \{'name': '([\w-]+)'", str(production)))
    assert len(referred) == len(SERVICES) * 6 + len(TOPOLOGY.users) + 1
    keys = [
        key
        for item in of_kind(production, "ObjectStore")
        for key in item["spec"]["configuration"]["s3Credentials"].values()
    ]
    keda = [key for item in of_kind(production, "TriggerAuthentication") for key in item["spec"]["secretTargetRef"]]
    assert (referred | {key["name"] for key in (*keys, *keda)}) - made == set()


def test_no_pod_has_more_than_it_needs(overlay: list[Manifest]) -> None:
    for name, pod in pods(overlay):
        spec = pod["spec"]
        assert spec["automountServiceAccountToken"] is False, name
        assert spec["securityContext"]["runAsNonRoot"] is True, name
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        for container in spec["containers"]:
            assert container["securityContext"]["allowPrivilegeEscalation"] is False, name
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}, name
            assert container["resources"]["limits"]["memory"], name
            assert name in ("postgres", "rabbitmq") or container["securityContext"]["readOnlyRootFilesystem"], name
            assert re.search(r":v?\d+\.\d+", container["image"]), f"{name} names no version of its image"


def test_a_service_is_probed_and_rolls_without_a_gap(overlay: list[Manifest]) -> None:
    for deployment in of_kind(overlay, "Deployment"):
        assert deployment["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
        spec = deployment["spec"]["template"]["spec"]
        probes = {
            kind: spec["containers"][0][f"{kind}Probe"]["httpGet"]["path"]
            for kind in ("startup", "liveness", "readiness")
        }
        assert probes == {"startup": "/live", "liveness": "/live", "readiness": "/ready"}
        assert spec["terminationGracePeriodSeconds"] >= 60
        assert spec["topologySpreadConstraints"]


def test_everything_has_the_recommended_labels(overlay: list[Manifest]) -> None:
    bare = [
        manifest["metadata"]["name"]
        for manifest in overlay
        if not manifest["metadata"]["labels"].keys() >= {"app.kubernetes.io/part-of", "app.kubernetes.io/managed-by"}
    ]
    assert bare == []
    for name, pod in pods(overlay):
        assert pod["metadata"]["labels"].keys() >= {"app.kubernetes.io/name", "app.kubernetes.io/component"}, name


def test_nothing_goes_in_or_out_unless_named(overlay: list[Manifest]) -> None:
    found = specs(overlay, "NetworkPolicy")
    assert found["default-deny"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    for name, policy in found.items():
        assert all(rule.get("ports") for kind in ("ingress", "egress") for rule in policy.get(kind, [])), name
        assert all(rule.get("from") for rule in policy.get("ingress", [])), name


def test_what_each_service_brings_to_a_cluster() -> None:
    """A database with a synchronous replica and a backup, a budget, a scaler with both measures, a policy."""
    production = sources("base", "production")
    databases = specs(production, "Cluster")
    assert databases.keys() == {f"{name}-db" for name in (*SERVICES, "keys")}
    for name, spec in databases.items():
        assert spec["instances"] == 3, name
        assert spec["postgresql"]["synchronous"] == {"method": "any", "number": 1, "dataDurability": "required"}
        assert [plugin["isWALArchiver"] for plugin in spec["plugins"]] == [True]
    assert named(production, "ScheduledBackup") == {*SERVICES, "keys"}
    assert named(production, "PodDisruptionBudget") == {*SERVICES, "rabbitmq"}
    assert named(production, "NetworkPolicy") >= set(SERVICES)
    for scaled in of_kind(production, "ScaledObject"):
        assert [trigger["type"] for trigger in scaled["spec"]["triggers"]] == ["rabbitmq", "prometheus"]
        queue = scaled["spec"]["triggers"][0]["metadata"]["queueName"]
        assert queue == f"rpc-{scaled['spec']['scaleTargetRef']['name']}"


def test_keys_are_kept_apart_and_their_backups_shortly() -> None:
    """An erased person's key is in older backups: they must go soon."""
    kept = {
        item["metadata"]["name"]: item["spec"]["retentionPolicy"]
        for item in of_kind(sources("production"), "ObjectStore")
    }
    assert kept.pop("keys-backups") == "7d"
    assert set(kept.values()) == {"30d"}


def test_the_roll_out_can_be_run() -> None:
    script = files_of("base").parent / "roll-out.sh"
    assert os.access(script, os.X_OK)
    assert script.read_text().startswith("#!/bin/sh\n")


@RENDERS
@pytest.mark.parametrize("name", OVERLAYS)
def test_each_part_is_applied_once_in_the_roll_out(name: str) -> None:
    """By its component: first what is neither service nor migration, then migrations, then services."""
    migrations = {item["kind"] for item in rendered(name) if component(item) == "migration"}
    services = {item["kind"] for item in rendered(name) if component(item) == "service"}
    assert migrations == {"Job"}
    assert services <= {"Deployment", "Service", "PodDisruptionBudget", "ScaledObject"}


def component(manifest: Manifest) -> str:
    return str(manifest["metadata"].get("labels", {}).get("app.kubernetes.io/component"))
