"""A text in two languages cut apart, to the character."""
