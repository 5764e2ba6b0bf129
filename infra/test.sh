#!/bin/sh
# The checks, then the tests; arguments go to Jest (npm test -- libs/bus).
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/node_modules/.bin:$PATH"
# Jest runs ES modules through an interface that Node still calls experimental, and would say so for every worker.
export NODE_OPTIONS="--experimental-vm-modules --disable-warning=ExperimentalWarning"
failed=0
sh infra/check.sh || failed=1
jest "$@" || failed=1
exit $failed
