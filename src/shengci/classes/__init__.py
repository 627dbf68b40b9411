"""Class decks: a teacher's recipe and rows, the articles of the lessons, and what they make together."""
