package kith.simulate;

import java.nio.file.Path;

/**
 * Where and how nights are written.
 *
 * @param out the folder that gets a folder for each night
 * @param shape whose script writes the files
 * @param canaries whether whatever identifies a person is replaced by a token
 * @param otherFiles whether the files of other systems are written too
 * @param seed from which everything is drawn that is new in each extract
 */
record Export(Path out, Shape shape, boolean canaries, boolean otherFiles, long seed) {}
