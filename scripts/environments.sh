# The Pythons of this machine and the environments made with them; sourced by the scripts beside it.
#
# A lane is one supported pair of Python and Home Assistant:
#   3.14  Python 3.14.2 or later, today's Home Assistant
#   3.13  Python 3.13.0 or later, the oldest Home Assistant that is supported
# shellcheck shell=bash

export UV_PYTHON_DOWNLOADS=never
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV CONDA_PREFIX

LANES=(3.14 3.13)

say() { printf '%s\n' "$*" >&2; }

# Print the version of an interpreter that can be used. Nothing is believed of its name: pyenv's
# shims stand on PATH for versions that nobody installed.
version_of() {
  "$1" -I -c 'import bz2, ctypes, lzma, sqlite3, ssl, sys, venv; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null
}

# Print the lane that a version serves.
lane_of() {
  local major minor patch
  IFS=. read -r major minor patch <<<"$1"
  [[ $major == 3 && -n $patch ]] || return 1
  if ((minor == 14 && patch >= 2)); then
    echo 3.14
  elif ((minor == 13 || minor == 14)); then
    echo 3.13
  else
    return 1
  fi
}

# Print every file that may be an interpreter: PATH, pyenv's versions, what uv has installed.
candidates() {
  local folder name
  local -a folders
  IFS=: read -ra folders <<<"$PATH"
  for name in python3.14 python3.13 python3 python; do
    for folder in "${folders[@]}"; do
      [[ -n $folder && -x $folder/$name ]] && echo "$folder/$name"
    done
  done
  for folder in "${PYENV_ROOT:-$HOME/.pyenv}/versions" "${UV_PYTHON_INSTALL_DIR:-$HOME/.local/share/uv/python}"; do
    for name in "$folder"/*/bin/python3; do
      [[ -x $name ]] && echo "$name"
    done
  done
  return 0
}

# Print the first interpreter that serves a lane.
find_python() {
  local lane=$1 python version
  while read -r python; do
    version=$(version_of "$python") || continue
    if [[ $(lane_of "$version") == "$lane" ]]; then
      echo "$python"
      return 0
    fi
  done < <(candidates)
  return 1
}

# Run uv, which is fetched from the package index into an environment of its own.
uv() {
  local python
  if ! .venv-uv/bin/uv --version >/dev/null 2>&1; then
    say "Making .venv-uv"
    while read -r python; do
      "$python" -I -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null || continue
      "$python" -m venv --clear .venv-uv && .venv-uv/bin/python -m pip install -q uv && break
    done < <(candidates) >/dev/null 2>&1
    if ! .venv-uv/bin/uv --version >/dev/null 2>&1; then
      say "uv can't be installed: no Python here has venv and pip, or the package index can't be reached."
      return 1
    fi
  fi
  .venv-uv/bin/uv "$@"
}

# The last resort: a Python from uv's own store. Fails where there is no way to it.
fetch_python() {
  uv --version >/dev/null || return 1
  say "No Python 3.14.2 or later found; asking uv for one (nothing is lost if it has no way to it)."
  UV_PYTHON_DOWNLOADS=automatic timeout 180 .venv-uv/bin/uv python install -q 3.14 >/dev/null 2>&1
}

# Make or mend an environment: folder, lane, requirements file. Does nothing when nothing changed.
environment() {
  local folder=$1 lane=$2 requirements=$3 version stamp python
  stamp=$(sha256sum <"$requirements")
  version=$(version_of "$folder/bin/python") || version=
  if [[ -n $version && $(lane_of "$version") == "$lane" ]]; then
    [[ $(cat "$folder/.stamp" 2>/dev/null) == "$stamp $version" ]] && return 0
  else
    python=$(find_python "$lane") || return 1
    version=$(version_of "$python")
    say "Making $folder with $python ($version)"
    uv venv -q --clear --python "$python" "$folder" || return 1
  fi
  say "Installing $requirements into $folder"
  uv pip install -q --python "$folder/bin/python" -r "$requirements" || return 1
  echo "$stamp $version" >"$folder/.stamp"
}

# Print the newest lane whose environment can be made: the folders' prefix, the requirements file.
newest_lane() {
  local prefix=$1 requirements=$2 lane
  for lane in "${LANES[@]}"; do
    if environment "$prefix$lane" "$lane" "$requirements"; then
      echo "$lane"
      return 0
    fi
    find_python "$lane" >/dev/null && return 1 # it was there; the installation failed
  done
  fetch_python && environment "${prefix}3.14" 3.14 "$requirements" && echo 3.14
}

# Print the version of a package in an environment.
package_version() {
  "$1/bin/python" -I -c 'import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))' "$2"
}
