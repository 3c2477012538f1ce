"""Composition: the command line, the night, the dashboard."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("iom-china-monitor")
except PackageNotFoundError:  # running from a checkout that was never installed
    __version__ = "0+unknown"
