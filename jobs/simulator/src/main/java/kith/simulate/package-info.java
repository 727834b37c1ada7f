/**
 * Invents an authority and writes its extracts; independent of the rest of Kith. {@link Simulation}
 * knows all parts: {@link History} fills {@link Records} with what happens in one {@link World},
 * {@link Faults} says what is wrong with which row, and {@link NightWriter} writes each night.
 */
@NullMarked
package kith.simulate;

import org.jspecify.annotations.NullMarked;
