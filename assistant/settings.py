"""Settings, read once at the edge from `QUALIOPI_*` variables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError
from corpus.records import Language


class Settings(BaseSettings):
    """Where data lies, which day it is, which model makes vectors, which one words answers."""

    model_config = SettingsConfigDict(env_prefix="QUALIOPI_", frozen=True, extra="ignore")

    home: Path | None = None
    """QUALIOPI_HOME: the data folder; default: the user's data directory."""
    today: date | None = None
    """QUALIOPI_TODAY: the day that counts as today (AAAA-MM-JJ)."""

    lang: Language | None = None
    """QUALIOPI_LANG: fr or en, the language of help, errors, progress and listings (see `assistant.language`)."""

    embedding_model: str | None = None
    """QUALIOPI_EMBEDDING_MODEL: a sentence-transformers model on this machine (folder or name), "none" for search by
    words alone; default: the packaged bilingual one."""

    llm: str | None = None
    """QUALIOPI_LLM: a language model that words the answers, "ollama:NAME", "openai:NAME" or "mistralai:NAME"; default:
    none, answers are composed."""
    llm_url: str | None = None
    """QUALIOPI_LLM_URL: where that model is asked; default: the provider's own address."""
    llm_key: SecretStr | None = None
    """QUALIOPI_LLM_KEY: its key; default, at the provider's own address only: the provider's own variable."""
    llm_timeout: Annotated[float, Field(gt=0, le=600)] = 60
    """QUALIOPI_LLM_TIMEOUT: seconds for a whole answer, after which the composed one is given."""

    api: bool = True
    """QUALIOPI_API: on or off, the answers over HTTP for programs on this machine, at /api of the web app."""
    mcp: bool = False
    """QUALIOPI_MCP: on or off, tools for assistants that speak MCP, at /gradio_api/mcp of the web app."""

    def data_folder(self) -> Path:
        """The data folder, absolute; not created."""
        if self.home is not None:
            return self.home.expanduser().absolute()
        from platformdirs import user_data_path

        return user_data_path("qualiopi-assistant", appauthor=False)

    def day(self) -> date:
        """Today, unless the setting says otherwise."""
        return self.today or date.today()

    def now(self) -> datetime:
        """The time of today (UTC), on the day of the setting where there is one."""
        now = datetime.now().astimezone()
        return (now if self.today is None else datetime.combine(self.today, now.timetz())).astimezone(UTC)


def package_version() -> str:
    """The version of the assistant; "?" where it is not installed."""
    try:
        return version("qualiopi-assistant")
    except PackageNotFoundError:
        return "?"


def load_settings() -> Settings:
    """The settings of the environment.

    Raises:
        SettingsError: a variable has a value that is not allowed.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"QUALIOPI_{str(first['loc'][0]).upper()}"
        raise SettingsError("settings.value", name=name, value=repr(first["input"]), reason=first["msg"]) from None
