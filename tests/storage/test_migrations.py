"""Migrations make exactly the schema, and bring old databases forward with all they hold."""

from __future__ import annotations

import gzip
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from storage import schema, upgrade
from storage.errors import StorageError
from storage.store import Store

OLD = sorted((Path(__file__).parent / "old").glob("*.sqlite.gz"))


def described(path: Path) -> dict[str, object]:
    """Return every table with its columns, indexes and references, as SQLite knows them."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE 'search_index%' AND name NOT LIKE 'sqlite_%'"
                " AND name != 'alembic_version' ORDER BY name"
            )
        ]
        return {
            name: {
                "sql": normal(
                    connection.execute(
                        "SELECT sql FROM sqlite_master WHERE name = ?", (name,)
                    ).fetchone()[0]
                ),
                "columns": connection.execute(f"PRAGMA table_xinfo({name})").fetchall(),
                "indexes": sorted(
                    row[1:4] for row in connection.execute(f"PRAGMA index_list({name})")
                ),
                "references": sorted(
                    row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")
                ),
            }
            for name in names
        }


def normal(sql: str) -> tuple[bool, list[str]]:
    """Return whether the table has row ids, and its parts: constraints stand in any order."""
    flat = "".join(sql.split()).replace('"', "")
    parts = flat.removesuffix("WITHOUTROWID").split(",CONSTRAINT")
    return flat.endswith("WITHOUTROWID"), sorted(part.rstrip(")") for part in parts)


def test_migrations_make_exactly_the_schema(path: Path, tmp_path: Path) -> None:
    Store.open(path).close()
    other = tmp_path / "straight.sqlite"
    engine = create_engine(f"sqlite:///{other}")
    schema.metadata.create_all(engine)
    engine.dispose()
    migrated, straight = described(path), described(other)
    assert set(migrated) == set(schema.metadata.tables)
    for name, table in straight.items():
        assert migrated[name] == table


def test_alembic_sees_no_difference_either(path: Path) -> None:
    Store.open(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and str(name).startswith("search_index"))
                ),
                "compare_type": True,
            },
        )
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_the_search_index_is_the_one_the_schema_names(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT sql FROM sqlite_master WHERE name = 'search_index'"
        assert connection.execute(query).fetchone()[0] == schema.SEARCH_INDEX


def test_the_newest_migration_is_the_one_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(upgrade.MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [schema.REVISION]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert sorted(revisions, reverse=True) == revisions  # names sort as they follow


def test_migrating_leaves_logging_alone(path: Path) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers), logging.getLogger("storage.test").disabled)
    Store.open(path).close()
    assert (root.level, list(root.handlers), logging.getLogger("storage.test").disabled) == before


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_path: Path, _connection: object) -> None:
        raise StorageError("database: x: migration broke a reference; nothing was changed")

    monkeypatch.setattr(upgrade, "_check", broken)
    with pytest.raises(StorageError, match="nothing was changed"):
        Store.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    monkeypatch.undo()
    with Store.open(path) as store:
        assert store.items.known() == ()


@pytest.mark.parametrize("old", OLD, ids=lambda file: file.name)
def test_an_old_database_comes_forward_with_all_it_holds(old: Path, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(gzip.decompress(old.read_bytes()))
    with Store.open(path) as store:
        (item,) = store.items.since(store.items.known()[0].first_seen.date())
        assert item.version.content.editions["zh-Hans"].title == "移民健康项目启动"
        assert [version.number for version in store.items.versions(item.id)] == [1, 2]
        new, updated = store.items.changes(item.id)
        assert (new.kinds, updated.kinds) == (("new",), ("updated",))
        assert (item.pages[0].page.validators.etag, item.pages[0].record.parser) == ('"one"', "iom")
        assert [hit.item_id for hit in store.search.find("移民", 9)] == [item.id]
        (reader,) = store.recipients.all()
        assert (reader.address, reader.languages) == ("reader@example.org", ("zh-Hans", "en"))
        (delivery,) = store.outbox.all()
        letter = store.outbox.get(delivery.id)
        assert letter is not None
        assert (letter.state, letter.message) == ("sent", b"Subject: x\r\n\r\nbody\r\n")
        assert store.outbox.digest(delivery.digest_id or 0).change_ids == (new.id,)
        assert store.furniture.current("www.iom.int").lines == {"Share this page"}
        assert [alert.kind for alert in store.alerts.open()] == ["bad"]
        assert store.runs.last(9)[-1].exit_code == 0


def test_there_is_an_old_database_of_every_schema() -> None:
    made = {file.name.partition(".")[0] for file in OLD}
    known = {file.name[:4] for file in (upgrade.MIGRATIONS / "versions").glob("0*.py")}
    assert made == known
