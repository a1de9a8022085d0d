"""Facts out of news articles, each tied to its sentence, and the names in them set right, with the evidence."""
