"""One module a Source: a declaration, and code only where the site is odd."""
