"""`python -m monitor` is `iom-monitor`."""

from monitor.start import main

main()
