"""model.py - a file system that forgets: what a disk may hold after a power loss.

A record of durable operations (docs/internals/crash-tests.md) is replayed into a model that knows, for every file, the
bytes that were written and the bytes that were synced, and for every directory, the names that are there and the names
that were synced. From that come the images: what a start may find after a crash behind the n-th operation.

kill            everything that was done is there; only the process is gone
strict          only what was synced: data by fsync of the file, names by fsync of the directory
meta-early      names are there, unsynced data is not: missing, or zeros of the right length
data-early      data is there, unsynced names are not
torn            names are there, and of the last unsynced write of one file only a beginning
dirop-reordered of the unsynced changes of names, one is missing and the later ones are there, or one is there alone
"""
import hashlib
import os

POLICIES = ("kill", "strict", "meta-early", "data-early", "torn", "dirop-reordered")
SECTORS = (512, 4096)
CUTS_MAX = 24  # of one torn write; of a long one, evenly chosen


class Op:
    """One entry of the record."""
    __slots__ = ("kind", "path", "other", "data")

    def __init__(self, kind, path, other, data):
        self.kind, self.path, self.other, self.data = kind, path, other, data

    def __repr__(self):
        tail = f" {len(self.data)} bytes" if self.kind == "write" else ""
        return f"{self.kind} {self.path} {self.other}{tail}"


def parse_record(data, root):
    """Entries with paths relative to root. What lies outside of root, or is cut off at the end, is left out."""
    ops, at, root = [], 0, os.path.abspath(root)
    while at < len(data):
        end = data.find(b"\n", at)
        if end < 0:
            break
        kind, path, other, size = data[at:end].decode("utf-8", "surrogateescape").split("\t")
        at, size = end + 1, int(size)
        if at + size > len(data):
            break
        body = data[at:at + size]
        at += size
        if path != root and not path.startswith(root + "/"):
            raise ValueError(f"{kind} outside of the test's folder: {path}")
        path = os.path.relpath(path, root)
        if kind in ("rename", "renamex", "link"):
            other = os.path.relpath(other, root)
        if os.path.basename(path) == "lock" and kind == "write":
            body = b"1\n"  # the pid: not the same in two runs, and only for messages
        ops.append(Op(kind, path, other, body))
    return ops


class File:
    __slots__ = ("now", "synced", "unsynced")

    def __init__(self, data=b"", durable=False):
        self.now = data
        self.synced = data if durable else b""
        self.unsynced = []  # (offset, bytes) since the last sync; None: truncation

    def write(self, offset, data):
        now = self.now
        if offset > len(now):
            now += bytes(offset - len(now))
        self.now = now[:offset] + data + now[offset + len(data):]
        self.unsynced.append((offset, data))

    def truncate(self, size):
        self.now = self.now[:size] + bytes(max(0, size - len(self.now)))
        self.unsynced.append(None)

    def sync(self):
        self.synced = self.now
        self.unsynced = []


class Directory:
    __slots__ = ("now", "synced")

    def __init__(self):
        self.now, self.synced = {}, {}


def split(path):
    head, tail = os.path.split(path)
    return head or ".", tail


class Disk:
    def __init__(self, initial):
        """initial: relative path -> bytes; there before the first operation, and durable."""
        self.root = Directory()
        self.pending = []  # unsynced changes of names, oldest first: (kind, directory, name, node, old directory, old name)
        for path, data in initial.items():
            directory = self.root
            parts = path.split("/")
            for part in parts[:-1]:
                if part not in directory.now:
                    directory.now[part] = directory.synced[part] = Directory()
                directory = directory.now[part]
            if data is None:
                directory.now[parts[-1]] = directory.synced[parts[-1]] = Directory()
            else:
                directory.now[parts[-1]] = directory.synced[parts[-1]] = File(data, True)

    def find(self, path):
        node = self.root
        if path != ".":
            for part in path.split("/"):
                node = node.now[part]
        return node

    def apply(self, op):
        kind = op.kind
        if kind == "syncdir":
            directory = self.find(op.path)
            directory.synced = dict(directory.now)
            self.pending = [p for p in self.pending if p[1] is not directory and p[4] is not directory]
            return
        if kind == "sync":
            node = self.find(op.path)
            if isinstance(node, File):
                node.sync()
            return
        if kind == "write":
            self.find(op.path).write(int(op.other), op.data)
            return
        if kind == "truncate":
            self.find(op.path).truncate(int(op.other))
            return
        head, name = split(op.path)
        directory = self.find(head)
        if kind == "creat":
            if op.other == "truncated" and name in directory.now:
                directory.now[name].truncate(0)
                return
            directory.now[name] = File()
            self.pending.append(("add", directory, name, directory.now[name], None, None))
        elif kind == "mkdir":
            directory.now[name] = Directory()
            self.pending.append(("add", directory, name, directory.now[name], None, None))
        elif kind in ("unlink", "rmdir"):
            del directory.now[name]
            self.pending.append(("remove", directory, name, None, None, None))
        elif kind in ("rename", "renamex", "link"):
            to_head, to_name = split(op.other)
            to_directory, node = self.find(to_head), directory.now[name]
            if kind != "link":
                del directory.now[name]
            to_directory.now[to_name] = node
            if kind == "link":
                self.pending.append(("add", to_directory, to_name, node, None, None))
            else:
                self.pending.append(("rename", to_directory, to_name, node, directory, name))
        else:
            raise ValueError(f"unknown operation {kind}")

    # ---- images: path -> bytes, or None for a directory ----

    def image(self, names, data):
        """names: directory -> its entries; data: file -> its bytes."""
        found = {}

        def walk(directory, prefix):
            for name, node in names(directory).items():
                path = prefix + name
                if isinstance(node, Directory):
                    found[path] = None
                    walk(node, path + "/")
                else:
                    found[path] = data(node)
        walk(self.root, "")
        return found

    def images(self, policy):
        """All images of one policy, as they may be found after a crash right now."""
        def now(directory): return directory.now
        def synced(directory): return directory.synced
        def data_now(file): return file.now
        def data_synced(file): return file.synced
        if policy == "kill":
            yield self.image(now, data_now)
        elif policy == "strict":
            yield self.image(synced, data_synced)
        elif policy == "meta-early":
            yield self.image(now, data_synced)
            yield self.image(now, lambda f: f.synced[:len(f.now)] + bytes(max(0, len(f.now) - len(f.synced))))
        elif policy == "data-early":
            yield self.image(synced, data_now)
        elif policy == "torn":
            yield from self.torn()
        elif policy == "dirop-reordered":
            yield from self.reordered()

    def files(self):
        found = []

        def walk(directory):
            for node in directory.now.values():
                if isinstance(node, Directory):
                    walk(node)
                else:
                    found.append(node)
        walk(self.root)
        return found

    def torn(self):
        for target in self.files():
            if not target.unsynced or target.unsynced[-1] is None:
                continue
            offset, data = target.unsynced[-1]
            cuts = {1, len(data) // 2, len(data) - 1}
            for sector in SECTORS:
                first = sector - offset % sector
                cuts.update(range(first, len(data), sector))
            before = target.now[:offset]
            cuts = sorted(c for c in cuts if 0 < c < len(data))
            for cut in cuts[::-(-len(cuts) // CUTS_MAX)]:
                short = before + data[:cut]
                yield self.image(lambda d: d.now, lambda f: short if f is target else f.now)
                zeros = short + bytes(len(data) - cut)  # the length was written, the blocks were not
                yield self.image(lambda d: d.now, lambda f: zeros if f is target else f.now)

    def reordered(self):
        pending = self.pending
        for chosen in range(len(pending)):
            for alone in (False, True):
                entries = {}  # directory -> names

                def of(directory):
                    if directory not in entries:
                        entries[directory] = dict(directory.synced)
                    return entries[directory]
                for index, (kind, directory, name, node, old, old_name) in enumerate(pending):
                    if (index == chosen) != alone:
                        continue
                    if kind == "add":
                        of(directory)[name] = node
                    elif kind == "remove":
                        of(directory).pop(name, None)
                    else:  # the new name is there whether or not the old one ever was
                        of(old).pop(old_name, None)
                        of(directory)[name] = node
                if alone and len(pending) == 1:
                    continue
                yield self.image(of, lambda f: f.synced)
                yield self.image(of, lambda f: f.now)


def image_key(image):
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(image):
        data = image[path]
        digest.update(path.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(b"d" if data is None else b"f%d:" % len(data) + data)
    return digest.digest()


def all_images(ops, initial, policies=POLICIES):
    """(operations done, policy, image), each image once, in order of the operations."""
    disk, seen = Disk(initial), set()
    for count in range(len(ops) + 1):
        if count:
            disk.apply(ops[count - 1])
        for policy in policies:
            for image in disk.images(policy):
                key = image_key(image)
                if key not in seen:
                    seen.add(key)
                    yield count, policy, image


def build(image, root):
    """Writes an image below root, which is empty."""
    for path in sorted(image):
        full = os.path.join(root, path)
        data = image[path]
        if data is None:
            os.makedirs(full, 0o755, exist_ok=True)
            continue
        head = os.path.dirname(full)
        if not os.path.isdir(head):
            os.makedirs(head, 0o755)
        fd = os.open(full, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        if data:
            os.write(fd, data)
        os.close(fd)


# ---- I8: the lint over a trace ----

def lint(ops, found=()):
    """Findings, as text: a rename into place without the syncs that the protocol asks for.

    Before the rename: everything that was written to the file is synced. Behind it: the directory is synced before the
    next rename into another directory, or into this one under the rule below, and before the end.
    What depends on a rename is: a commit (rename to a name that does not begin with a dot, outside of the job's
    folder) depends on the manifest's; a manifest's depends on all commits; an unlink of a state file or manifest
    depends on those of names before it in the job's folder. An unlink of a state file depends on those of manifests.
    Every manifest that a start finds (`found`: their paths) is synced, and the folder, before anything is renamed or
    deleted.
    """
    findings, dirty, unsynced = [], {}, {}  # file -> True; directory -> [names renamed into it]
    removed = {}                            # directory -> [manifests whose removal is not durable]
    unsettled = set(found)

    def open_renames(what, index, allowed=()):
        for directory, names in unsynced.items():
            if names and directory not in allowed:
                findings.append(f"operation {index}: {what} while {names[-1]} is not durable: "
                                f"{directory} was not synced")
                names.clear()

    for index, op in enumerate(ops, 1):
        head, name = split(op.path)
        if op.kind == "creat":
            dirty[op.path] = False
        elif op.kind in ("write", "truncate"):
            dirty[op.path] = True
        elif op.kind == "sync":
            dirty[op.path] = False
            unsettled.discard(op.path)
        elif op.kind == "syncdir":
            unsynced.pop(op.path, None)
            removed.pop(op.path, None)
        elif op.kind in ("rename", "renamex"):
            to_head, to_name = split(op.other)
            if dirty.pop(op.path, False):
                findings.append(f"operation {index}: {op.path} is renamed to {op.other} before it is synced")
            # commits of one checkpoint may follow each other; everything else waits for what came before
            open_renames(f"{op.other} appears", index,
                         () if to_name.startswith("MANIFEST-") or to_name == "job" else
                         [d for d in unsynced if not d.startswith(".weir")])
            unsynced.setdefault(to_head, []).append(op.other)
        elif op.kind == "unlink" and (name.startswith("state-") or name.startswith("MANIFEST-")) \
                and not name.endswith(".tmp"):
            open_renames(f"{op.path} is deleted", index)
            if name.startswith("state-") and removed.get(head):
                findings.append(f"operation {index}: {op.path} is deleted while the removal of {removed[head][0]} "
                                "is not durable")
                removed.pop(head)
            if name.startswith("MANIFEST-"):
                removed.setdefault(head, []).append(op.path)
        if unsettled and op.kind in ("rename", "renamex", "unlink") and not name.startswith("job.tmp"):
            findings.append(f"operation {index}: {op!r} while {sorted(unsettled)[0]}, found at the start, is not synced")
            unsettled.clear()
    open_renames("the record ends", len(ops))
    return findings
