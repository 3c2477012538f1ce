from __future__ import annotations

import sys
import types
import uuid

import httpx
import pytest

from alerts import chat
from alerts.ping import ping
from alerts.render import Rendered
from storage.errors import ConfigError, DeliveryError

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


class Apprise:
    """What is used of apprise."""

    told: list[tuple[str, str]] = []  # noqa: RUF012 - shared on purpose

    def __init__(self) -> None:
        self.url = ""

    def add(self, url: str) -> bool:
        self.url = url
        return url.startswith("json://")

    def notify(self, title: str, body: str) -> bool:
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
