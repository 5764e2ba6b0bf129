#!/bin/sh
# Rolls an overlay out: k8s/roll-out.sh k8s/overlays/production
# In this order: migrations and topics; scoring, which must understand what a new ingest writes; everything else. Each step waits
# for the one before, and nothing of a later step has changed when one fails. May be repeated.
set -eu
overlay=${1:?name the overlay, like k8s/overlays/production}
namespace=$(kubectl kustomize "$overlay" | sed -n '/^kind: Namespace/,/^---/s/^  name: //p')

apply() {
  kubectl apply --server-side --field-manager=botect -k "$overlay" "$@"
}

in_namespace() {
  kubectl --namespace "$namespace" "$@"
}

# `kubectl wait` knows one end alone; a failed Job would be waited for until the time is up.
finish() {
  for _ in $(seq 900); do
    case $(in_namespace get "job/$1" --output 'jsonpath={.status.conditions[?(@.status=="True")].type}') in
      *Complete*) return 0 ;;
      *Failed*) break ;;
    esac
    sleep 2
  done
  echo "job $1 did not complete; it said:" >&2
  in_namespace logs "job/$1" --tail=20 >&2
  return 1
}

# A Job cannot be changed, only made anew.
in_namespace delete jobs --selector botect-step=prepare --ignore-not-found
apply --selector botect-step=prepare
finish migrate
finish topics

apply --selector app.kubernetes.io/name=scoring
in_namespace rollout status --timeout=15m deployment/scoring

apply
for service in verdict ingest accounts; do
  in_namespace rollout status --timeout=15m "deployment/$service"
done
