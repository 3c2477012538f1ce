"""Seven nights against a replica of the sites, on this machine only."""
