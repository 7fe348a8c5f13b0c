#!/bin/sh
# setup.sh - installs the Debian packages that building and testing Weir needs, by name, and only those
# that are missing. Says nothing when nothing is missing. Works as root or through sudo.
#   scripts/setup.sh           what the build and the tests need
#   scripts/setup.sh --kafka   also a Java and Maven, for the tests with a real Kafka broker
#   scripts/setup.sh --flink   the same, for comparing results with Apache Flink
set -eu

packages="tzdata gcc clang libclang-rt-14-dev cmake ninja-build pkg-config python3 zlib1g-dev libzstd-dev libxxhash-dev
          libpcre2-dev libedit-dev libyajl-dev libssl-dev libsqlite3-dev librdkafka-dev kcat openssl zstd gzip git ca-certificates spin"
case "${1:-}" in
"") ;;
--kafka|--flink) packages="$packages openjdk-17-jdk-headless maven python3-pip" ;;
*) echo "usage: scripts/setup.sh [--kafka|--flink]" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "setup.sh: this is not Debian or Ubuntu; please install the equivalents of:" $packages >&2
    exit 1
fi

missing=""
for package in $packages; do
    state=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
    case $state in
    ii*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "setup.sh: missing:$missing" >&2
        echo "setup.sh: neither root nor sudo here; install them as root: apt-get install$missing" >&2
        exit 1
    fi
    as_root="sudo"
fi

install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
        >/dev/null
}

echo "setup.sh: installing$missing" >&2
# The lists of a fresh machine are empty or old: fetch them, and once more when the install fails.
if [ -z "$(ls /var/lib/apt/lists/*_Packages* 2>/dev/null)" ]; then
    $as_root apt-get update -qq >/dev/null
fi
if ! install $missing; then
    $as_root apt-get update -qq >/dev/null
    install $missing
fi
