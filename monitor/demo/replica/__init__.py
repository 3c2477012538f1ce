"""A replica of the five monitored sites on loopback: our own pages in the shape of theirs."""

from monitor.demo.replica.server import HOSTS, REPOST_HOSTS, REPOST_LISTINGS, Replica
from monitor.demo.replica.sources import SOURCES, others_off

__all__ = ["HOSTS", "REPOST_HOSTS", "REPOST_LISTINGS", "SOURCES", "Replica", "others_off"]
