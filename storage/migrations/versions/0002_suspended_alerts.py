"""Operators hear of suspended addresses.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BEFORE = "'bad', 'recovered', 'template', 'shrink', 'mail-stuck', 'mail-recovered'"


def upgrade() -> None:
    """Let `suspended` be an Alert's kind."""
    _allow(f"{_BEFORE}, 'suspended'")


def downgrade() -> None:
    """Forget the Alerts that could not be before."""
    op.execute("DELETE FROM alerts WHERE kind = 'suspended'")
    _allow(_BEFORE)


def _allow(kinds: str) -> None:
    # The table is made anew in batch mode; that it never reuses an id has to be said again.
    again = {"sqlite_autoincrement": True}
    with op.batch_alter_table("alerts", recreate="always", table_kwargs=again) as alerts:
        alerts.drop_constraint(op.f("ck_alerts_known_kind"), type_="check")
        alerts.create_check_constraint(op.f("ck_alerts_known_kind"), f"kind IN ({kinds})")
