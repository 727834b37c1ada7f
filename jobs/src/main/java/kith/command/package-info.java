/** The command line: one class per command, with what it prints. */
@NullMarked
package kith.command;

import org.jspecify.annotations.NullMarked;
