"""What office files say that they are: a ZIP names its own type, whatever the file is called."""

import re
import zipfile
from io import BytesIO

from lms.foundation.zips import BROKEN, PACKINGS

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PART = re.compile(rf'ContentType="({re.escape(OFFICE)}[\w.]+)\.main\+xml"')
LARGEST_PART = 2**20  # of the two short parts that name an office file's type


def office_type(content: bytes) -> str | None:
    """Its type, without unpacking more than what tells it; none where it brings macros."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                return None
            if "mimetype" in names:
                return _part(package, "mimetype").strip()
            main = MAIN_PART.search(_part(package, "[Content_Types].xml"))
            return main[1] if main else None
    except BROKEN:
        return None


def _part(package: zipfile.ZipFile, name: str) -> str:
    if package.getinfo(name).compress_type not in PACKINGS:
        raise zipfile.BadZipFile
    with package.open(name) as part:
        return part.read(LARGEST_PART).decode(errors="replace")
