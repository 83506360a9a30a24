/**
 * Looking after a home and its machine: what is wrong with them, what is left over, what processes
 * log. Start at {@link dev.roundhouse.upkeep.Checkup}; nothing here knows of a command line.
 */
@NullMarked
package dev.roundhouse.upkeep;

import org.jspecify.annotations.NullMarked;
