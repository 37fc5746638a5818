"""What the référentiel says: texts and dated values, each tied to a source."""
