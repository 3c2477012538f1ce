"""What reading a page costs, beside trafilatura reading the same page in the same run.

`python -m bench.speed [-v] [-w]`. The first blind pages, each made 30 kB long: others' paragraphs
behind its own text, a list of links, a script; then all blind pages of 25 to 60 kB as they are.
Ours is read as nobody's page (generic) and as one of a known source. Each ratio is our least CPU
time of some readings over trafilatura's, the median over pages: over trafilatura taking the text
alone, which the goals are about, and over trafilatura reading title, writer and date as well, as
ours always does. Readings alternate, so that a busy machine slows all alike, and nothing is
remembered from one reading to the next: a night's pages are new. With `-w` a page's lines and
class names are known from the reading before, as those of a host's other pages are.
"""

from __future__ import annotations

import html
import logging
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import trafilatura

from bench.blind import BLIND, Page, pages_in
from crawler.parsers import parse

_BYTES = 30_000
_LONG = (25_000, 60_000)
#: Of what is added: paragraphs and links; the rest is a script.
_TEXT, _LINKS = 0.4, 0.35
_READINGS = 5
#: What remembers fewer answers holds tables, not lines of pages.
_REMEMBERS = 1000
Reader = Callable[[Page], object]


def enlarged(page: Page, pages: Sequence[Page]) -> Page:
    """Return the page with more of everything, the same for every run."""
    chance = random.Random(page.name)  # noqa: S311 - not a secret
    others = [one for one in pages if one is not page and one.language == page.language]
    lines = [line for one in others for line in one.body.split("\n") if len(line) > 30]
    titles = [one.title for one in others]
    chance.shuffle(lines)
    room = _BYTES - len(page.html.encode())
    text = _filled(room * _TEXT, (f"<p>{html.escape(line, quote=False)}</p>\n" for line in lines))
    at = _end_of_text(page)
    grown = page.html[:at] + text + page.html[at:]
    numbers = range(1, _BYTES)
    links = _filled(
        room * _LINKS,
        (f'<li><a href="/c/{n}.html">{chance.choice(titles)} {n}</a></li>\n' for n in numbers),
    )
    grown = grown.replace("</body>", f'<div class="sitemap"><ul>{links}</ul></div></body>', 1)
    slots = (f'_ads["slot{n}"]={{"id":{chance.randrange(10**8)},"w":300}};' for n in numbers)
    script = _filled(_BYTES - len(grown.encode()), slots)
    return replace(page, html=grown.replace("</head>", f"<script>{script}</script></head>", 1))


def _filled(size: float, parts: Iterator[str]) -> str:
    """Return as many of the parts as make up the size in bytes."""
    taken: list[str] = []
    while size > 0 and (part := next(parts, "")):
        taken.append(part)
        size -= len(part.encode())
    return "".join(taken)


def _end_of_text(page: Page) -> int:
    """Return where in the markup the body's last line ends."""
    for line in reversed(page.body.split("\n")):
        at = page.html.rfind(html.escape(line, quote=False)[:20])
        if line and at >= 0:
            closing = page.html.find("</p>", at)
            near = 0 <= closing <= at + 2 * len(line)
            return closing + len("</p>") if near else page.html.find("<", at)
    return page.html.rfind("</body>")


def forget() -> None:
    """Let the parsers forget the lines that they have seen."""
    for name, module in list(sys.modules.items()):
        for function in vars(module).values() if name.startswith("crawler.parsers") else ():
            if hasattr(function, "cache_clear"):
                size = function.cache_parameters()["maxsize"]
                if size and size > _REMEMBERS:
                    function.cache_clear()


def _seconds(read: Reader, page: Page, *, warm: bool) -> float:
    if not warm:
        forget()
    start = time.process_time()
    read(page)
    return time.process_time() - start


READERS: dict[str, Reader] = {
    "trafilatura": lambda page: trafilatura.extract(page.html),
    "with metadata": lambda page: trafilatura.extract(page.html, with_metadata=True),
    "generic": lambda page: parse(page.document),
    "known news": lambda page: parse(replace(page.document, source="iom_news")),
    "known press": lambda page: parse(replace(page.document, source="chinadaily")),
}


def measure(pages: Sequence[Page], *, verbose: bool, warm: bool) -> None:
    """Print what each reader takes, and the medians of the ratios."""
    taken: dict[str, list[float]] = {name: [] for name in READERS}
    for page in pages:
        readings = [
            {name: _seconds(read, page, warm=warm) for name, read in READERS.items()}
            for _ in range(_READINGS)
        ]
        for name in READERS:
            taken[name].append(min(reading[name] for reading in readings))
        if verbose:
            row = "".join(f"{taken[name][-1] * 1000:10.2f}" for name in READERS)
            print(f"    {page.name:22}{row}")
    print(f"{'':14}{'CPU':>11}{'text alone':>14}{'at most':>9}{'with metadata':>16}{'at most':>9}")
    for name, times in taken.items():
        row = f"{name:14}{statistics.median(times) * 1000:8.2f} ms"
        for base, width in (("trafilatura", 13), ("with metadata", 15)):
            shares = [own / other for own, other in zip(times, taken[base], strict=True)]
            row += f"{statistics.median(shares):{width}.2f}×{max(shares):8.2f}×"
        print(row)


def main() -> None:
    """Measure the enlarged pages of each language."""
    logging.disable(logging.CRITICAL)
    pages = [*pages_in(BLIND), *pages_in(BLIND.with_name("blind-second"))]
    every = [page for folder in sorted(BLIND.parent.glob("blind*")) for page in pages_in(folder)]
    long = [page for page in every if _LONG[0] <= len(page.html.encode()) <= _LONG[1]]
    for language in ("zh", "en"):
        chosen = [enlarged(page, pages) for page in pages if page.language == language]
        print(f"\n{language}: {len(chosen)} pages of {_BYTES // 1000} kB")
        measure(chosen, verbose="-v" in sys.argv, warm="-w" in sys.argv)
        own = [page for page in long if page.language == language]
        sizes = f"{_LONG[0] // 1000} to {_LONG[1] // 1000} kB"
        print(f"\n{language}: {len(own)} pages of {sizes} as they are")
        measure(own, verbose="-v" in sys.argv, warm="-w" in sys.argv)


if __name__ == "__main__":
    main()
