# Libraries that Weir links. All are Debian packages (scripts/setup.sh); nothing is vendored.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(YAJL REQUIRED IMPORTED_TARGET yajl)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(SSL REQUIRED IMPORTED_TARGET libssl)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(EDIT REQUIRED IMPORTED_TARGET libedit) # the program only, for its shell
# 2.0.2 is Debian's; a newer one is taken where PKG_CONFIG_PATH or CMAKE_PREFIX_PATH finds it first.
pkg_check_modules(RDKAFKA REQUIRED IMPORTED_TARGET rdkafka>=2.0.2)

add_library(weir_deps INTERFACE)
target_link_libraries(weir_deps INTERFACE
    PkgConfig::ZLIB PkgConfig::ZSTD PkgConfig::XXHASH PkgConfig::PCRE2 PkgConfig::YAJL PkgConfig::SSL PkgConfig::CRYPTO PkgConfig::SQLITE PkgConfig::RDKAFKA
    Threads::Threads m)
target_include_directories(weir_deps INTERFACE "${CMAKE_SOURCE_DIR}/include" "${CMAKE_SOURCE_DIR}/src")

# librdkafka's threads and locks, in a way that ThreadSanitizer knows: see the file.
if(WEIR_SANITIZE STREQUAL "thread")
    add_library(tsan_threads SHARED "${CMAKE_SOURCE_DIR}/tests/sanitizers/c11threads.c")
    target_link_libraries(tsan_threads PRIVATE Threads::Threads)
    target_link_libraries(weir_deps INTERFACE -Wl,--no-as-needed tsan_threads)
endif()
