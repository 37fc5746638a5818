"""From passages to hits: chunks of the corpus, a lexical and a dense index over them, and their fusion."""
