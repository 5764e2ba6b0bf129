#!/bin/sh
# Everything that can be judged without running the product: format and lint, types, import directions.
# All three are run, whichever fails, so that one look shows every fault.
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/node_modules/.bin:$PATH"
failed=0
biome check . || failed=1
tsc -p . || failed=1
depcruise --config dependency-rules.cjs services libs standalone e2e bench infra evaluate || failed=1
exit $failed
