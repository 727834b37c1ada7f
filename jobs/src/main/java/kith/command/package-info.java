/** The command line: one class a command, and what it prints. */
@NullMarked
package kith.command;

import org.jspecify.annotations.NullMarked;
