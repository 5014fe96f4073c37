"""A demonstration province: people, offices and a year of learning, all of it invented."""
