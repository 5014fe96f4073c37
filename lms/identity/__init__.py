"""People, agencies, units and posts; signing in; who was given which role where."""
