"""Which words are a title, in markup and in plain text."""
