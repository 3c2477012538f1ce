"""Composition: the command line, the night, the dashboard."""

__version__: str


def __getattr__(name: str) -> str:
    """Return the version; found out when it is asked for, as that takes a moment."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("iom-china-monitor")
    except PackageNotFoundError:  # running from a checkout that was never installed
        return "0+unknown"
