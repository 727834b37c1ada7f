/** The command line: one class a command, and what it prints. */
package kith.command;
