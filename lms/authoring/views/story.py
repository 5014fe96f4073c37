"""A scenario of a manuscript with its scenes, as the pages of its author find them."""

from lms.authoring.questions.stack import named
from lms.authoring.scenes.wording import Scene, scene_of
from lms.authoring.views.finding import open_bench
from lms.authoring.views.questions.finding import Quiz


class Story(Quiz):
    """Its file holds its scenes as that of a quiz holds its questions."""

    kind = "scenario"

    @property
    def address(self) -> str:
        return self.to("scenes")

    @property
    def scenes(self) -> list[Scene]:
        """One that cannot be read keeps its place, its name and its title."""
        return [_scene(text) for text in map(self.stack.text, self.numbers)]

    @property
    def numbers(self) -> range:
        return range(1, len(self.stack.questions) + 1)

    @property
    def names(self) -> set[str]:
        return {each.identifier for each in self.scenes}


def _scene(text: str) -> Scene:
    title = text.split("\n", maxsplit=1)[0].strip("# ")
    return scene_of(text) or Scene(named(text), title)


def open_story(slug: str, module_slug: str) -> Story:
    """Raises NotFound where no manuscript is open."""
    return Story(open_bench(slug), module_slug)
