"""Pure functions: bytes or text in, Records out."""
