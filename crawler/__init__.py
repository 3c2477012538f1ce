"""The only package that speaks Scrapy: it fetches, reads and hands over."""
