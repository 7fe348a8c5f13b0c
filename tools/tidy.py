#!/usr/bin/env python3
"""tidy.py - checks of the source tree that no compiler does. Run by ctest; exits 1 and names each finding.

    tools/tidy.py [--build DIR] [--compiler CC] [--only CHECK] [--list]

layers   tools/layers.txt is acyclic and every #include obeys it
headers  every header compiles alone, with the project's warnings
banned   banned functions do not occur in the text of a source, nor unfinished work
symbols  raw I/O, time, random and allocation only in src/base, seen in the object files of --build
exports  the shared library of --build exports weir_ names and nothing else
prefixes what the files of the static library of --build share with each other begins with weir_ or wr_
defs     src/builtin/*.def and the files they name agree, both ways
length   reports long files (a note, never a failure)

Exceptions stand, each with its reason, in tools/symbol-exempt.txt ("room symbol reason") and
tools/def-exempt.txt ("path reason").
"""
import argparse
import concurrent.futures
import glob
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LONG_FILE = 1000
WARNINGS = ("-std=gnu11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes "
            "-Wswitch-enum -Wvla -Werror").split()
BANNED = ("strcpy strcat strncpy strncat sprintf vsprintf strtok gets localtime gmtime ctime asctime "
          "atoi atol atoll atof rand srand alloca").split()
# The outside world and the allocator: only src/base may call these.
RAW = {
    "I/O": """open open64 openat openat64 openat2 creat creat64 read pread pread64 readv preadv write
        pwrite pwrite64 writev pwritev fsync fdatasync sync syncfs sync_file_range rename renameat
        renameat2 unlink unlinkat remove rmdir mkdir mkdirat mkstemp mkostemp mkdtemp tmpfile opendir
        fdopendir readdir readdir64 closedir scandir nftw glob truncate truncate64 ftruncate
        ftruncate64 fallocate posix_fallocate flock lockf fcntl fcntl64 link linkat symlink symlinkat
        readlink readlinkat realpath stat stat64 lstat lstat64 fstat fstat64 fstatat fstatat64 statvfs
        access faccessat chmod fchmod chown fchown umask chdir getcwd dup dup2 pipe pipe2 mmap mmap64
        munmap msync fopen fopen64 fdopen freopen fclose fread fwrite fgets fgetc getc getline getdelim
        fputs fputc putc puts putchar printf fprintf vprintf vfprintf __printf_chk __fprintf_chk
        __vprintf_chk __vfprintf_chk dprintf __dprintf_chk fflush fseek fseeko ftell ftello perror
        poll ppoll select epoll_create1 epoll_wait inotify_init1 socket connect accept accept4 bind
        listen send recv sendto recvfrom ioctl sendfile copy_file_range""",
    "time": """time clock clock_gettime gettimeofday nanosleep clock_nanosleep usleep sleep
        timerfd_create alarm setitimer localtime_r gmtime_r mktime strftime tzset""",
    "random": "random srandom rand_r drand48 lrand48 mrand48 getrandom getentropy arc4random",
    "environment": """getenv secure_getenv setenv putenv system popen fork vfork execve execvp execv
        posix_spawn dlopen kill raise signal sigaction getpid gethostname setlocale""",
    "threads": """pthread_create pthread_join pthread_detach pthread_cancel pthread_mutex_lock
        pthread_cond_wait pthread_cond_timedwait pthread_rwlock_rdlock sem_wait thrd_create""",
    "memory": """malloc calloc realloc reallocarray free aligned_alloc posix_memalign memalign strdup
        strndup asprintf vasprintf __asprintf_chk __vasprintf_chk""",
}
# Terminal, standard streams and signals are the command line's own business.
CLI_ALLOWED = set("""isatty ioctl getenv sigaction signal fputs fputc putc puts putchar printf fprintf
    vprintf vfprintf __printf_chk __fprintf_chk __vprintf_chk __vfprintf_chk fwrite fflush write
    malloc calloc realloc free""".split())

findings = []
notes = []


def fail(check, place, message):
    findings.append(f"{check}: {place}: {message}")


def relative(path):
    return os.path.relpath(path, ROOT)


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def without_comments(text):
    """C text with comments and string contents blanked, line numbers kept."""
    def blank(match):
        piece = match.group(0)
        if piece[0] in "\"'":
            return piece[0] + piece[0]
        return re.sub(r"[^\n]", " ", piece)
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)


def sources(*suffixes):
    for top in ("include", "src", "tests", "bench"):
        for folder, folders, names in os.walk(os.path.join(ROOT, top)):
            folders.sort()
            for name in sorted(names):
                if name.endswith(suffixes):
                    yield os.path.join(folder, name)


def layers():
    rooms = {}
    for number, line in enumerate(read(os.path.join(ROOT, "tools/layers.txt")).split("\n"), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        room, _, uses = line.partition(":")
        for used in uses.split():
            if used not in rooms:  # only lines above: so there can be no cycle
                fail("layers", f"tools/layers.txt:{number}", f"'{room}' uses '{used}', which no line above names")
        rooms[room] = set(uses.split())
    return rooms


def exemptions(name, fields):
    path = os.path.join(ROOT, "tools", name)
    found = {}
    if not os.path.exists(path):
        return found
    for number, line in enumerate(read(path).split("\n"), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        words = line.split(None, fields)
        if len(words) <= fields:
            fail("exempt", f"tools/{name}:{number}", "a reason is missing")
            continue
        found[tuple(words[:fields])] = number
    return found


def check_layers(_):
    rooms = layers()
    for path in sources(".c", ".h", ".def"):
        name = relative(path)
        parts = name.split(os.sep)
        if parts[0] == "include":
            room = "api"
        elif parts[0] == "src":
            room = parts[1]
            if room not in rooms:
                fail("layers", name, f"room '{room}' is not in tools/layers.txt")
                continue
        else:
            continue
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', read(path), re.M):
            target = match.group(1)
            head = target.split("/")[0]
            line = read(path)[:match.start()].count("\n") + 1
            if "/" not in target:
                fail("layers", f"{name}:{line}", f'"{target}": name the room, as in "{room}/{target}"')
                continue
            used = "api" if head == "weir" else head
            if used not in rooms:
                fail("layers", f"{name}:{line}", f'"{target}": no such room')
            elif used != room and used not in rooms[room]:
                fail("layers", f"{name}:{line}", f"room '{room}' may not include \"{target}\"")


def check_headers(options):
    def compile_alone(path):
        command = [options.compiler, *WARNINGS, "-fsyntax-only", "-x", "c", "-DWEIR_BUILDING=1",
                   "-include", os.path.join(ROOT, "src/base/banned.h"), "-I", os.path.join(ROOT, "include"),
                   "-I", os.path.join(ROOT, "src"), "-I", os.path.join(ROOT, "tests/unit"), "-"]
        run = subprocess.run(command, input=f'#include "{path}"\ntypedef int wr_not_empty;\n', text=True,
                             capture_output=True)
        return path, run.returncode, run.stderr
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for path, code, text in pool.map(compile_alone, sources(".h")):
            if code != 0:
                fail("headers", relative(path), "does not compile alone:\n    " + text.strip().replace("\n", "\n    "))


def check_banned(_):
    banned = re.compile(r"(?<![A-Za-z0-9_.>])(" + "|".join(BANNED) + r")\s*\(")
    unfinished = re.compile(r"\b(TO" + "DO|FIX" + r"ME|XX" + r"X)\b")
    for path in sources(".c", ".h", ".def"):
        if relative(path) == "src/base/banned.h":
            continue
        text = read(path)
        for match in banned.finditer(without_comments(text)):
            line = text[:match.start()].count("\n") + 1
            fail("banned", f"{relative(path)}:{line}", f"{match.group(1)} is banned; see src/base/banned.h")
    tops = ["src", "include", "tests", "bench", "scripts", "tools", "cmake", "docs", "examples"]
    for top in tops:
        for folder, folders, names in os.walk(os.path.join(ROOT, top)):
            folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
            for name in names:
                if not name.endswith((".c", ".h", ".def", ".py", ".sh", ".md", ".cmake", ".txt", ".sql")):
                    continue
                path = os.path.join(folder, name)
                for match in unfinished.finditer(read(path)):
                    line = read(path)[:match.start()].count("\n") + 1
                    fail("banned", f"{relative(path)}:{line}", f"{match.group(1)}: finish it or write it down elsewhere")


def check_symbols(options):
    if not options.build:
        notes.append("symbols: left out, no --build given")
        return
    raw = {symbol: kind for kind, text in RAW.items() for symbol in text.split()}
    exempt = exemptions("symbol-exempt.txt", 2)
    used = set()
    pattern = os.path.join(options.build, "CMakeFiles", "*.dir", "**", "*.o")
    objects = 0
    for path in sorted(glob.glob(pattern, recursive=True)):
        # .../room_state.dir/src/state/table.c.o; files of the program lie under weir.dir/src/cli
        match = re.search(r"/(?:room_\w+|weir)\.dir/src/((\w+)/.*)\.o$", path)
        if not match or match.group(2) == "base" or not os.path.exists(os.path.join(ROOT, "src", match.group(1))):
            continue
        source, room = "src/" + match.group(1), match.group(2)
        objects += 1
        for line in subprocess.run(["nm", "-u", path], text=True, capture_output=True).stdout.split("\n"):
            symbol = line.split()[-1].split("@")[0] if line.split() else ""
            symbol = re.sub(r"^__isoc(99|23)_", "", symbol)
            if symbol not in raw or (room == "cli" and symbol in CLI_ALLOWED):
                continue
            if (room, symbol) in exempt:
                used.add((room, symbol))
                continue
            fail("symbols", source, f"calls {symbol} ({raw[symbol]}); only src/base may, go through its interface")
    if objects == 0:
        notes.append(f"symbols: no object files in {options.build}")
    for key in sorted(set(exempt) - used):
        if objects:
            notes.append(f"symbols: tools/symbol-exempt.txt:{exempt[key]}: '{' '.join(key)}' is no longer needed")


def check_exports(options):
    library = os.path.join(options.build or "", "libweir.so")
    if not options.build or not os.path.exists(library):
        notes.append("exports: left out, no libweir.so")
        return
    run = subprocess.run(["nm", "-D", "--defined-only", library], text=True, capture_output=True)
    symbols = [line.split()[-1] for line in run.stdout.split("\n") if line.split()]
    for symbol in symbols:
        if not symbol.startswith("weir_"):
            fail("exports", "libweir.so", f"exports {symbol}")
    if not symbols:
        fail("exports", "libweir.so", "exports nothing")


def check_prefixes(options):
    library = os.path.join(options.build or "", "libweir.a")
    if not options.build or not os.path.exists(library):
        notes.append("prefixes: left out, no libweir.a")
        return
    run = subprocess.run(["nm", "-g", "--defined-only", library], text=True, capture_output=True)
    symbols = [line.split()[-1] for line in run.stdout.split("\n") if len(line.split()) == 3]
    for symbol in sorted(set(symbols)):
        if not re.match(r"weir_|wr_|_?_(asan|ubsan|odr|gcov)|__", symbol):
            fail("prefixes", "libweir.a", f"has {symbol}, which a program may have, too: begin it with wr_, or make it static")
    if not symbols:
        fail("prefixes", "libweir.a", "defines nothing")


def check_defs(_):
    exempt = exemptions("def-exempt.txt", 1)
    if not os.path.isdir(os.path.join(ROOT, "src/builtin")):
        return
    for name, macro, folder in (("connectors", "CONNECTOR", "connect"), ("formats", "FORMAT", "format"),
                                ("operators", "OPERATOR", "ops")):
        path = os.path.join(ROOT, f"src/builtin/{name}.def")
        files = {os.path.splitext(os.path.basename(file))[0]
                 for file in glob.glob(os.path.join(ROOT, f"src/{folder}/*.c"))}
        files |= {os.path.basename(os.path.dirname(file)) for file in glob.glob(os.path.join(ROOT, f"src/{folder}/*/*.c"))}
        if not os.path.exists(path):
            if files:
                fail("defs", f"src/builtin/{name}.def", f"is missing, but src/{folder} has files")
            continue
        listed = re.findall(r"^[ \t]*WE?I?R_" + macro + r"\w*\(\s*(\w+)", without_comments(read(path)), re.M)
        for item in sorted(set(listed)):
            if listed.count(item) > 1:
                fail("defs", f"src/builtin/{name}.def", f"names '{item}' {listed.count(item)} times")
            if item not in files and (f"src/{folder}/{item}.c",) not in exempt:
                fail("defs", f"src/builtin/{name}.def", f"names '{item}', but there is no src/{folder}/{item}.c")
        for item in sorted(files):
            if item not in listed and (f"src/{folder}/{item}.c",) not in exempt and (f"src/{folder}/{item}/",) not in exempt:
                fail("defs", f"src/{folder}/{item}.c",
                     f"is not in src/builtin/{name}.def; a helper file goes into tools/def-exempt.txt with a reason")
    path = os.path.join(ROOT, "src/builtin/functions.def")
    if os.path.exists(path):
        listed = set(re.findall(r"^[ \t]*WE?I?R_FUNCTION\w*\(\s*(\w+)", without_comments(read(path)), re.M))
        for file in glob.glob(os.path.join(ROOT, "src/func/*.c")):
            for item in re.findall(r"^const\s+weir_function\s+weir_function_(\w+)\s*=", read(file), re.M):
                if item not in listed:
                    fail("defs", relative(file), f"function '{item}' is not in src/builtin/functions.def")


def check_length(_):
    for path in sources(".c", ".h"):
        lines = read(path).count("\n")
        if lines > LONG_FILE:
            notes.append(f"length: {relative(path)}: {lines} lines")


CHECKS = {"layers": check_layers, "headers": check_headers, "banned": check_banned, "symbols": check_symbols,
          "exports": check_exports, "prefixes": check_prefixes, "defs": check_defs, "length": check_length}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", help="build directory with object files")
    parser.add_argument("--compiler", default="cc")
    parser.add_argument("--only", choices=sorted(CHECKS), action="append")
    parser.add_argument("--list", action="store_true", help="names of the checks")
    options = parser.parse_args()
    if options.list:
        print("\n".join(CHECKS))
        return 0
    bad = 0
    names = options.only or list(CHECKS)
    for name in names:
        before = len(findings)
        CHECKS[name](options)
        bad += len(findings) > before
    for note in notes:
        print(f"note: {note}")
    for finding in findings:
        print(finding)
    print(f"{len(names) - bad} passed, {bad} failed")
    return 1 if findings else 0


sys.exit(main())
