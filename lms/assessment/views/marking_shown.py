"""How the queue of essays is laid out: names for its filters, addresses for its pages."""

from collections.abc import Callable, Sequence

from flask import Blueprint, url_for

from lms.assessment.queries import Pile, Sought


def pile_names(piles: Sequence[Pile], what: str) -> dict[str, str]:
    """Values and names of one filter, each with how much lies there."""
    names: dict[str, str] = {}
    for pile in piles:
        value, name = {
            "course": (pile.course_slug, pile.course_title),
            "quiz": (pile.module_slug, pile.quiz_title),
            "question": (pile.question_digest, pile.heading),
        }[what]
        names.setdefault(value, name)
    return names


def queue_pages(wish: Sought) -> Callable[[int], str]:
    def address(number: int) -> str:
        return url_for(
            "assessment.marking",
            course=wish.course or None,
            quiz=wish.module or None,
            question=wish.question or None,
            marked=1 if wish.marked else None,
            page=number,
        )

    return address


def enter(bp: Blueprint) -> None:
    for show in (pile_names, queue_pages):
        bp.add_app_template_filter(show)
