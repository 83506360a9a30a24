/**
 * The command line. Start at {@link dev.roundhouse.toolbox.Main}; each command is a small class of
 * its own.
 */
@NullMarked
package dev.roundhouse.toolbox;

import org.jspecify.annotations.NullMarked;
