from __future__ import annotations

import sys
import types
import uuid
from collections.abc import Iterator

import httpx
import pytest

from alerts import chat
from alerts.digest import compose
from alerts.ping import ping
from alerts.render import Rendered, render_chat
from storage.errors import ConfigError, DeliveryError
from storage.types import Recipient
from tests.alerts import samples

MESSAGE = Rendered("IOM China: 1 new", "<p>x</p>", "One new story.\n")


def test_a_ping_says_which_night_and_how_it_went() -> None:
    heard: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return httpx.Response(200)

    for signal in ("start", "success", "fail"):
        assert ping(
            "https://hc.example/abc", signal, "20261121T0230", "text", httpx.MockTransport(answer)
        )  # type: ignore[arg-type]
    assert [request.url.path for request in heard] == ["/abc/start", "/abc", "/abc/fail"]
    ids = {request.url.params["rid"] for request in heard}
    assert len(ids) == 1
    assert uuid.UUID(ids.pop())


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectTimeout("slow"),
        httpx.ConnectError("no route"),
        httpx.InvalidURL("odd"),
        OSError("x"),
    ],
)
def test_a_ping_that_fails_stops_nothing(failure: Exception) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise failure

    assert not ping("https://hc.example/abc", "fail", "r", transport=httpx.MockTransport(answer))


def test_a_refused_ping_and_a_missing_url_are_only_false() -> None:
    refusing = httpx.MockTransport(lambda _: httpx.Response(500))
    assert not ping("https://hc.example/abc", "start", "r", transport=refusing)
    assert not ping(None, "start", "r")
    assert not ping("file:///etc/passwd", "start", "r")
    assert not ping("https://hc.example:port/abc", "start", "r")


class Apprise:
    """What is used of apprise."""

    told: list[tuple[str, str]] = []  # noqa: RUF012 - shared on purpose

    def __init__(self) -> None:
        self.url = ""

    def add(self, url: str) -> bool:
        self.url = url
        return url.startswith("json://")

    def __iter__(self) -> Iterator[types.SimpleNamespace]:
        short = "short" in self.url
        yield types.SimpleNamespace(
            body_maxlen=100 if short else 32768, title_maxlen=0 if short else 250
        )

    def notify(self, title: str, body: str, body_format: str) -> bool:
        assert body_format == "text"
        self.told.append((title, body))
        return "down" not in self.url


@pytest.fixture
def apprise(monkeypatch: pytest.MonkeyPatch) -> type[Apprise]:
    module = types.ModuleType("apprise")
    module.Apprise = Apprise  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "apprise", module)
    Apprise.told.clear()
    return Apprise


def test_chat_gets_the_subject_and_the_text(apprise: type[Apprise]) -> None:
    chat.tell(["json://hook.example/secret"], MESSAGE)
    assert apprise.told == [("IOM China: 1 new", "One new story.\n")]


def test_a_service_with_little_room_gets_whole_paragraphs_and_is_told_where_the_rest_is(
    apprise: type[Apprise],
) -> None:
    text = "第一条新闻。\n\n" + "第二条新闻比较长。" * 20 + "\n"
    message = Rendered("One", "", "引言。\n\n* 甲\n\n" + text)
    chat.tell(["json://short.example/x", "json://hook.example/x"], message, "zh-Hans")
    (_, short), (_, long) = apprise.told
    assert short == "引言。\n\n* 甲\n\n第一条新闻。\n\n其余内容见邮件。"
    assert len(f"One\n\n{short}".encode()) <= 100
    assert long == message.text


@pytest.mark.parametrize("room", [40, 60, 99, 5000])
@pytest.mark.parametrize(
    "text", ["多" * 900, "a b\n" * 300, "x\n\n" + "字" * 500, "😀" * 100 + "\n\nend"]
)
def test_no_text_is_longer_than_its_room_nor_cut_within_a_letter(text: str, room: int) -> None:
    cut = chat.fitted(text, room, "See the mail.")
    assert len(cut.encode()) <= room
    assert cut == text or cut.endswith("\n\nSee the mail.")
    assert "\ufffd" not in cut


def test_a_chat_is_told_in_lines_as_long_as_they_come_and_not_why_it_gets_this() -> None:
    somebody = Recipient(0, "chat", languages=("zh-Hans",))
    digest = compose(somebody, samples.NIGHT, samples.NOW)
    assert digest is not None
    text = render_chat(digest).text
    assert (
        "  11月19日，一条面向跨境务工人员的多语种服务热线在云南开通。热线每天提供12小时服务，支持中文、缅甸语和越南语。首日共接到46通来电。\n"
        in text
    )
    assert "订阅" not in text


def test_one_service_that_is_down_does_not_keep_it_from_the_next(apprise: type[Apprise]) -> None:
    with pytest.raises(DeliveryError) as error:
        chat.tell(["json://down.example/secret", "json://hook.example/x"], MESSAGE)
    assert len(apprise.told) == 2
    assert "secret" not in str(error.value)


def test_an_unknown_chat_address_is_a_mistake_in_the_configuration(apprise: type[Apprise]) -> None:
    with pytest.raises(ConfigError) as error:
        chat.tell(["nonsense://secret"], MESSAGE)
    assert "secret" not in str(error.value)


def test_without_the_extra_chat_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(ConfigError, match=r"\[chat\]"):
        chat.tell(["json://x"], MESSAGE)
    chat.tell([], MESSAGE)
