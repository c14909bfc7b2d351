#!/bin/sh
# builders - coplant beside model builders on the same park: the table "Beside model builders" of docs/benchmarks.md
#
#     sh tests/bench/builders.sh [OPTIONS OF builders.py]
#
# Builds coplant, makes a virtual environment for each of oemof-solph, PyPSA and Calliope in build/builders (the network is needed the first
# time), and runs builders.py. What can't be installed is said, and its rows are left out.
set -eu
cd -- "$(dirname -- "$0")/../.."
for preset in release ci-gcc; do
    cmake --preset $preset && cmake --build --preset $preset
done >&2
COPLANT_PLANTS=plants PYTHONDONTWRITEBYTECODE=1
export COPLANT_PLANTS PYTHONDONTWRITEBYTECODE
mkdir -p build/builders
install() {
    name=$1
    shift
    test -e build/builders/"$name"/installed && return
    if python3 -m venv build/builders/"$name" &&
        build/builders/"$name"/bin/python -m pip install --quiet --disable-pip-version-check "$@" 'highspy[extras]' >&2; then
        touch build/builders/"$name"/installed
    else
        echo "builders: $* can't be installed: no $name" >&2
    fi
}
install oemof oemof.solph
install pypsa pypsa
# Calliope 0.7 asks for an xarray that goes with no later pandas.
install calliope 'calliope>=0.7.0.dev7' 'pandas<2.3' 'numpy<2.3'
exec python3 tests/bench/builders.py --coplant build/release/coplant --make-year build/ci-gcc/tests/bench/make_year \
    --folder build/builders "$@"
