"""The main text of any page: its pieces, what speaks for each, and which are kept."""
