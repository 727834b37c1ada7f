/**
 * What everything rests on: the project's folders, configuration, environments, exit codes and
 * messages.
 */
package kith.project;
