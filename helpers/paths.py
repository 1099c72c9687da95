"""Folders of the project from which the helpers read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
LEXICONS = DATA / "lexicons"
MODELS = DATA / "models"
