"""One file a migration, named after its revision."""
