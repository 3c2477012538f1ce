"""What an unchanged page costs: under a kilobyte, database and archive together."""

from pathlib import Path

from tests.storage.world import World


def used(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_an_unchanged_page_takes_under_a_kilobyte(world: World) -> None:
    headers = (
        ("Date", "Mon, 02 Mar 2026 02:30:00 GMT"),
        ("ETag", 'W/"5e1f8-60a1b2c3d4e5f"'),
        ("Last-Modified", "Mon, 02 Mar 2026 01:00:00 GMT"),
        ("Content-Type", "text/html; charset=UTF-8"),
    )
    urls = [f"https://www.iom.int/news/a-headline-of-the-usual-length-{n:03}" for n in range(200)]
    world.night()
    for url in urls:
        body = f"<p>{url}</p>".encode() * 300
        capture = world.fetch(url, body, headers=headers)
        world.store.pages.save_record(capture.id, world.record(url, url))
    world.store.database.empty_log()
    before = used(world.store.path.parent)
    nights = 5
    for _ in range(nights):
        world.night()
        for url in urls[: len(urls) // 2]:
            world.fetch(url, status=304, headers=headers)
        for url in urls[len(urls) // 2 :]:
            world.fetch(url, f"<p>{url}</p>".encode() * 300, headers=headers)
        world.decide()
    world.store.database.empty_log()
    each = (used(world.store.path.parent) - before) / (nights * len(urls))
    print(f"{each:.0f} bytes for each unchanged page")  # noqa: T201 - the measured number
    assert each <= 1000
