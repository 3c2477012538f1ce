"""What is news, and how it is told."""
