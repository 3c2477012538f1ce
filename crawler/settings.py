"""Scrapy's settings for the night. Many of its defaults are unfit for a guest; see each reason."""

from __future__ import annotations

from typing import Any

from crawler.plan import CrawlSettings, checked_rehearsal

#: The names a Scrapy project must have; `scrapy shell` and `scrapy list` read them.
BOT_NAME = "iom-china-monitor"
SPIDER_MODULES = ["crawler.spiders"]
#: `scrapy crawl` would visit without a store, a plan, or anybody told: it names the right command.
COMMANDS_MODULE = "crawler.commands"
#: For `scrapy shell` and `scrapy fetch` too: no open doors, and robots.txt obeyed.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
ROBOTSTXT_OBEY = True

#: Servers' passing troubles. Not 429: who says "too many requests" is not asked again at once.
_RETRY = [408, 500, 502, 503, 504, 522, 524]
#: Above this a page is odd enough for a line in the log.
_WARN_BYTES = 4 * 1024 * 1024


def scrapy_settings(settings: CrawlSettings) -> dict[str, Any]:
    """Return the settings that all of the night's crawlers share."""
    rehearsal = checked_rehearsal(settings.rehearsal)
    return {
        "BOT_NAME": BOT_NAME,
        "USER_AGENT": settings.user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8",
            # Read by site owners in their logs, beside the user agent (RFC 9110, 10.1.2).
            "From": settings.contact,
        },
        "REHEARSAL": rehearsal,
        **_closed_doors(),
        **_politeness(settings),
        **_limits(settings),
        **_connections(settings),
        **_components(),
    }


def _closed_doors() -> dict[str, Any]:
    """Return what Scrapy opens by default and a monitor must not have open."""
    return {
        "TELNETCONSOLE_ENABLED": TELNETCONSOLE_ENABLED,
        "REMOTE_CONTROL_ENABLED": REMOTE_CONTROL_ENABLED,  # runs Python sent over HTTP
        "COOKIES_ENABLED": COOKIES_ENABLED,  # they also make tldextract download a list
        "DOWNLOAD_VERIFY_CERTIFICATES": DOWNLOAD_VERIFY_CERTIFICATES,  # off by default
        "METAREFRESH_ENABLED": False,  # maintenance pages reload themselves
        "REFERRER_POLICY": "no-referrer",
        "FEEDS": {},
        "LOG_INSTALL_ROOT_HANDLER": False,  # the caller's logging shows Scrapy's records
        "LOG_ENABLED": False,
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "MEMUSAGE_ENABLED": False,
    }


def _politeness(settings: CrawlSettings) -> dict[str, Any]:
    return {
        "ROBOTSTXT_OBEY": ROBOTSTXT_OBEY,
        "ROBOTSTXT_USER_AGENT": settings.user_agent.split("/")[0] or None,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_REQUESTS": 4,  # what waits for its turn cannot be called back any more
        "DOWNLOAD_DELAY_JITTER": 0.0,  # jitter would undercut a Crawl-delay half of the time
        "RETRY_TIMES": 2,
        "RETRY_PRIORITY_ADJUST": 1,  # before new pages: a host in trouble shows early
        "RETRY_HTTP_CODES": _RETRY,
        "RETRY_BACKOFF": settings.backoff if settings.delay or not settings.rehearsal else 0.0,
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",  # the SourceRun's own line says it once
        "REDIRECT_MAX_TIMES": 8,
        "HTTPERROR_ALLOW_ALL": True,  # 304 and 404 are answers, not errors
    }


def _limits(settings: CrawlSettings) -> dict[str, Any]:
    return {
        "DOWNLOAD_MAXSIZE": settings.max_bytes,  # 1 GiB by default
        "DOWNLOAD_WARNSIZE": min(_WARN_BYTES, settings.max_bytes),
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DNS_TIMEOUT": min(settings.timeout, 20.0),
        "URLLENGTH_LIMIT": 2083,
    }


def _connections(settings: CrawlSettings) -> dict[str, Any]:
    """Return who connects: to the replica only, to any address, or to public ones only."""
    closed = {"file": None, "ftp": None, "s3": None, "data": None}
    if settings.rehearsal:
        handler = "crawler.rehearsal.RehearsalHandler"
        return {"DOWNLOAD_HANDLERS": {**closed, "http": handler, "https": handler}}
    if settings.allow_private_addresses:
        return {"DOWNLOAD_HANDLERS": closed}
    handler = "crawler.addresses.PublicHandler"
    return {
        "DOWNLOAD_HANDLERS": {**closed, "http": handler, "https": handler},
        "TWISTED_DNS_RESOLVER": "crawler.addresses.PublicResolver",
    }


def _components() -> dict[str, Any]:
    """Return all parts of a crawl, ours and Scrapy's: what is not named here is not even imported.

    Its own lists name servers for Python code, feeds and cookies, and may name more next year.
    """
    base = "scrapy.downloadermiddlewares"
    return {
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "EXTENSIONS_BASE": {"scrapy.extensions.corestats.CoreStats": 0},
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.middlewares.AllowList": 40,
            "crawler.middlewares.GiveUp": 45,
            "crawler.robots.ObedientRobots": 100,
            "crawler.middlewares.InTime": 110,
            f"{base}.downloadtimeout.DownloadTimeoutMiddleware": 350,
            f"{base}.defaultheaders.DefaultHeadersMiddleware": 400,
            f"{base}.useragent.UserAgentMiddleware": 500,
            "crawler.middlewares.Conditional": 510,
            "crawler.middlewares.BackOffRetry": 550,
            f"{base}.httpcompression.HttpCompressionMiddleware": 590,
            f"{base}.redirect.RedirectMiddleware": 600,
            f"{base}.httpproxy.HttpProxyMiddleware": 750,
            f"{base}.stats.DownloaderStats": 850,
            "crawler.middlewares.Heard": 950,  # next to the net: nothing is hidden from it
        },
        "ITEM_PIPELINES": {"crawler.pipelines.CapturePipeline": 100},
    }
