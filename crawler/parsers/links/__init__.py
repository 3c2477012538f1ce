"""Where a page leads: listings, feeds, its twin in another language, its further parts."""
