"""Project pages' rows: labels, typed values, layouts, member States."""
