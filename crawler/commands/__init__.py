"""Commands of `scrapy` that mean something else here."""
