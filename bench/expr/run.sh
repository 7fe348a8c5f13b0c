#!/bin/bash
# run.sh [EXPRESSION...] - builds expr.c against build/release (or BUILD=...) and prints values/s of one core per expression.
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build/release}
program=$build/bench_expr
# shellcheck disable=SC2046
cc -O2 -std=gnu11 -fno-strict-aliasing -include src/base/banned.h -Iinclude -Isrc -o "$program" bench/expr/expr.c "$build/libweir.a" \
    $(PKG_CONFIG_PATH=$build pkg-config --static --libs weir | sed "s/-lweir//")
exec "$program" "$@"
