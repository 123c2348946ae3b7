/** Rules about the sources of the whole repository, for what class files no longer show. */
package dev.companion.architecture.repository;
