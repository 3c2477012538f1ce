"""A Digest keeps, beside the message, its whole: what the message left out for brevity.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: The table is made anew in batch mode; that it never reuses an id has to be said again.
_AGAIN = {"sqlite_autoincrement": True}


def upgrade() -> None:
    """Have a place for the whole; drop the token, since the Message-ID's key is the link."""
    with op.batch_alter_table("digests", recreate="always", table_kwargs=_AGAIN) as digests:
        digests.drop_constraint(op.f("uq_digests_token"), type_="unique")
        digests.drop_column("token")
        digests.add_column(sa.Column("whole", sa.Text(), nullable=True))


def downgrade() -> None:
    """Forget the wholes; every Digest gets a token that nobody knows."""
    with op.batch_alter_table("digests", recreate="always", table_kwargs=_AGAIN) as digests:
        digests.drop_column("whole")
        digests.add_column(sa.Column("token", sa.String(), nullable=True))
    op.execute("UPDATE digests SET token = lower(hex(randomblob(32)))")
    with op.batch_alter_table("digests", recreate="always", table_kwargs=_AGAIN) as digests:
        digests.alter_column("token", nullable=False)
        digests.create_unique_constraint(op.f("uq_digests_token"), ["token"])
