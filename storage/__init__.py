"""The only package that speaks SQL; it knows nobody."""
