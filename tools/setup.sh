#!/bin/sh
# Makes .venv hold exactly what requirements.lock says, and the kit itself (editable).
# PYTHON names the interpreter; INSTALLER=pip leaves uv out.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
venv=.venv
version='import sys; print(*sys.version_info[:2])'

command -v "$python" >/dev/null ||
    { echo "No '$python' on this machine: install Python 3.11 or newer, or name one with PYTHON=." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { echo "The kit needs Python 3.11 or newer; '$python' is older or does not start: name another with PYTHON=." >&2; exit 1; }
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    { echo "'$python' cannot make environments: install its venv module (on Debian: apt install python3-venv)." >&2; exit 1; }

# Another Python than last time, or a half-made environment: begin anew.
if [ "$("$venv/bin/python" -c "$version" 2>/dev/null)" != "$("$python" -c "$version")" ] ||
   ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    echo "Making the environment $venv (once, about a minute) ..."
    "$python" -m venv --clear "$venv"
fi

bin=$venv/bin
pip="$bin/python -m pip --disable-pip-version-check --quiet"
# uv installs the set in seconds and is told to compile it, as pip does by itself: a kernel that has
# to compile pandas first takes twice as long to start. Where uv cannot be had or finds no index (it
# does not read pip's settings), pip does the same more slowly.
with_uv() {
    [ "${INSTALLER:-uv}" = uv ] &&
    { [ -x $bin/uv ] || $pip install 'uv>=0.9,<1'; } &&
    $bin/uv pip sync --quiet --compile-bytecode --python $bin/python --require-hashes requirements.lock
}
with_uv || {
    echo "Installing with pip, which takes a minute or two ..."
    $pip install --no-deps --require-hashes -r requirements.lock
}
# The build tools are in the lock, so nothing is fetched for this step.
$pip install --no-deps --no-build-isolation --no-index --force-reinstall -e .
