"""Manifests, and what is wrong with them: by Kubernetes' own schemas, and by our own for what operators define."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import kubernetes_validate
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

Manifest = Mapping[str, Any]
KUBERNETES = Path(__file__).resolve().parents[2] / "deploy" / "kubernetes"
VERSION = "1.34"
OPERATORS: Manifest = YAML(typ="safe").load(Path(__file__).parent / "schemas" / "operators.yaml")
OURS = "cnpg.io", "rabbitmq.com", "keda.sh", "external-secrets.io"
"""The groups of the operators' kinds."""


def kustomize() -> list[str]:
    """The command that renders an overlay, or nothing where neither of the two is installed."""
    if shutil.which("kustomize"):
        return ["kustomize", "build"]
    return ["kubectl", "kustomize"] if shutil.which("kubectl") else []


def rendered(overlay: str) -> list[Manifest]:
    answer = subprocess.run([*kustomize(), str(KUBERNETES / overlay)], capture_output=True, text=True, check=True)
    return read(answer.stdout)


def sources(*folders: str) -> list[Manifest]:
    """The manifests as they stand in the files."""
    paths = [path for folder in folders for path in sorted((KUBERNETES / folder).glob("*.yaml"))]
    return [item for path in paths if path.name != "kustomization.yaml" for item in read(path.read_text())]


def read(text: str) -> list[Manifest]:
    return [item for item in YAML(typ="safe").load_all(text) if item]


def faults(manifest: Manifest) -> list[str]:
    """What an API server would refuse, and what it would drop without a word: a field that it doesn't know."""
    group = manifest["apiVersion"].partition("/")[0]
    if group.endswith(OURS):
        return [f"{_title(manifest)}: {fault}" for fault in _of_operator(manifest)]
    try:
        kubernetes_validate.validate(manifest, VERSION, strict=True)
    except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
        return [f"{_title(manifest)}: {error}"]
    return []


def _of_operator(manifest: Manifest) -> Iterator[str]:
    kind = f"{manifest['apiVersion']} {manifest['kind']}"
    if kind not in OPERATORS:
        yield f"no schema for {kind}"
        return
    if unknown := manifest.keys() - {"apiVersion", "kind", "metadata", "spec"}:
        yield f"unknown: {', '.join(sorted(unknown))}"
    validator = Draft202012Validator({**OPERATORS[kind], "$defs": OPERATORS["$defs"]})
    for error in validator.iter_errors(manifest.get("spec")):
        yield f"spec{error.json_path[1:]}: {error.message}"


def _title(manifest: Manifest) -> str:
    return f"{manifest['kind']} {manifest['metadata'].get('name')}"
