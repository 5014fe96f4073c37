"""Scenarios: what somebody chooses in each scene, and where that leads them."""
