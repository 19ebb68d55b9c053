from __future__ import annotations

import re
from pathlib import Path

import pytest

import anjian
from anjian.settings import LogLevel, Settings, SettingsInvalid
from anjian.words import Language

DOCUMENT = Path(anjian.__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the person who runs the tests."""
    for name in (f"ANJIAN_{field.upper()}" for field in Settings.model_fields):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("ANJIAN_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)


def mistakes() -> dict[str, str]:
    """Where each wrong setting stands, and its cure in English."""
    with pytest.raises(SettingsInvalid) as caught:
        Settings.load()
    return {wrong.place: wrong.cure.en for wrong in caught.value.wrong}


def test_nothing_set() -> None:
    """Without any setting the server listens on this machine only, with its own database."""
    settings = Settings.load()
    assert (settings.host, settings.port, settings.home) == ("127.0.0.1", 8000, Path(".anjian"))
    assert settings.database_url is None


def test_options_come_before_environment_before_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearer to the person who types, the stronger; an option not given and an empty variable say nothing."""
    Path("anjian.toml").write_text('port = 1\nhost = "file"\nlog_level = "debug"\n', "utf-8")
    monkeypatch.setenv("ANJIAN_PORT", "2")
    monkeypatch.setenv("ANJIAN_HOST", "environment")
    monkeypatch.setenv("ANJIAN_LOG_LEVEL", "")
    settings = Settings.load(port=3, host=None)
    assert (settings.port, settings.host, settings.log_level) == (3, "environment", LogLevel.DEBUG)


def test_another_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """ANJIAN_CONFIG names the file to read instead."""
    (tmp_path / "other.toml").write_text('required_plugins = ["fireworks"]\n', "utf-8")
    monkeypatch.setenv("ANJIAN_CONFIG", str(tmp_path / "other.toml"))
    assert Settings.load().required_plugins == ("fireworks",)


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the environment a list of plugins is their names, separated by commas."""
    monkeypatch.setenv("ANJIAN_DISABLED_PLUGINS", "fire, transport,")
    assert Settings.load().disabled_plugins == ("fire", "transport")


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgres://h:5433/d", "postgresql+asyncpg://h:5433/d"),
        ("postgresql+asyncpg://u:p%40@h/d", "postgresql+asyncpg://u:p%40@h/d"),
        ("postgresql://h/d?sslmode=require", "postgresql+asyncpg://h/d?ssl=require"),
    ],
)
def test_database_addresses_people_have(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    """Whatever spelling a database team hands out becomes the one our driver takes."""
    monkeypatch.setenv("ANJIAN_DATABASE_URL", given)
    address = Settings.load().database_url
    assert address is not None
    assert address.get_secret_value() == used


@pytest.mark.parametrize(
    "url", ["mysql://u:geheim@h/d", "sqlite:///geheim.db", "geheim", "postgresql+psycopg://u:geheim@h/d"]
)
def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Other databases are refused, and neither the refusal nor the settings repeat what was typed."""
    monkeypatch.setenv("ANJIAN_DATABASE_URL", url)
    with pytest.raises(SettingsInvalid) as caught:
        Settings.load()
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None
    monkeypatch.setenv("ANJIAN_DATABASE_URL", "postgresql://u:geheim@h/d")
    assert "geheim" not in repr(Settings.load())


def test_every_mistake_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped name, a value out of range and a wrong key of the file come in one answer, each with its cure."""
    Path("anjian.toml").write_text('prot = 9000\nlanguage = "fr"\n', "utf-8")
    monkeypatch.setenv("ANJIAN_PORT", "99999")
    monkeypatch.setenv("ANJIAN_DATABSE_URL", "x")
    monkeypatch.setenv("ANJIAN_ZZZ", "x")
    assert mistakes() == {
        "ANJIAN_DATABSE_URL": "there is no such setting; did you mean ANJIAN_DATABASE_URL?",
        "ANJIAN_ZZZ": "there is no such setting; remove it",
        "ANJIAN_PORT": "must be a port number, 0 to 65535",
        "anjian.toml: language": "must be zh or en",
        "anjian.toml: prot": "there is no such setting; did you mean port?",
    }


def test_an_option_is_named_as_it_was_typed() -> None:
    """A wrong option of a command is shown as that option."""
    with pytest.raises(SettingsInvalid, match="--port: must be a port number"):
        Settings.load(port=-1)


@pytest.mark.parametrize("content", [b"port = \n", b"\xff\xfe"], ids=["syntax", "not UTF-8"])
def test_a_file_that_cannot_be_read(content: bytes) -> None:
    """A broken file is named with what is wrong in it."""
    Path("anjian.toml").write_bytes(content)
    assert [cure.startswith("cannot be read: ") for cure in mistakes().values()] == [True]


def test_a_file_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file somebody named must exist; one nobody named need not."""
    monkeypatch.setenv("ANJIAN_CONFIG", "nowhere.toml")
    assert mistakes() == {"ANJIAN_CONFIG": "there is no file nowhere.toml"}


def test_the_message_is_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Operators read Chinese or English."""
    monkeypatch.setenv("ANJIAN_PORT", "eight")
    with pytest.raises(SettingsInvalid) as caught:
        Settings.load()
    assert caught.value.message(Language.ZH) == "有 1 处设置需要改正：\n  ANJIAN_PORT: 应为0 至 65535 的端口号"


def test_every_setting_is_documented() -> None:
    """docs/settings.md has one row for each setting, with its variable and its default."""
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| (.+?) \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    fields = Settings.model_fields
    assert [(key, variable) for key, variable, _ in rows] == [(name, f"ANJIAN_{name.upper()}") for name in fields]
    for key, _, default in rows:
        value = fields[key].default
        assert default == (
            f"`{str(value).lower() if isinstance(value, bool) else value}`" if value not in (None, ()) else "empty"
        )
