"""Days and moments: found in text, labelled, and one of them chosen as the day of publication."""
