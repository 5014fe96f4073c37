"""What every page shares: access, transaction, language, headers, forms and errors."""
