#!/usr/bin/env bash
# Set up an environment of Python in the project's folder, unless it is ready.
#
#     PYTHON=python3 bash scripts/set_up.sh FOLDER PIP-ARGUMENT ...
#
# FOLDER/.installed is written last. It says where the project is, which Python the environment has, and what
# was installed. So an interrupted set-up goes on, a changed lock is installed, and an environment is made anew
# where the project was moved or the Python is gone.
set -euo pipefail
unset CDPATH

refuse() { printf 'make: %s\n' "$1" >&2; exit 1; }

case $PYTHON in
  '') refuse "PYTHON is empty: name an interpreter, for instance PYTHON=python3.12";;
  /*) ;;
  */*) PYTHON=$PWD/$PYTHON;;  # relative to where make was called
esac
case $0 in
  */*) cd -- "${0%/*}/..";;
  *) cd ..;;
esac

folder=$1
shift
here=$(pwd -P && echo .)
here=${here%$'\n.'}

# Programs that pip installs begin with a line that a shell reads, with the path in it.
case $here in
  *[\"\$\`\\:]* | *[$'\n\r']*)
    refuse "the project's path holds a line end or one of \" \$ \` \\ : where no environment of Python works; \
move the project to another folder";;
esac

# The version of an interpreter, or nothing where it does not run.
version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true; }

contents() {
  printf '%s ' "$@"
  for argument in "$@"; do
    case $argument in
      *.txt) cksum < "$argument";;
      .) cksum < pyproject.toml;;
    esac
  done
}

# A dot for each package, so that one sees that it goes on.
dots() {
  while read -r word rest; do
    case $word in
      Collecting | Processing) printf .;;
      Installing) printf ' installing';;
    esac
  done
  echo
}

stamp=$folder/.installed
place="$here, Python $(version "$folder/bin/python")"
wanted=$place$'\n'$(contents "$@")
[ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ] || exit 0

echo "setting up $folder (a minute or two, only when what it holds has changed)"
new() {
  [ ! -L "$folder" ] || refuse "$folder is a link: remove it, and call make again"
  case $(version "$PYTHON") in
    3.11 | 3.12 | 3.13 | 3.14) ;;
    *) refuse "this project needs Python 3.11, 3.12, 3.13 or 3.14, and $PYTHON is none of them; \
name one, for instance: make figures PYTHON=python3.12";;
  esac
  "$PYTHON" -m venv "$@" "$folder"
}
if [ -f "$stamp" ]; then
  read -r first < "$stamp" || true
  [ "$first" = "$place" ] || new --clear
elif [ -n "$(version "$folder/bin/python")" ]; then
  "$folder/bin/python" -m ensurepip > /dev/null  # interrupted before, or made by somebody else
elif [ -L "$folder/bin/python" ]; then
  refuse "the Python of $folder is gone: delete that folder (make clean), and call make again"
else
  new
fi
rm -f -- "$stamp.new"
"$folder/bin/python" -m pip --disable-pip-version-check --no-input install "$@" | dots
printf '%s\n' "$here, Python $(version "$folder/bin/python")" "$(contents "$@")" > "$stamp.new"
mv -f -- "$stamp.new" "$stamp"
