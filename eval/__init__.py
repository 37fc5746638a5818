"""How good is it: measures of the assistant, run by `qualiopi eval` or `python -m eval.grid`."""
