"""environment.yml, the two locks, pyproject.toml and .python-version say the same."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK, OLD_LOCK = "requirements.txt", "requirements-matplotlib-3.10.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
PLATFORMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}
each_lock = pytest.mark.parametrize("lock", [LOCK, OLD_LOCK])


def lines(lock):
    return (ROOT / lock).read_text(encoding="utf-8").splitlines()


def pins(lock, python, system="linux"):
    """The versions that pip would install from a lock on one Python and platform, by package: a list for each."""
    os_name, platform_system = PLATFORMS[system]
    target = {
        "python_version": python,
        "python_full_version": python + ".9",
        "sys_platform": system,
        "os_name": os_name,
        "platform_system": platform_system,
        "implementation_name": "cpython",
    }
    found = defaultdict(list)
    for requirement in map(Requirement, lines(lock)):
        if requirement.marker is None or requirement.marker.evaluate(target):
            found[canonicalize_name(requirement.name)].append(str(requirement.specifier))
    return found


@each_lock
def test_a_lock_holds_exact_pins_and_nothing_else(lock):
    for line in lines(lock):
        assert re.fullmatch(r"[a-z0-9._-]+==[0-9][0-9a-z.+]*( ; .+)?", line), line


@pytest.mark.parametrize("name", [LOCK, OLD_LOCK, "environment.yml", "pyproject.toml", "Makefile"])
def test_no_file_of_the_set_up_names_an_address(name):
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", PLATFORMS)
@each_lock
def test_a_lock_pins_each_package_once(lock, system, python):
    assert [name for name, versions in pins(lock, python, system).items() if len(versions) != 1] == []


@pytest.mark.parametrize("python", PYTHONS)
def test_each_dependency_of_the_project_is_pinned_within_its_bounds(python):
    pinned = pins(LOCK, python)
    for requirement in map(Requirement, PROJECT["dependencies"]):
        [version] = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version.removeprefix("==")), requirement


@pytest.mark.parametrize("python", PYTHONS)
def test_the_small_lock_differs_from_the_large_one_in_matplotlib_alone(python):
    large, small = pins(LOCK, python), pins(OLD_LOCK, python)
    assert {name for name in small if small[name] != large[name]} == {"matplotlib"}
    assert small["matplotlib"][0].startswith("==3.10.")
    assert {"arabic-reshaper", "python-bidi", "pytest"} <= set(small)


def test_the_project_takes_just_the_pythons_that_are_locked():
    allowed = SpecifierSet(PROJECT["requires-python"])
    assert [f"3.{minor}" for minor in range(8, 20) if f"3.{minor}.9" in allowed] == PYTHONS


def test_conda_brings_python_and_leaves_the_rest_to_the_lock():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["name"] == PROJECT["name"]
    assert environment["channels"] == ["conda-forge"]
    python, pip, rest = environment["dependencies"]
    assert pip == "pip" and rest == {"pip": [f"-r {LOCK}", "-e ."]}
    assert python == "python=" + (ROOT / ".python-version").read_text(encoding="utf-8").strip()


def test_the_python_that_the_repository_names_is_one_that_it_supports():
    named = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    assert named in PYTHONS
