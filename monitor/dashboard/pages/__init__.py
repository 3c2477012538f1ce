"""One module a page: reads the store, returns what its template shows."""
