"""The bounded reader of .xlsx, standard library only: `book` reads, with a module for each part."""
