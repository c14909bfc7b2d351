#!/bin/sh
# peers - coplant beside other solvers on the same program: the tables "Beside other solvers" of docs/benchmarks.md
#
#     sh tests/bench/peers.sh [OPTIONS OF peers.py]
#
# Builds coplant, makes a virtual environment with HiGHS in build/peers (the network is needed the first time), and runs peers.py. Clp and GLPK
# are those that are installed (apt install coinor-clp glpk-utils); what is missing is said, and its rows are left out.
set -eu
cd -- "$(dirname -- "$0")/../.."
for preset in release ci-gcc; do
    cmake --preset $preset && cmake --build --preset $preset
done >&2
COPLANT_PLANTS=plants PYTHONDONTWRITEBYTECODE=1
export COPLANT_PLANTS PYTHONDONTWRITEBYTECODE
python=build/peers/venv/bin/python
# HiPO needs BLAS and METIS, which come as an extra of their own.
if ! $python -c 'import highspy' 2>/dev/null; then
    mkdir -p build/peers
    python3 -m venv build/peers/venv || echo "peers: no virtual environment can be made: apt install python3-venv" >&2
    $python -m pip install --quiet --disable-pip-version-check 'highspy[extras]' >&2 ||
        $python -m pip install --quiet --disable-pip-version-check highspy >&2 ||
        echo "peers: highspy can't be installed: no HiGHS" >&2
fi
if ! [ -x $python ]; then
    python=python3
fi
exec $python tests/bench/peers.py --coplant build/release/coplant --make-year build/ci-gcc/tests/bench/make_year \
    --folder build/peers "$@"
