package org.springframework.stub;

/** Stands in for the framework, which this module does not depend on. */
public class Framework {}
