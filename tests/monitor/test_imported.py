"""What was imported is history: crawling its pages later is no news."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from monitor.demo.mailbox import Mailbox
from monitor.demo.replica import Replica
from monitor.demo.replica.content import Story, story
from monitor.demo.replica.nights import Night
from tests.monitor.place import Place, first_night

#: Two stories of the third night; the second is reposted on two hosts.
NANNING = story("nanning-week-on-migration-cooperation-with-asean", Night(3, date(2026, 11, 2)))
WUHAN = story("wuhan-forum-students-abroad-and-at-home", Night(3, date(2026, 11, 2)))
READER = "wang@example.org"


def bodies(told: Story) -> str:
    """A dump without any title, hard-wrapped as such dumps are."""
    english = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in told.en)
    return "\n".join(told.zh) + "\n" + english + "\n"


def titled(told: Story) -> str:
    return (
        f"{told.title_zh}\n\n"
        + "\n".join(told.zh)
        + f"\n\n{told.title_en}\n\n"
        + "\n\n".join(told.en)
    )


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(night=1) as running:
        yield running


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place with its reader, after its first night."""
    return first_night(tmp_path_factory.mktemp("first"), [READER], language="both")


def told_in(folder: Path, label: str) -> str:
    texts = []
    for file in sorted(folder.glob(f"{label}-*-{READER}.eml")):
        part = message_from_bytes(file.read_bytes(), policy=policy.default).get_body(("plain",))
        assert part is not None
        texts.append(part.get_content())
    return "\n".join(texts)


@pytest.mark.parametrize("dump", [bodies, titled])
@pytest.mark.parametrize("with_url", [True, False], ids=["url", "no url"])
def test_an_imported_story_is_not_mailed_when_its_page_is_crawled(
    tmp_path: Path, replica: Replica, past: Place, dump: Callable[[Story], str], *, with_url: bool
) -> None:
    with Mailbox(tmp_path / "mail") as mailbox:
        place = past.played_on(tmp_path, replica, mailbox)
        file = tmp_path / "dump.txt"
        file.write_text(dump(NANNING), encoding="utf-8")
        url = f"https://www.iom.int/news/{NANNING.slug}"
        done = place.run("import", *(["--url", url] if with_url else []), str(file))
        assert done.returncode == 0, done.stderr
        replica.set_night(3)
        mailbox.label = "3"
        assert place.run("nightly").returncode == 0
        assert place.run("nightly").returncode == 0
    told = told_in(tmp_path / "mail", "3")
    assert WUHAN.title_en in told  # the night did tell what was new
    assert NANNING.title_en not in told
    assert NANNING.slug not in told


def test_reposts_of_an_imported_story_are_no_reason_for_a_mail(
    tmp_path: Path, replica: Replica, past: Place
) -> None:
    with Mailbox(tmp_path / "mail") as mailbox:
        place = past.played_on(tmp_path, replica, mailbox)
        assert place.run("recipients", "edit", READER, "--language", "en").returncode == 0
        file = tmp_path / "dump.txt"
        file.write_text(bodies(WUHAN), encoding="utf-8")
        assert place.run("import", str(file)).returncode == 0
        replica.set_night(3)
        mailbox.label = "3"
        assert place.run("nightly").returncode == 0
    told = told_in(tmp_path / "mail", "3")
    assert NANNING.title_en in told
    assert told.count("1 new") == 1
    assert f"iom.int/news/{WUHAN.slug}" not in told.partition("Reposted elsewhere")[0]
