"""What the README's numbers are measured with."""
