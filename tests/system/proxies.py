"""nginx and Caddy from Debian, started on loopback with the text of docs/dashboard.md."""

from __future__ import annotations

import getpass
import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from monitor.demo.mailbox import free_port

DOCS = Path(__file__).resolve().parents[2] / "docs" / "dashboard.md"
DASHBOARD, PUBLIC = "monitor.example.org", "news.example.org"
PASSWORD = "a pass: word"
#: What the texts say of this machine's ports.
_DASHBOARD_PORT, _PUBLIC_PORT = "127.0.0.1:8765", "127.0.0.1:8766"
#: Where nginx keeps what it writes; all of it in the test's folder.
_NGINX = """
user {user};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{servers}
}}
"""
#: Certificates of its own, nothing but the sites' port, no orders from outside.
_CADDY = """
{{
    admin off
    auto_https disable_redirects
    local_certs
    skip_install_trust
    https_port {port}
    default_bind 127.0.0.1
}}
{sites}
"""


@dataclass(frozen=True)
class Proxy:
    """A proxy at work: where it listens, and whose certificates it shows."""

    port: int
    trusted: Path
    folder: Path

    @contextmanager
    def secured(self, name: str) -> Iterator[ssl.SSLSocket]:
        """Connect, and accept only a certificate for this name."""
        context = ssl.create_default_context(cafile=str(self.trusted))
        with (
            socket.create_connection(("127.0.0.1", self.port), 20) as plain,
            context.wrap_socket(plain, server_hostname=name) as secured,
        ):
            yield secured

    def answers(self) -> bool:
        """Tell whether both sites can be asked: Caddy listens before it has its certificates."""
        try:
            for name in (DASHBOARD, PUBLIC):
                with self.secured(name):
                    pass
        except OSError:
            return False
        return True

    def ask(
        self,
        url: str,
        method: str = "GET",
        body: str | None = None,
        *,
        password: str | None = None,
        shown: str | None = None,
    ) -> Answer:
        """Return what is answered; `url` is host and path, `shown` a name of the certificate."""
        host, slash, path = url.partition("/")
        headers = {"Host": host}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if password is not None:
            headers["Authorization"] = (
                "Basic " + b64encode(f"operator:{password}".encode()).decode()
            )
        with self.secured(shown or host) as secured:
            connection = http.client.HTTPConnection(host)
            connection.sock = secured
            connection.request(method, slash + path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        return Answer(
            answer.status, text, {name.lower(): value for name, value in answer.headers.items()}
        )


@dataclass(frozen=True)
class Answer:
    """Status, body, and headers by their names in lower case."""

    status: int
    text: str
    headers: Mapping[str, str]


def written(language: str) -> list[str]:
    """Return the texts of docs/dashboard.md in this language, in their order."""
    return re.findall(
        rf"^```{language}\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


@contextmanager
def nginx(folder: Path, program: str, dashboard: int, public: int) -> Iterator[Proxy]:
    """Run nginx with the two sites of the text, and the third text's place in a site of its own."""
    port = free_port()
    sites, place = written("nginx")
    certificate, key = _certificate(folder)
    _password_file(folder / "htpasswd")
    below = f"""
server {{
    listen 443 ssl;
    server_name www.example.org;
    ssl_certificate     {certificate};
    ssl_certificate_key {key};
{place}
}}
"""
    servers = _with_ports(sites + below, dashboard, public)
    for said, here in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/nginx/iom-monitor.htpasswd", str(folder / "htpasswd")),
    ):
        assert said in servers
        servers = servers.replace(said, here)
    for name in (DASHBOARD, PUBLIC):
        for file, here in (("fullchain.pem", certificate), ("privkey.pem", key)):
            servers = servers.replace(f"/etc/letsencrypt/live/{name}/{file}", str(here))
    assert "letsencrypt" not in servers
    whole = folder / "nginx.conf"
    whole.write_text(_NGINX.format(user=getpass.getuser(), folder=folder, servers=servers), "utf-8")
    command = [program, "-p", str(folder), "-c", str(whole), "-e", str(folder / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with _running([*command, "-g", "daemon off;"], Proxy(port, certificate, folder)) as proxy:
        yield proxy


@contextmanager
def caddy(folder: Path, program: str, dashboard: int, public: int) -> Iterator[Proxy]:
    """Run Caddy with the text's two sites."""
    port = free_port()
    (sites,) = written("caddyfile")
    hashed = subprocess.run(
        [program, "hash-password", "--plaintext", PASSWORD],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    assert sites.count("HASH") == 1
    sites = _with_ports(sites.replace("HASH", hashed), dashboard, public)
    whole = folder / "Caddyfile"
    whole.write_text(_CADDY.format(port=port, sites=sites), "utf-8")
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = [program, "run", "--config", str(whole), "--adapter", "caddyfile"]
    trusted = folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    with _running(command, Proxy(port, trusted, folder), home) as proxy:
        yield proxy


def _with_ports(text: str, dashboard: int, public: int) -> str:
    """Return a configuration that leads to where the two parts listen here."""
    for said, port in ((_DASHBOARD_PORT, dashboard), (_PUBLIC_PORT, public)):
        assert said in text
        text = text.replace(said, f"127.0.0.1:{port}")
    return text


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for all names of the texts; return it and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    names = f"subjectAltName=DNS:{DASHBOARD},DNS:{PUBLIC},DNS:www.example.org"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=test", "-addext", names, "-keyout", str(key), "-out", str(certificate)],
        capture_output=True, check=True,
    )  # fmt: skip
    return certificate, key


def _password_file(file: Path) -> None:
    """Make the file as the documentation says."""
    (command,) = re.findall(
        r"`(\(printf .*?\)) > /etc/nginx/iom-monitor.htpasswd`", DOCS.read_text("utf-8")
    )
    asked = command.replace("passwd -6", "passwd -6 -stdin")
    done = subprocess.run(
        ["sh", "-c", asked], input=PASSWORD, capture_output=True, text=True, check=True
    )
    assert re.fullmatch(r"operator:\$6\$.*\n", done.stdout)
    file.write_text(done.stdout, "utf-8")


@contextmanager
def _running(
    command: list[str], proxy: Proxy, environment: Mapping[str, str] | None = None
) -> Iterator[Proxy]:
    """Run a server until the end, first until it answers."""
    log = proxy.folder / "output.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(command, stdout=output, stderr=output, env=environment) as server,
    ):
        try:
            deadline = time.monotonic() + 30
            while not proxy.answers():
                assert server.poll() is None, log.read_text("utf-8")
                assert time.monotonic() < deadline, log.read_text("utf-8")
                time.sleep(0.1)
            yield proxy
        finally:
            server.terminate()


def program(name: str) -> str | None:
    """Return where a server's program is."""
    return shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin")
