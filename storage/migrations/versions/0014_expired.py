"""Operators hear of mail that was given up after five days.

Revision ID: 0014
Revises: 0013
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_BEFORE = (
    "'bad', 'recovered', 'template', 'shrink', 'mail-stuck', 'mail-recovered', 'suspended',"
    " 'refused'"
)


def upgrade() -> None:
    """Let `expired` be an Alert's kind."""
    _allow(f"{_BEFORE}, 'expired'")


def downgrade() -> None:
    """Forget the Alerts that could not be before."""
    op.execute("DELETE FROM alerts WHERE kind = 'expired'")
    _allow(_BEFORE)


def _allow(kinds: str) -> None:
    # The table is made anew in batch mode; that it never reuses an id has to be said again.
    again = {"sqlite_autoincrement": True}
    with op.batch_alter_table("alerts", recreate="always", table_kwargs=again) as alerts:
        alerts.drop_constraint(op.f("ck_alerts_known_kind"), type_="check")
        alerts.create_check_constraint(op.f("ck_alerts_known_kind"), f"kind IN ({kinds})")
