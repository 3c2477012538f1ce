"""Whether a kept text concerns both IOM and China."""
