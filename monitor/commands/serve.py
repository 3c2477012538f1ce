"""`serve`: the dashboard, and what the public may reach."""

from __future__ import annotations

import click

from monitor.session import Session


@click.command()
@click.pass_obj
def serve(session: Session, /) -> None:
    """Serve the dashboard on `web.listen`, until told to stop.

    It is read-only and has no login of its own: it listens on this machine only, unless
    `web.behind_proxy` says that a reverse proxy with authentication stands before it. With
    `web.public_url` a second listener, `web.public_listen`, serves what the public may see:
    unsubscribe, feeds, digests by their links.

    \b
    Examples:
      iom-monitor serve
      IOM_MONITOR_WEB__LISTEN=127.0.0.1:9000 iom-monitor serve
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.dashboard.serve import bound, run

    try:
        session.open_log()
    except OSError as error:  # it looks only, and can on a disk that takes nothing any more
        said = f"iom-monitor: log: {session.config.log_file}: {error.strerror}: told here only"
        session.err.print(said, soft_wrap=True)
    with bound(session.config) as sockets:
        for listener in sockets:
            session.err.print(f"{listener.name} at {listener.url}")
        run(sockets)
