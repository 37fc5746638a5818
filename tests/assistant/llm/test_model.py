"""Settings of a language model: clear refusals, no key shown, nothing imported without the setting."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.model import configured, described
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from corpus.errors import SettingsError
from tests.assistant.llm.server import Script, playing

QUESTION = "Quelles preuves pour l'indicateur 28 ?"


def test_without_setting_nothing_of_it_is_imported():
    code = (
        "import sys; from assistant import Assistant; a = Assistant(); r = a.ask('preuves indicateur 28');"
        "print(r['mode'], r['prompt'], [m for m in sys.modules"
        " if m.split('.')[0] in ('langchain', 'openai', 'langchain_openai', 'prompts') or m == 'assistant.generate'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "composed None []", done.stderr


@pytest.mark.parametrize("name", ["gpt", "unknown:model", "openai:", ":x"])
def test_an_unknown_provider_is_refused_with_what_is_allowed(name):
    with pytest.raises(SettingsError, match="ollama:MODÈLE"):
        configured(Settings(llm=name))


def test_a_key_is_asked_for_only_where_it_is_needed(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="QUALIOPI_LLM_KEY ou OPENAI_API_KEY"):
        configured(Settings(llm="openai:m"))
    assert configured(Settings(llm="openai:m", llm_url="http://127.0.0.1:1/v1")).name == "openai:m"


def test_a_missing_package_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain_mistralai", None)
    with pytest.raises(SettingsError, match=r"qualiopi-assistant\[mistral\]"):
        configured(Settings(llm="mistralai:m", llm_key="k"))


def test_the_timeout_must_be_positive(monkeypatch):
    monkeypatch.setenv("QUALIOPI_LLM_TIMEOUT", "0")
    with pytest.raises(SettingsError, match="QUALIOPI_LLM_TIMEOUT"):
        load_settings()


def test_status_names_the_model_and_never_the_key(qualiopi, monkeypatch):
    monkeypatch.setenv("QUALIOPI_LLM", "ollama:mistral-nemo")
    monkeypatch.setenv("QUALIOPI_LLM_KEY", "very-secret")
    code, out, _ = qualiopi("status")
    assert code == 0
    assert "ollama:mistral-nemo (http://127.0.0.1:11434)" in out
    assert "very-secret" not in out
    monkeypatch.delenv("QUALIOPI_LLM")
    assert described(Settings()) == "none"


def test_env_files_are_not_read(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("QUALIOPI_LLM=openai:m\nQUALIOPI_LLM_URL=http://example.org\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_settings().llm is None


def test_the_address_is_that_of_the_settings_and_gets_no_key_meant_for_another(corpus, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://192.0.2.1/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "of-the-provider")
    with playing(Script("")) as script:
        Assistant(Settings(llm="openai:m", llm_url=script.url, llm_key="ours"), corpus=corpus).ask(QUESTION)
        Assistant(Settings(llm="openai:m", llm_url=script.url), corpus=corpus).ask(QUESTION)
    assert [asked["key"] for asked in script.requests] == ["Bearer ours", "Bearer none"]


def test_the_command_line_prints_the_worded_answer(qualiopi, monkeypatch):
    text = (
        "Les conventions de partenariat ou de formation servent aussi de preuve. [1]\n"
        "Gardez les traces de vos contacts avec le service public de l'emploi. [1]\n"
    )
    with playing(Script(text)) as script:
        monkeypatch.setenv("QUALIOPI_LLM", "openai:m")
        monkeypatch.setenv("QUALIOPI_LLM_URL", script.url)
        code, out, _ = qualiopi("ask", "Quelles preuves pour l'indicateur 28 ?")
    assert code == 0
    assert out.index("Les conventions de partenariat ou de formation servent") < out.index("Gardez les traces")
    assert "openai:m" in out


def test_the_page_says_what_the_model_is_given(shared_assistant):
    from assistant.messages import Messages
    from assistant.ui.shown.frame import Head

    def head(model):
        return Head(shared_assistant, Messages(), "assistant", model).html("fr")

    with_model = head("openai:<m> (http://192.0.2.1/v1)")
    assert "openai:&lt;m&gt; (http://192.0.2.1/v1)" in with_model
    assert "sans quitter votre machine" in head(None)
    assert "sans quitter votre machine" not in with_model
