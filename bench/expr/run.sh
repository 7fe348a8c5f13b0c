#!/bin/bash
# run.sh [EXPRESSION...] - builds expr.c against build/release (of BUILD=...) and prints values/s of one core per expression.
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build/release}
program=$build/bench_expr
cc -O2 -std=gnu11 -fno-strict-aliasing -include src/base/banned.h -Iinclude -Isrc -o "$program" bench/expr/expr.c "$build/libweir.a" \
    $(pkg-config --libs rdkafka zlib libzstd libxxhash libpcre2-8 openssl 2>/dev/null) -lm -lpthread
exec "$program" "$@"
