"""Filtered lists are read from an index, however few rows a filter leaves.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: The table is made anew in batch mode; that it never reuses an id has to be said again.
_AGAIN = {"sqlite_autoincrement": True}
_ITEM_FACET = (
    "genre || ' ' || state || ' ' || (off_topic IS NULL) || ' ' || history || ' ' || languages"
    " || ' ' || source"
)
_CHANGE_FACET = "telling || ' ' || kinds || ' ' || source"
#: The languages of an Item's newest Version, in the order that the program writes them.
_LANGUAGES = """
    UPDATE items SET languages = coalesce((
        SELECT group_concat(language, ',') FROM (
            SELECT editions.key AS language
            FROM (SELECT content FROM versions WHERE item_id = items.id
                  ORDER BY number DESC LIMIT 1) AS newest,
                 json_each(newest.content, '$.editions') AS editions
            ORDER BY editions.key = 'en', editions.key
        )
    ), '')
"""


def upgrade() -> None:
    """Note each Item's languages; give Items and Changes their facets, and index them."""
    op.drop_index(op.f("ix_items_genre_day_id"), table_name="items")
    op.drop_index(op.f("ix_items_day"), table_name="items")
    with op.batch_alter_table("items", recreate="always") as items:
        items.add_column(sa.Column("languages", sa.String(), server_default="", nullable=False))
        items.add_column(sa.Column("facet", sa.String(), sa.Computed(_ITEM_FACET, persisted=False)))
    op.execute(_LANGUAGES)
    op.create_index(op.f("ix_items_day_id"), "items", ["day", "id"])
    op.create_index(op.f("ix_items_facet_day_id"), "items", ["facet", "day", "id"])
    with op.batch_alter_table("changes", recreate="always", table_kwargs=_AGAIN) as changes:
        changes.add_column(
            sa.Column("facet", sa.String(), sa.Computed(_CHANGE_FACET, persisted=False))
        )
    op.create_index(op.f("ix_changes_facet_id"), "changes", ["facet", "id"])


def downgrade() -> None:
    """Filter row by row again."""
    op.drop_index(op.f("ix_changes_facet_id"), table_name="changes")
    with op.batch_alter_table("changes", recreate="always", table_kwargs=_AGAIN) as changes:
        changes.drop_column("facet")
    op.drop_index(op.f("ix_items_facet_day_id"), table_name="items")
    op.drop_index(op.f("ix_items_day_id"), table_name="items")
    with op.batch_alter_table("items", recreate="always") as items:
        items.drop_column("facet")
        items.drop_column("languages")
    op.create_index(op.f("ix_items_day"), "items", ["day"])
    op.create_index(op.f("ix_items_genre_day_id"), "items", ["genre", "day", "id"])
