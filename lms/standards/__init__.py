"""Dated data that rules rest on: competencies, required levels, forms of development, JP rules."""
