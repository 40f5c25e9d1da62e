"""`waishi`: the office at a terminal."""
