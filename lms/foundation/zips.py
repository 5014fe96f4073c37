"""What everything that reads a stranger's ZIP file must know."""

import zipfile
import zlib

# The two that people's programs use; the others unpack a bomb whole before a part can be read.
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# All that a broken or hostile archive makes the reader raise, whatever its own papers say.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
