"""Keys with which agencies seal PDFs, files and badges, and how anybody checks a seal."""
