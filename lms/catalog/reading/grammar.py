"""The small words of the content folder: names, codes and numbers."""

import re

SLUG = re.compile(r"[a-z0-9-]+")
COMPETENCY = re.compile(r"[A-Z]{1,6}(\.[A-Z0-9]{1,6}){1,3}")
MODULE = re.compile(r"(?P<number>\d{2,3})-(?P<slug>[a-z0-9-]+)(\.(?P<kind>[a-z]+))?\.md")
MEDIA = re.compile(r"[a-z0-9][a-z0-9._-]*")
# Without the name of a person in it, by which an address may look like another's.
HTTPS = re.compile(
    r"https://(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9])(?::\d{1,5})?"
    r"(?:[/?#][!-~]*)?",
    re.IGNORECASE,
)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # by YAML escapes

RESERVED = ("completion", "enrolment", "withdrawal")  # a course's own addresses, no modules
# A file that names no kind is a lesson.
KINDS = (
    *("quiz", "assignment", "discussion", "survey"),
    *("link", "file", "video", "session", "scenario"),
)
TYPES = (
    "single",
    "multiple",
    "truefalse",
    "short",
    "numeric",
    "match",
    "order",
    "cloze",
    "sjt",
    "essay",
)
SURVEY_TYPES = ("scale", "choice", "text")
