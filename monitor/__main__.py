"""`python -m monitor` is `iom-monitor`."""

from monitor.cli import main

main()
