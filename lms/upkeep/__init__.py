"""What runs behind the pages, for administrators: background work and its faults."""
