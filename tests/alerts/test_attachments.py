"""Which links lead to the same document, and what a reader hears when one does not any more."""

from __future__ import annotations

from time import perf_counter

import pytest

from alerts.diff import diff
from alerts.weight import differences
from storage.types import Content, Link

STORE = "https://china.iom.example/sites/default/files"


def linking(url: str, text: str = "Joint statement (PDF, 310 KB)") -> Content:
    return Content(links=(Link(url, text, attachment=True),))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{STORE}/x.pdf", "https://china.iom.example/sites/g/files/tmzbdl416/files/x.pdf"),
        (f"{STORE}/2026-10/x.pdf", "https://china.migration.example/sites/default/files/2026-10/x.pdf"),
        (f"{STORE}/x.pdf", "https://www.iom.example/china/sites/default/files/x.pdf"),
        (f"{STORE}/2026-10/x.pdf", "https://www.iom.example/uploads/x.pdf"),
        ("https://china.iom.example/files/x.pdf", "https://www.china.iom.example/files/x.pdf"),
        ("https://china.iom.example/files/x.pdf", "https://cdn.iom.example/china/files/x.pdf"),
        ("https://iom.example/docs/x.pdf", "https://iom.example/china/docs/x.pdf"),
        (f"{STORE}/x.pdf", f"{STORE}/x.pdf?itok=Xy12&v=3"),
        (f"{STORE}/报告.pdf", "https://cdn.iom.example/%E6%8A%A5%E5%91%8A.pdf"),
    ],
)  # fmt: skip
def test_a_file_of_the_same_name_on_another_host_or_in_another_store_is_a_trifle(
    before: str, after: str
) -> None:
    (found,) = differences(linking(before), linking(after))
    assert found.weight == "editorial"
    (link,) = diff(linking(before), linking(after)).links
    assert link.same_file


@pytest.mark.parametrize(
    "after",
    [
        f"{STORE}/2026-10/x_0.pdf",
        f"{STORE}/2026-11/x.pdf",
        f"{STORE}/x.pdf",
        f"{STORE}/2026-10/y.pdf",
        "https://cdn.iom.example/2026-10/x_0.pdf",
        f"{STORE}/2026-10/x.pdf?id=3",
        f"{STORE}/2026-10/X.docx",
    ],
)
def test_another_file_behind_the_same_words_is_news(after: str) -> None:
    before = linking(f"{STORE}/2026-10/x.pdf")
    (found,) = differences(before, linking(after))
    assert found.weight == "substantive"
    (link,) = diff(before, linking(after)).links
    assert link.before
    assert link.after
    assert not link.same_file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Joint statement (PDF, 310 KB)", "Joint statement (PDF, 0.3 MB)"),
        ("Joint statement (PDF, 310 KB)", "Joint statement (PDF, 317KB)"),
        ("Joint statement (310 KB)", "Joint statement"),
        ("Joint statement - 310KB", "Joint statement - 0.31 MB"),
        ("联合声明（PDF，2.1MB）", "联合声明（PDF，2.2兆）"),
        ("联合声明 大小：355KB", "联合声明"),
        ("联合声明（文件大小：355KB）", "联合声明"),
        ("Joint statement (PDF, size: 1,024 bytes)", "Joint statement (PDF, 1 KB)"),
    ],
)
def test_the_size_told_with_a_link_is_no_part_of_its_name(before: str, after: str) -> None:
    old, new = linking(f"{STORE}/x.pdf", before), linking(f"{STORE}/x.pdf", after)
    assert differences(old, new) == ()
    assert not diff(old, new)


def test_a_file_of_another_size_at_the_same_address_was_replaced() -> None:
    old = linking(f"{STORE}/x.pdf", "Joint statement (PDF, 310 KB)")
    new = linking(f"{STORE}/x.pdf", "Joint statement (PDF, 1.4 MB)")
    (found,) = differences(old, new)
    assert found.weight == "substantive"
    (link,) = diff(old, new).links
    assert (link.text, link.same_file) == ("Joint statement (PDF, 1.4 MB)", False)


def test_a_new_file_whose_size_is_told_too_was_replaced_and_not_removed_and_added() -> None:
    old = linking(f"{STORE}/2026-10/x.pdf", "Joint statement (PDF, 312 KB)")
    new = linking(f"{STORE}/2026-11/x_0.pdf", "Joint statement (PDF, 355 KB)")
    (link,) = diff(old, new).links
    assert (link.before, link.after) == (f"{STORE}/2026-10/x.pdf", f"{STORE}/2026-11/x_0.pdf")


def test_of_several_files_one_swapped_while_all_move_is_news() -> None:
    def linked(host: str, *names: str) -> Content:
        return Content(
            links=tuple(Link(f"https://{host}/files/{n}", n[:1], attachment=True) for n in names)
        )

    before = linked("a.example", "a.pdf", "b.pdf")
    (moved,) = differences(before, linked("b.example", "b.pdf", "a.pdf"))
    assert moved.weight == "editorial"
    for names in (("a.pdf", "b-2.pdf"), ("a.pdf",), ("a.pdf", "b.pdf", "c.pdf")):
        (found,) = differences(before, linked("b.example", *names))
        assert found.weight == "substantive"


def test_money_in_a_links_words_is_no_size() -> None:
    old, new = (linking(f"{STORE}/x.pdf", f"Budget ({sum_})") for sum_ in ("2.1M", "2.15M"))
    assert [one.weight for one in differences(old, new)] == ["substantive"]


def test_labels_of_figures_without_end_are_compared_in_time() -> None:
    began = perf_counter()
    for text in ("1" * 100_000, "1 " * 50_000, "(" * 100_000, " " * 9 + ",-" * 50_000 + "x"):
        assert differences(linking(f"{STORE}/x.pdf", text), linking(f"{STORE}/y.pdf", text))
    assert perf_counter() - began < 5
