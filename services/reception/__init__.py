"""Reception: foreign guests in the house, and the leaders' diaries."""
