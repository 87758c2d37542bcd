"""For whom the preview answers.

A page elsewhere can make its own name point to this machine (DNS rebinding) and then read drafts; its requests still
carry that name. So only names that nobody else can own are answered.
"""

import ipaddress
import re
import socket

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:/\[\]]+)(?::\d{1,5})?", re.IGNORECASE)
OF_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def is_answered(header: str, bound: str) -> bool:
    """Return whether a request with this `Host` may be answered by a server bound to the host `bound`."""
    match = HOST.fullmatch(header)
    if match is None:
        return False
    name = match["name"].strip("[]").casefold()
    if name in OF_THIS_MACHINE or name == bound.casefold():
        return True
    return is_everywhere(bound) and (is_number(name) or name == socket.gethostname().casefold())


def is_of_this_machine(bound: str) -> bool:
    """Return whether a server bound to this host is reached from this machine only."""
    return bound.casefold() in OF_THIS_MACHINE or (is_number(bound) and ipaddress.ip_address(bound).is_loopback)


def is_everywhere(bound: str) -> bool:
    """Return whether a server bound to this host is reached by every address the machine has."""
    return is_number(bound) and ipaddress.ip_address(bound).is_unspecified


def is_number(name: str) -> bool:
    """Return whether a host is an IP address, which unlike a name cannot be made to point elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def url_of(bound: str, port: int) -> str:
    """Return the address at which a browser on this machine finds a server bound to this host, with a slash."""
    name = "127.0.0.1" if is_everywhere(bound) else bound
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
