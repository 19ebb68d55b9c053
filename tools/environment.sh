#!/bin/sh
# tools/environment.sh LOCK: make .venv hold what LOCK pins, plus this checkout; do nothing if it already does.
#
# A stamp .venv/.holds-LOCK is written last and removed first. While .venv/.unfinished exists the environment is what an
# interrupted installation left behind, and is made again from nothing.
set -eu
lock=$1
venv=.venv
unfinished=$venv/.unfinished

# What a person exported for other projects must not bend this one. Mirrors, proxies and certificates are kept.
unset PYTHONHOME PYTHONPATH PIP_REQUIRE_VIRTUALENV PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_CONSTRAINT \
  PIP_REQUIREMENT PIP_EDITABLE PIP_DRY_RUN PIP_NO_DEPS PIP_NO_BUILD_ISOLATION PIP_IGNORE_INSTALLED PIP_REPORT PIP_LOG
export PIP_USER=0

fail() {
  printf 'anjian: %s\n' "$1" >&2
  exit 1
}

find_python() {
  for name in python3.14 python3.13 python3.12 python3.11 python3; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
  fail "Python 3.11 or newer is needed and none is on PATH. On Debian or Ubuntu: apt install python3 python3-venv"
}

# The root distribution and every sector beside it, one directory a line.
projects() {
  echo .
  find plugins -mindepth 2 -maxdepth 2 -name pyproject.toml 2>/dev/null | sort | sed 's:/pyproject.toml$::'
}

fingerprint() {
  { pwd -P; "$venv/bin/python" -V; cat requirements.lock "$1"
    for project in $(projects); do cat "$project/pyproject.toml"; done; } 2>&1 | cksum
}

is_current() {
  [ ! -f "$unfinished" ] && [ -f "$venv/.holds-$lock" ] && [ "$(fingerprint "$lock")" = "$(cat "$venv/.holds-$lock")" ]
}

# Of a suitable Python, finished, with pip, and made in this very place: the scripts of a moved environment point elsewhere.
is_usable() {
  [ ! -f "$unfinished" ] && grep -qsF "$(pwd -P)" "$venv/bin/activate" &&
    "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

create() {
  python=$(find_python)
  "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || fail "$python cannot make a virtual environment.\
 On Debian or Ubuntu: apt install $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
  rm -rf "$venv"
  mkdir "$venv"
  : >"$unfinished"
  "$python" -m venv "$venv"
}

pip_install() {
  "$venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check "$@" ||
    fail "the installation failed; the lines above say why. A mirror is chosen with PIP_INDEX_URL, a proxy with HTTPS_PROXY."
}

install() {
  is_usable || create
  : >"$unfinished"
  rm -f "$venv"/.holds-*
  pip_install --require-hashes --requirement "$lock"
  # Without isolation: what builds the checkout is in the lock as well, hashes checked.
  # shellcheck disable=SC2046  # the directories of our own projects hold no blanks
  pip_install --no-deps --no-build-isolation $(projects | sed 's:^:--editable=./:')
  for held in requirements.lock "$lock"; do fingerprint "$held" >"$venv/.holds-$held"; done
  rm -f "$unfinished"
}

if ! is_current; then
  [ -w . ] || fail "$(pwd) is not writable. Clone the repository into a directory of your own and run it there."
  echo "installing $lock into .venv (first time only) …"
  install
fi
