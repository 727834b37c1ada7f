/**
 * What all other packages use: the project's folders, configuration, environments, exit codes,
 * messages and hashes.
 */
@NullMarked
package kith.project;

import org.jspecify.annotations.NullMarked;
