"""What no page uses is deleted: it is read, kept in step and sent to every phone for nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEMPLATES = {path: path.read_text() for path in (ROOT / "templates").rglob("*.html")}
SCRIPTS = [path.read_text() for path in (ROOT / "static/js").glob("*.js")]
CODE = [path.read_text() for path in (ROOT / "lms").rglob("*.py")]
STYLES = "\n".join(path.read_text() for path in (ROOT / "static/css").rglob("*.css"))
ICONS = (ROOT / "static/img/icons.svg").read_text()
USERS = "\n".join([*TEMPLATES.values(), *SCRIPTS, *CODE])
WRITTEN = set(re.findall(r"[\w-]+", USERS))
QUOTED = set(" ".join(re.findall(r"""["']([a-z -]+)["']""", USERS)).split())


def is_used(name: str) -> bool:
    """Written out, or put together from a stem and a word, as in `tag-{{ kind }}`."""
    if name in WRITTEN:
        return True
    parts = name.split("-")
    splits = (("-".join(parts[:at]), "-".join(parts[at:])) for at in range(1, len(parts)))
    return any(
        f"{stem}-{{{{" in USERS or f"{stem}-${{" in USERS for stem, word in splits if word in QUOTED
    )


def classes() -> set[str]:
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", STYLES, flags=re.DOTALL))
    return {name for each in selectors for name in re.findall(r"\.([a-z][\w-]*)", each)}


def macros() -> Iterator[tuple[str, str]]:
    for path, text in TEMPLATES.items():
        others = "\n".join(each for other, each in TEMPLATES.items() if other != path)
        for name in re.findall(r"{%-? macro (\w+)", text):
            at_home = len(re.findall(rf"\b{name}\b", text)) > 1
            imported = re.search(rf"{path.name}\" import [^%]*\b{name}\b", others)
            if not (at_home or imported) and f".module).{name}" not in USERS:
                yield path.name, name


def test_every_class_of_the_styles_is_used() -> None:
    left = sorted(name for name in classes() if not is_used(name))
    assert not left, f"No template has these classes; delete their rules: {left}"


def test_every_value_of_the_styles_is_used() -> None:
    names = set(re.findall(r"(--[\w-]+)\s*:", STYLES))
    left = sorted(name for name in names if not re.search(rf"var\(\s*{name}\b(?!-)", STYLES))
    assert not left, f"No rule asks for these; delete them: {left}"


def test_every_icon_is_used() -> None:
    names = set(re.findall(r'id="([\w-]+)"', ICONS))
    left = sorted(name for name in names if name not in QUOTED and not is_used(name))
    assert not left, f"No page shows these; delete them: {left}"


def test_every_macro_is_used() -> None:
    left = sorted(macros())
    assert not left, f"No template imports these; delete them: {left}"


def test_every_template_is_used() -> None:
    """Shown by a view, included, imported or extended; a look names its own by the last word."""
    folder = ROOT / "templates"
    names = {path: str(path.relative_to(folder)) for path in TEMPLATES}
    left = [
        name
        for path, name in names.items()
        if name not in USERS and not (path.parent.name == "asked" and path.stem in QUOTED)
    ]
    assert not left, f"Nothing shows these; delete them: {left}"
