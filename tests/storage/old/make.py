"""Makes `<revision>.sqlite.gz` with the program's newest schema: run once for each migration.

    python -m tests.storage.old.make

The file is then kept for ever: it is what real databases of that time look like.
"""

import gzip
import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from storage.archive import Archive
from storage.schema import REVISION
from storage.store import Store
from storage.types import AlertDraft, Content, Edition, Listing, MessageDraft, Recipient
from tests.storage.world import World

URL = "https://www.iom.int/news/a"


def fill(world: World) -> None:
    """Play two nights that touch every table."""
    reader = world.store.recipients.add(
        Recipient(0, "reader@example.org", languages=("zh-Hans", "en"), created_at=world.now)
    )
    changes = []
    for text in ("移民项目在北京启动。", "移民项目在北京和成都启动。"):
        world.night()
        content = Content(editions={"zh-Hans": Edition("移民健康项目启动", text)})
        capture = world.fetch(URL, text.encode(), headers=(("ETag", '"one"'),))
        world.store.pages.save_record(capture.id, world.record(URL, "", content=content))
        world.close()
        alert = AlertDraft("bad", "other", "answers 503")
        changes += world.decide(
            world.outcome(URL, "", content=content), alerts=() if changes else (alert,)
        )
        world.store.runs.finish(world.runs[-1].run_id, world.now, 0)
    draft = MessageDraft(
        "<1@example.org>",
        reader.address,
        "x",
        b"Subject: x\r\n\r\nbody\r\n",
        reader.id,
        change_ids=(changes[0].id,),
        whole="<p>body</p>",
    )
    (delivery,) = world.store.outbox.enqueue([draft], world.now, timedelta(days=5))
    world.store.outbox.begin(delivery.id, world.now)
    world.store.outbox.sent(delivery.id, world.now, "250 ok")
    world.store.listings.save(
        Listing("iom_news", "https://www.iom.int/news", world.now, capture.digest, capture.archived)
    )
    world.store.listings.named("https://www.iom.int/news", [world.page(URL).id], world.runs[-1].id)
    world.store.listings.missed([world.page(URL).id], world.runs[-1].id)
    world.store.furniture.learn("www.iom.int", ["Share this page"], world.now)


def main() -> None:
    """Write the file beside this one."""
    target = Path(__file__).parent / f"{REVISION}.sqlite.gz"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "monitor.sqlite"
        with Store.open(path) as store, Archive(Path(folder) / "archive") as archive:
            fill(World(store, archive))
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
