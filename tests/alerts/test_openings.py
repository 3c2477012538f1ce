from __future__ import annotations

import pytest

from alerts.openings import without_dateline

STORY = "国际移民组织驻华代表处举办了研讨会。"
TOLD = "The workshop brought together forty officials."


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        (f"2022年9月28日-北京 {STORY}", "北京 / Beijing", STORY),
        (f"2022年9月28日-北京，{STORY}", "北京", STORY),
        (f"北京，2024年10月17日——{STORY}", "北京", STORY),
        (f"新华社北京3月21日电 {STORY}", None, STORY),
        (f"新华社北京3月21日电（记者李明）{STORY}", "北京", STORY),
        (f"北京——{STORY}", "北京", STORY),
        (f"2022年9月28日 - {STORY}", None, STORY),
        (f"9/28/2022 Beijing - {TOLD}", "北京 / Beijing", TOLD),
        (f"9/28/2022 Beijing - {TOLD}", None, TOLD),
        (f"Beijing, 20 March 2008 – {TOLD}", "Beijing", TOLD),
        (f"BEIJING, March 21 (Xinhua) -- {TOLD}", "Beijing", TOLD),
        (f"Beijing – {TOLD}", "北京 / Beijing", TOLD),
        (f"Chiang Mai (IOM) – {TOLD}", "Chiang Mai", TOLD),
        (f"17 October 2024, Beijing: {TOLD}", "Beijing", TOLD),
    ],
)  # fmt: skip
def test_a_dateline_is_left_out(text: str, place: str | None, rest: str) -> None:
    assert without_dateline(text, place) == rest


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (STORY, "北京"),
        (TOLD, "Beijing"),
        ("2024年10月17日,国际移民组织在北京举办了研讨会。", "北京"),
        ("On 17 October 2024, in Beijing, the workshop was held.", "Beijing"),
        ("Beijing is a city of migrants – and of their children.", "Beijing"),
        ("北京国际移民组织办公室开幕。", "北京"),
        ("Post-pandemic migration – a new challenge for all.", None),
        ("EU-China cooperation on migration has a long story.", None),
        ("Project Background – many people leave for jobs abroad.", None),
        ("Beijing – ", "Beijing"),
        ("", None),
    ],
)
def test_what_is_no_dateline_stays(text: str, place: str | None) -> None:
    assert without_dateline(text, place) == text
