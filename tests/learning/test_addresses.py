"""A module's name and a word of the site's own never claim the same address."""

from flask import Flask

from lms.catalog.reading.grammar import RESERVED

COURSE = "/courses/<slug>/"


def test_no_module_can_take_a_word_of_the_site(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(COURSE)]
    words = {rule.removeprefix(COURSE).partition("/")[0] for rule in rules}
    assert words - {"<module_slug>"} == set(RESERVED)
