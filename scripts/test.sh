#!/bin/bash
# test.sh - every test of the project: sets up, builds, runs each stage, adds up the counts.
#   scripts/test.sh           all of it, at most 45 minutes on two cores
#   scripts/test.sh --quick   what a change needs, at most 10 minutes
#   scripts/test.sh --soak    all of it with the large counts of the crash tests; hours
# The last line is "N passed, N failed" over all stages; the exit status is 0 when nothing failed.
# Every runner ends with such a line itself. A stage whose runner is not there is left out.
# In the full run the stages with a broker, which mostly wait, run beside the others; what they say comes at the end.
set -u
cd "$(dirname "$0")/.." || exit 1

mode=full
case "${1:-}" in
"") ;;
--quick) mode=quick ;;
--soak) mode=soak ;;
*) echo "usage: scripts/test.sh [--quick|--soak]" >&2; exit 2 ;;
esac

passed=0
failed=0
failed_stages=()
jobs=$(nproc 2>/dev/null || echo 2)
scratch=$(mktemp -d) || exit 1
log=$scratch/log
beside=
trap '[ -z "$beside" ] || kill -- "-$beside" 2>/dev/null; rm -rf "$scratch"' EXIT

finish() {
    if [ ${#failed_stages[@]} -gt 0 ]; then
        printf 'failed stage: %s\n' "${failed_stages[@]}"
    fi
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

# stage TITLE COMMAND...: runs it, adds its last "N passed, N failed" (also as ctest words it).
stage() {
    local title=$1 status seconds counts stage_passed=0 stage_failed=0
    shift
    echo "== $title"
    seconds=$SECONDS
    "$@" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    seconds=$((SECONDS - seconds))
    counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed$|^[0-9]+% tests passed, [0-9]+ tests failed out of [0-9]+' "$log" | tail -1)
    if [[ $counts =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        stage_passed=${BASH_REMATCH[1]}
        stage_failed=${BASH_REMATCH[2]}
    elif [[ $counts =~ ([0-9]+)\ tests\ failed\ out\ of\ ([0-9]+) ]]; then
        stage_failed=${BASH_REMATCH[1]}
        stage_passed=$((BASH_REMATCH[2] - stage_failed))
    elif [ "$status" -eq 0 ]; then
        stage_passed=1 # a stage that only has to work, such as a build
    fi
    # A runner that died without counting its failure has failed once.
    if [ "$status" -ne 0 ] && [ "$stage_failed" -eq 0 ]; then
        stage_failed=1
    fi
    passed=$((passed + stage_passed))
    failed=$((failed + stage_failed))
    [ "$stage_failed" -eq 0 ] || failed_stages+=("$title")
    echo "-- $title: $stage_passed passed, $stage_failed failed ($seconds s)"
    [ "$stage_failed" -eq 0 ]
}

# start_beside COMMAND...: stages that run in the background, as a process group of their own.
start_beside() {
    set -m
    (
        passed=0 failed=0 failed_stages=() log=$scratch/beside.log
        "$@"
        printf '%s\n' "$passed $failed" "${failed_stages[@]}" >"$scratch/beside.counts"
    ) >"$scratch/beside.output" 2>&1 </dev/null &
    beside=$!
    set +m
}

# Waits for them, prints what they said, adds their counts.
join_beside() {
    local more_passed=0 more_failed=1 stages=("stages with a broker: they died")
    [ -n "$beside" ] || return 0
    wait "$beside"
    beside=
    cat "$scratch/beside.output"
    if [ -s "$scratch/beside.counts" ]; then
        { read -r more_passed more_failed; mapfile -t stages; } <"$scratch/beside.counts"
    fi
    passed=$((passed + more_passed))
    failed=$((failed + more_failed))
    failed_stages+=("${stages[@]}")
}

build() {
    cmake --preset "$1" >"$log.cmake" 2>&1 || { cat "$log.cmake"; rm -f "$log.cmake"; return 1; }
    rm -f "$log.cmake"
    cmake --build --preset "$1" -- -j"$jobs" --quiet
}

build_clang() { # the second compiler: its warnings are errors too
    cmake -S . -B build/clang -G Ninja -DCMAKE_C_COMPILER=clang >/dev/null && ninja -C build/clang -j"$jobs" --quiet
}

build_fuzz() { # only the programs: clang cannot link a shared library with its sanitizers and no undefined names
    cmake --preset fuzz >/dev/null && cmake --build --preset fuzz --target fuzz_parse fuzz_script -- -j"$jobs" --quiet
}

sql_modes() { # sql_modes NAME WEIR MODE...: the SQL cases in one way of running each
    local name=$1 weir=$2 options
    shift 2
    [ -f tests/sql/run.py ] || return 0
    for options in "$@"; do
        # shellcheck disable=SC2086
        stage "sql, $name${options:+, $options}" python3 tests/sql/run.py --weir "$weir" $options
    done
}

echo "test.sh: $mode, $jobs cores"
stage "setup" scripts/setup.sh --kafka || finish
stage "build release" build release || finish
stage "unit and tidy, release" ctest --preset release -j$((jobs + 1)) --no-tests=error
stage "build asan" build asan || finish
# Those of Kafka wait for a minute: in the quick run once, above, is enough.
[ "$mode" = quick ] && left_out=(-E '^unit\.connect\.kafka_') || left_out=()
stage "unit, asan" ctest --preset asan -j$((jobs + 1)) -L unit "${left_out[@]}" --no-tests=error

if [ "$mode" != quick ]; then
    stage "build tsan" build tsan || finish
fi

release=$PWD/build/release/weir
asan=$PWD/build/asan/weir
tsan=$PWD/build/tsan/weir

kafka_stages() {
    local size=(--quick)
    [ -f tests/kafka/run.py ] || return 0
    [ "$mode" = quick ] || size=()
    stage "kafka tools" python3 tests/kafka/run_self.py "${size[@]}"
    stage "kafka, as Flink" python3 tests/kafka/flink_cases.py --weir "$release"
    case $mode in
    quick) stage "kafka, quick" python3 tests/kafka/run.py --weir "$release" --quick ;;
    full)
        stage "kafka" python3 tests/kafka/run.py --weir "$release"
        stage "kafka, seeded bugs" python3 tests/kafka/seeded_bugs.py --build build/release --only 41 61 69
        ;;
    soak)
        stage "kafka, soak" python3 tests/kafka/run.py --weir "$release" --soak --state build/kafka-soak.json
        stage "kafka, seeded bugs" python3 tests/kafka/seeded_bugs.py --build build/release
        ;;
    esac
    if [ "$mode" != quick ]; then
        stage "kafka, asan" python3 tests/kafka/run.py --weir "$asan" --quick
        TSAN_OPTIONS="suppressions=$PWD/tests/sanitizers/tsan.supp" stage "kafka, tsan" python3 tests/kafka/run.py --weir "$tsan" --quick --scale 0.4
    fi
}

[ "$mode" = quick ] || start_beside kafka_stages
sql_modes release "$release" "" "--batch-rows 1" "--batch-rows 7" "--parallelism 4" "--kill"
sql_modes asan "$asan" ""
[ "$mode" = quick ] || sql_modes asan "$asan" "--batch-rows 1" "--parallelism 4" "--kill"

if [ -f tests/conformance/run.py ]; then
    case $mode in
    quick) stage "conformance with Flink, quick" python3 tests/conformance/run.py --weir "$release" --sample 5 ;;
    *) stage "conformance with Flink" python3 tests/conformance/run.py --weir "$release" ;;
    esac
fi
if [ -f tests/cli/run.py ]; then
    stage "cli, release" python3 tests/cli/run.py --weir "$release"
    stage "cli, asan" python3 tests/cli/run.py --weir "$asan"
fi
if [ -f tests/fuzz/run.py ]; then
    stage "fuzz corpus, asan" python3 tests/fuzz/run.py --build build/asan
fi
if [ "$mode" != quick ] && stage "build fuzz" build_fuzz; then # the parser and the binder on new inputs: a minute, or ten hours
    for target in fuzz_parse fuzz_script; do
        [ "$mode" = full ] && seconds=30 || seconds=18000
        stage "$target" python3 tests/fuzz/run.py --build build/fuzz --target $target --seconds $seconds
    done
fi
if [ -f tests/examples/run.py ]; then
    case $mode in
    quick) stage "examples, quick" python3 tests/examples/run.py --weir "$release" --quick ;;
    *) stage "examples, release" python3 tests/examples/run.py --weir "$release" ;;
    esac
fi
if [ -f tests/property/run.py ]; then
    case $mode in
    quick) stage "property, quick" python3 tests/property/run.py --weir "$release" --quick ;;
    full) stage "property" python3 tests/property/run.py --weir "$release" ;;
    soak) stage "property, soak" python3 tests/property/run.py --weir "$release" --cases 50000 ;;
    esac
fi
if [ -f tests/docs/run.py ]; then
    stage "docs, release" python3 tests/docs/run.py --weir "$release" --kafka
fi
if [ -f tests/embed/run.py ]; then
    stage "embedding, release" python3 tests/embed/run.py --build build/release
fi
if [ -f tests/model/run.py ]; then
    case $mode in
    quick) stage "model, quick" python3 tests/model/run.py --quick ;;
    *) stage "model" python3 tests/model/run.py ;;
    esac
fi
if [ -f tests/crash/run.py ]; then
    case $mode in
    quick) stage "crash, quick" python3 tests/crash/run.py --weir "$release" --quick ;;
    full) stage "crash" python3 tests/crash/run.py --weir "$release" ;;
    soak) stage "crash, soak" python3 tests/crash/run.py --weir "$release" --soak ;;
    esac
    [ "$mode" = quick ] || stage "crash, asan" python3 tests/crash/run.py --weir "$asan" --quick
    stage "failure points" python3 tools/failure_points.py
    [ "$mode" = quick ] || stage "seeded bugs" python3 tests/crash/seeded_bugs.py --build build/release
fi
[ "$mode" = quick ] && kafka_stages
if [ "$mode" != quick ]; then
    stage "build clang" build_clang
    export TSAN_OPTIONS="suppressions=$PWD/tests/sanitizers/tsan.supp"
    stage "unit, tsan" ctest --preset tsan -j"$jobs" -L unit --no-tests=error
    sql_modes tsan "$tsan" "--parallelism 4"
fi
join_beside
finish
