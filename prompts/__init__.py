"""What we say to a language model: data only, one file a prompt, variables declared (none yet: answers are composed)."""
