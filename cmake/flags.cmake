# Compiler and linker flags of everything: warnings are errors, releases are hardened.
include(CheckCCompilerFlag)
include(CheckLinkerFlag)
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

# Adds a flag to all compilations when the compiler knows it.
function(weir_add_flag_if_known flag)
    string(MAKE_C_IDENTIFIER "WEIR_HAS${flag}" variable)
    check_c_compiler_flag("${flag}" ${variable})
    if(${variable})
        add_compile_options("${flag}")
    endif()
endfunction()

add_compile_options(
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wswitch-enum -Wvla -Walloca
    -Wformat -Werror=format-security -Werror)
add_compile_options(-fno-strict-aliasing)
if(CMAKE_C_COMPILER_ID MATCHES "Clang")
    add_compile_options(-Wno-string-conversion) # WR_ASSERT(condition && "text") is meant
    add_compile_options(-Wno-gnu-statement-expression) # macros of librdkafka.h
endif()
# Banned functions do not compile anywhere.
add_compile_options(-include "${CMAKE_SOURCE_DIR}/src/base/banned.h")

set(CMAKE_C_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_C_FLAGS_DEBUG "-O0 -g -fno-omit-frame-pointer -DWEIR_DEBUG=1")

if(WEIR_SANITIZE STREQUAL "address")
    set(CMAKE_C_FLAGS_DEBUG "-O1 -g -fno-omit-frame-pointer -DWEIR_DEBUG=1")
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
elseif(WEIR_SANITIZE STREQUAL "thread")
    set(CMAKE_C_FLAGS_DEBUG "-O1 -g -fno-omit-frame-pointer -DWEIR_DEBUG=1")
    add_compile_options(-fsanitize=thread)
    add_link_options(-fsanitize=thread)
elseif(NOT WEIR_SANITIZE STREQUAL "")
    message(FATAL_ERROR "WEIR_SANITIZE is '${WEIR_SANITIZE}'; use address or thread")
endif()
if(WEIR_FUZZ)
    if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "WEIR_FUZZ needs clang's libFuzzer; use the preset fuzz, or CMAKE_C_COMPILER=clang")
    endif()
    set(CMAKE_C_FLAGS_DEBUG "-O1 -g -fno-omit-frame-pointer -DWEIR_DEBUG=1")
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
endif()
if(WEIR_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
    # Fortify is for optimised code without sanitizers, which bring their own checks.
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
    # One path for all machines, so that two builds of one commit are the same bytes. Not for the other
    # builds: gcov and the sanitizers' reports need the real paths.
    add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
endif()
weir_add_flag_if_known(-fstack-protector-strong)
weir_add_flag_if_known(-fstack-clash-protection)
weir_add_flag_if_known(-fcf-protection=full)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    weir_add_flag_if_known(-ftrivial-auto-var-init=zero)
endif()
add_link_options(-Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,-z,separate-code)

if(WEIR_LTO)
    include(CheckIPOSupported)
    check_ipo_supported(LANGUAGES C)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

# A deliberate protocol bug of tests/crash/seeded_bugs.tsv, to test the tests (tests/crash/seeded_bugs.py).
set(WEIR_SEED_BUG "0" CACHE STRING "Number of a deliberate bug; 0: none")
if(NOT WEIR_SEED_BUG STREQUAL "0")
    add_compile_definitions(WEIR_SEED_BUG=${WEIR_SEED_BUG})
endif()
