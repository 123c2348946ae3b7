/* A file with a digest in its name, in tests. */
