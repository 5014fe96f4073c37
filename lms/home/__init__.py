"""The pages that greet: what to do next, help, and the desk of those with a role."""
