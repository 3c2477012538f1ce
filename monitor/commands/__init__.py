"""One module a command: options in, a call of the composition, words out."""
