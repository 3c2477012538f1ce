"""Complete pages of our own writing: hand-written articles in hand-written templates."""
