"""Courses in an order, made by programme officers and followed as one."""
