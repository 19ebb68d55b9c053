"""The settings of one installation: environment ``ANJIAN_*``, then ``anjian.toml``, then what is written here."""

from __future__ import annotations

import base64
import difflib
import json
import os
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import sqlalchemy as sa
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from anjian.access.oidc.issuers import Issuer
from anjian.errors import AnjianError
from anjian.words import Language, Title

PREFIX = "ANJIAN_"
CONFIG = "ANJIAN_CONFIG"  # names the file; read before the settings, so not one of them
DRIVER = "postgresql+asyncpg"
KEY = 32  # bytes of a key for AES-256


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def database_address(value: SecretStr) -> SecretStr:
    """A PostgreSQL address for our driver, however its scheme and its wish for TLS were spelled."""
    try:
        url = sa.make_url(value.get_secret_value())
    except sa.exc.ArgumentError as error:
        raise ValueError from error
    if url.drivername not in {"postgresql", "postgres", DRIVER}:
        raise ValueError
    if sslmode := url.query.get("sslmode"):
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": sslmode})
    return SecretStr(url.set(drivername=DRIVER).render_as_string(hide_password=False))


def _split(value: object) -> object:
    return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value


def _json(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value


DatabaseUrl = Annotated[SecretStr, AfterValidator(database_address)]


def _rate(text: str) -> str:
    """``limits`` knows what is a rate; ``off`` is none."""
    from limits import parse

    return "" if text == "off" else text if parse(text) else ""


Rate = Annotated[str, AfterValidator(_rate)]
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
OfPlugins = Annotated[dict[str, dict[str, Any]], NoDecode, BeforeValidator(_json)]


def _keys(keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
    if any(len(base64.b64decode(key.get_secret_value(), validate=True)) != KEY for key in keys):
        raise ValueError
    return keys


Keys = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_split), AfterValidator(_keys)]
OfFiles = Annotated[dict[str, SecretStr], NoDecode, BeforeValidator(_json)]
OtlpEndpoint = Annotated[str, Field(pattern=r"^https?://[^\s/]+$")]
FilesUrl = Annotated[str, Field(pattern=r"^(s3|gs|az|file)://")]
Issuers = Annotated[tuple[Issuer, ...], NoDecode, BeforeValidator(_json)]
Lower = BeforeValidator(lambda value: value.lower() if isinstance(value, str) else value)


RATE = Title(
    "形如 6000/minute、100/second 的次数；off 为不限",
    "so many times, such as 6000/minute or 100/second; off for no bound",
)


class Settings(BaseSettings):
    """What an operator may decide. The title beside each one says what a value must be."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    home: Annotated[Path, Title("数据目录", "a directory for the data")] = Path(".anjian")
    host: Annotated[str, Title("监听地址", "the address to listen on")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535), Title("0 至 65535 的端口号", "a port number, 0 to 65535")] = 8000
    database_url: Annotated[
        DatabaseUrl | None,
        Title(
            "postgresql://用户:密码@主机/数据库 形式的地址", "an address like postgresql://user:password@host/database"
        ),
    ] = None
    language: Annotated[Language, Lower, Title("zh 或 en", "zh or en")] = Language.ZH
    pool_size: Annotated[int, Field(ge=1, le=1000), Title("1 至 1000 的整数", "a number from 1 to 1000")] = 10
    pool_overflow: Annotated[int, Field(ge=0, le=1000), Title("0 至 1000 的整数", "a number from 0 to 1000")] = 10
    statement_timeout: Annotated[
        float, Field(gt=0, le=3600), Title("大于 0、不超过 3600 的秒数", "seconds, above 0 and at most 3600")
    ] = 30
    strict_plugins: Annotated[bool, Title("true 或 false", "true or false")] = False
    required_plugins: Annotated[Names, Title("以逗号分隔的插件名", "plugin names, separated by commas")] = ()
    disabled_plugins: Annotated[Names, Title("以逗号分隔的插件名", "plugin names, separated by commas")] = ()
    plugins: Annotated[
        OfPlugins,
        Title(
            '每个插件一张表，如 [plugins.fire]；变量中为 JSON：{"fire": {…}}',
            'a table for each plugin, as [plugins.fire]; in the variable as JSON: {"fire": {…}}',
        ),
    ] = {}
    demo: Annotated[bool, Title("true 或 false", "true or false")] = False
    introspection: Annotated[bool, Title("true 或 false", "true or false")] = True
    log_level: Annotated[LogLevel, Lower, Title("debug、info、warning 或 error", "debug, info, warning or error")] = (
        LogLevel.INFO
    )
    oidc: Annotated[
        Issuers,
        Title(
            '每个身份提供方一张表，如 [[oidc]]，须有 issuer 与 audience，地址用 https；变量中为 JSON：[{"issuer": …}]',
            "a table for each identity provider, as [[oidc]], with issuer and audience, its addresses https; in the "
            'variable as JSON: [{"issuer": …}]',
        ),
    ] = ()
    trusted_proxies: Annotated[
        Names,
        Title(
            "以逗号分隔的代理地址或网段，如 10.0.0.5,10.1.0.0/16",
            "addresses or networks of proxies, separated by commas, such as 10.0.0.5,10.1.0.0/16",
        ),
    ] = ()
    trusted_documents: Annotated[Path | None, Title("清单文件的路径", "the path of a manifest")] = None
    allowed_origins: Annotated[
        Names,
        Title(
            "以逗号分隔的来源，如 https://portal.example.gov.cn",
            "origins, separated by commas, such as https://portal.example.gov.cn",
        ),
    ] = ()
    max_body_bytes: Annotated[
        int, Field(ge=1024, le=2**30), Title("1024 至 1073741824 的字节数", "bytes, from 1024 to 1073741824")
    ] = 2**20

    max_file_bytes: Annotated[
        int, Field(ge=1024, le=2**30), Title("1024 至 1073741824 的字节数", "bytes, from 1024 to 1073741824")
    ] = 20 * 2**20
    files_url: Annotated[
        FilesUrl | None,
        Title(
            "s3://桶/前缀、gs://、az:// 或 file:/// 形式的地址",
            "an address like s3://bucket/prefix, gs://, az:// or file:///",
        ),
    ] = None
    files_options: Annotated[
        OfFiles,
        Title(
            '存储的选项，如 {"endpoint": "https://…", "access_key_id": "…"}',
            'options of the storage, such as {"endpoint": "https://…", "access_key_id": "…"}',
        ),
    ] = {}
    files_kept_days: Annotated[int, Field(ge=1, le=3650), Title("1 至 3650 的天数", "days, from 1 to 3650")] = 7

    seal_keys: Annotated[
        Keys,
        Title("以逗号分隔的 base64 密钥，每个 32 字节", "keys of 32 bytes in base64, separated by commas"),
    ] = ()
    reports_per_hour: Annotated[
        int, Field(ge=1, le=100_000), Title("1 至 100000 的整数", "a number from 1 to 100000")
    ] = 10

    console: Annotated[bool, Title("true 或 false", "true or false")] = True
    rate_per_caller: Annotated[Rate, RATE] = "6000/minute"
    rate_per_address: Annotated[Rate, RATE] = "60000/minute"

    otlp_endpoint: Annotated[
        OtlpEndpoint | None,
        Title("http(s)://收集器:4318 形式的地址", "an address like http://collector:4318"),
    ] = None
    trace_ratio: Annotated[float, Field(ge=0, le=1), Title("0 至 1 的比例", "a share, from 0 to 1")] = 0.1
    metrics_port: Annotated[
        int | None, Field(ge=1, le=65535), Title("1 至 65535 的端口号", "a port number, 1 to 65535")
    ] = None
    metrics_host: Annotated[str, Title("监听地址", "the address to listen on")] = "127.0.0.1"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_file())

    @classmethod
    def load(cls, **given: Any) -> Settings:
        """The settings of this process. ``given`` are the options of a command and come first, unless None."""
        given = {name: value for name, value in given.items() if value is not None}
        wrong = [*_unknown_variables(), *_missing_file()]
        try:
            settings = cls(**given)
        except ValidationError as error:
            wrong += [_wrong_value(name, given) for name in dict.fromkeys(str(e["loc"][0]) for e in error.errors())]
        except (OSError, ValueError) as error:
            wrong.append(WrongSetting(str(config_file()), Title(f"无法读取：{error}", f"cannot be read: {error}")))
        if wrong:
            raise SettingsInvalid(wrong)
        return settings


def config_file() -> Path:
    return Path(os.environ.get(CONFIG) or "anjian.toml")


class WrongSetting(NamedTuple):
    """One setting that cannot be used: where it stands, and what to write there instead."""

    place: str
    cure: Title


class SettingsInvalid(AnjianError):
    """Every wrong setting at once, so that one look mends them all."""

    code = "SETTINGS_INVALID"
    words = Title("有 {count} 处设置需要改正：", "settings to mend: {count}")

    def __init__(self, wrong: list[WrongSetting]) -> None:
        self.wrong = tuple(wrong)
        super().__init__(count=len(wrong))

    def message(self, language: Language) -> str:
        lines = [f"  {place}: {cure.in_language(language)}" for place, cure in self.wrong]
        return "\n".join([super().message(language), *lines])


def _unknown_variables() -> list[WrongSetting]:
    known = {*Settings.model_fields, CONFIG.removeprefix(PREFIX).lower()}
    names = {name: name.upper().removeprefix(PREFIX).lower() for name in sorted(os.environ) if _is_ours(name)}
    return [
        WrongSetting(variable, _unknown(name, known, _variable))
        for variable, name in names.items()
        if name not in known
    ]


def _is_ours(variable: str) -> bool:
    return variable.upper().startswith(PREFIX)


def _variable(name: str) -> str:
    return f"{PREFIX}{name.upper()}"


def _missing_file() -> list[WrongSetting]:
    file = config_file()
    if CONFIG not in os.environ or file.is_file():
        return []
    return [WrongSetting(CONFIG, Title(f"没有文件 {file}", f"there is no file {file}"))]


def _wrong_value(name: str, given: Mapping[str, Any]) -> WrongSetting:
    """The sentence is the field's own title; the value itself is not repeated, it may hold a password."""
    place = _place(name, given)
    if name not in Settings.model_fields:
        return WrongSetting(place, _unknown(name, set(Settings.model_fields), str))
    titles = (item for item in Settings.model_fields[name].metadata if isinstance(item, Title))
    expected = next(titles)
    return WrongSetting(place, Title(f"应为{expected.zh}", f"must be {expected.en}"))


def _place(name: str, given: Mapping[str, Any]) -> str:
    variable = _variable(name)
    if name in given:
        return f"--{name.replace('_', '-')}"
    return variable if variable in map(str.upper, os.environ) else f"{config_file()}: {name}"


def _unknown(name: str, known: set[str], spelt: Callable[[str], str]) -> Title:
    """A name nobody knows, and the one that was probably meant."""
    meant = [spelt(near) for near in difflib.get_close_matches(name, sorted(known), n=1)]
    zh, en = (f"，是否想写 {meant[0]}？", f"; did you mean {meant[0]}?") if meant else ("，请删去", "; remove it")
    return Title(f"没有这项设置{zh}", f"there is no such setting{en}")
