"""What operators see in a browser, and the little that the public may reach."""
