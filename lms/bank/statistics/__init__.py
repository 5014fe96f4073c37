"""The figures of item analysis, as the literature has them: pure, without web or database."""
