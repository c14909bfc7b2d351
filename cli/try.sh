#!/bin/sh
# try - see coplant at work: installs what is missing, builds build/release and plans the bay park,
# its works coupled against each for itself
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/cli/packages.sh"
packages_need $packages_build

cd -- "$root"
mkdir -p build
log=build/release.log
configure() { cmake --preset release >/dev/null 2>&1 || cmake --fresh --preset release; }

echo "building coplant in build/release"
if ! { configure && cmake --build --preset release; } >"$log" 2>&1; then
    cat "$log"
    echo "coplant could not be built; the log above is $root/$log"
    exit 1
fi >&2

echo "coplant solve plants/parks/bay.yaml"
build/release/coplant solve plants/parks/bay.yaml
echo
echo "coplant compare plants/parks/bay.yaml"
build/release/coplant compare plants/parks/bay.yaml
