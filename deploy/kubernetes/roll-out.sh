#!/bin/sh
# Rolls out an overlay in order: servers and secrets, then migrations, then the services. Run it again for each version.
#   deploy/kubernetes/roll-out.sh deploy/kubernetes/single
set -eu
overlay=$1
manifests=$(mktemp)
trap 'rm -f "$manifests"' EXIT
kubectl kustomize "$overlay" > "$manifests"

kubectl apply -f "$manifests" -l 'app.kubernetes.io/component notin (service, migration)'
if kubectl get crd clusters.postgresql.cnpg.io >/dev/null 2>&1; then
    kubectl -n waishi wait --for=condition=Ready cluster.postgresql.cnpg.io --all --timeout=15m
    kubectl -n waishi wait --for=condition=AllReplicasReady rabbitmqcluster --all --timeout=15m
    kubectl -n waishi wait --for=condition=Ready externalsecret,permission.rabbitmq.com,topicpermission.rabbitmq.com --all --timeout=5m
else
    kubectl -n waishi rollout status statefulset -l app.kubernetes.io/part-of=waishi --timeout=15m
fi

# a job can't be changed: the last version's goes first
kubectl -n waishi delete job -l app.kubernetes.io/component=migration --ignore-not-found
kubectl apply -f "$manifests" -l app.kubernetes.io/component=migration
kubectl -n waishi wait --for=condition=complete job -l app.kubernetes.io/component=migration --timeout=30m

kubectl apply -f "$manifests" -l app.kubernetes.io/component=service
kubectl -n waishi rollout status deployment -l app.kubernetes.io/component=service --timeout=15m
