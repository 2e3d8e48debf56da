"""Do the tests of the door see a hole in it? `make mutants` makes one after another, in a copy of the house."""
