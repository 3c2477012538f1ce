"""What texts state that can be checked against their translations; `alerts.hints` asks."""
