/* A script of the pages, in tests. */
