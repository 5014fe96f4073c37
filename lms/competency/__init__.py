"""Evidence of competence from assessments, and the level it shows by a stated rule."""
