"""Bytes from the web: the only module that asks strangers, for `import --fetch-media` and `check --external`.

An address comes from a page that anyone may have written. So nothing but http and https on the public internet is
asked, the address that was checked is the one that is connected to, redirects are followed a few times and each is
checked, and neither time nor bytes go beyond the limits. No cookie, password, proxy or referrer is used.
"""

import contextlib
import ipaddress
import socket
import ssl
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO, Any, Literal
from urllib.parse import quote, urljoin, urlsplit

from generator import __version__

_MOST_REDIRECTS = 5
_CHUNK = 1 << 16
_MOST_FAILURES = 2
"""Of a host, in a row, after which it is not asked again."""
_SAFE = "/%:=&?~#+!$,;'@()*[]"
"""Signs of an address that are left as they are; all others but letters and digits are percent-encoded."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotFetched(Exception):
    """Why an address was not fetched, as the end of a sentence."""


@dataclass(slots=True)
class Fetcher:
    """What may be fetched, and which hosts did not answer."""

    seconds: float
    """For one address, redirects included."""
    largest: int
    """Bytes of one address."""
    private_hosts: frozenset[str] = frozenset()
    """Hosts that may be asked although they are not on the public internet."""
    _failures: dict[str, int] = field(default_factory=dict)

    def fetch(self, url: str) -> bytes:
        """Return the bytes at an address; raises NotFetched."""
        host = _host(url)
        if self._failures.get(host, 0) >= _MOST_FAILURES:
            raise NotFetched(f"the server {host} did not answer before")
        try:
            data = self._fetch(url)
        except _Unreachable as error:
            self._failures[host] = self._failures.get(host, 0) + 1
            raise NotFetched(str(error)) from error
        self._failures.pop(host, None)
        return data

    def ask(self, url: str, method: Literal["HEAD", "GET"]) -> int:
        """Return the status with which a server answers, redirects followed; what it sends is not read.

        Raises NotFetched when there is no answer.
        """
        _host(url)
        with _Dial(self.seconds, self.private_hosts) as dial:
            try:
                with _opener(dial).open(_request(url, method), timeout=self.seconds) as response:
                    return int(response.status)
            except urllib.error.HTTPError as error:
                error.close()
                return error.code
            except (OSError, HTTPException, ValueError) as error:
                raise _worded(error, dial, self.seconds) from error

    def _fetch(self, url: str) -> bytes:
        with _Dial(self.seconds, self.private_hosts) as dial:
            try:
                with _opener(dial).open(_request(url), timeout=self.seconds) as response:
                    return self._read(response, dial)
            except urllib.error.HTTPError as error:
                error.close()
                raise NotFetched(_word_status(error)) from error
            except (OSError, HTTPException, ValueError) as error:
                raise _worded(error, dial, self.seconds) from error

    def _read(self, response: Any, dial: "_Dial") -> bytes:
        length = response.headers.get("Content-Length") or ""
        too_large = NotFetched(f"it is larger than {self.largest >> 20} MiB")
        if length.isdigit() and int(length) > self.largest:
            raise too_large
        data = bytearray()
        while chunk := response.read(_CHUNK):
            data += chunk
            if len(data) > self.largest:
                raise too_large
        if dial.is_over:
            raise TimeoutError
        if length.isdigit() and len(data) < int(length):
            raise _Unreachable("the server sent only a part of it")
        return bytes(data)


class _Unreachable(NotFetched):
    """A fault of the server as a whole: others of its addresses will likely fail in the same way."""


class _Dial:
    """Connections for one address: to checked addresses only, and closed when the time is over."""

    def __init__(self, seconds: float, private_hosts: frozenset[str]) -> None:
        self._private_hosts = private_hosts
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True
        self.is_over = False

    def __enter__(self) -> "_Dial":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for connection in self._sockets:
            connection.close()

    def connect(self, host: str, port: int, seconds: float) -> socket.socket:
        """Return a connection to one of the addresses of a host, all of which are public or were allowed."""
        addresses = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if host.lower() not in self._private_hosts:
            private = next((address for address in addresses if not is_public(str(address))), None)
            if private is not None:
                raise NotFetched(f"{host} is not on the public internet; name it in 'import.private_hosts' to allow it")
        fault = OSError(f"{host} has no address")
        for address in dict.fromkeys(addresses):
            try:
                connection = socket.create_connection((str(address), port), seconds)
            except OSError as error:
                fault = error
                continue
            self._sockets.append(connection)
            return connection
        raise fault

    def secure(self, plain: socket.socket, host: str, context: ssl.SSLContext) -> ssl.SSLSocket:
        """Return a connection over TLS to the host."""
        connection = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
        self._sockets.append(connection)  # the plain one has given its file up to it
        connection.do_handshake()
        return connection

    def _hang_up(self) -> None:
        self.is_over = True
        for connection in self._sockets:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def is_public(address: str) -> bool:
    """Tell whether an address is on the public internet, seen through the forms in which IPv6 carries one of IPv4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = _MOST_REDIRECTS
    max_repeats = 2

    def redirect_request(  # the names are those of urllib
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        try:
            _host(newurl)
        except NotFetched:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(dial: _Dial) -> urllib.request.OpenerDirector:
    """Return what opens http and https by `dial`, and nothing else: no file, no ftp, no proxy, no cookie."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            self.sock = dial.connect(self.host, self.port, float(self.timeout or 0) or 1)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            plain = dial.connect(self.host, self.port, float(self.timeout or 0) or 1)
            self.sock = dial.secure(plain, self.host, context)

    class Http(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> HTTPResponse:
            return self.do_open(Plain, req)

    class Https(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> HTTPResponse:
            return self.do_open(Secure, req)

    context = ssl.create_default_context()
    opener = urllib.request.OpenerDirector()
    opener.addheaders = []
    for handler in (
        Http(),
        Https(context=context),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _request(url: str, method: Literal["HEAD", "GET"] = "GET") -> urllib.request.Request:
    headers = {"User-Agent": f"Dateline/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    place = f"[{host}]" if ":" in host else host
    place = f"{place}:{parts.port}" if parts.port else place
    path, query = quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE)
    asked = parts._replace(netloc=place, path=path, query=query, fragment="").geturl()
    return urllib.request.Request(asked, headers=headers, method=method)  # noqa: S310 - `_host` refuses other schemes


def _host(url: str) -> str:
    """Return the host of an address; raises NotFetched unless it is one of http or https without a password."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
        (host or "").encode("idna")
    except ValueError:  # half a bracket, a port that is none, a label that is too long
        raise NotFetched("it is no address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise NotFetched("only addresses that begin with http:// or https:// are fetched")
    if parts.username or parts.password:
        raise NotFetched("it has a user name or password in it")
    return host


def _word_status(error: urllib.error.HTTPError) -> str:
    if HTTPStatus.MULTIPLE_CHOICES <= error.code < HTTPStatus.BAD_REQUEST:
        _host(urljoin(error.url or "", error.headers.get("Location") or ""))
        return f"it leads on to other addresses more than {_MOST_REDIRECTS} times"
    try:
        return f"the server answered {error.code} {HTTPStatus(error.code).phrase}"
    except ValueError:
        return f"the server answered {error.code}"


def _worded(error: Exception, dial: _Dial, seconds: float) -> NotFetched:
    cause: object = error
    while isinstance(cause, urllib.error.URLError) and not isinstance(cause.reason, str):
        cause = cause.reason
    if dial.is_over or isinstance(cause, TimeoutError):
        return _Unreachable(f"it took more than {seconds:.0f} s")
    if isinstance(cause, ssl.SSLError):
        return _Unreachable(f"the server's certificate is not in order ({cause.reason or cause})")
    if isinstance(cause, socket.gaierror):
        return _Unreachable("its server is not known")
    words = " ".join(str(getattr(cause, "strerror", None) or cause).split())[:120]
    return _Unreachable(f"the server did not answer as a web server does ({words or type(cause).__name__})")
