"""Strings alone: cleaned, unwrapped, told apart by script, known as furniture by what they say."""
