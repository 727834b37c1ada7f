/**
 * What everything rests on: the project's folders, configuration, environments, exit codes,
 * messages and hashes.
 */
package kith.project;
