"""A private Postfix with a private Dovecot on loopback, in one folder, started and stopped by us."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bench.faulty_smtp import make_certificate

DOMAIN = "mail.test"
USERS = ("reader", "bounces")
PASSWORD = "correct horse"

_MAIN = Template("""
compatibility_level = 3.6
myhostname = $domain
mydestination =
queue_directory = $folder/queue
data_directory = $folder/data
command_directory = /usr/sbin
daemon_directory = $daemons
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
maillog_file = $folder/mail.log
maillog_file_prefixes = $folder
mynetworks =
virtual_mailbox_domains = $domain
virtual_mailbox_maps =
virtual_transport = dovecot
dovecot_destination_recipient_limit = 1
recipient_delimiter = +
smtpd_tls_security_level = may
smtpd_tls_cert_file = $folder/server.pem
smtpd_tls_key_file = $folder/server.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:$auth
smtpd_tls_auth_only = yes
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access texthash:$folder/etc/answers
smtpd_client_event_limit_exceptions =
message_size_limit = 300000
virtual_mailbox_limit = 0
bounce_queue_lifetime = 1d
minimal_backoff_time = 300s
smtp_tls_security_level = none
alias_maps =
local_recipient_maps =
notify_classes =
""")

_MASTER = Template("""
$smtp inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
dovecot unix - n n - - pipe flags=DRXhu user=nobody argv=/usr/lib/dovecot/dovecot-lda -c $folder/etc/dovecot.conf -f $${sender} -d $${user}
""")

_DOVECOT = Template("""
base_dir = $folder/run
state_dir = $folder/run
log_path = $folder/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$folder/server.pem
ssl_key = <$folder/server.pem
mail_location = maildir:$folder/mail/%n
first_valid_uid = 1
recipient_delimiter = +
auth_mechanisms = plain login
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n $folder/etc/users
}
userdb {
  driver = passwd-file
  args = username_format=%n $folder/etc/users
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service auth {
  unix_listener auth-userdb {
    mode = 0666
  }
  inet_listener {
    address = 127.0.0.1
    port = $auth
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
""")

#: What the server says at RCPT to these local parts.
ANSWERS = {
    "later": "450 4.2.0 greylisted, come back",
    "busy": "452 4.2.2 over quota",
    "unknown": "550 5.1.1 no such user",
    "full": "552 5.2.2 mailbox full",
    "closing": "421 4.3.2 shutting down",
    "李雷": "450 4.2.1 understood and not at home",
}


@dataclass(frozen=True)
class MailHost:
    """Where the servers listen."""

    folder: Path
    smtp: int
    imaps: int

    @property
    def certificate(self) -> Path:
        """The certificate to trust."""
        return self.folder / "server.pem"

    def set(self, **settings: str) -> None:
        """Change main.cf and have it take effect."""
        changes = [f"{name}={value}" for name, value in settings.items()]
        subprocess.run(["postconf", "-c", f"{self.folder}/etc", "-e", *changes], check=True)
        _postfix(self.folder, "reload")
        time.sleep(0.5)

    def log(self) -> str:
        """Return what both servers wrote."""
        texts = [self.folder / "mail.log", self.folder / "dovecot.log"]
        return "\n".join(path.read_text() for path in texts if path.exists())


def _postfix(folder: Path, command: str) -> None:
    done = subprocess.run(
        ["postfix", "-c", f"{folder}/etc", command], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"postfix {command}: {done.stdout}{done.stderr}")


def missing() -> str | None:
    """Return why the servers can't be run here; None: they can."""
    absent = [name for name in ("postfix", "postconf", "dovecot") if not _program(name)]
    if absent:
        return f"not installed: {', '.join(absent)}"
    return None if os.geteuid() == 0 else "Postfix starts as root only"


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


@contextmanager
def mail_host() -> Iterator[MailHost]:
    """Run both servers until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="iomm-", dir="/tmp"))
    folder.chmod(0o755)
    host = MailHost(folder, *_free_ports(2))
    (auth,) = _free_ports(1)
    values = {
        "folder": folder, "domain": DOMAIN, "smtp": host.smtp, "imaps": host.imaps, "auth": auth, "daemons": _daemons(),
    }  # fmt: skip
    for name in ("etc", "queue", "data", "run", "mail"):
        (folder / name).mkdir()
    make_certificate(host.certificate)
    (folder / "etc/main.cf").write_text(_MAIN.substitute(values))
    (folder / "etc/master.cf").write_text(_MASTER.substitute(values))
    (folder / "etc/dovecot.conf").write_text(_DOVECOT.substitute(values))
    (folder / "etc/users").write_text(_users(folder))
    (folder / "dovecot.log").touch()
    (folder / "dovecot.log").chmod(0o666)
    answers = "".join(f"{name}@{DOMAIN} {answer}\n" for name, answer in ANSWERS.items())
    (folder / "etc/answers").write_text(answers, encoding="utf-8")
    shutil.chown(folder / "data", "postfix")
    shutil.chown(folder / "mail", "nobody", "nogroup")
    dovecot = subprocess.Popen(["dovecot", "-F", "-c", f"{folder}/etc/dovecot.conf"])
    try:
        _postfix(folder, "start")
        for port in (host.smtp, host.imaps, auth):
            _await(port, host)
        yield host
    finally:
        subprocess.run(["postfix", "-c", f"{folder}/etc", "stop"], check=False, capture_output=True)
        dovecot.terminate()
        dovecot.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _users(folder: Path) -> str:
    """Return a passwd file: the mailboxes belong to nobody."""
    return "".join(f"{user}:{PASSWORD}:65534:65534::{folder}/mail/{user}::\n" for user in USERS)


def _daemons() -> str:
    found = subprocess.run(
        ["postconf", "-dh", "daemon_directory"], check=True, capture_output=True, text=True
    )
    return found.stdout.strip()


def _free_ports(n: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(n)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _await(port: int, host: MailHost) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing listens on {port}: {host.log()[-2000:]}")
