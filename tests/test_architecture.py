"""The house: imports go one way, modules stay small, nothing of this machine or of a registry is in the repository."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("assistant", "corpus", "eval", "index")


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def test_import_contracts_hold():
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_modules_stay_small():
    long = {
        str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines())
        for name in PACKAGES
        for p in (ROOT / name).rglob("*.py")
    }
    assert {name: lines for name, lines in long.items() if lines > 280} == {}


def test_no_path_of_a_machine_and_no_registry_host():
    forbidden = re.compile(
        r"/work/|/root/|/home/\w|files\.pythonhosted|pypi\.org/simple|registry\.npmjs|--index-url|://\S*\.whl"
    )
    for path in tracked():
        if path.suffix in {".bin", ".png", ".npz", ".safetensors"} or path.name == Path(__file__).name:
            continue
        assert not forbidden.search(path.read_text(encoding="utf-8")), path


def test_pins_are_plain():
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9._]+(; .*)?", line), line


def test_every_package_and_its_data_are_declared():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for name in PACKAGES:
        for init in (ROOT / name).rglob("__init__.py"):
            package = ".".join(init.parent.relative_to(ROOT).parts)
            assert f'"{package}"' in text, package
