"""Reports on the people of an agency or a unit: courses, deadlines, months, the index of ASN."""
