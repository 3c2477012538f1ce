"""`parse` and `split` keep their contracts."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import cli
from monitor.cli import run as main

KEYS = [
    "path", "url", "source", "genre", "parser", "parser_version", "identifiers", "title",
    "published", "event_date", "place", "agency", "author", "editions", "fields", "contacts",
    "captions", "links", "furniture", "warnings",
]  # fmt: skip
PROJECT = """Counting Returns Better
-
Start Date
2021
-
Budget Amount (USD)
80000.00
-
Projects ID
PO.0311
-
Benefiting Member States
China Mongolia
The project helps statisticians of two countries to count returns in the same way and to compare.
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def saved(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.write_bytes(text.encode())
    return str(file)


def test_parse_prints_the_keys_in_the_published_order(tmp_path: Path) -> None:
    path = saved(tmp_path, "project.txt", PROJECT)
    result = run("parse", "--json", path)
    found = json.loads(result.output)
    assert list(found) == KEYS
    assert found["path"] == path
    assert found["genre"] == "project"
    assert found["fields"]["Start Date"] == "2021"
    assert found["fields"]["Budget Amount (USD)"] == {"amount": "80000.00", "currency": "USD"}
    assert found["fields"]["Benefiting Member States"] == ["China", "Mongolia"]
    assert found["identifiers"] == {"projects-id": "PO.0311"}
    assert found["published"] is None


def test_a_manifest_gives_urls_and_finds_files_beside_itself(tmp_path: Path) -> None:
    saved(tmp_path, "one.txt", PROJECT)
    entry = {"path": "one.txt", "url": "https://www.iom.int/project/counting-returns-better"}
    manifest = saved(tmp_path, "pages.jsonl", json.dumps(entry) + "\n\n")
    found = json.loads(run("parse", "--json", "--manifest", manifest).output)
    assert (found["path"], found["url"]) == (entry["path"], entry["url"])


def test_a_line_that_recurs_on_a_hosts_pages_is_furniture_with_a_manifest(tmp_path: Path) -> None:
    lines = []
    for number, topic in enumerate(("borders", "health", "students", "returns")):
        text = (
            f"<html><body><h1>A course about {topic} in Kunming</h1><p>The office in China held a "
            f"course about {topic} with forty officers of the province, who practised for days.</p>"
            f"<p>They will meet again in spring to see what became of their plans for {topic}.</p>"
            "<p>This story was made possible by readers like you, who follow us every day.</p>"
            "</body></html>"
        )
        path = saved(tmp_path, f"{number}.html", text)
        lines.append(json.dumps({"path": path, "url": f"https://news.example/{number}0001.html"}))
    manifest = saved(tmp_path, "pages.jsonl", "\n".join(lines))
    records = [
        json.loads(line)
        for line in run("parse", "--json", "--manifest", manifest).output.splitlines()
    ]
    assert len(records) == 4
    for record in records:
        assert "made possible by readers" not in record["editions"]["en"]["body"]


@pytest.mark.parametrize("line", ["not json", '["a"]', '{"url": "x"}', '{"path": 1}'])
def test_a_wrong_line_of_a_manifest_is_named(tmp_path: Path, line: str) -> None:
    manifest = tmp_path / "pages.jsonl"
    manifest.write_text(f'{{"path": "x"}}\n{line}\n')
    with pytest.raises(Exception, match=r"pages\.jsonl:2"):
        CliRunner().invoke(
            cli, ["parse", "--json", "--manifest", str(manifest)], catch_exceptions=False
        )


def test_one_unreadable_page_of_a_manifest_does_not_keep_the_others(tmp_path: Path) -> None:
    good = saved(tmp_path, "good.txt", PROJECT)
    (tmp_path / "bad.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    entries = [{"path": str(tmp_path / "bad.html")}, {"path": good}]
    manifest = saved(tmp_path, "pages.jsonl", "\n".join(map(json.dumps, entries)))
    result = run("parse", "--json", "--manifest", manifest)
    assert result.exit_code == 0  # click's runner does not see our return value
    assert [json.loads(line)["path"] for line in result.stdout.splitlines()] == [good]
    assert "bad.html" in result.stderr


LISTING = "<html><body><h1>News of the office</h1><ul>{}</ul></body></html>".format(
    "".join(
        f'<li><a href="/news/2026-11-{day}.html">The office opens its course number {day} in '
        f"Kunming</a> <span>2026-11-{day}</span></li>"
        for day in (14, 13, 12, 11)
    )
)


@pytest.mark.parametrize("by", ["path", "manifest"])
def test_a_listing_is_named_with_the_commands_that_read_one(tmp_path: Path, by: str) -> None:
    path = saved(tmp_path, "news.html", LISTING)
    line = json.dumps({"path": path, "url": "https://office.example/news"})
    given = [path] if by == "path" else ["--manifest", saved(tmp_path, "pages.jsonl", line)]
    warnings = json.loads(run("parse", "--json", *given).stdout)["warnings"]
    (said,) = [each for each in warnings if each.startswith("listing: ")]
    assert said.startswith("listing: 4 entries and no text of its own")
    assert "`iom-monitor check SOURCE`" in said
    assert "`iom-monitor new-source NAME URL`" in said
    report = " ".join(run("parse", *given).stdout.replace("│", " ").split())
    assert "listing: 4 entries" in report


def test_an_empty_page_and_a_login_form_are_no_listing(tmp_path: Path) -> None:
    for text in (
        "<html><body><h1>News</h1></body></html>",
        LISTING.replace("News of the office", "404 not found"),
    ):
        path = saved(tmp_path, "page.html", text)
        assert "listing:" not in run("parse", "--json", path).output


def test_spans_tile_the_text_as_it_stands(tmp_path: Path) -> None:
    text = "\ufeff会议在北京开幕。\r\nThe meeting opened in Beijing.\r\n"
    found = json.loads(run("split", "--json", saved(tmp_path, "both.txt", text)).output)
    spans = found["spans"]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert [span[2] for span in spans] == ["zh", "en"]
    assert text[: spans[0][1]].strip("\ufeff\r\n") == "会议在北京开幕。"


def test_a_folder_stands_for_the_pages_below_it(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    for name in ("2025/two.TXT", "one.html", ".hidden/no.txt", "one_files/frame.html", "notes.pdf"):
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        saved(archive, name, PROJECT)
    pages = [str(archive / "2025" / "two.TXT"), str(archive / "one.html")]
    for command in ("parse", "split"):
        found = run(command, "--json", str(archive)).output.splitlines()
        assert [json.loads(line)["path"] for line in found] == pages
    (tmp_path / "monitor.toml").write_text('contact = "a@b.c"\ndata_dir = "data"\n')
    config = str(tmp_path / "monitor.toml")
    found = run("-c", config, "import", "--dry-run", str(archive)).output
    assert "2 of 2 files are readable" in found


@pytest.mark.parametrize("command", ["parse", "split"])
def test_a_folder_without_pages_is_named_and_does_not_keep_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (tmp_path / "empty").mkdir()
    page = saved(tmp_path, "page.txt", PROJECT)
    assert main([command, "--json", str(tmp_path / "empty"), page]) == 66
    told = capsys.readouterr()
    assert json.loads(told.out)["path"] == page
    said = "empty: is a folder without pages (.htm, .html, .shtml, .txt, .xhtml)"
    assert said in told.err


def test_one_address_is_no_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one.txt", "two.txt"):
        saved(tmp_path, name, PROJECT)
    assert main(["parse", "--url", "https://www.iom.int/news/x", str(tmp_path)]) == 2
    assert "--url goes with one page, not with 2" in capsys.readouterr().err


def test_what_is_piped_in_is_a_page(tmp_path: Path) -> None:
    found = CliRunner().invoke(cli, ["parse", "--json", "-"], input=PROJECT)
    assert json.loads(found.output)["path"] == "-"
    assert json.loads(found.output)["identifiers"] == {"projects-id": "PO.0311"}


def test_a_device_without_an_end_is_too_large(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "/dev/zero"]) == 66
    assert "input: /dev/zero: is more than 10 MB" in capsys.readouterr().err


def test_brackets_of_a_page_are_its_own_and_no_mark_up(tmp_path: Path) -> None:
    text = "[/b] Officials [red]train[/red] in Kunming with IOM"
    page = (
        f"<html><head><title>{text}</title></head><body><h1>{text}</h1><p>{'IOM in China. ' * 30}"
    )
    result = run("parse", saved(tmp_path, "page.html", page))
    assert result.exception is None
    assert "[/b] Officials [red]train[/red] in Kunming" in " ".join(result.output.split())
