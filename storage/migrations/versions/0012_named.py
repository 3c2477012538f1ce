"""A Page knows the night that a listing named it last: what answers 404 then is asked once more.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

#: The table is made anew in batch mode; that its rows have no ids has to be said again.
_AGAIN = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Note it from here on."""
    with op.batch_alter_table("listed", recreate="always", table_kwargs=_AGAIN) as listed:
        listed.add_column(sa.Column("named_in", sa.Integer()))
        listed.create_foreign_key(
            op.f("fk_listed_named_in_source_runs"), "source_runs", ["named_in"], ["id"]
        )


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("listed", recreate="always", table_kwargs=_AGAIN) as listed:
        listed.drop_constraint(op.f("fk_listed_named_in_source_runs"), type_="foreignkey")
        listed.drop_column("named_in")
