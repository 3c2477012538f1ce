"""Operators hear of mail that was refused for good.

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_BEFORE = "'bad', 'recovered', 'template', 'shrink', 'mail-stuck', 'mail-recovered', 'suspended'"


def upgrade() -> None:
    """Let `refused` be an Alert's kind."""
    _allow(f"{_BEFORE}, 'refused'")


def downgrade() -> None:
    """Forget the Alerts that could not be before."""
    op.execute("DELETE FROM alerts WHERE kind = 'refused'")
    _allow(_BEFORE)


def _allow(kinds: str) -> None:
    # The table is made anew in batch mode; that it never reuses an id has to be said again.
    again = {"sqlite_autoincrement": True}
    with op.batch_alter_table("alerts", recreate="always", table_kwargs=again) as alerts:
        alerts.drop_constraint(op.f("ck_alerts_known_kind"), type_="check")
        alerts.create_check_constraint(op.f("ck_alerts_known_kind"), f"kind IN ({kinds})")
