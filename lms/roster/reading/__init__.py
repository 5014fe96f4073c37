"""One reader of the files that rosters come in: a table as rows of texts, whatever the file is."""

from lms.roster.reading.sheets import Line, Sheet, read

__all__ = ["Line", "Sheet", "read"]
