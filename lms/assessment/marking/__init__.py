"""What an answer is worth: by the rule of its type, by people, and once a key was corrected."""
