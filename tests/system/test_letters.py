"""What an HTML validator, a spam filter and a text client make of every kind of digest."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html as lxml_html

from storage.types import MessageDraft
from tests.system.letters import letters

pytestmark = pytest.mark.system

ROOT = Path(__file__).resolve().parents[2]
#: Below a folder that git ignores.
NPM = ROOT / "node_modules" / "checks"
VALIDATOR = "html-validate@9.0.0"
#: Styles stand in the elements for mail readers; the conditional comments are Outlook's.
RULES = {
    "extends": ["html-validate:standard"],
    "rules": {"no-inline-style": "off", "no-conditional-comment": "off"},
}
#: Points; 5.0 is SpamAssassin's limit, ours is far below it.
HAM = 2.0


def body(draft: MessageDraft, kind: str) -> str:
    """Return one part of the message as it would arrive."""
    part = email.message_from_bytes(draft.message, policy=email.policy.default).get_body((kind,))
    assert part is not None
    return str(part.get_content())


LETTERS = dict(letters())
#: Every page that a validator and a text client are shown: what is mailed, and wholes.
PAGES = {name: body(draft, "html") for name, draft in LETTERS.items()} | {
    f"{name}-whole": draft.whole for name, draft in LETTERS.items() if draft.whole
}


def needed(tool: str) -> str:
    """Return where a tool is; without it skip, or fail where nothing may be skipped."""
    found = shutil.which(tool)
    if found is None and os.environ.get("SYSTEM_TESTS") == "required":
        pytest.fail(f"{tool} is not installed")
    if found is None:
        pytest.skip(f"{tool} is not installed")
    return found


@pytest.fixture(scope="module")
def validator() -> str:
    npm = needed("npm")
    binary = NPM / "node_modules" / ".bin" / "html-validate"
    if not binary.exists():
        if os.environ.get("SYSTEM_TESTS") != "required":
            pytest.skip("html-validate is not installed; make test-system installs it")
        NPM.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(NPM), "--no-audit", "--no-fund", VALIDATOR]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr
    return str(binary)


@pytest.fixture(scope="module")
def complaints(validator: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("html")
    (folder / ".htmlvalidate.json").write_text(json.dumps({"root": True, **RULES}))
    for name, page in PAGES.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    files = [f"{name}.html" for name in PAGES]
    done = subprocess.run(
        [validator, "--formatter", "json", *files],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    found: dict[str, list[str]] = {name: [] for name in PAGES}
    for report in json.loads(done.stdout):
        found[Path(report["filePath"]).stem] = [
            f"{one['line']}: {one['ruleId']}: {one['message']}" for one in report["messages"]
        ]
    return found


@pytest.mark.parametrize("name", PAGES)
def test_its_html_is_valid(complaints: dict[str, list[str]], name: str) -> None:
    assert complaints[name] == []


def test_the_validator_would_complain(validator: str, tmp_path: Path) -> None:
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({"root": True, **RULES}))
    (tmp_path / "bad.html").write_text(body(LETTERS["one"], "html").replace("</h1>", "</h7>"))
    done = subprocess.run([validator, "bad.html"], cwd=tmp_path, check=False, capture_output=True)
    assert done.returncode == 1


def test_no_letter_is_wider_than_a_phone(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    chromium = needed("chromium")
    wide = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        for name, html in PAGES.items():
            (tmp_path / "letter.html").write_text(html, encoding="utf-8")
            page.goto((tmp_path / "letter.html").as_uri())
            if page.evaluate("document.documentElement.scrollWidth") > 390:
                wide.append(name)
        browser.close()
    assert wide == []


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, str]]:
    """Return each message's points and the rules that gave them, by local rules alone."""
    filtering = needed("spamassassin")
    together = b""
    for draft in LETTERS.values():
        lines = draft.message.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
        together += b"From monitor@iom.example Sat Nov 21 18:30:00 2026\n" + lines + b"\n"
    home = tmp_path_factory.mktemp("spam")
    done = subprocess.run(
        [filtering, "--local", "--mbox", "--prefspath", str(home / "prefs")],
        input=together, capture_output=True, check=False, timeout=300,
        env=os.environ | {"HOME": str(home)},
    )  # fmt: skip
    judged = done.stdout.decode("utf-8", "replace")
    lines = re.findall(r"^X-Spam-Status: (.*(?:\n[ \t].*)*)", judged, re.MULTILINE)
    assert len(lines) == len(LETTERS), done.stderr.decode("utf-8", "replace")
    return {
        name: (float(line.partition("score=")[2].split()[0]), " ".join(line.split()))
        for name, line in zip(LETTERS, lines, strict=True)
    }


@pytest.mark.parametrize("name", LETTERS)
def test_it_does_not_look_like_spam(scores: dict[str, tuple[float, str]], name: str) -> None:
    points, rules = scores[name]
    assert points < HAM, rules


@pytest.mark.parametrize("name", PAGES)
def test_a_text_client_shows_all_of_it(name: str, tmp_path: Path) -> None:
    client = needed("w3m")
    file = tmp_path / "letter.html"
    file.write_text(PAGES[name], encoding="utf-8")
    done = subprocess.run(
        [client, "-dump", "-cols", "80", "-I", "UTF-8", "-O", "UTF-8", "-T", "text/html", str(file)],
        capture_output=True, check=True, timeout=60, env=os.environ | {"HOME": str(tmp_path)},
    )  # fmt: skip
    dumped = done.stdout.decode("utf-8")
    shown = _letters(re.sub(r"\[DEL:|:DEL\]|\[INS:|:INS\]", "", dumped))
    page = lxml_html.fromstring(file.read_text(encoding="utf-8"))
    pieces = page.xpath("//h1 | //h2 | //h3 | //p | //th | //td[not(.//td or .//p or .//h3)]")
    assert len(pieces) > 3
    for piece in pieces:
        assert _letters(piece.text_content()) in shown


def _letters(text: str) -> str:
    """Return the text without blanks, which a text client sets as its columns need them."""
    return re.sub(r"[\s\u200c\u200d\ufe0f]+", "", text)
