"""A TCP proxy that knows Kafka's frames: it holds back, delays, cuts or drops chosen requests and replies.

    proxy = Proxy()
    broker = Broker(advertised=proxy.address)
    proxy.target = broker.backend
    broker.start(); use(proxy.address)            # its metadata sends clients to the proxy as well
    held = proxy.hold("EndTxn")                   # the next one
    held.wait(10); ...; held.release()

What holds:
  - Nothing is rewritten and nothing reordered within a connection: what stands behind a held request waits.
  - A request that was let through reaches the broker whole, also when its client has gone since: the
    connection to the broker stays until the reply is there. So a held EndTxn is a delayed one.
  - Rules are asked in the order they were made; the first that fires decides. All methods may be called
    from any thread; the proxy works in one of its own.

With frames=False it is a plain TCP proxy (for TLS): throttle, latency, stall, cut and refuse work, rules do not.
"""

import asyncio
import collections
import contextlib
import random
import socket
import struct
import threading
import time

from broker import free_ports

API = {"Produce": 0, "Fetch": 1, "ListOffsets": 2, "Metadata": 3, "OffsetCommit": 8, "OffsetFetch": 9, "FindCoordinator": 10,
       "JoinGroup": 11, "Heartbeat": 12, "LeaveGroup": 13, "SyncGroup": 14, "DescribeGroups": 15, "ListGroups": 16,
       "SaslHandshake": 17, "ApiVersions": 18, "CreateTopics": 19, "DeleteTopics": 20, "DeleteRecords": 21,
       "InitProducerId": 22, "OffsetForLeaderEpoch": 23, "AddPartitionsToTxn": 24, "AddOffsetsToTxn": 25, "EndTxn": 26,
       "TxnOffsetCommit": 28, "DescribeConfigs": 32, "SaslAuthenticate": 36, "DescribeCluster": 60, "DescribeProducers": 61,
       "DescribeTransactions": 65, "ListTransactions": 66}
NAMES = {number: name for name, number in API.items()}
FRAME_MAX = 128 << 20
CHUNK = 1 << 16
PATIENCE_S = 60 # for the replies to a client that has gone

Seen = collections.namedtuple("Seen", "seconds connection api version client_id size")


class Request:
    """One request: `body` is everything after the length, header included."""

    def __init__(self, connection, body):
        if len(body) < 10:
            raise ConnectionError("this is no request of Kafka")
        self.connection, self.body = connection, body
        self.api, self.version, self.correlation_id, size = struct.unpack(">hhih", body[:10])
        self.client_id = body[10:10 + max(size, 0)].decode(errors="replace")
        self.reply_rule = None # what shall happen to the reply

    @property
    def name(self):
        return NAMES.get(self.api, str(self.api))


class Rule:
    """What happens to the requests of some APIs: those after the first `skip`, and `times` of them (None: all)."""

    def __init__(self, proxy, action, apis, skip, times, seconds, match):
        self.proxy, self.action, self.seconds, self.match = proxy, action, seconds, match
        self.apis = None if apis is None else {API[api] if isinstance(api, str) else api for api in apis}
        self.skip, self.times = skip, times
        self.seen = self.fired = 0
        self.requests = [] # those it fired on
        self._hit = threading.Semaphore(0)
        self._released = asyncio.Event()

    def fires(self, request):
        if self.apis is not None and request.api not in self.apis:
            return False
        if self.match is not None and not self.match(request):
            return False
        self.seen += 1
        if self.seen <= self.skip or (self.times is not None and self.fired >= self.times):
            return False
        self.fired += 1
        self.requests.append(request)
        return True

    def happened(self):
        self._hit.release()

    def wait(self, timeout_s=30):
        """Until it has happened once more (a held request has arrived, a connection was cut)."""
        if not self._hit.acquire(timeout=timeout_s):
            raise TimeoutError(f"the proxy has seen no {self.describe()} in {timeout_s} s; seen: {self.proxy.counts()}")

    def describe(self):
        apis = "request" if self.apis is None else "/".join(NAMES.get(api, str(api)) for api in sorted(self.apis))
        return f"{apis} to {self.action}"

    def release(self):
        """Lets go what is held now and what would be held later."""
        self.proxy.in_loop(self._released.set)

    def remove(self):
        """The rule is forgotten; what it holds is released."""
        with contextlib.suppress(ValueError):
            self.proxy.rules.remove(self)
        self.release()

    async def held(self):
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._released.wait(), self.seconds)


class Link:
    """One client connection and its connection to the broker. Only the loop's thread touches it."""

    def __init__(self, proxy, number, client, server):
        self.proxy, self.number = proxy, number
        self.client_reader, self.client_writer = client
        self.server_reader, self.server_writer = server
        self.pending = collections.deque()
        self.client_here = True

    def cut_client(self):
        self.client_here = False
        reset(self.client_writer)

    def cut(self):
        self.cut_client()
        reset(self.server_writer)

    async def up(self):
        """Client to broker. Returns when the client has ended and what it sent has been answered."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                data = await self.proxy.read(self.client_reader)
                if not self.proxy.frames:
                    await self.proxy.write("up", self.server_writer, data)
                elif not await self.request(Request(self.number, data[4:]), data):
                    break
        end = time.monotonic() + PATIENCE_S
        while self.pending and time.monotonic() < end:
            await asyncio.sleep(0.02)

    async def request(self, request, data):
        """Whether the client is still served afterwards."""
        self.proxy.note(request, len(data))
        rule = self.proxy.rule_for(request)
        action = rule.action if rule is not None else None
        if action == "cut before":
            self.pending.clear()
            self.cut()
            rule.happened()
            return False
        if action in ("hold", "hold and cut client"):
            if action == "hold and cut client":
                self.cut_client()
            rule.happened()
            await rule.held()
        elif action not in (None, "cut after"):
            request.reply_rule = rule
        self.pending.append(request)
        await self.proxy.write("up", self.server_writer, data)
        if action == "cut after":
            self.cut_client()
            rule.happened()
            return False
        return True

    async def down(self):
        """Broker to client. Returns when the broker has closed; a client that is gone does not end it."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                data = await self.proxy.read(self.server_reader)
                if self.proxy.frames and not await self.reply(data):
                    continue
                if self.client_here:
                    try:
                        await self.proxy.write("down", self.client_writer, data)
                    except ConnectionError:
                        self.client_here = False

    async def reply(self, data):
        """Whether the client gets it."""
        correlation_id, = struct.unpack(">i", data[4:8])
        while self.pending:
            request = self.pending.popleft() # one with acks=0 had no reply: it is passed over
            if request.correlation_id == correlation_id:
                break
        else:
            return True
        rule = request.reply_rule
        if rule is None:
            return True
        if rule.action == "hold reply":
            rule.happened()
            await rule.held()
            return True
        if rule.action == "cut reply":
            self.cut_client()
        rule.happened()
        return False # "drop reply": the connection stays


def reset(writer):
    """The other side sees a reset, not an end."""
    connection = writer.get_extra_info("socket")
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


class Proxy:
    def __init__(self, target=None, frames=True, seed=1):
        self.target, self.frames = target, frames
        self.port = free_ports(1)[0]
        self.address = f"127.0.0.1:{self.port}"
        self.rules = []
        self.links = {}
        self.seen = collections.deque(maxlen=10000)
        self._counts = collections.Counter()
        self._numbers = 0
        self._random = random.Random(seed)
        self._latency = (0.0, 0.0)
        self._rates = {"up": None, "down": None}
        self._began = time.monotonic()
        self._server = None
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self._call(self._set_up())

    # -- the loop's side

    async def _set_up(self):
        self._open = {way: asyncio.Event() for way in ("up", "down")}
        self._wire = {way: asyncio.Lock() for way in ("up", "down")}
        for event in self._open.values():
            event.set()
        await self._listen()

    async def _listen(self):
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=CHUNK)

    async def _unlisten(self):
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader, writer):
        try:
            host, port = self.target.rsplit(":", 1)
            server = await asyncio.open_connection(host, int(port), limit=CHUNK)
        except OSError:
            reset(writer) # the broker is away: so is the proxy
            return
        self._numbers += 1
        link = self.links[self._numbers] = Link(self, self._numbers, (reader, writer), server)
        tasks = [asyncio.ensure_future(link.up()), asyncio.ensure_future(link.down())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            link.client_writer.close()
            link.server_writer.close()
            del self.links[link.number]

    async def read(self, reader):
        if not self.frames:
            data = await reader.read(CHUNK)
            if not data:
                raise asyncio.IncompleteReadError(b"", 1)
            return data
        head = await reader.readexactly(4)
        size, = struct.unpack(">i", head)
        if not 4 <= size <= FRAME_MAX:
            raise ConnectionError(f"{size} is no size of a frame")
        return head + await reader.readexactly(size)

    async def write(self, way, writer, data):
        await self._open[way].wait()
        low, high = self._latency
        if high > 0:
            await asyncio.sleep(self._random.uniform(low, high))
        if self._rates[way] is None:
            writer.write(data)
            await writer.drain()
            return
        async with self._wire[way]: # one wire for all connections
            at = 0
            while at < len(data):
                rate = self._rates[way]
                step = len(data) if rate is None else max(1, int(rate / 20))
                await self._open[way].wait()
                writer.write(data[at:at + step])
                await writer.drain()
                if rate is not None:
                    await asyncio.sleep(min(step, len(data) - at) / rate)
                at += step

    def rule_for(self, request):
        return next((rule for rule in list(self.rules) if rule.fires(request)), None)

    def note(self, request, size):
        self._counts[request.name] += 1
        self.seen.append(Seen(time.monotonic() - self._began, request.connection, request.name, request.version,
                              request.client_id, size))

    # -- the caller's side

    def in_loop(self, function):
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(function)

    def _call(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def _add(self, action, api, skip, times, seconds, match):
        apis = None if api is None else [api] if isinstance(api, (str, int)) else list(api)
        rule = Rule(self, action, apis, skip, times, seconds, match)
        self.rules.append(rule)
        return rule

    # api: a name of API, a number, a list of these, or None for every request. match: takes a Request.

    def hold(self, api, seconds=None, skip=0, times=1, match=None):
        """Holds the request until release(), at most `seconds`. What follows on its connection waits too."""
        return self._add("hold", api, skip, times, seconds, match)

    def hold_and_cut_client(self, api, seconds=None, skip=0, times=1, match=None):
        """The client is cut off at once and believes what it likes; the request reaches the broker at release()."""
        return self._add("hold and cut client", api, skip, times, seconds, match)

    def delay(self, api, seconds, skip=0, times=None, match=None):
        return self._add("hold", api, skip, times, seconds, match)

    def hold_reply(self, api, seconds=None, skip=0, times=1, match=None):
        """The broker has done it; the client does not know yet."""
        return self._add("hold reply", api, skip, times, seconds, match)

    def drop_reply(self, api, skip=0, times=1, match=None):
        """The reply never comes; the connection stays."""
        return self._add("drop reply", api, skip, times, None, match)

    def cut_before(self, api, skip=0, times=1, match=None):
        """The broker never sees the request; the client sees a reset."""
        return self._add("cut before", api, skip, times, None, match)

    def cut_after(self, api, skip=0, times=1, match=None):
        """The request is sent and the client reset at once."""
        return self._add("cut after", api, skip, times, None, match)

    def cut_reply(self, api, skip=0, times=1, match=None):
        """The broker has certainly done it: the client is reset when the reply is there, in its place."""
        return self._add("cut reply", api, skip, times, None, match)

    def clear(self):
        """Forgets all rules, releases what they hold, and undoes throttle, latency, stall and refuse."""
        for rule in list(self.rules):
            rule.remove()
        self.throttle(None)
        self.latency(0)
        self.unstall()
        self.accept()

    def counts(self):
        """{API name: requests seen}"""
        return dict(self._counts)

    def throttle(self, bytes_per_s, way="both"):
        for one in ("up", "down") if way == "both" else (way,):
            self._rates[one] = bytes_per_s

    def latency(self, low_s, high_s=None):
        """Each frame waits a random time between the two."""
        self._latency = (low_s, high_s if high_s is not None else low_s)

    def stall(self, way="both"):
        """Nothing passes in that direction ("up": to the broker), connections stay: half open."""
        for one in ("up", "down") if way == "both" else (way,):
            self.in_loop(self._open[one].clear)

    def unstall(self):
        for event in self._open.values():
            self.in_loop(event.set)

    def cut(self):
        """Resets every connection there is."""
        async def all_links():
            for link in list(self.links.values()):
                link.cut()
        self._call(all_links())

    def refuse(self):
        """Resets every connection and refuses new ones, as when the broker's machine has no such service."""
        self._call(self._unlisten())
        self.cut()

    def accept(self):
        self._call(self._listen())

    def close(self):
        self.clear()
        self.refuse()

        async def last():
            for _ in range(100):
                if not self.links:
                    break
                await asyncio.sleep(0.01)
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        self._call(last())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
