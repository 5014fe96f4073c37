"""The paper of an attempt: drawn, asked, answered, and shown again with what was right."""
