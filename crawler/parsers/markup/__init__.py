"""Bytes and elements: a tree, what of it a reader sees, and the blocks it is cut into."""
