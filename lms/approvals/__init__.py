"""What people ask of those who lead courses or head units, and its answer."""
