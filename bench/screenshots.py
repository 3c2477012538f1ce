"""Pictures of digests and dashboard as Chromium shows them; what spam filter and validator say.

`python -m bench.screenshots [--folder screenshots] [--check]`: each digest, and each page of the
dashboard over the demo's database, in light and dark, on a desktop and on a phone. `--check` also
runs `spamassassin -L` and `html-validate` where they are installed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from alerts.digest import Digest, Material, compose
from alerts.mail import Sender, links, message
from alerts.operators import alert_messages
from alerts.render import render
from bench import dashboard_pictures
from storage.types import Alert, MessageDraft, Recipient
from tests.alerts import samples
from tests.alerts.test_render import many
from tests.system.letters import REWRITTEN

ROOT = Path(__file__).resolve().parent.parent
SENDER = Sender(
    "monitor@iom.example", reply_to="office@iom.example", public_url="https://monitor.iom.example"
)
SIZES = {"desktop": (800, 900), "phone": (390, 844)}
_RULES = '{"extends":["html-validate:standard"],"rules":{"no-inline-style":"off","no-conditional-comment":"off"}}'  # noqa: E501 - styles are inlined for mail readers, the comments are Outlook's


def drafts() -> Iterator[tuple[str, MessageDraft]]:
    """Yield the sample messages by name."""
    people = {"zh": samples.ZH, "en": samples.EN, "both": samples.BOTH}
    for name, person in people.items():
        yield f"night-{name}", _draft(person, samples.NIGHT)
        yield f"first-{name}", _draft(person, samples.FIRST_NIGHT)
    yield "items-150", _draft(samples.EN, many(150))
    yield "items-300", _draft(samples.ZH, many(300, "zh-Hans"))
    yield "rewritten", _draft(samples.BOTH, REWRITTEN)
    alerts = (
        Alert(1, "bad", "chinadaily", "failed: 503 Service Unavailable at every page", samples.NOW),
        Alert(2, "mail-stuck", None, "12 messages wait since 2026-11-20 02:30 UTC", samples.NOW),
        Alert(3, "recovered", "iom_news", "ok again after 2 nights", samples.NOW),
    )
    names = {source: names["en"] for source, names in samples.NAMES.items()}
    (made,) = alert_messages(alerts, ("ops@iom.example",), SENDER, samples.NOW, names)
    yield "operators", made


def _draft(person: Recipient, night: Material) -> MessageDraft:
    digest: Digest | None = compose(person, night, samples.NOW)
    assert digest is not None
    return message(digest, render(digest, links(digest, SENDER)), SENDER, samples.NOW)


def picture(folder: Path, pages: dict[str, Path]) -> None:
    """Take every picture of every page."""
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                for name, path in pages.items():
                    page = context.new_page()
                    page.goto(path.as_uri())
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
                    page.close()
                context.close()
        browser.close()


def spam_score(draft: MessageDraft) -> str:
    """Return SpamAssassin's score, local tests only."""
    done = subprocess.run(
        ["spamassassin", "-L", "-t"],  # noqa: S607
        input=draft.message,
        capture_output=True,
        check=False,
    )
    line = next(
        (x for x in done.stdout.decode("utf-8", "replace").splitlines() if "Content analysis" in x),
        "?",
    )
    return line.partition("(")[2].partition(" points")[0] or "?"


def validity(folder: Path, path: Path) -> str:
    """Return what html-validate finds, `valid` for nothing."""
    (folder / ".htmlvalidate.json").write_text(_RULES)
    done = subprocess.run(
        ["html-validate", path.name],  # noqa: S607
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return "valid" if done.returncode == 0 else done.stdout.strip()[:500]


def main() -> None:
    """Write pictures, HTML and messages into the folder; print one line a digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    folder: Path = chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    pages = {}
    for name, draft in drafts():
        pages[name] = folder / f"{name}.html"
        pages[name].write_text(draft.html or "")
        if name == "rewritten":
            pages["rewritten-whole"] = folder / "rewritten-whole.html"
            pages["rewritten-whole"].write_text(draft.whole or "")
        (folder / f"{name}.eml").write_bytes(draft.message)
        line = f"{name:<14} {len((draft.html or '').encode()):>7} bytes of HTML"
        if chosen.check and shutil.which("spamassassin"):
            line += f"  SpamAssassin {spam_score(draft)}"
        if chosen.check and shutil.which("html-validate"):
            line += f"  {validity(folder, pages[name])}"
        print(line)
    picture(folder, pages)
    dashboard_pictures.take(folder)


if __name__ == "__main__":
    main()
