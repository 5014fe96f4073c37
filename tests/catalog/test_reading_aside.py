"""A long course is read by two processes, and comes out as by one."""

import json
import subprocess
import sys
from pathlib import Path

from folders import SOUND, reading_of

# A process without other threads, as a command is and a test is not.
READ = """
import json, os, sys
from pathlib import Path
from unittest.mock import patch
from lms.catalog.reading import read
from lms.foundation.markup import aside, remembered

def told(cores):
    remembered.shelf.clear()
    with patch.object(os, "cpu_count", lambda: cores), patch.object(
        remembered, "render_anew", wraps=remembered.render_anew
    ) as here:
        found = read(Path(sys.argv[1]))
    pages = [(each.slug, each.html) for each in found.seen[0].modules]
    notes = list(map(str, found.mistakes + found.notes))
    return {"here": here.call_count, "pages": pages, "notes": notes}

alone, both = told(1), told(2)
with aside.rendering_aside(lambda: 1 / 0):
    pass
print(json.dumps({"alone": alone, "both": both}))
"""


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    lessons = {f"{number:02}-modul-{number}.md": lesson(number) for number in range(10, 70)}
    reading_of(tmp_path, {**SOUND, **lessons})
    ran = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)], capture_output=True, check=True, text=True
    )
    found = json.loads(ran.stdout)
    alone, both = found["alone"], found["both"]
    assert both["pages"] == alone["pages"]
    assert both["notes"] == alone["notes"]
    assert any("modul-69" in each for each in alone["notes"])
    assert 20 < both["here"] < alone["here"] - 20


def lesson(number: int) -> str:
    link = "media/tidak-ada.png" if number == 69 else "course.md"
    return f"---\ntitle: Modul {number}\nminutes: 5\n---\n\nIsi [{number}]({link}).\n"
