"""What a page says of itself to machines: metadata, JSON-LD, moments, and texts kept in scripts."""
