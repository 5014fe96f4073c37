"""Courses written in the browser, each as a manuscript that is a content folder."""
