"""What we say to a language model: data only, one file a prompt (none yet: answers are composed)."""
