"""Listings are remembered: asked "changed since?", and archived like pages.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Prose, Sha256

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; each listing is asked for whole once more."""
    op.create_table(
        "listings",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("url", Prose(), nullable=False),
        sa.Column("fetched_at", Instant(), nullable=False),
        sa.Column("digest", Sha256(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("etag", Prose()),
        sa.Column("last_modified", Prose()),
        sa.PrimaryKeyConstraint("source", "url", name=op.f("pk_listings")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("listings")
