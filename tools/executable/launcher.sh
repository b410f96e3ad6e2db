#!/bin/sh
# Gantry with the runtime that it needs, in one file for every Linux: this launcher, then a compressed archive.
# The archive is unpacked once into the cache of the user; after that a start is one exec.
# Runs in BusyBox ash, dash, bash and any other POSIX sh. What is inside and under which licences: see NOTICE in
# the unpacked folder.
payload=@PAYLOAD@ header=@HEADER@ total=@TOTAL@ kilobytes=@KILOBYTES@
machine=@MACHINE@ loader=@LOADER@
files='@FILES@'
name=${0##*/}
newline='
'

fail() { # WHAT ADVICE
  printf 'error: %s [EXECUTABLE_%s]\n  %s\n' "$2" "$1" "$3" >&2
  exit 3
}

# Is the folder runtime in the cache $1 of this user alone? Nobody else may put programs where we start them from:
# not into it, nor another folder in its place (only a sticky folder that all may write to keeps them from that).
is_ours() {
  [ -O "$1" ] && [ -O "$1/runtime" ] && [ ! -L "$1/runtime" ] || return 1
  case $(ls -ld "$1/." "$1/runtime/.") in
    d???????[!w]*${newline}drwx------*) ;;
    d????????t*${newline}drwx------*) ;;
    *) return 1 ;;
  esac
}

# The runtime heeds this call alone: no libraries for another libc, no options meant for another program.
clean_environment() {
  unset LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT BUN_OPTIONS BUN_INSPECT BUN_INSPECT_PRELOAD NODE_OPTIONS
}

# Calls $1 with each cache folder that may be used until it succeeds.
each_cache() {
  if [ -n "${GANTRY_CACHE_DIR-}" ]; then
    case $GANTRY_CACHE_DIR in /*) "$1" "$GANTRY_CACHE_DIR" ;; *) "$1" "$PWD/$GANTRY_CACHE_DIR" ;; esac
    return
  fi
  case ${XDG_CACHE_HOME-} in /*) "$1" "$XDG_CACHE_HOME/gantry" && return ;; esac
  case ${HOME-} in /*) "$1" "${HOME%/}/.cache/gantry" && return ;; esac
  "$1" "${TMPDIR:-/tmp}/gantry-$(id -u)"
}

# Is this version unpacked there, whole? Cleaners of temporary folders take single files.
find_unpacked() {
  home=$1/runtime/$payload
  [ -f "$home/bun" ] && is_ours "$1" || return 1
  for file in $files; do
    [ -f "$home/$file" ] || return 1
  done
}

unpack() {
  home=$1/runtime/$payload
  reason=$(unpack_into "$1" 2>&1) && return 0
  reasons="$reasons$newline  $1: $(printf %s "${reason:-it cannot be unpacked}" | tr '\n' ' ')"
  return 1
}

# Unpacks beside the final place and renames: whoever starts at the same time finds all of it or nothing.
unpack_into() {
  umask 077
  case $1 in
    *[:\;\$]*) echo 'its path has one of : ; $, which the loader reads as separators'; return 1 ;;
  esac
  mkdir -p "$1/runtime" || return 1
  is_ours "$1" ||
    { echo 'others may write there: it must be yours, and its folder runtime yours alone (mode 700)'; return 1; }
  new=$(mktemp -d "$1/runtime/new.XXXXXX") || return 1
  trap 'rm -rf "$new"' EXIT
  # PIPE too: who reads our reasons may have been ended by the same signal.
  trap 'rm -rf "$new"; exit 130' HUP INT PIPE TERM
  {
    dd if="$self" bs="$header" skip=1 2>/dev/null || : >"$new/broken"
  } | {
    gzip -dc || : >"$new/broken"
  } | tar -xmf - -C "$new" || { echo "(it takes $kilobytes KiB)"; return 1; }
  [ ! -e "$new/broken" ] || { echo "the archive cannot be read, or there is no room for $kilobytes KiB"; return 1; }
  clean_environment
  "$new/$loader" --inhibit-cache --library-path "$new" "$new/bun" --version >/dev/null ||
    { echo '(no program can be started from there: is it mounted with noexec?)'; return 1; }
  # A version that somebody damaged goes first; losing the race against another first start is fine.
  [ ! -d "$home" ] || find_unpacked "$1" || rm -rf "$home"
  mv "$new" "$home" 2>/dev/null || :
  rm -rf "$home/${new##*/}"
  find_unpacked "$1" || { echo 'the unpacked folder cannot be renamed'; return 1; }
  drop_old "$1/runtime"
}

# Versions, and leftovers of killed starts, of more than a month ago.
drop_old() {
  for old in "$1"/*; do
    [ "$old" = "$home" ] || [ -z "$(find "$old" -prune -mtime +30 2>/dev/null)" ] || rm -rf "$old"
  done
}

# `wc -c` of BusyBox reads the whole file.
size_of() {
  set -- $(ls -lnL "$1")
  echo "$5"
}

first_start() {
  case $(uname -s)-$(uname -m) in
    "Linux-$machine") ;;
    *) fail MACHINE "this $name is for Linux on $machine; this is $(uname -s) on $(uname -m)" \
      'Download the one for this machine.' ;;
  esac
  case $0 in
    */*) self=$0 ;;
    *) self=$(command -v -- "$0") || self=$0 ;;
  esac
  [ -r "$self" ] || fail UNREADABLE "$self cannot be read" 'It reads its own archive: set its mode to 755.'
  [ "$(size_of "$self")" -eq "$total" ] ||
    fail INCOMPLETE "$self has not the $total bytes that it should have" 'Download it again.'
  for tool in dd gzip tar mktemp; do
    command -v "$tool" >/dev/null || fail TOOL "the first start needs $tool" "Install $tool, or start it once where it is and keep the cache."
  done
  reasons=
  each_cache unpack && return
  fail CACHE "no folder to unpack the program into:$reasons" \
    'Set GANTRY_CACHE_DIR to a folder of yours with room where programs may run.'
}

[ -r /proc/self/maps ] || fail PROC 'there is no /proc' 'Mount it: mount -t proc proc /proc'
each_cache find_unpacked || first_start

# Nothing of the folder where it is started is heeded either: in a pipeline that is a checkout of somebody else's code.
clean_environment
GANTRY_PROGRAM_NAME=$name
export GANTRY_PROGRAM_NAME
exec "$home/$loader" --inhibit-cache --library-path "$home" "$home/bun" --config="$home/bunfig.toml" \
  --tsconfig-override="$home/tsconfig.json" --no-env-file --no-install "$home/gantry.mjs" "$@"
