"""Makes our bilingual embedding and the weights of the search. Needs the `train` extra; the product never runs it.

pairs -> teacher (once, cached) -> tokens -> distil -> tune -> write; then fit, which weighs the signals of the search.
"""
