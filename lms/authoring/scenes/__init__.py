"""The scenes of a scenario, written by form."""
