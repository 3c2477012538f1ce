"""Who wrote, sent or answers for a page: bylines, agencies, contacts, and their lines."""
