"""The pages of somebody who sits a quiz: its start, its questions, its result."""
